"""A rule of law or practice that hinders a circular activity, and what is known about it."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from cirede.model.source import Authority, Source
from cirede.model.text import Day, Frozen, Id, Text, Words

Grade = Literal["A", "B", "C", "D"]
"""A measured or legal text, B documented estimate, C judgement of a group or an expert, D claim or first reading."""

Level = Annotated[int, Field(ge=0, le=5)]
Triage = Literal["perhaps-lifted", "other-level", "no-barrier", "to-document", "ranked"]


class Fact(Frozen):
    """What is known about a barrier: one value, several options, or a quantity between two bounds.

    A quantity that is not known exactly has `least` and `most`, and `likely` where the source names it.
    """

    value: Decimal | Words | None = None
    values: tuple[Words, ...] = ()
    least: Decimal | None = None
    likely: Decimal | None = None
    most: Decimal | None = None
    says: Text
    grade: Grade
    on: Day
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]


class Judgement(Frozen):
    """What a group holds about one criterion, from the lowest to the highest level that it finds defensible."""

    kind: Literal["first-reading", "group"]
    lowest: Level
    highest: Level
    reason: Text
    who: Text
    grade: Grade
    on: Day
    sources: tuple[Id, ...] = ()


class LegalText(Frozen):
    """A text that makes the barrier: where it stands and by which instrument it would be changed."""

    source: Id
    at: Words | Text | None = None
    instrument: Id


class Change(Frozen):
    """Something that was done about the barrier on a day."""

    on: Day
    in_force: Day | None = None
    says: Text
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]


class Links(Frozen):
    """How a barrier hangs together with others; links never bring points."""

    waits_for: tuple[Id, ...] = ()
    same_text: tuple[Id, ...] = ()
    part_of: tuple[Id, ...] = ()


class Barrier(Frozen):
    """An obstacle, a theme or an action of the register, with its state and all that is known about it."""

    title: Text
    says: Text
    family: Id
    provenance: Literal["P1", "P2", "P3", "P4"]
    kind: Literal["barrier", "theme", "action"]
    state: Literal["open", "partly-lifted", "lifted"]
    done: Text
    remains: Text | None = None
    check: Text | None = None
    lever: Literal["region", "shared", "other"]
    texts: tuple[LegalText, ...] = ()
    authorities: tuple[Id, ...] = ()
    activities: tuple[Id, ...] = ()
    links: Links = Links.model_construct()
    changes: tuple[Change, ...] = ()
    facts: dict[Id, Fact] = Field(default_factory=dict)
    judgements: dict[Id, tuple[Judgement, ...]] = Field(default_factory=dict)
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]


class Barriers(Frozen):
    """One file of the register."""

    barriers: dict[Id, Barrier]


class Heading(Frozen):
    """A name under which things are listed, and what it covers."""

    title: Text
    says: Text | None = None


class Lists(Frozen):
    """What the register sorts its barriers by, and the sources and authorities that it cites."""

    families: dict[Id, Heading]
    activities: dict[Id, Heading]
    instruments: dict[Id, Heading]
    sources: dict[Id, Source]
    authorities: dict[Id, Authority] = Field(default_factory=dict)
