"""How facts about a barrier become levels: the kinds of fact, the criteria with their scales, and the rules."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from cirede.model.barrier import Level
from cirede.model.text import Frozen, Id, Text, Words

Kind = Literal["base", "add", "cap", "floor"]
Combine = Literal["one", "highest", "lowest", "mean"]


class FactType(Frozen):
    """A kind of fact: what is asked, of whom, and which values it can have."""

    type: Literal["number", "yes_no", "choice", "several"]
    title: Text
    ask: Text
    whom: Text
    unit: Text | None = None
    lowest: Decimal | None = None
    highest: Decimal | None = None
    options: dict[Id, Text] = Field(default_factory=dict)


class Criterion(Frozen):
    """What is judged, with the scale 0-5 in words, or `of` which criteria it is made.

    `combine` says what becomes of several bases (or parts): with `one`, two are a conflict.
    """

    title: Text
    ask: Text
    combine: Combine
    of: tuple[Id, ...] = ()
    scale: tuple[Text, ...] = ()


class Band(Frozen):
    """The level of a number below a bound, or up to it; the last band has neither."""

    below: Decimal | None = None
    up_to: Decimal | None = None
    level: Level


class Rule(Frozen):
    """A when/then of the rule base; it adds to a criterion and never writes a level.

    Three forms: `when` with one of base, add, cap, floor (without `when` it always holds); a number `fact` with
    `bands`; a `fact` with options and the `levels` of each.
    """

    criterion: Id
    title: Text
    why: Text
    source: Text
    status: Literal["proposal", "agreed"]
    when: Words | None = None
    base: Level | None = None
    add: Annotated[int, Field(ge=-5, le=5)] | None = None
    cap: Level | None = None
    floor: Level | None = None
    fact: Id | None = None
    bands: tuple[Band, ...] = ()
    levels: dict[Id, Level] = Field(default_factory=dict)


class Profile(Frozen):
    """A named set of weights: whole numbers, with the agreed order of importance, the weightiest first."""

    title: Text
    why: Text
    source: Text
    status: Literal["proposal", "agreed"]
    weights: dict[Id, int]
    order: tuple[Id, ...]


class FactTypes(Frozen):
    """The kinds of fact of the register."""

    facts: dict[Id, FactType]


class Criteria(Frozen):
    """What is judged."""

    criteria: dict[Id, Criterion]


class Rules(Frozen):
    """The rules of one file."""

    rules: dict[Id, Rule]


class Profiles(Frozen):
    """The profiles, the one used when none is named, and how many places the guards watch."""

    default: Id
    top: Annotated[int, Field(ge=1, le=50)]
    profiles: dict[Id, Profile]
