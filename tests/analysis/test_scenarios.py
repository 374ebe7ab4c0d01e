"""Scenarios side by side: their weights, and the places they give."""

from fractions import Fraction

import pytest
from hypothesis import given

from cirede.analysis.matrix import Matrix, places, scores
from cirede.analysis.scenarios import NEEDED, Scenario, compare, standard
from cirede.errors import UnknownNameError
from tests.levels import matrices, written

THREE = written([(5, 0, 0, 0), (3, 3, 3, 3), (0, 5, 2, 5)])


def with_doability(matrix: "Matrix") -> "Matrix":
    """Add, unweighed, the lower of ease and instrument as a criterion."""
    cells = tuple((*row, min(row[1], row[2], key=lambda cell: cell.expected)) for row in matrix.cells)
    return Matrix(matrix.barriers, (*matrix.criteria, "doability"), cells, (*matrix.weights, 0), matrix.order)


def test_the_five_scenarios() -> None:
    """Each is there with its shares once the matrix holds its criteria."""
    found = {each.id: list(each.shares.values()) for each in standard(with_doability(THREE))}
    quarter, twelfth = Fraction(1, 4), Fraction(1, 12)
    assert found == {
        "equal": [quarter] * 4,
        "agreed-order": [Fraction(25, 48), Fraction(13, 48), Fraction(7, 48), Fraction(1, 16)],
        "impact-first": [Fraction(3, 4), twelfth, twelfth, twelfth],
        "quick-wins": [Fraction(1, 2), Fraction(1, 2)],
        "merged": [Fraction(1, 2), quarter, quarter],
    }
    assert set(NEEDED) <= set(with_doability(THREE).criteria)


def test_a_scenario_needs_its_criteria() -> None:
    """Without doability nothing is merged, without impact nothing puts it first."""
    assert [each.id for each in standard(THREE)] == ["equal", "agreed-order", "impact-first", "quick-wins"]
    bare = Matrix(THREE.barriers, ("environment", "economy", "obtaining", "cost"), THREE.cells, (1, 1, 1, 1), ())
    assert [each.id for each in standard(bare)] == ["equal", "agreed-order"]


def test_places_side_by_side() -> None:
    """By hand: who is where under which weighting, the range, and how often in the first place."""
    found = {each.barrier: each for each in compare(THREE, standard(THREE), top=1)}
    assert found["b0"].places == {"equal": 3, "agreed-order": 2, "impact-first": 1, "quick-wins": 3}
    assert found["b1"].places == {"equal": 1, "agreed-order": 1, "impact-first": 2, "quick-wins": 2}
    assert [(each.best, each.worst, each.times) for each in found.values()] == [(1, 3, 1), (1, 2, 2), (1, 3, 2)]


@given(matrices())
def test_a_scenario_with_the_weights_of_the_ranking_is_the_ranking(matrix: "Matrix") -> None:
    """Under its own weights every barrier has its own place."""
    own = Scenario("own", {name: Fraction(weight) for name, weight in zip(matrix.criteria, matrix.weights, strict=True)})
    assert tuple(each.places["own"] for each in compare(matrix, [own], top=3)) == places(scores(matrix))


def test_an_unknown_criterion_is_told() -> None:
    """A scenario that weighs what the matrix does not hold is refused."""
    with pytest.raises(UnknownNameError):
        compare(THREE, [Scenario("odd", {"beauty": Fraction(1)})], top=1)
