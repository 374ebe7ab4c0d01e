"""The same barriers under several weightings side by side: which places they take, and how often they are in the top."""

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from cirede.analysis.matrix import places, scores
from cirede.analysis.surrogate import rank_order_centroid

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cirede.analysis.matrix import Matrix

IMPACT, EASE, SPEED = "impact", "ease", "speed"
MERGED = ("impact", "doability", "speed")
"""The criteria of the profile `merged`, where the lowest of ease and instrument is one criterion, `doability`."""

NEEDED = (IMPACT, EASE, SPEED, "doability")
"""The criteria that a matrix must hold, weighed or not, for every scenario to be there."""


class Scenario(NamedTuple):
    """A weighting with an id; the shares add up to 1, a criterion left out has none."""

    id: str
    shares: "Mapping[str, Fraction]"


class Outlook(NamedTuple):
    """One barrier across the scenarios: its place in each, the best and the worst, and how often it is in the top."""

    barrier: str
    places: "Mapping[str, int]"
    best: int
    worst: int
    times: int


def standard(matrix: "Matrix") -> tuple[Scenario, ...]:
    """Give the scenarios whose criteria the matrix holds.

    `equal`: what is weighed weighs the same. `agreed-order`: rank-order centroid weights. `impact-first`: impact counts
    three quarters, the others share the rest evenly. `quick-wins`: ease and speed only. `merged`: impact one half,
    doability and speed one quarter each.
    """
    weighed = [matrix.criteria[column] for column in matrix.weighed]
    ordered = [matrix.criteria[column] for column in matrix.by_importance]
    found = [
        Scenario("equal", dict.fromkeys(weighed, Fraction(1, len(weighed)))),
        Scenario("agreed-order", dict(zip(ordered, rank_order_centroid(len(ordered)), strict=True))),
    ]
    others = [name for name in weighed if name != IMPACT]
    if len(others) == len(weighed) - 1 and others:
        found.append(Scenario("impact-first", {IMPACT: Fraction(3, 4), **dict.fromkeys(others, Fraction(1, 4 * len(others)))}))
    if {EASE, SPEED} <= set(matrix.criteria):
        found.append(Scenario("quick-wins", {EASE: Fraction(1, 2), SPEED: Fraction(1, 2)}))
    if set(MERGED) <= set(matrix.criteria):
        found.append(Scenario("merged", dict(zip(MERGED, (Fraction(1, 2), Fraction(1, 4), Fraction(1, 4)), strict=True))))
    return tuple(found)


def compare(matrix: "Matrix", scenarios: "Sequence[Scenario]", *, top: int) -> tuple[Outlook, ...]:
    """Rank the barriers under each scenario by their expected levels, ties sharing a place.

    Gives the barriers in the order of the matrix. Raises: UnknownNameError for a criterion that the matrix lacks.
    """
    by_scenario = {each.id: places(scores(matrix, _weights(matrix, each))) for each in scenarios}
    found = []
    for row, name in enumerate(matrix.barriers):
        taken = {scenario: all_places[row] for scenario, all_places in by_scenario.items()}
        times = sum(place <= top for place in taken.values())
        found.append(Outlook(name, taken, min(taken.values()), max(taken.values()), times))
    return tuple(found)


def _weights(matrix: "Matrix", scenario: Scenario) -> list[Fraction]:
    weights = [Fraction(0)] * len(matrix.criteria)
    for name, share in scenario.shares.items():
        weights[matrix.column(name)] = share
    return weights
