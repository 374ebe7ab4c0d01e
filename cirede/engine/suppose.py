"""What if: a fact or a judgement supposed for the time of one ranking, marked and never saved."""

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cirede.engine.bounds import YES_NO
from cirede.errors import UnknownNameError, WrongUseError, choice, nearest
from cirede.model.barrier import Fact, Judgement
from cirede.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cirede.model.barrier import Barrier
    from cirede.model.rule import FactType
    from cirede.model.rulebook import Rulebook

SUPPOSED = Text.model_construct(fr="supposition", nl="veronderstelling", en="supposition")
UNKNOWN = "unknown"
_LEVELS = re.compile(r"([0-5])(?:-([0-5]))?")
_NUMBER = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,6})?")
_FORM = "write it as BARRIER.fact=value, or BARRIER.criterion=2-4"


def suppose(barriers: "dict[str, Barrier]", rulebook: "Rulebook", texts: "Sequence[str]", on: "date") -> "dict[str, Barrier]":
    """Give the barriers as the suppositions have them: `BARRIER.fact=value`, `=5-20` or `=unknown`, `BARRIER.criterion=2-4`.

    Raises: UnknownNameError with the nearest name, WrongUseError for a value that cannot be.
    """
    found, seen = dict(barriers), set()
    for text in texts:
        named, equals, value = text.strip().partition("=")
        barrier, dot, name = named.partition(".")
        if not (equals and dot and barrier and name and value):
            message = f"'{text.strip()[:60]}' is no supposition: {_FORM}"
            raise WrongUseError(message)
        if barrier not in barriers:
            raise UnknownNameError("barrier", barrier, barriers)
        if named in seen:
            message = f"'{named}' is supposed twice"
            raise WrongUseError(message)
        seen.add(named)
        found[barrier] = _with(found[barrier], rulebook, name, value, on)
    return found


def _with(barrier: "Barrier", rulebook: "Rulebook", name: str, value: str, on: "date") -> "Barrier":
    plain = [criterion for criterion, each in rulebook.criteria.items() if not each.of]
    kind = rulebook.facts.get(name)
    levels = _LEVELS.fullmatch(value)
    if name in plain and (kind is None or (levels and kind.type != "number")):
        return barrier.model_copy(update={"judgements": {**barrier.judgements, name: (_judgement(name, value, on),)}})
    if kind is None:
        if name in rulebook.criteria:
            message = f"'{name}' is made of parts: suppose {' or '.join(rulebook.criteria[name].of)}"
            raise WrongUseError(message)
        either = "fact or criterion"
        raise UnknownNameError(either, name, (*rulebook.facts, *plain))
    facts = {other: fact for other, fact in barrier.facts.items() if other != name}
    if value != UNKNOWN:
        facts[name] = _fact(name, kind, value, on)
    return barrier.model_copy(update={"facts": facts})


def _judgement(name: str, value: str, on: "date") -> Judgement:
    found = _LEVELS.fullmatch(value)
    if found is None or int(found[2] or found[1]) < int(found[1]):
        message = f"'{value[:20]}' is no range of levels for '{name}': write 3, or 2-4, from 0 to 5"
        raise WrongUseError(message)
    return Judgement.model_construct(
        kind="group", lowest=int(found[1]), highest=int(found[2] or found[1]), reason=SUPPOSED, who=SUPPOSED, grade="A",
        on=on, sources=(),
    )  # fmt: skip


def _fact(name: str, kind: "FactType", value: str, on: "date") -> Fact:
    said: dict[str, Any] = _quantity(name, kind, value) if kind.type == "number" else _options(name, kind, value)
    given = {"value": None, "values": (), "least": None, "likely": None, "most": None} | said
    return Fact.model_construct(**given, says=SUPPOSED, grade="A", on=on, sources=())


def _quantity(name: str, kind: "FactType", value: str) -> dict[str, Any]:
    numbers = [Decimal(part) for part in value.split("-") if _NUMBER.fullmatch(part)]
    sound = len(numbers) == value.count("-") + 1 and len(numbers) <= 2 and numbers == sorted(numbers)  # noqa: PLR2004 - bounds
    low, high = kind.lowest, kind.highest
    if not sound or any((low is not None and each < low) or (high is not None and each > high) for each in numbers):
        bounds = (f" from {low}" if low is not None else "") + (f" to {high}" if high is not None else "")
        message = f"'{value[:30]}' is no '{name}': give a number{bounds}, two as 5-20, or {UNKNOWN}"
        raise WrongUseError(message)
    return {"value": numbers[0]} if len(numbers) == 1 else {"least": numbers[0], "most": numbers[1]}


def _options(name: str, kind: "FactType", value: str) -> dict[str, Any]:
    options = YES_NO if kind.type == "yes_no" else tuple(kind.options)
    given = tuple(dict.fromkeys(value.split(",")))
    for option in given:
        if option not in options:
            message = f"'{name}' cannot be '{option[:40]}'{choice(nearest(option, options), options)}"
            raise WrongUseError(message)
    return {"value": given[0]} if len(given) == 1 and kind.type != "several" else {"values": given}
