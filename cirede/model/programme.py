"""A programme: the ranking of one day with all that made it, frozen, and the decisions taken on it."""

import json
import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from hashlib import sha256
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainSerializer
from pydantic_core import PydanticCustomError

from cirede.model.barrier import Barrier, Heading, Lists, Triage
from cirede.model.ranking import Basis
from cirede.model.rule import Criterion, FactType, Kind, Profile, Rule
from cirede.model.source import Source
from cirede.model.text import Day, Flag, Frozen, Id, Lang, Text, Words

SECTIONS = ("profile", "ranking", "rules", "content")
"""What is frozen; each section has its fingerprint."""

Choice = Literal["taken", "deferred"]
_FRACTION = re.compile(r"-?[0-9]{1,80}(?:/[1-9][0-9]{0,79})?")
_TIMES = " × "


def as_fraction(given: object) -> Fraction:
    """Read 20, or "87/4". Raises: PydanticCustomError saying so."""
    if isinstance(given, Fraction):
        return given
    if isinstance(given, int) and not isinstance(given, bool):
        return Fraction(given)
    if isinstance(given, str) and _FRACTION.fullmatch(given):
        return Fraction(given)
    kind = "fraction"
    raise PydanticCustomError(kind, 'write a whole number, or a fraction as "87/4"')


def as_chance(given: object) -> tuple[Fraction, Fraction]:
    """Read a level with its chance, "3 × 1/3". Raises: PydanticCustomError saying so."""
    if isinstance(given, tuple):
        return given
    level, times, chance = given.partition(_TIMES) if isinstance(given, str) else ("", "", "")
    if not (times and _FRACTION.fullmatch(level) and _FRACTION.fullmatch(chance)):
        kind = "chance"
        raise PydanticCustomError(kind, 'write a level and its chance as "3 × 1/3"')
    return Fraction(level), Fraction(chance)


def _written(number: Fraction) -> int | str:
    return int(number) if number.denominator == 1 else str(number)


Exact = Annotated[Fraction, BeforeValidator(as_fraction), PlainSerializer(_written)]
Chance = Annotated[
    tuple[Fraction, Fraction], BeforeValidator(as_chance), PlainSerializer(lambda pair: f"{pair[0]}{_TIMES}{pair[1]}")
]


class Reason(Frozen):
    """Words of the committee: in French and Dutch, and in English where someone has written them."""

    fr: Words
    nl: Words
    en: Words | None = None

    def to(self, lang: Lang) -> str:
        """Give the words in one language, the French ones where the English are not there."""
        words: str | None = getattr(self, lang)
        return words or self.fr

    def spoken(self, lang: Lang) -> Lang:
        """Give the language in which `to` gives the words."""
        return lang if getattr(self, lang) else "fr"


class Decisions(Frozen):
    """What was decided on the ranking, when and by whom; empty in a proposal."""

    on: Day | None = None
    by: Reason | None = None
    taken: tuple[Id, ...] = ()
    deferred: tuple[Id, ...] = ()
    reasons: dict[Id, Reason] = Field(default_factory=dict)


class Fingerprints(Frozen):
    """The SHA-256 of each section, `ranking` with the day.

    `origin` is that of register, rules and weights which `cirede rank` gave on that day.
    """

    profile: Words
    ranking: Words
    rules: Words
    content: Words
    origin: Words


class Weighing(Profile):
    """The profile; `own` tells that the weights are those it gives, `top` how many places were watched."""

    profile: Id
    own: Flag
    top: Annotated[int, Field(ge=1, le=50)]


class Brought(Frozen):
    """What a rule brought to a level for certain."""

    rule: Id
    kind: Kind
    value: int


class Made(Frozen):
    """A level with what made it; `level` is the sum of its chances, each level times its chance."""

    basis: Basis
    level: Exact
    chances: Annotated[tuple[Chance, ...], Field(min_length=1)]
    rules: tuple[Brought, ...] = ()


class Placed(Frozen):
    """A barrier with a place in the order of merit."""

    barrier: Id
    place: Annotated[int, Field(ge=1)]
    best: Annotated[int, Field(ge=1)]
    worst: Annotated[int, Field(ge=1)]
    score: Exact
    lowest: Exact
    highest: Exact
    arbitration: tuple[Text, ...] = ()
    levels: dict[Id, Made]


