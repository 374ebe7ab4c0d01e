"""A barrier as a score sheet: each criterion with its level, weight and points, and all that made the level."""

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from cirede.model.tree import YES_NO
from cirede_api.numbers import number, span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cirede.model.barrier import Barrier, Fact, Judgement
    from cirede.model.catalogue import Catalogue
    from cirede.model.ranking import Appraisal, Assessed, Contribution
    from cirede.model.rule import FactType
    from cirede.model.rulebook import Rulebook
    from cirede.model.source import Source
    from cirede.model.text import Lang
    from cirede_api.words import Wording

HIGHEST = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """The level of one criterion, as a coloured cell: the range in words, how strong, and on what it rests."""

    criterion: str
    title: str
    words: str
    expected: str
    heat: int
    basis: str


@dataclass(frozen=True, slots=True)
class Known:
    """One fact as it is shown: its kind, its value in words, what the source says, and how sure it is."""

    id: str
    title: str
    value: str
    says: str
    grade: str
    on: str
    sources: "tuple[Source, ...]"


@dataclass(frozen=True, slots=True)
class Judged:
    """One judgement as it is shown."""

    levels: str
    reason: str
    who: str
    kind: str
    grade: str
    on: str
    sources: "tuple[Source, ...]"


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion of a sheet; `weight` and `points` are empty for a part of another criterion."""

    cell: Cell
    weight: str
    points: str
    part: bool
    scale: tuple[tuple[int, str, bool], ...]
    contributions: "tuple[Contribution, ...]"
    facts: tuple[Known, ...]
    judged: tuple[Judged, ...]
    aside: tuple[Judged, ...]


class Sheets:
    """Writes sheets in one language over one rulebook."""

    def __init__(self, catalogue: "Catalogue", rulebook: "Rulebook", words: "Wording") -> None:
        """Keep what the words come from."""
        self.catalogue = catalogue
        self.rulebook = rulebook
        self.words = words
        self.lang: Lang = words["code"]  # type: ignore[assignment]  # every wording carries its own

    def cell(self, assessed: "Assessed") -> Cell:
        """Write one level."""
        title = self.rulebook.criteria[assessed.criterion].title.to(self.lang)
        if assessed.basis == "unknown":
            return Cell(assessed.criterion, title, "?", "?", -1, assessed.basis)
        words = span(assessed.lowest, assessed.highest, self.lang)
        heat = round(assessed.expected)
        return Cell(assessed.criterion, title, words, number(assessed.expected, self.lang), heat, assessed.basis)

    def lines(self, barrier: "Barrier", appraisal: "Appraisal", weights: "Mapping[str, int]") -> "Iterator[Line]":
        """Write every weighed criterion, the parts of one below it."""
        for name, weight in weights.items():
            assessed = appraisal.assessed[name]
            points = number(weight * assessed.expected, self.lang)
            yield self._line(barrier, assessed, str(weight), "?" if assessed.basis == "unknown" else points, part=False)
            for part in assessed.parts:
                yield self._line(barrier, part, "", "", part=True)

    def known(self, name: str, fact: "Fact") -> Known:
        """Write one fact."""
        kind = self.rulebook.facts[name]
        return Known(name, kind.title.to(self.lang), self.value(fact, kind), fact.says.to(self.lang), fact.grade,
                     self.words.day(fact.on), self._sources(fact.sources))  # fmt: skip

    def value(self, fact: "Fact", kind: "FactType") -> str:
        """Write what is known: an option, several, a number, or the bounds between which it lies."""
        if kind.type != "number":
            chosen = fact.values or (str(fact.value),)
            return ", ".join(self._option(kind, option) for option in chosen)
        unit = f" {kind.unit.to(self.lang)}" if kind.unit else ""
        low, high = fact.least, fact.most
        if fact.value is not None:
            return number(Fraction(fact.value), self.lang) + unit
        if low is not None and high is not None:
            words = self.words.fact_between.format(low=number(low, self.lang), high=number(high, self.lang))
        elif low is not None:
            words = self.words.fact_least.format(low=number(low, self.lang))
        else:
            words = self.words.fact_most.format(high=number(high or 0, self.lang))
        likely = "" if fact.likely is None else f", {self.words.fact_likely.format(likely=number(fact.likely, self.lang))}"
        return f"{words}{unit}{likely}"

    def missing(self, barrier: "Barrier") -> list[tuple[str, str, str]]:
        """Give the kinds of fact that are not known, each with its question and whom to ask."""
        return [
            (name, kind.ask.to(self.lang), kind.whom.to(self.lang))
            for name, kind in self.rulebook.facts.items() if name not in barrier.facts
        ]  # fmt: skip

    def _line(self, barrier: "Barrier", assessed: "Assessed", weight: str, points: str, *, part: bool) -> Line:
        criterion = self.rulebook.criteria[assessed.criterion]
        read = dict.fromkeys(fact for each in assessed.contributions for fact in each.facts if fact in barrier.facts)
        best = (assessed.judgement,) if assessed.judgement else ()
        return Line(
            cell=self.cell(assessed), weight=weight, points=points, part=part,
            scale=tuple(
                (level, text.to(self.lang), assessed.basis != "unknown" and assessed.lowest <= level <= assessed.highest)
                for level, text in enumerate(criterion.scale)
            ),
            contributions=assessed.contributions,
            facts=tuple(self.known(name, barrier.facts[name]) for name in read),
            judged=tuple(self._judged(each) for each in best),
            aside=tuple(self._judged(each) for each in assessed.aside),
        )  # fmt: skip

    def _judged(self, judgement: "Judgement") -> Judged:
        levels = span(Fraction(judgement.lowest), Fraction(judgement.highest), self.lang)
        return Judged(levels, judgement.reason.to(self.lang), judgement.who.to(self.lang), judgement.kind, judgement.grade,
                      self.words.day(judgement.on), self._sources(judgement.sources))  # fmt: skip

    def _option(self, kind: "FactType", option: str) -> str:
        text = kind.options[option] if option in kind.options else YES_NO[option][0]
        return text.to(self.lang)

    def _sources(self, names: "tuple[str, ...]") -> "tuple[Source, ...]":
        return tuple(self.catalogue.source(name) for name in names)
