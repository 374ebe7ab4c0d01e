"""Weights and levels drawn at random, and the scores they give, in whole numbers so that ties are ties.

Levels are multiplied by their common denominator (2: half levels), weights are rounded to whole numbers, each 1 at least.
Every product and sum is then a whole number that the floating-point format holds exactly, in whatever order it is added up.
"""

from dataclasses import dataclass
from hashlib import sha256
from math import lcm
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from cirede.errors import WrongUseError

if TYPE_CHECKING:
    from cirede.analysis.matrix import Cell, Matrix

Floats = NDArray[np.floating[Any]]
Whole = NDArray[np.int64]

Weighting = Literal["agreed-order", "even", "around", "fixed"]
"""Which weights are drawn: evenly among those that keep the agreed order, evenly among all, around those of the matrix
(Dirichlet), or none: the weights of the matrix, so that only the levels vary."""

GRAIN = 2**20
"""The sum of the whole weights, about: with half levels from 0 to 5 scores stay below 2**24, exact in 32 bits."""

_EXACT_32, _EXACT_64 = 2**24, 2**53
_MOST_CELLS = 3 * 10**8


@dataclass(frozen=True, slots=True)
class Sampling:
    """How to draw: how often, from which seed, which weights.

    `concentration` says how close weights `around` those of the matrix keep to them: a share of 1/2 then varies by
    a standard deviation of 1/(2 * sqrt(1 + concentration)).
    """

    count: int = 10_000
    seed: int = 20210325
    weighting: Weighting = "agreed-order"
    concentration: int = 20

    def checked(self) -> "Sampling":
        """Give itself. Raises: WrongUseError for numbers that nothing can be drawn with."""
        if self.count < 1 or self.seed < 0 or self.concentration < 1:
            message = "the number of draws and the concentration are whole numbers from 1 on, the seed one from 0 on"
            raise WrongUseError(message)
        if self.weighting not in get_args(Weighting):
            message = f"no weights are drawn '{self.weighting}': choose {', '.join(get_args(Weighting))}"
            raise WrongUseError(message)
        return self


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of every draw: `values[row, draw]`; barriers whose levels are sure and alike share a row.

    `rows` gives each barrier its row, `alike` counts the barriers of each row; `weights[draw, column]` are whole, the
    columns those that the matrix weighs.
    """

    values: Floats
    rows: tuple[int, ...]
    alike: Whole
    weights: Whole


def generator(sampling: Sampling) -> str:
    """Name what draws, with the version on which the numbers depend."""
    return f"{type(_bits(sampling.seed)).__name__}, numpy {np.__version__}"


def draw_scores(matrix: "Matrix", sampling: Sampling) -> Scores:
    """Draw weights and levels and give all scores. Raises: WrongUseError where there is too much to draw.

    Each barrier has its own stream, from the seed and its id: to add or withdraw another changes none of its levels.
    """
    columns = matrix.weighed
    grid = _grid([[row[column] for column in columns] for row in matrix.cells])
    if (len(grid.levels) + len(columns)) * sampling.checked().count > _MOST_CELLS:
        message = f"{sampling.count:,} draws of {len(grid.levels):,} different barriers are too many: draw less often"
        raise WrongUseError(message)
    weights = draw_weights(matrix, sampling)
    reach = (grid.highest + 1) * max(GRAIN, int(weights.sum(axis=1).max()))
    if reach > _EXACT_64:
        message = "the levels have too many different denominators to be added up exactly"
        raise WrongUseError(message)
    kind = np.float32 if reach <= _EXACT_32 else np.float64
    sums: Floats = np.ascontiguousarray(weights.T, dtype=kind)
    levels: Floats = np.array(grid.levels, dtype=kind)
    values: Floats = np.einsum("rc,cd->rd", levels, sums)  # no slower than `@` here, and starts no threads
    for row, (barrier, cells) in grid.unsure.items():
        uniform = _stream(sampling.seed, matrix.barriers[barrier]).random((len(columns), sampling.count))
        values[row] = 0
        for each, cell in enumerate(cells):
            values[row] += sums[each] * _levels(cell, uniform[each], grid.scale, grid.lowest[each]).astype(kind)
    return Scores(values, grid.rows, np.bincount(grid.rows, minlength=len(grid.levels)), weights)


def draw_weights(matrix: "Matrix", sampling: Sampling) -> Whole:
    """Draw whole weights for the criteria that the matrix weighs: one row for each draw."""
    given = np.array([matrix.weights[column] for column in matrix.weighed], dtype=np.int64)
    count, width = sampling.count, len(given)
    if sampling.weighting == "fixed":
        return np.broadcast_to(given, (count, width))
    stream = np.random.Generator(_bits(sampling.seed))
    shares: Floats
    if sampling.weighting == "around":
        shares = stream.standard_gamma(sampling.concentration * given / given.sum(), (count, width))
        shares /= shares.sum(axis=1, keepdims=True)
    else:
        shares = _simplex(stream, count, width)
    if sampling.weighting == "agreed-order":
        place = [matrix.by_importance.index(column) for column in matrix.weighed]
        shares = np.sort(shares, axis=1)[:, ::-1][:, place]
    return 1 + np.floor(shares * (GRAIN - width)).astype(np.int64)


def _simplex(stream: np.random.Generator, count: int, width: int) -> Floats:
    """Draw evenly among the shares that add up to 1: the gaps that random cuts leave."""
    cuts = np.zeros((count, width + 1))
    cuts[:, width] = 1
    cuts[:, 1:width] = np.sort(stream.random((count, width - 1)), axis=1)
    return np.diff(cuts, axis=1)


class _Grid(NamedTuple):
    """All levels in whole numbers above the lowest of their column; rows that are sure and alike are one."""

    rows: tuple[int, ...]
    levels: list[tuple[int, ...]]
    unsure: "dict[int, tuple[int, list[Cell]]]"
    lowest: list[int]
    highest: int
    scale: int


def _grid(cells: "list[list[Cell]]") -> _Grid:
    scale = lcm(*{level.denominator for row in cells for cell in row for level, _ in cell.chances})
    bounds = [[_bounds(cell, scale) for cell in row] for row in cells]
    lowest = [min(low for low, _ in column) for column in zip(*bounds, strict=True)]
    highest = [max(high for _, high in column) for column in zip(*bounds, strict=True)]
    seen: dict[tuple[int, ...], int] = {}
    rows: list[int] = []
    levels: list[tuple[int, ...]] = []
    unsure: dict[int, tuple[int, list[Cell]]] = {}
    for barrier, found in enumerate(bounds):
        key = tuple([low - least for (low, _), least in zip(found, lowest, strict=True)])
        if all([low == high for low, high in found]):  # noqa: C419 - a list is faster, for 100,000 barriers
            row = seen.setdefault(key, len(levels))
        else:
            row = len(levels)
            unsure[row] = barrier, cells[barrier]
        if row == len(levels):
            levels.append(key)
        rows.append(row)
    reach = max(high - low for low, high in zip(lowest, highest, strict=True))
    return _Grid(tuple(rows), levels, unsure, lowest, reach, scale)


def _bounds(cell: "Cell", scale: int) -> tuple[int, int]:
    """Give the lowest and the highest level of a cell in whole numbers."""
    low, high = cell.chances[0][0], cell.chances[-1][0]
    least = low.numerator * (scale // low.denominator)
    return least, least if low is high else high.numerator * (scale // high.denominator)


def _levels(cell: "Cell", uniform: Floats, scale: int, lowest: int) -> Whole:
    levels = np.array([int(level * scale) - lowest for level, _ in cell.chances], dtype=np.int64)
    upto = np.cumsum([float(chance) for _, chance in cell.chances[:-1]])
    return levels[np.searchsorted(upto, uniform, side="right")]


def _bits(seed: int | list[int]) -> np.random.PCG64:
    return np.random.PCG64(seed)


def _stream(seed: int, barrier: str) -> np.random.Generator:
    return np.random.Generator(_bits([seed, int.from_bytes(sha256(barrier.encode()).digest()[:8], "big")]))
