"""A second reading of facts and rules, written straight from the sentences that define them, and random barriers."""

import operator
import os
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import chain, combinations, pairwise, product
from random import Random
from typing import TYPE_CHECKING

from cirede.model.barrier import Barrier, Fact
from cirede.model.condition import All, Any, Compare, Condition, Known, Member, Not, Unless, names, parse, values
from cirede.model.text import Text

if TYPE_CHECKING:
    from cirede.model.rule import Band, FactType, Rule
    from cirede.model.rulebook import Rulebook

DAY = date(2026, 11, 23)
MANY = int(os.environ.get("CIREDE_RANDOM_BARRIERS", "5000"))
ORDER = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "!=": operator.ne}
WORDS = Text(fr="x", nl="x", en="x")
INFINITE = Decimal("Infinity")

Facts = dict[str, Fact]
Value = Decimal | str | frozenset[str]
Brought = set[tuple[str, str, int, bool]]
"""Rule, kind, value, and whether it is certain."""


def brought(rulebook: "Rulebook", facts: Facts) -> Brought:
    """Give what every rule brings, in no order."""
    found: Brought = set()
    for name, rule in rulebook.rules.items():
        for kind, value, state in _states(rulebook, rule, facts):
            if state is not False:
                found.add((name, kind, value, state is True))
    return found


def _states(rulebook: "Rulebook", rule: "Rule", facts: Facts) -> Iterator[tuple[str, int, bool | None]]:
    guard = three_valued(parse(rule.when), rulebook, facts) if rule.when else True
    if rule.fact is None:
        for kind in ("base", "add", "cap", "floor"):
            if getattr(rule, kind) is not None:
                yield kind, getattr(rule, kind), guard
        return
    numbers = [bound for band in rule.bands for bound in (band.below, band.up_to) if bound is not None]
    can_be = list(completions(rulebook.facts[rule.fact], facts.get(rule.fact), numbers))
    for option, level in rule.levels.items():
        yield "base", level, _each_of(guard, _each({_is(value, option) for value in can_be}))
    for place, band in enumerate(rule.bands):
        yield "base", band.level, _each_of(guard, _each({_band(value, rule.bands) == place for value in can_be}))


def _is(value: Value, option: str) -> bool:
    return option in value if isinstance(value, frozenset) else value == option


def _band(value: Value, bands: "tuple[Band, ...]") -> int:
    assert isinstance(value, Decimal)
    for place, band in enumerate(bands):
        if (band.below is not None and value < band.below) or (band.up_to is not None and value <= band.up_to):
            return place
    return len(bands) - 1


def _each(seen: set[bool]) -> bool | None:
    return next(iter(seen)) if len(seen) == 1 else None


def _each_of(*states: bool | None) -> bool | None:
    return False if False in states else None if None in states else True


def options_of(kind: "FactType") -> tuple[str, ...]:
    """Give the options of a kind of fact."""
    return ("yes", "no") if kind.type == "yes_no" else tuple(kind.options)


def completions(kind: "FactType", fact: Fact | None, numbers: list[Decimal]) -> Iterator[Value]:
    """Give what a fact can turn out to be: of numbers, one for each stretch between those named."""
    options = options_of(kind)
    if kind.type == "several":
        sets = chain.from_iterable(combinations(options, size) for size in range(len(options) + 1))
        yield from [frozenset(fact.values or (str(fact.value),))] if fact else map(frozenset, sets)
    elif kind.type != "number":
        yield from (fact.values or (str(fact.value),)) if fact else options
    else:
        low, high = _bounds(kind, fact)
        named = sorted({*numbers, *(each for each in (low, high) if abs(each) != INFINITE)})
        named = named or [Decimal(0)]
        middles = [(one + other) / 2 for one, other in pairwise(named)]
        yield from (each for each in (named[0] - 1, *named, *middles, named[-1] + 1) if low <= each <= high)


def _bounds(kind: "FactType", fact: Fact | None) -> tuple[Decimal, Decimal]:
    low = kind.lowest if kind.lowest is not None else -INFINITE
    high = kind.highest if kind.highest is not None else INFINITE
    if fact is None:
        return low, high
    if isinstance(fact.value, Decimal):
        return fact.value, fact.value
    return fact.least if fact.least is not None else low, fact.most if fact.most is not None else high


