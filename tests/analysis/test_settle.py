"""The questions whose answer would settle most: chances by hand, order and limit."""

from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from cirede.analysis.matrix import Matrix, places, scores, sure
from cirede.analysis.settle import settle
from tests.levels import matrices, written

if TYPE_CHECKING:
    from collections.abc import Iterable

FACTS = {"impact": ("tonnes-gained", "cost-a-year"), "ease": ("carried",), "instrument": ("instrument",), "speed": ("carried",)}


def feeding(barrier: str, criterion: str) -> "Iterable[str]":
    """Name the facts that feed a criterion, the same for every barrier."""
    return FACTS[criterion]


def test_chances_by_hand() -> None:
    """One barrier a point behind: the levels at which it would be in the top, of all its levels."""
    matrix = written([(3, 3, 3, 3), (3, 3, 3, (0, 4)), (0, (0, 1), 0, 0)])
    found = settle(matrix, feeding, top=1)
    assert [(each.barrier, each.fact, each.turns, each.reach, each.place) for each in found] == [
        ("b1", "carried", Fraction(2, 5), Fraction(4), 2),
        ("b2", "carried", Fraction(0), Fraction(1), 3),
    ]


def test_a_fact_of_two_criteria_counts_once() -> None:
    """It takes the larger chance and both reaches; each of two facts on one criterion counts in full."""
    found = settle(written([((0, 3), (1, 2), 0, (4, 5)), (3, 3, 3, 3)]), feeding, top=1)
    assert [(each.fact, each.criteria, each.reach) for each in found] == [
        ("cost-a-year", ("impact",), Fraction(9)),
        ("tonnes-gained", ("impact",), Fraction(9)),
        ("carried", ("ease", "speed"), Fraction(2)),
    ]


@given(st.data())
def test_the_chance_is_that_of_the_places(data: st.DataObject) -> None:
    """Answered in each possible way, the barrier changes sides as often as said."""
    matrix, top = data.draw(matrices(most=5)), data.draw(st.integers(1, 3))
    now = places(scores(matrix))
    for each in settle(matrix, lambda _, criterion: [criterion], top=top, most=100):
        row, column = matrix.row(each.barrier), matrix.column(each.fact)
        expected = Fraction(0)
        for level, chance in matrix.cells[row][column].chances:
            cells = [list(cells) for cells in matrix.cells]
            cells[row][column] = sure(level)
            answered = Matrix(matrix.barriers, matrix.criteria, tuple(map(tuple, cells)), matrix.weights, matrix.order)
            if (places(scores(answered))[row] <= top) != (now[row] <= top):
                expected += chance
        assert each.turns == expected
        assert each.place == now[row]


@given(matrices())
def test_the_most_settling_come_first_and_few(matrix: Matrix) -> None:
    """They come in one order whatever the order of the barriers, no more than asked for; what is certain is not asked."""
    every = settle(matrix, feeding, top=2, most=1000)
    turned = Matrix(matrix.barriers[::-1], matrix.criteria, matrix.cells[::-1], matrix.weights, matrix.order)
    assert settle(turned, feeding, top=2, most=1000) == every
    assert settle(matrix, feeding, top=2, most=3) == every[:3]
    assert [each.turns for each in every] == sorted((each.turns for each in every), reverse=True)
    assert all(each.reach > 0 for each in every)
