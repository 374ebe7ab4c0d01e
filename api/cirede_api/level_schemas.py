"""The shapes that the answers about register and ranking share: barriers in short, levels, contributions, places.

Where a number was rounded for reading, `exact` beside it is the fraction that was computed with.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from cirede.model.barrier import Triage
from cirede.model.ranking import Basis
from cirede.model.rule import Kind
from cirede_api.schemas import Shape

Verdict = Literal["in", "contestable", "out"]


class Named(Shape):
    """A thing with its name in words."""

    id: str
    title: str


class NamedBody(Shape):
    """An authority."""

    id: str
    name: str


class SourceOf(Shape):
    """Where something is written, and when it was consulted."""

    id: str
    source: str
    url: str | None
    consulted: date


class Entry(Shape):
    """A barrier in short."""

    barrier: str
    title: str
    family: str
    kind: Literal["barrier", "theme", "action"]
    state: Literal["open", "partly-lifted", "lifted"]
    lever: Literal["region", "shared", "other"]


class Chance(Shape):
    """A possible level with its probability, a fraction."""

    level: float
    chance: str


class Level(Shape):
    """The level of one criterion: on what it rests, its bounds, and the chance of each level between them."""

    basis: Basis
    expected: float
    exact: str
    lowest: float
    highest: float
    chances: list[Chance]


class Contribution(Shape):
    """What a rule brings to a criterion; `certain` when it holds whatever the unknown facts turn out to be."""

    criterion: str
    rule: str
    kind: Kind
    value: int
    certain: bool
    facts: list[str]
    words: str


class Robust(Shape):
    """How firm a place is: its shares of all draws in the `top` and `first`, the places that 5 % and 95 % of them reach."""

    verdict: Verdict
    top: float
    first: float
    best: int
    worst: int
    central: dict[str, float] | None = Field(description="the mean weighting of the draws in which it comes first")
    scenarios: dict[str, int] = Field(description="its place in each scenario")
    times: int = Field(description="in how many scenarios it is in the top")


class Placed(Entry):
    """A barrier with a place: score = sum of points, points = weight × expected level."""

    triage: Triage
    place: int
    best: int = Field(description="the best place that the open levels allow")
    worst: int
    score: float
    exact: str
    lowest: float
    highest: float
    points: dict[str, float]
    levels: dict[str, Level]
    contributions: list[Contribution]
    arbitration: list[str]
