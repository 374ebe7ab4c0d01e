"""From contributions to a level: bounds that do not depend on their order, and the chance of each level."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

    from cirede.model.barrier import Grade
    from cirede.model.ranking import Contribution
    from cirede.model.rule import Combine

BOTTOM, TOP = Fraction(0), Fraction(5)
Chances = tuple[tuple[Fraction, Fraction], ...]
"""Each possible level with its probability, the lowest level first."""

_SURE, _OPEN, _EITHER = (True,), (False,), (True, False)
_ASIDE: "Mapping[Grade, Fraction]" = {"A": Fraction(0), "B": Fraction(1, 10), "C": Fraction(1, 5), "D": Fraction(1, 3)}
"""The chance that the true level lies one below, and one above, a level that rests on evidence of this grade."""


class Span(NamedTuple):
    """The levels that contributions leave open; `floor` and `ceiling` are the bounds that surely hold."""

    lowest: Fraction
    highest: Fraction
    floor: Fraction = BOTTOM
    ceiling: Fraction = TOP
    conflict: bool = False


def span(contributions: "Iterable[Contribution]", combine: "Combine") -> Span:
    """Give the levels open: level = min(caps, max(floors, clamp(base + adds))), at its lowest and its highest."""
    values: dict[tuple[str, bool], list[int]] = {}
    for each in contributions:
        values.setdefault((each.kind, each.certain), []).append(each.value)

    def of(kind: str, which: tuple[bool, ...]) -> list[int]:
        return [value for certain in which for value in values.get((kind, certain), ())]

    bases, maybe = sorted(of("base", _SURE)), of("add", _OPEN)
    low, high = _bases(bases, sorted(of("base", _OPEN)), combine)
    adds = sum(of("add", _SURE))
    low = _clamped(low + adds + sum(add for add in maybe if add < 0))
    high = _clamped(high + adds + sum(add for add in maybe if add > 0))
    floor_, ceiling = max([0, *of("floor", _SURE)]), min([5, *of("cap", _SURE)])
    lowest = min(Fraction(min([5, *of("cap", _EITHER)])), max(Fraction(floor_), low))
    highest = min(Fraction(ceiling), max(Fraction(max([0, *of("floor", _EITHER)])), high))
    conflict = combine == "one" and len(set(bases)) > 1
    return Span(lowest, highest, Fraction(min(floor_, ceiling)), Fraction(ceiling), conflict)


def _bases(sure: list[int], maybe: list[int], combine: "Combine") -> tuple[Fraction, Fraction]:
    """Give the lowest and the highest base; a base that is sure stands alone where there is to be only one."""
    if not sure and not maybe:
        return BOTTOM, TOP
    if not sure:
        return Fraction(maybe[0]), Fraction(maybe[-1])
    if combine == "one":
        return Fraction(sure[0]), Fraction(sure[-1])
    if combine == "highest":
        return Fraction(sure[-1]), Fraction(max(sure[-1], *maybe, 0))
    if combine == "lowest":
        return Fraction(min(sure[0], *maybe, 5)), Fraction(sure[0])
    mirrored = _least_mean([-base for base in sure], [-base for base in reversed(maybe)])
    return _least_mean(sure, maybe), -mirrored


def _least_mean(sure: list[int], maybe: list[int]) -> Fraction:
    """Give the lowest mean: bases that may hold, the lowest first, are added as long as they lower it."""
    total, count = sum(sure), len(sure)
    for base in maybe:
        if base * count < total:
            total, count = total + base, count + 1
    return Fraction(total, count)


def _clamped(level: Fraction) -> Fraction:
    return min(TOP, max(BOTTOM, level))


def even(lowest: Fraction, highest: Fraction) -> Chances:
    """Give the whole levels between two bounds, and the bounds, the same chance each."""
    levels = sorted({lowest, highest, *map(Fraction, range(ceil(lowest), floor(highest) + 1))})
    return tuple((level, Fraction(1, len(levels))) for level in levels)


def graded(level: Fraction, grade: "Grade", within: Span) -> Chances:
    """Spread a level over its neighbours by the grade of its evidence; what falls outside goes to the nearest level."""
    aside = _ASIDE[grade]
    spread = ((level - 1, aside), (level, 1 - 2 * aside), (level + 1, aside))
    return gathered((min(within.ceiling, max(within.floor, each)), chance) for each, chance in spread if chance)


def gathered(chances: "Iterable[tuple[Fraction, Fraction]]") -> Chances:
    """Add up the chances of each level."""
    found: dict[Fraction, Fraction] = {}
    for level, chance in chances:
        found[level] = found.get(level, Fraction(0)) + chance
    return tuple(sorted(found.items()))


def between(chances: Chances, lowest: Fraction, highest: Fraction) -> Chances:
    """Give the chances known that the level lies between two bounds; even where none of them was possible."""
    inside = [(level, chance) for level, chance in chances if lowest <= level <= highest]
    whole = sum(chance for _, chance in inside)
    return tuple((level, chance / whole) for level, chance in inside) if whole else even(lowest, highest)


def expected(chances: Chances) -> Fraction:
    """Give the mean level."""
    return sum((level * chance for level, chance in chances), Fraction(0))


def composed(parts: Sequence[Chances], combine: "Combine") -> Chances:
    """Give the chances of the mean, the lowest or the highest of independent parts."""
    return gathered(
        (_one([level for level, _ in chosen], combine), _times(chance for _, chance in chosen)) for chosen in product(*parts)
    )


def _one(levels: list[Fraction], combine: "Combine") -> Fraction:
    if combine == "mean":
        return sum(levels, Fraction(0)) / len(levels)
    return max(levels) if combine == "highest" else min(levels)


def _times(chances: "Iterable[Fraction]") -> Fraction:
    found = Fraction(1)
    for chance in chances:
        found *= chance
    return found


def triangular(at: "Decimal", least: "Decimal", likely: "Decimal", most: "Decimal") -> Fraction:
    """Give the probability that a triangular quantity is at most `at`, exactly."""
    x, low, mode, high = (Fraction(each) for each in (at, least, likely, most))
    if x <= low:
        return Fraction(0)
    if x >= high:
        return Fraction(1)
    if x <= mode:
        return (x - low) ** 2 / ((high - low) * (mode - low))
    return 1 - (high - x) ** 2 / ((high - low) * (high - mode))