class Apart(Frozen):
    """A barrier without a place, and why."""

    barrier: Id
    triage: Triage
    reason: Text | None = None
    levels: dict[Id, Made] = Field(default_factory=dict)


class Standings(Frozen):
    """The order of merit, the best first, and the two lists beside it."""

    ranked: tuple[Placed, ...] = ()
    to_document: tuple[Apart, ...] = ()
    gated: tuple[Apart, ...] = ()


class Method(Frozen):
    """How facts became levels: the kinds of fact, the criteria with their scales, the rules."""

    facts: dict[Id, FactType] = Field(default_factory=dict)
    criteria: dict[Id, Criterion]
    rules: dict[Id, Rule] = Field(default_factory=dict)


class Cited(Lists):
    """What the barriers of a programme name, each list left out where they name nothing of it."""

    families: dict[Id, Heading] = Field(default_factory=dict)
    activities: dict[Id, Heading] = Field(default_factory=dict)
    instruments: dict[Id, Heading] = Field(default_factory=dict)
    sources: dict[Id, Source] = Field(default_factory=dict)


class Content(Frozen):
    """What was known of each barrier on the day, and the lists that it cites."""

    barriers: dict[Id, Barrier] = Field(default_factory=dict)
    lists: Cited = Field(default_factory=Cited)


class Programme(Frozen):
    """A dated ranking that explains itself without the register, and the decisions taken on it with their reasons."""

    id: Id
    title: Text
    on: Day
    fictitious: Flag
    decisions: Decisions
    fingerprints: Fingerprints
    profile: Weighing
    ranking: Standings = Standings.model_construct()
    rules: Method
    content: Content = Field(default_factory=Content)

    @property
    def decided(self) -> bool:
        """Tell whether anything was decided; a proposal otherwise."""
        return bool(self.decisions.taken or self.decisions.deferred)

    @property
    def places(self) -> dict[str, int]:
        """Give the place of each ranked barrier, the best first."""
        return {each.barrier: each.place for each in self.ranking.ranked}

    @property
    def sections(self) -> "dict[str, Frozen]":
        """Give what was frozen, by name."""
        return {name: getattr(self, name) for name in SECTIONS}

    def touched(self) -> tuple[str, ...]:
        """Name the sections that are no longer what was frozen."""
        found = fingerprints(self.sections, on=self.on, fictitious=self.fictitious)
        return tuple(name for name in SECTIONS if found[name] != getattr(self.fingerprints, name))

    def choice(self, barrier: str) -> Choice | None:
        """Give what was decided on a barrier; None where nothing was."""
        if barrier in self.decisions.taken:
            return "taken"
        return "deferred" if barrier in self.decisions.deferred else None

    @property
    def deviations(self) -> dict[str, tuple[str, ...]]:
        """Give each departure from the order of merit, which must have its reason.

        A barrier that was not taken, with those taken although they stand behind it; and a barrier taken without a place.
        """
        places, taken = self.places, self.decisions.taken
        behind = {
            name: tuple(each for each in taken if places.get(each, 0) > place)
            for name, place in places.items()
            if name not in taken
        }
        return {name: passed for name, passed in behind.items() if passed} | {
            name: () for name in taken if name in self.content.barriers and name not in places
        }


def plain(section: Frozen) -> dict[str, Any]:
    """Give a part of a programme as plain values, without what is empty."""
    found: dict[str, Any] = _filled(section.model_dump(by_alias=True))
    return found


def fingerprints(sections: Mapping[str, Frozen], *, on: date, fictitious: bool) -> dict[str, str]:
    """Give the SHA-256 of each section: of what it says, whatever its layout, comments and the order of its keys.

    That of the ranking covers the day and whether it is fictitious, too.
    """
    said = {name: _filled(section.model_dump(mode="json", by_alias=True)) for name, section in sections.items()}
    said["ranking"] |= {"on": on.isoformat(), "fictitious": fictitious}
    texts = {name: json.dumps(each, ensure_ascii=False, sort_keys=True) for name, each in said.items()}
    return {name: sha256(text.encode()).hexdigest() for name, text in texts.items()}


def _filled(value: Any) -> Any:  # noqa: ANN401 - any plain value
    if isinstance(value, dict):
        return {key: _filled(each) for key, each in value.items() if each is not None and each not in ({}, (), [])}
    return [_filled(each) for each in value] if isinstance(value, list | tuple) else value