def three_valued(
    condition: Condition, rulebook: "Rulebook", facts: Facts
) -> bool | None:
    """Tell whether a condition holds: surely, surely not, or None for perhaps; its parts are taken one by one."""
    match condition:
        case Known(name=name):
            return name in facts
        case Not(part=part):
            inner = three_valued(part, rulebook, facts)
            return None if inner is None else not inner
        case Unless(part=part):
            return three_valued(part, rulebook, facts) is not True
        case All(parts=parts) | Any(parts=parts):
            found = [three_valued(part, rulebook, facts) for part in parts]
            deciding = isinstance(condition, Any)
            return deciding if deciding in found else None if None in found else not deciding
        case Compare(name=name) | Member(name=name):
            if rulebook.facts[name].type == "several" and isinstance(condition, Member):
                return three_valued(Any(tuple(Compare(name, "=", each) for each in condition.values)), rulebook, facts)
            numbers = [value for _, value in values(condition) if isinstance(value, Decimal)]
            can_be = completions(rulebook.facts[name], facts.get(name), numbers)
            return _each({holds(condition, {name: each}, facts) for each in can_be})
    raise AssertionError


def holds(condition: Condition, world: dict[str, Value], facts: Facts) -> bool:  # noqa: PLR0911 - one return for each form
    """Tell whether a condition holds in one completed world; what is known stays what was known."""
    match condition:
        case Known(name=name):
            return name in facts
        case Not(part=part) | Unless(part=part):
            return not holds(part, world, facts)
        case All(parts=parts):
            return all(holds(part, world, facts) for part in parts)
        case Any(parts=parts):
            return any(holds(part, world, facts) for part in parts)
        case Member(name=name, values=wanted):
            return any(_is(world[name], str(value)) for value in wanted)
        case Compare(name=name, op=op, value=value):
            given = world[name]
            if isinstance(value, Decimal):
                return bool(ORDER[op](given, value))
            return _is(given, value) is (op == "=")
    raise AssertionError


def worlds(condition: Condition, rulebook: "Rulebook", facts: Facts) -> Iterator[dict[str, Value]]:
    """Give every completed world that a condition can tell apart."""
    read = sorted(names(condition))
    numbers = {name: [value for each, value in values(condition) if each == name and isinstance(value, Decimal)] for name in read}
    for chosen in product(*(completions(rulebook.facts[name], facts.get(name), numbers[name]) for name in read)):
        yield dict(zip(read, chosen, strict=True))


def random_fact(random: Random, kind: "FactType", numbers: list[Decimal]) -> Fact:
    """Make up a fact: exact, bounded on one side or both, one option or several."""
    said: dict[str, object] = {"value": None, "values": (), "least": None, "likely": None, "most": None}
    if kind.type == "number":
        near = [number + step for number in numbers for step in (-1, 0, Decimal("0.5"))] or [Decimal(1)]
        fitting = [each for each in near if each >= (kind.lowest or 0)]
        low, mid, high = sorted(random.choice(fitting) for _ in range(3))
        range_ = {"least": low, "most": high}
        said |= random.choice([{"value": mid}, {"value": low}, range_, {"least": mid}, {"most": mid}, {**range_, "likely": mid}])
    elif kind.type == "several" or random.random() < 0.2:
        options = options_of(kind)
        said["values"] = tuple(random.sample(options, random.randint(1, min(3, len(options)))))
    else:
        said["value"] = random.choice(options_of(kind))
    return Fact.model_construct(**said, says=WORDS, grade=random.choice("ABCD"), on=DAY, sources=("survey",))  # type: ignore[arg-type]


def random_barrier(random: Random, rulebook: "Rulebook", *, share: float = 0.5) -> Barrier:
    """Make up a barrier of which a share of the facts is known."""
    facts = {
        name: random_fact(random, kind, numbers_of(rulebook, name))
        for name, kind in rulebook.facts.items()
        if random.random() < share
    }
    return Barrier.model_construct(
        title=WORDS, says=WORDS, family="x", provenance="P1", kind="barrier", state="open", done=WORDS, lever="region",
        facts=facts, sources=("survey",),
    )  # fmt: skip


def numbers_of(rulebook: "Rulebook", fact: str) -> list[Decimal]:
    """Give the numbers that rules compare a fact with."""
    found = []
    for rule in rulebook.rules.values():
        if rule.fact == fact:
            found += [bound for band in rule.bands for bound in (band.below, band.up_to) if bound is not None]
        if rule.when:
            found += [value for name, value in values(parse(rule.when)) if name == fact and isinstance(value, Decimal)]
    return found
