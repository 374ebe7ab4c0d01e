"""Who is ahead of whom whatever the weights: by every criterion, or by every weighting that keeps the agreed order.

Exact, without simulation. Weights that keep an order are sums, with factors of 0 or more, of "the first k criteria
count alike and the others not"; so a barrier is never behind another under such weights if and only if none of its
sums over the first 1, 2, … criteria is lower.
"""

from fractions import Fraction
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from cirede.analysis.matrix import Cell, Matrix

    Table = Sequence[Sequence[Fraction]]


class Relation(NamedTuple):
    """Why one barrier is never behind another: by every criterion (`plain`) or by the agreed order (`in_order`).

    `certain` when this holds whichever of their possible levels are the true ones; else it holds of the expected levels.
    """

    first: str
    second: str
    plain: bool
    in_order: bool
    plain_certain: bool
    in_order_certain: bool


def dominance(matrix: "Matrix", *, in_order: bool = False, certain: bool = False) -> tuple[tuple[str, str], ...]:
    """Give each pair whose first barrier is nowhere behind the second, and ahead somewhere.

    `in_order` compares sums over the first criteria of the agreed order, so for every weighting that keeps it.
    `certain` holds the lowest levels of the first against the highest of the second.
    """
    found = _ahead(matrix, in_order=in_order, certain=certain)
    return tuple((matrix.barriers[first], matrix.barriers[second]) for first, second in np.argwhere(found).tolist())


def undominated(matrix: "Matrix") -> tuple[str, ...]:
    """Give the barriers that none dominates by its expected levels."""
    beaten = set(np.nonzero(_ahead(matrix, in_order=False, certain=False))[1].tolist())
    return tuple(name for row, name in enumerate(matrix.barriers) if row not in beaten)


def relation(matrix: "Matrix", first: str, second: str) -> Relation:
    """Tell in which senses the first barrier dominates the second. Raises: UnknownNameError."""
    one, other = matrix.cells[matrix.row(first)], matrix.cells[matrix.row(second)]
    found = {}
    for in_order in (False, True):
        for certain in (False, True):
            upper = _line(matrix, one, in_order=in_order, bound="lowest" if certain else "expected")
            lower = _line(matrix, other, in_order=in_order, bound="highest" if certain else "expected")
            never_behind = all(high >= low for high, low in zip(upper, lower, strict=True))
            found[in_order, certain] = never_behind and upper != lower
    return Relation(first, second, found[False, False], found[True, False], found[False, True], found[True, True])


def _line(matrix: "Matrix", row: "tuple[Cell, ...]", *, in_order: bool, bound: str) -> list[Fraction]:
    levels: list[Fraction] = [getattr(row[column], bound) for column in matrix.by_importance]
    return list(accumulate(levels)) if in_order else levels


def _ahead(matrix: "Matrix", *, in_order: bool, certain: bool) -> "NDArray[np.bool_]":
    """Compare every row with every other by what the fractions are among themselves: their order, in whole numbers."""
    uppers = [_line(matrix, row, in_order=in_order, bound="lowest" if certain else "expected") for row in matrix.cells]
    lowers = [_line(matrix, row, in_order=in_order, bound="highest") for row in matrix.cells] if certain else uppers
    count = len(matrix.barriers)
    behind, ahead = np.zeros((2, count, count), dtype=bool)
    for column in range(len(matrix.weighed)):
        high, low = [line[column] for line in uppers], [line[column] for line in lowers]
        order = {value: place for place, value in enumerate(sorted({*high, *low}))}
        upper = np.array([order[value] for value in high], dtype=np.int32)[:, None]
        lower = np.array([order[value] for value in low], dtype=np.int32)[None, :]
        behind |= upper < lower
        ahead |= upper > lower
    return ahead & ~behind
