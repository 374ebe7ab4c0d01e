"""Do two criteria say the same thing twice? Spearman's rank correlation over the barriers where both are known."""

from fractions import Fraction
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cirede.analysis.matrix import Cell, Matrix

LIMIT = Fraction(3, 5)
"""Above this correlation two criteria count one thing twice: at 0.8 the pair explains 55 % of the score's variance, not 30 %."""

_UNKNOWN = 4
_FEWEST = 3


class Overlap(NamedTuple):
    """How far two criteria agree: `rho` from -1 to 1, over `compared` barriers; `twice` when it passes the limit.

    `rho` is None where fewer than three barriers are known on both, or all stand at one level.
    """

    first: str
    second: str
    compared: int
    rho: float | None
    twice: bool


def overlap(matrix: "Matrix", first: str = "ease", second: str = "instrument") -> Overlap:
    """Compare the expected levels of two criteria. Raises: UnknownNameError for a criterion that the matrix lacks."""
    one, other = matrix.column(first), matrix.column(second)
    known = [row for row in matrix.cells if _is_known(row[one]) and _is_known(row[other])]
    squared, sign = _squared([row[one].expected for row in known], [row[other].expected for row in known])
    if squared is None:
        return Overlap(first, second, len(known), None, twice=False)
    return Overlap(first, second, len(known), sign * sqrt(squared), sign > 0 and squared > LIMIT**2)


def _is_known(cell: "Cell") -> bool:
    """Pass over a cell that leaves four levels or more open, as the triage does."""
    return cell.highest - cell.lowest < _UNKNOWN


def _squared(ones: "Sequence[Fraction]", others: "Sequence[Fraction]") -> tuple[Fraction | None, int]:
    """Give the square of the correlation of the ranks, exactly, and its sign."""
    if len(ones) < _FEWEST:
        return None, 0
    left, right = _ranks(ones), _ranks(others)
    middle = Fraction(len(ones) + 1, 2)
    both = sum((x - middle) * (y - middle) for x, y in zip(left, right, strict=True))
    within = sum((x - middle) ** 2 for x in left) * sum((y - middle) ** 2 for y in right)
    return (both * both / Fraction(within), 1 if both > 0 else -1) if within else (None, 0)


def _ranks(values: "Sequence[Fraction]") -> list[Fraction]:
    """Give each value its rank, equal ones the mean of the ranks that they take up."""
    taken: dict[Fraction, list[int]] = {}
    for rank, value in enumerate(sorted(values), 1):
        taken.setdefault(value, []).append(rank)
    return [Fraction(taken[value][0] + taken[value][-1], 2) for value in values]
