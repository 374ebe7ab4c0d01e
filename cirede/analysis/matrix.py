"""Barriers by criteria: the chance of each level in each cell, the weights and the agreed order; what robustness is asked of."""

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from cirede.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cirede.model.ranking import Ranking

Chances = tuple[tuple[Fraction, Fraction], ...]
"""Each possible level with its probability, the lowest level first; they add up to 1."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of one barrier on one criterion."""

    chances: Chances
    expected: Fraction

    @property
    def lowest(self) -> Fraction:
        """The lowest level that is possible."""
        return self.chances[0][0]

    @property
    def highest(self) -> Fraction:
        """The highest level that is possible."""
        return self.chances[-1][0]


@dataclass(frozen=True, slots=True)
class Matrix:
    """One row of cells for each barrier, one column for each criterion.

    A criterion of weight 0 is there to be looked at, by a scenario for instance; it brings no points and no analysis
    gives it weight. `order` lists criteria by agreed importance, the weightiest first.
    """

    barriers: tuple[str, ...]
    criteria: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    weights: tuple[int, ...]
    order: tuple[str, ...]

    @property
    def weighed(self) -> tuple[int, ...]:
        """The columns that count, in the order in which they stand."""
        return tuple(column for column, weight in enumerate(self.weights) if weight)

    @property
    def by_importance(self) -> tuple[int, ...]:
        """The columns that count, the weightiest first; what the agreed order leaves out comes last."""
        known = {name: place for place, name in enumerate(self.order)}
        return tuple(sorted(self.weighed, key=lambda column: known.get(self.criteria[column], len(known))))

    def row(self, barrier: str) -> int:
        """Give the row of a barrier. Raises: UnknownNameError."""
        if barrier not in self.barriers:
            raise UnknownNameError("barrier", barrier, self.barriers)
        return self.barriers.index(barrier)

    def column(self, criterion: str) -> int:
        """Give the column of a criterion. Raises: UnknownNameError."""
        if criterion not in self.criteria:
            raise UnknownNameError("criterion", criterion, self.criteria)
        return self.criteria.index(criterion)

    def expected(self) -> tuple[tuple[Fraction, ...], ...]:
        """Give the expected levels, row by row."""
        return tuple(tuple(cell.expected for cell in row) for row in self.cells)


def spread(chances: Chances) -> Cell:
    """Make a cell of the chance of each level."""
    ordered = tuple(sorted(chances))
    return Cell(ordered, sum((level * chance for level, chance in ordered), Fraction(0)))


def sure(level: Fraction | int) -> Cell:
    """Make a cell of a level that is certain."""
    return Cell(((Fraction(level), Fraction(1)),), Fraction(level))


def matrix_of(ranking: "Ranking", also: "Iterable[str]" = ()) -> Matrix:
    """Give the ranked barriers of a ranking; `also` adds criteria that its profile does not weigh."""
    criteria = (*ranking.weights, *(name for name in dict.fromkeys(also) if name not in ranking.weights))
    cells = []
    for each in ranking.ranked:
        found = each.appraisal.assessed
        cells.append(tuple(Cell(found[name].chances, found[name].expected) for name in criteria))
    return Matrix(
        barriers=tuple(each.barrier for each in ranking.ranked),
        criteria=criteria,
        cells=tuple(cells),
        weights=tuple(ranking.weights.get(name, 0) for name in criteria),
        order=ranking.order,
    )


def scores(matrix: Matrix, weights: "Sequence[int | Fraction] | None" = None) -> tuple[Fraction, ...]:
    """Give the sum of weight times expected level of each barrier, exactly, under other weights where given."""
    shares = [Fraction(weight) for weight in (matrix.weights if weights is None else weights)]
    below = lcm(*(share.denominator for share in shares))
    whole = [(column, int(share * below)) for column, share in enumerate(shares) if share]
    scale = lcm(*{row[column].expected.denominator for row in matrix.cells for column, _ in whole})
    found = []
    for row in matrix.cells:
        total = 0
        for column, weight in whole:
            level = row[column].expected
            total += weight * level.numerator * (scale // level.denominator)
        found.append(Fraction(total, below * scale))
    return tuple(found)


def places(points: "Sequence[Fraction]") -> tuple[int, ...]:
    """Give the place of each score: one more than there are higher ones, so that ties share it (1, 2, 2, 4)."""
    first: dict[Fraction, int] = {}
    for place, score in enumerate(sorted(points, reverse=True), 1):
        first.setdefault(score, place)
    return tuple(first[score] for score in points)
