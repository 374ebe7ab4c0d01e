"""What own weights or suppositions change: places before and now, and the points that each criterion brings more or less."""

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from cirede_api.numbers import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cirede.model.ranking import Ranked, Ranking
    from cirede.model.rulebook import Rulebook
    from cirede.model.text import Lang


@dataclass(frozen=True, slots=True)
class Shift:
    """A barrier whose place changes; `was` and `now` are None where it has none. `parts` add up to the change of its score."""

    barrier: str
    was: int | None
    now: int | None
    score_was: str
    score_now: str
    parts: tuple[tuple[str, str], ...]


def shifts(base: "Ranking", ranking: "Ranking", rulebook: "Rulebook", lang: "Lang") -> list[Shift]:
    """Give the barriers whose place differs between two rankings of one register, in the order of the second."""
    before = {each.barrier: each for each in base.ranked}
    after = {each.barrier: each for each in ranking.ranked}
    found = []
    for name in (*after, *(name for name in before if name not in after)):
        was, now = before.get(name), after.get(name)
        if (was and was.place) != (now and now.place):
            parts = tuple(_parts(was, now, rulebook, lang)) if was and now else ()
            places = [each.place if each else None for each in (was, now)]
            scores = [number(each.score, lang) if each else "" for each in (was, now)]
            found.append(Shift(name, places[0], places[1], scores[0], scores[1], parts))
    return found


def _parts(was: "Ranked", now: "Ranked", rulebook: "Rulebook", lang: "Lang") -> "Iterator[tuple[str, str]]":
    for name in dict.fromkeys((*now.points, *was.points)):
        gain = now.points.get(name, Fraction(0)) - was.points.get(name, Fraction(0))
        if gain:
            sign = "+" if gain > 0 else "−"
            yield rulebook.criteria[name].title.to(lang), f"{sign}{number(abs(gain), lang)}"
