"""The shapes of the answers about rankings and pairs, for the description; tests hold real answers against them."""

from datetime import date

from pydantic import Field

from cirede.model.barrier import Triage
from cirede.model.text import Lang
from cirede_api.level_schemas import Entry, Level, Placed, Robust
from cirede_api.schemas import Shape


class Ranked(Placed):
    """A barrier in the order of merit, with how firm its place is."""

    robustness: Robust


class Apart(Entry):
    """A barrier without a place, and why."""

    triage: Triage
    reason: str | None
    levels: dict[str, Level]


class Draws(Shape):
    """All that is needed to draw the same again."""

    count: int
    seed: int
    generator: str
    weighting: str


class Share(Shape):
    """A share of the weights, from 0 to 1."""

    value: float
    exact: str


class Stable(Shape):
    """Between which shares of one criterion, the others in proportion, the top stays as it is; which pairs swap beyond."""

    criterion: str
    share: Share
    least: Share
    most: Share
    below: list[str] | None
    above: list[str] | None


class Overlap(Shape):
    """How far two criteria say the same: `twice` above 0.6."""

    criteria: list[str]
    compared: int
    rho: float | None
    twice: bool


class Asked(Shape):
    """A question whose answer would settle much: the chance that it turns the top, and how many points it can move."""

    barrier: str
    fact: str
    ask: str
    whom: str
    criteria: list[str]
    turns: float
    reach: float


class Firm(Shape):
    """How firm the whole ranking is."""

    top: int
    draws: Draws
    scenarios: list[str]
    undominated: list[str] = Field(description="the barriers that no other equals or passes on every criterion")
    stable: list[Stable]
    overlap: Overlap | None
    questions: list[Asked]


class Ranking(Shape):
    """An order of merit, what has no place in it and why, and how firm it is."""

    profile: str
    weights: dict[str, int]
    order: list[str] = Field(description="the criteria by agreed importance")
    on: date
    lang: Lang
    supposed: list[str]
    fictitious: bool
    fingerprint: str = Field(description="SHA-256 of the register, the rules, the weights, the suppositions and the day")
    ranked: list[Ranked]
    to_document: list[Apart]
    gated: list[Apart]
    robustness: Firm
    notice: str


class First(Shape):
    """One of the first places."""

    barrier: str
    title: str
    place: int
    exact: str


class Short(Shape):
    """The first places by one profile."""

    profile: str
    title: str
    weights: dict[str, int]
    fingerprint: str
    ranked: list[First]


class Rankings(Shape):
    """The first places by each profile, side by side."""

    on: date
    top: int
    rankings: list[Short]
    notice: str


class Gap(Shape):
    """One criterion of a pair: both levels, and how many points it puts the first ahead."""

    criterion: str
    title: str
    weight: int
    levels: list[Level]
    difference: float
    exact: str


class Behind(Shape):
    """Whether the one ahead is never behind: by the expected levels, and whichever of the possible levels are true."""

    expected_levels: bool
    possible_levels: bool


class NeverBehind(Shape):
    """Under any weights, and under any that keep the agreed order."""

    any_weights: Behind
    agreed_order: Behind


class LevelSwap(Shape):
    """A change of one level that draws level (`ties`) or goes past (`swaps`, whole levels); `open` when the facts allow it."""

    barrier: str
    criterion: str
    ties: float
    exact: str
    swaps: int | None
    open: bool


class WeightSwap(Shape):
    """The weight, the others as they are, at which the two draw level (`ties`) or have swapped (`swaps`)."""

    criterion: str
    weight: int
    ties: float
    exact: str
    swaps: int | None


class Unless(Shape):
    """The smallest changes after which the other is ahead."""

    levels: list[LevelSwap]
    weights: list[WeightSwap]


class Pair(Shape):
    """Two barriers in the order asked for: why which is ahead, and stays so unless what changes."""

    profile: str
    weights: dict[str, int]
    on: date
    supposed: list[str]
    fingerprint: str
    barriers: list[Placed]
    difference: float
    exact: str
    gaps: list[Gap]
    ahead: str | None
    behind: str | None
    never_behind: NeverBehind
    stable: list[Stable] = Field(description="between which shares of each criterion the two stay as they are")
    wins: float | None = Field(description="in which share of the draws the one ahead beats the other; a tie counts half")
    unless: Unless
    notice: str
