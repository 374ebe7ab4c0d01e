"""How far one weight may move, the others in proportion, before a pair or the top of the ranking changes; exact.

With the share x of one criterion, and the others sharing 1 - x as they do now, each score is a straight line in x
(Mareschal 1988, EJOR 33:54-64, for the weighted sum), so what changes, changes where two lines cross.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cirede.analysis.matrix import scores
from cirede.errors import WrongUseError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cirede.analysis.matrix import Matrix

ZERO, ONE = Fraction(0), Fraction(1)


class _Line(NamedTuple):
    """The score of one barrier: what it has at share 0 and at share 1."""

    barrier: str
    without: Fraction
    alone: Fraction

    def at(self, share: Fraction) -> Fraction:
        return self.without + share * (self.alone - self.without)


@dataclass(frozen=True, slots=True)
class Interval:
    """The shares of one criterion, from 0 to 1, between which nothing asked about changes; both ends belong to it.

    `below` is the pair that draws level at the least share and swaps under it, `above` the one at the most; None where
    the interval ends with 0 or 1 and no swap.
    """

    criterion: str
    share: Fraction
    least: Fraction
    most: Fraction
    below: tuple[str, str] | None
    above: tuple[str, str] | None


def pair_stability(matrix: "Matrix", first: str, second: str, criterion: str) -> Interval:
    """Give the shares of a criterion under which two barriers stay as they are; a tie stays at its own share only.

    Raises: UnknownNameError, or WrongUseError where no other criterion has a weight.
    """
    lines, share = _lines(matrix, criterion, (matrix.row(first), matrix.row(second)))
    return _narrowed(criterion, share, [_ordered(lines[0], lines[1], share)])


def pair_intervals(matrix: "Matrix", first: str, second: str) -> tuple[Interval, ...]:
    """Give, for each criterion that counts, the shares under which two barriers stay as they are; none where only one counts.

    Raises: UnknownNameError.
    """
    weighed = [matrix.criteria[column] for column in matrix.weighed]
    return tuple(pair_stability(matrix, first, second, name) for name in weighed) if len(weighed) > 1 else ()


def top_stability(matrix: "Matrix", criterion: str, top: int) -> Interval:
    """Give the shares of a criterion under which no barrier outside the first `top` places passes one inside.

    Raises: UnknownNameError, or WrongUseError where no other criterion has a weight.
    """
    lines, share = _lines(matrix, criterion)
    lines.sort(key=lambda line: -line.at(share))
    inside = [line for line in lines if line.at(share) >= lines[min(top, len(lines)) - 1].at(share)] if lines else []
    outside = {(line.without, line.alone): line for line in reversed(lines[len(inside) :])}
    return _narrowed(criterion, share, ((upper, lower) for upper in inside for lower in outside.values()))


def whole_stability(matrix: "Matrix", criterion: str) -> Interval:
    """Give the shares of a criterion under which every place stays; a tie now leaves no room at all.

    Raises: UnknownNameError, or WrongUseError where no other criterion has a weight.
    """
    lines, share = _lines(matrix, criterion)
    lines.sort(key=lambda line: -line.at(share))
    return _narrowed(criterion, share, pairwise(lines))


def _lines(matrix: "Matrix", criterion: str, rows: "Iterable[int] | None" = None) -> tuple[list[_Line], Fraction]:
    column = matrix.column(criterion)
    rest = [0 if each == column else weight for each, weight in enumerate(matrix.weights)]
    if not any(rest):
        message = f"'{criterion}' is the only criterion with a weight: no other weight can give way to it"
        raise WrongUseError(message)
    chosen = range(len(matrix.barriers)) if rows is None else rows
    others = [Fraction(weight, sum(rest)) for weight in rest]
    points = scores(matrix, others)
    lines = [_Line(matrix.barriers[row], points[row], matrix.cells[row][column].expected) for row in chosen]
    return lines, Fraction(matrix.weights[column], sum(matrix.weights))


def _ordered(one: _Line, other: _Line, share: Fraction) -> tuple[_Line, _Line]:
    return (one, other) if one.at(share) >= other.at(share) else (other, one)


def _narrowed(criterion: str, share: Fraction, pairs: "Iterable[tuple[_Line, _Line]]") -> Interval:
    """Keep the shares under which each upper line stays on or above its lower one."""
    least, most = ZERO, ONE
    below: tuple[str, str] | None = None
    above: tuple[str, str] | None = None
    for upper, lower in pairs:
        lead, slope = upper.without - lower.without, (upper.alone - upper.without) - (lower.alone - lower.without)
        if not slope:
            continue
        cross, names = -lead / slope, (upper.barrier, lower.barrier)
        tied = cross == share
        if (slope > 0 or tied) and cross > least:
            least, below = cross, names
        if (slope < 0 or tied) and cross < most:
            most, above = cross, names
    return Interval(criterion, share, least, most, below, above)
