"""Draws: whole weights of the right distribution, levels of the right chances, scores that are exact."""

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given

from cirede.analysis.matrix import Matrix, spread
from cirede.analysis.sampling import GRAIN, Sampling, draw_scores, draw_weights, generator
from cirede.analysis.surrogate import rank_order_centroid
from cirede.errors import WrongUseError
from tests.levels import CRITERIA, matrices, written

if TYPE_CHECKING:
    from cirede.analysis.sampling import Weighting

FOUR = written([(1, 2, 3, 4)])
MEANS: "dict[Weighting, list[Fraction]]" = {
    "even": [Fraction(1, 4)] * 4,
    "agreed-order": list(rank_order_centroid(4)),
    "around": [Fraction(1, 2), *[Fraction(1, 6)] * 3],
    "fixed": [Fraction(1, 2), *[Fraction(1, 6)] * 3],
}


@pytest.mark.parametrize("weighting", MEANS)
def test_weights_have_the_means_of_their_distribution(weighting: "Weighting") -> None:
    """Even draws have their centre of gravity, ordered ones that of their corner, Dirichlet and fixed ones the weights."""
    found = draw_weights(FOUR, Sampling(100_000, 7, weighting))
    shares = found / found.sum(axis=1, keepdims=True)
    assert shares.mean(axis=0).tolist() == pytest.approx([float(each) for each in MEANS[weighting]], abs=0.002)
    assert found.min() >= 1
    assert found.sum(axis=1).max() <= GRAIN


def test_the_concentration_says_how_close_weights_keep() -> None:
    """A share of one half varies by 1/(2 * sqrt(1 + concentration))."""
    for concentration in (5, 20):
        found = draw_weights(FOUR, Sampling(100_000, 7, "around", concentration))
        share = found[:, 0] / found.sum(axis=1)
        assert share.std() == pytest.approx(0.5 / (1 + concentration) ** 0.5, rel=0.02)


def test_ordered_weights_keep_the_agreed_order() -> None:
    """Whatever the order of the columns, no draw gives a less important criterion more."""
    matrix = Matrix(FOUR.barriers, CRITERIA, FOUR.cells, (1, 1, 1, 1), ("speed", "ease", "impact", "instrument"))
    found = draw_weights(matrix, Sampling(10_000, 3))
    order = [3, 1, 0, 2]
    assert all((found[:, one] >= found[:, other]).all() for one, other in pairwise(order))


@given(matrices())
def test_scores_are_exact_sums(matrix: Matrix) -> None:
    """Where levels are sure, each score is the sum of whole weight times whole level, in 32 bits as in any."""
    sure = written([[cell.lowest for cell in row] for row in matrix.cells], matrix.weights)
    drawn = draw_scores(sure, Sampling(200, 1))
    lowest = [min(column) for column in zip(*sure.expected(), strict=True)]
    scale = 2 if any(level.denominator == 2 for row in sure.expected() for level in row) else 1
    for row, place in zip(sure.expected(), drawn.rows, strict=True):
        whole = np.array([int((level - low) * scale) for level, low in zip(row, lowest, strict=True)])
        assert (drawn.weights @ whole == drawn.values[place].astype(np.int64)).all()


def test_levels_are_drawn_by_their_chances() -> None:
    """A level that is likely in one third of cases is drawn in one third of the draws."""
    chances = ((Fraction(1), Fraction(1, 10)), (Fraction(3, 2), Fraction(3, 5)), (Fraction(4), Fraction(3, 10)))
    matrix = Matrix(("a", "b"), ("impact",), ((spread(chances),), (spread(((Fraction(0), Fraction(1)),)),)), (1,), ("impact",))
    drawn = draw_scores(matrix, Sampling(100_000, 5, "fixed"))
    levels, counts = np.unique(drawn.values[0], return_counts=True)
    assert levels.tolist() == [2, 3, 8]
    assert (counts / 100_000).tolist() == pytest.approx([0.1, 0.6, 0.3], abs=0.005)


@given(matrices(fewest=3))
def test_withdrawing_a_barrier_changes_no_draw_of_the_others(matrix: Matrix) -> None:
    """The others keep every lead over each other in every draw."""
    less = Matrix(matrix.barriers[1:], matrix.criteria, matrix.cells[1:], matrix.weights, matrix.order)
    before, after = draw_scores(matrix, Sampling(50, 2)), draw_scores(less, Sampling(50, 2))
    kept = before.values[list(before.rows)][1:]
    left = after.values[list(after.rows)]
    assert (np.sign(kept[:, None] - kept[None]) == np.sign(left[:, None] - left[None])).all()


def test_sure_rows_that_are_alike_are_one() -> None:
    """Rows without doubt are counted, those with doubt drawn on their own."""
    drawn = draw_scores(written([(1, 2, 3, 4), ((0, 1), 2, 3, 4), (1, 2, 3, 4), ((0, 1), 2, 3, 4)]), Sampling(10))
    assert drawn.rows == (0, 1, 0, 2)
    assert drawn.alike.tolist() == [2, 1, 1]


@pytest.mark.parametrize(
    "sampling", [Sampling(0), Sampling(seed=-1), Sampling(concentration=0), Sampling(weighting="odd")]  # type: ignore[arg-type]
)  # fmt: skip
def test_what_cannot_be_drawn_is_told(sampling: Sampling) -> None:
    """A wrong number or an unknown weighting is told before anything is drawn."""
    with pytest.raises(WrongUseError):
        draw_scores(FOUR, sampling)


def test_what_is_too_much_is_told() -> None:
    """Too many draws, or levels that no number format adds up exactly, are refused rather than rounded."""
    with pytest.raises(WrongUseError, match="draw less often"):
        draw_scores(written([((0, 1), 0, 0, 0)] * 4), Sampling(10**8))
    with pytest.raises(WrongUseError, match="denominators"):
        draw_scores(written([(Fraction(1, 2**40), 0, 0, 0), (1, 0, 0, 0)]), Sampling(10))


def test_the_generator_is_named() -> None:
    """The name and version that the numbers depend on."""
    assert generator(Sampling()) == f"PCG64, numpy {np.__version__}"
