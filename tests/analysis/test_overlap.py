"""Double counting: the rank correlation, ties and unknowns included."""

from itertools import permutations

import pytest

from cirede.analysis.overlap import overlap
from tests.levels import written


def pairs(*levels: tuple[object, object]) -> list[tuple[object, ...]]:
    """Make rows with levels of ease and instrument."""
    return [(0, ease, instrument, 0) for ease, instrument in levels]


@pytest.mark.parametrize(
    ("levels", "rho", "twice"),
    [
        ([(1, 2), (2, 3), (3, 4), (5, 5)], 1, True),
        ([(1, 5), (2, 3), (3, 2), (5, 1)], -1, False),
        ([(1, 1), (2, 3), (3, 2), (4, 4)], 0.8, True),
        ([(1, 2), (2, 1), (3, 4), (4, 3)], 0.6, False),
        ([(1, 1), (1, 3), (3, 1), (3, 3)], 0, False),
        ([(1, 1), (1, 2), (2, 2), (3, 3)], 1.5 / (4.5 * 4.5) ** 0.5 * 2.5, True),
    ],
)
def test_the_correlation_by_hand(levels: list[tuple[int, int]], rho: float, twice: bool) -> None:  # noqa: FBT001 - expected
    """From all alike to all opposed; exactly 0.6 does not pass the limit; equal levels take the mean of their ranks."""
    found = overlap(written(pairs(*levels)))
    assert found.rho == pytest.approx(rho)
    assert (found.compared, found.twice) == (len(levels), twice)


def test_unknown_levels_are_passed_over() -> None:
    """A barrier unknown on one of the two says nothing of their agreement."""
    known = [(1, 1), (2, 3), (3, 2), (4, 4)]
    assert overlap(written(pairs(*known, ((0, 5), 0), (5, (0, 4))))) == overlap(written(pairs(*known)))


@pytest.mark.parametrize("levels", [[(1, 1), (2, 2)], [(1, 3), (2, 3), (4, 3)]])
def test_too_little_to_compare(levels: list[tuple[int, int]]) -> None:
    """Two barriers, or one level for all, have no correlation and bring no warning."""
    found = overlap(written(pairs(*levels)))
    assert (found.rho, found.twice) == (None, False)


def test_the_two_criteria_may_trade_places() -> None:
    """Whichever is named first, the correlation is the same."""
    for order in permutations(range(1, 5)):
        matrix = written(pairs(*enumerate(order, 1)))
        assert overlap(matrix).rho == overlap(matrix, "instrument", "ease").rho
