"""PROMETHEE II as an oracle only: with linear preferences its order is that of the weighted sum."""

from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given

from cirede.analysis.matrix import places, scores
from tests.levels import matrices, table, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cirede.analysis.matrix import Matrix

    Rows = Sequence[Sequence[Fraction]]


def net_flows(rows: "Rows", weights: "Sequence[Fraction]", reach: int) -> list[Fraction]:
    """Give the net flow of each row, with a preference that rises linearly to 1 at a difference of `reach`."""

    def prefers(one: "Sequence[Fraction]", other: "Sequence[Fraction]") -> Fraction:
        steps = (max(Fraction(0), min(Fraction(1), (x - y) / reach)) for x, y in zip(one, other, strict=True))
        return sum((weight * step for weight, step in zip(weights, steps, strict=True)), Fraction(0))

    return [
        sum((prefers(one, other) - prefers(other, one) for other in rows), Fraction(0)) / max(1, len(rows) - 1) for one in rows
    ]


def shares(weights: "Sequence[int]") -> list[Fraction]:
    """Give weights as shares."""
    return [Fraction(weight, sum(weights)) for weight in weights]


def test_the_published_identity_holds() -> None:
    """The net flow is n/(n-1) times the sum of weight times (level less its mean) over the reach, exactly."""
    given_ = table("promethee-vshape-equals-weighted-sum")["inputs"]
    matrix = written(given_["levels"], given_["weights"])
    rows, weights, count = matrix.expected(), shares(given_["weights"]), len(matrix.barriers)
    means = [sum(column) / count for column in zip(*rows, strict=True)]
    closed = [
        Fraction(count, count - 1) * sum(weight * (x - mean) / 5 for weight, x, mean in zip(weights, row, means, strict=True))
        for row in rows
    ]
    assert net_flows(rows, weights, 5) == closed


@given(matrices())
def test_linear_promethee_gives_the_same_places(matrix: "Matrix") -> None:
    """On the scale of 0 to 5 a linear preference over five levels ranks as the weighted sum does, ties included."""
    flows = net_flows(matrix.expected(), shares(matrix.weights), 5)
    assert places(flows) == places(scores(matrix))
