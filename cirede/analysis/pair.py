"""Why one barrier is ahead of another, and the smallest changes after which it no longer is; exact."""

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

from cirede.analysis.dominance import Relation, relation

if TYPE_CHECKING:
    from cirede.analysis.matrix import Cell, Matrix

BOTTOM, TOP = 0, 5


class Difference(NamedTuple):
    """What one criterion brings to the lead: weight times (level of the first less level of the second)."""

    criterion: str
    weight: int
    first: Fraction
    second: Fraction
    points: Fraction


class LevelSwap(NamedTuple):
    """A change of one level that closes the gap: `ties` levels draw level, `swaps` whole levels go past.

    Positive for the barrier behind, negative for the one ahead. `swaps` is None where the scale ends before.
    `open` when what is known of that level leaves room for such a change already.
    """

    barrier: str
    criterion: str
    ties: Fraction
    swaps: int | None
    open: bool


class WeightSwap(NamedTuple):
    """A change of one weight, the others as they are: at weight `ties` the two draw level, at `swaps` they have swapped.

    `swaps` is the nearest whole weight, None where no whole weight is left below.
    """

    criterion: str
    weight: int
    ties: Fraction
    swaps: int | None


class Pair(NamedTuple):
    """Two barriers side by side, the one with the higher score first; equal scores keep the order asked for.

    `differences` come largest first, `levels` and `weights` the smallest change first.
    """

    first: str
    second: str
    lead: Fraction
    differences: tuple[Difference, ...]
    levels: tuple[LevelSwap, ...]
    weights: tuple[WeightSwap, ...]
    relation: Relation


def explain(matrix: "Matrix", one: str, other: str) -> Pair:
    """Explain the order of two barriers by their expected levels. Raises: UnknownNameError."""
    found = _differences(matrix, one, other)
    first, second = one, other
    lead = sum((each.points for each in found), Fraction(0))
    if lead < 0:
        first, second, lead = other, one, -lead
        found = _differences(matrix, first, second)
    return Pair(
        first,
        second,
        lead,
        tuple(sorted(found, key=lambda each: -abs(each.points))),
        _level_swaps(matrix, first, second, lead),
        _weight_swaps(found, lead),
        relation(matrix, first, second),
    )


def _differences(matrix: "Matrix", first: str, second: str) -> list[Difference]:
    above, below = matrix.cells[matrix.row(first)], matrix.cells[matrix.row(second)]
    found = []
    for column in matrix.by_importance:
        weight, high, low = matrix.weights[column], above[column].expected, below[column].expected
        found.append(Difference(matrix.criteria[column], weight, high, low, weight * (high - low)))
    return found


def _level_swaps(matrix: "Matrix", first: str, second: str, lead: Fraction) -> tuple[LevelSwap, ...]:
    """Give each single change of level that can close the gap, the smallest first."""
    found = []
    for barrier, sign in ((second, 1), (first, -1)):
        row = matrix.cells[matrix.row(barrier)]
        for column in matrix.by_importance:
            ties = sign * lead / matrix.weights[column]
            at = row[column].expected
            if BOTTOM <= at + ties <= TOP:
                whole = sign * (floor(abs(ties)) + 1)
                swaps = whole if BOTTOM <= at + whole <= TOP else None
                found.append(LevelSwap(barrier, matrix.criteria[column], ties, swaps, _is_open(row[column], at + ties, sign)))
    return tuple(sorted(found, key=lambda each: abs(each.ties)))


def _is_open(cell: "Cell", level: Fraction, sign: int) -> bool:
    """Tell whether the cell may hold a level beyond the one that draws level."""
    return cell.highest > level if sign > 0 else cell.lowest < level


def _weight_swaps(differences: list[Difference], lead: Fraction) -> tuple[WeightSwap, ...]:
    """Give each change of a single weight that closes the gap, the smallest first."""
    found = []
    for each in differences:
        gap = each.first - each.second
        if not gap or len(differences) == 1:
            continue
        ties = each.weight - lead / gap
        if ties >= 0:
            whole = ceil(ties) - 1 if gap > 0 else floor(ties) + 1
            found.append(WeightSwap(each.criterion, each.weight, ties, whole if whole >= 0 else None))
    return tuple(sorted(found, key=lambda each: abs(each.ties - each.weight)))
