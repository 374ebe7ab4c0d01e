"""The shapes of the answers about the register and the profiles, for the description; tests hold real answers against them."""

from datetime import date
from typing import Literal

from pydantic import Field

from cirede.engine.links import Role
from cirede.model.barrier import Grade, Triage
from cirede.model.rule import Combine
from cirede_api.level_schemas import Contribution, Entry, Level, Named, NamedBody, Robust, SourceOf
from cirede_api.schemas import Shape


class Line(Entry):
    """A barrier in the register, with where the triage puts it."""

    provenance: Literal["P1", "P2", "P3", "P4"]
    authorities: list[str]
    activities: list[str]
    instruments: list[Named]
    triage: Triage
    reason: str | None
    place: int | None


class Register(Shape):
    """Barriers of the register, those with a place first and in its order."""

    profile: str
    on: date
    fingerprint: str
    count: int
    barriers: list[Line]
    notice: str


class Law(Shape):
    """A text that makes a barrier, and the instrument by which it would be changed."""

    source: SourceOf
    at: str | None
    instrument: Named


class Relative(Shape):
    """What another barrier is to this one; `same-place` where both name the same place of a text."""

    role: Role
    barrier: str
    title: str


class Change(Shape):
    """Something that was done about a barrier."""

    on: date
    in_force: date | None
    says: str
    sources: list[SourceOf]


class Fact(Shape):
    """What is known: one value, several, or a number between bounds; what its source says, and how sure it is."""

    value: str | float | None = None
    values: list[str] | None = None
    least: float | None = None
    likely: float | None = None
    most: float | None = None
    says: str
    grade: Grade
    on: date
    sources: list[SourceOf]


class Judgement(Shape):
    """The levels that a group, or a first reading of this project, finds defensible."""

    kind: Literal["first-reading", "group"]
    lowest: int
    highest: int
    reason: str
    who: str
    grade: Grade
    on: date
    sources: list[SourceOf]


class Met(Shape):
    """A question or outcome of a tree that meets the barrier."""

    tree: str
    node: str


class Rule(Shape):
    """A rule that brought something: what it says, why, where it comes from."""

    title: str
    why: str
    source: str
    status: Literal["proposal", "agreed"]


class Explained(Entry):
    """One barrier with all that made its levels; what is about a place is left out where it has none."""

    says: str
    provenance: Literal["P1", "P2", "P3", "P4"]
    done: str
    remains: str | None
    check: str | None
    texts: list[Law]
    authorities: list[NamedBody]
    activities: list[Named]
    links: dict[Literal["waits_for", "same_text", "part_of"], list[str]]
    related: list[Relative]
    changes: list[Change]
    facts: dict[str, Fact]
    judgements: dict[str, list[Judgement]]
    met_in: list[Met]
    sources: list[SourceOf]
    triage: Triage
    reason: str | None = None
    place: int | None = None
    best: int | None = None
    worst: int | None = None
    score: float | None = None
    exact: str | None = None
    lowest: float | None = None
    highest: float | None = None
    points: dict[str, float] | None = None
    levels: dict[str, Level]
    contributions: list[Contribution]
    rules: dict[str, Rule]
    arbitration: list[str] | None = None
    robustness: Robust | None = None
    profile: str
    weights: dict[str, int]
    on: date
    supposed: list[str]
    fingerprint: str
    notice: str


class Profile(Shape):
    """A named set of weights."""

    profile: str
    title: str
    why: str
    source: str
    status: Literal["proposal", "agreed"]
    weights: dict[str, int]
    order: list[str]


class Criterion(Shape):
    """What is judged, with its scale 0-5 in words, or the criteria that it is made of."""

    title: str
    ask: str
    combine: Combine
    of: list[str]
    scale: list[str]


class Profiles(Shape):
    """The profiles and the criteria."""

    default: str
    top: int = Field(description="how many places at the top the guards watch")
    profiles: list[Profile]
    criteria: dict[str, Criterion]
    notice: str
