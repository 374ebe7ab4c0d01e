"""Two barriers: differences that add up to the lead, and changes after which they have really swapped."""

from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from cirede.analysis.matrix import Matrix, scores, sure
from cirede.analysis.pair import Pair, explain
from cirede.analysis.stability import pair_stability
from tests.levels import matrices, written

if TYPE_CHECKING:
    from collections.abc import Iterator


def lead(matrix: Matrix, found: Pair, weights: "list[Fraction] | None" = None) -> Fraction:
    """Give how far the first of a pair is ahead."""
    points = scores(matrix, weights)
    return points[matrix.row(found.first)] - points[matrix.row(found.second)]


def moved(matrix: Matrix, barrier: str, criterion: str, change: Fraction | int) -> Matrix:
    """Change one level of one barrier."""
    cells = [list(row) for row in matrix.cells]
    row, column = matrix.row(barrier), matrix.column(criterion)
    cells[row][column] = sure(cells[row][column].expected + change)
    return Matrix(matrix.barriers, matrix.criteria, tuple(map(tuple, cells)), matrix.weights, matrix.order)


def pairs() -> "st.SearchStrategy[tuple[Matrix, Pair]]":
    """Draw a matrix of two barriers and its pair."""
    return matrices(fewest=2, most=2).map(lambda matrix: (matrix, explain(matrix, "b0", "b1")))


@given(pairs())
def test_differences_add_up_to_the_lead(drawn: tuple[Matrix, Pair]) -> None:
    """Largest first, they add up to the lead, which is never negative."""
    matrix, found = drawn
    points = [each.points for each in found.differences]
    assert sum(points) == found.lead == lead(matrix, found) >= 0
    assert [abs(each) for each in points] == sorted(map(abs, points), reverse=True)
    assert all(each.points == each.weight * (each.first - each.second) for each in found.differences)


@given(pairs())
def test_a_change_of_level_really_swaps(drawn: tuple[Matrix, Pair]) -> None:
    """`ties` draws level; `swaps` goes past, and one whole level less does not."""
    matrix, found = drawn
    for each in found.levels:
        assert lead(moved(matrix, each.barrier, each.criterion, each.ties), found) == 0
        if each.swaps is not None:
            assert lead(moved(matrix, each.barrier, each.criterion, each.swaps), found) < 0
            nearer = each.swaps - (1 if each.swaps > 0 else -1)
            assert lead(moved(matrix, each.barrier, each.criterion, nearer), found) >= 0
    assert [abs(each.ties) for each in found.levels] == sorted(abs(each.ties) for each in found.levels)


@given(pairs())
def test_a_change_of_weight_really_swaps(drawn: tuple[Matrix, Pair]) -> None:
    """At weight `ties` both have the same score; at `swaps` they have swapped, one whole weight nearer they have not."""
    matrix, found = drawn
    for each in found.weights:
        column = matrix.column(each.criterion)

        def at(weight: Fraction | int, column: int = column) -> Fraction:
            weights = [Fraction(given_) for given_ in matrix.weights]
            weights[column] = Fraction(weight)
            return lead(matrix, found, weights)

        assert at(each.ties) == 0
        if each.swaps is not None:
            assert at(each.swaps) < 0
            assert at(each.swaps + (1 if each.swaps < each.weight else -1)) >= 0


@given(pairs())
def test_weights_that_swap_are_the_ends_of_stability(drawn: tuple[Matrix, Pair]) -> None:
    """The weight at which a pair draws level, as a share, is the end of its interval."""
    matrix, found = drawn
    total = sum(matrix.weights)
    for each in found.weights if found.lead else ():
        interval = pair_stability(matrix, found.first, found.second, each.criterion)
        share = each.ties / (total - each.weight + each.ties)
        assert share == (interval.least if each.ties < each.weight else interval.most)


def changes(found: Pair) -> "Iterator[tuple[str, str, Fraction, int | None, bool]]":
    """Give the changes of level as tuples."""
    yield from (tuple(each) for each in found.levels)  # type: ignore[misc]


def test_a_pair_by_hand() -> None:
    """Three points of lead: what brings them, and every single change that would take them away."""
    found = explain(written([(2, 3, 3, 1), (4, 2, (0, 5), 1)]), "b0", "b1")
    assert (found.first, found.second, found.lead) == ("b1", "b0", Fraction(9, 2))
    assert [(each.criterion, each.points) for each in found.differences] == [
        ("impact", 6), ("ease", -1), ("instrument", Fraction(-1, 2)), ("speed", 0),
    ]  # fmt: skip
    assert list(changes(found)) == [("b0", "impact", Fraction(3, 2), 2, False), ("b1", "impact", Fraction(-3, 2), -2, False)]
    assert [(each.criterion, each.ties, each.swaps) for each in found.weights] == [
        ("impact", Fraction(3, 4), 0), ("ease", Fraction(11, 2), 6), ("instrument", 10, 11),
    ]  # fmt: skip


def test_what_is_open_may_already_swap() -> None:
    """A level that may be high enough already is told as open; equal scores swap with the least change."""
    found = explain(written([(3, 3, 3, 3), (3, 3, 3, (0, 5))]), "b0", "b1")
    (open_,) = [each for each in found.levels if each.open]
    assert (open_.barrier, open_.criterion, open_.ties, open_.swaps) == ("b1", "speed", Fraction(1, 2), 1)
    tied = explain(written([(3, 3, 3, 3), (3, 3, 3, 3)]), "b1", "b0")
    assert (tied.first, tied.lead, {each.ties for each in tied.levels}) == ("b1", Fraction(0), {Fraction(0)})
    assert tied.weights == ()
