"""A rulebook made ready: every rule as conditions with their contributions, handed once to the rule engine."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from cirede.engine.bounds import Clause, Reading, Scale, clauses, read_fact, satisfied, scales, together
from cirede.engine.infer import Inference
from cirede.engine.links import Link, links
from cirede.model.condition import All, Compare, Condition, Not, names, parse
from cirede.model.ranking import Contribution

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from cirede.model.barrier import Barrier, Fact
    from cirede.model.rule import Band, Kind, Rule
    from cirede.model.rulebook import Rulebook

_KINDS: "tuple[Kind, ...]" = ("base", "add", "cap", "floor")
_ALWAYS: tuple[Clause, ...] = ((),)


class Item(NamedTuple):
    """One simple rule: when a condition holds (always, where there is none) it brings a value of a kind."""

    rule: str
    when: Condition | None
    kind: "Kind"
    value: int


@dataclass(frozen=True, slots=True)
class PreparedRules:
    """A rulebook with its rules in the engine; `reads` names the facts that the rules of each criterion read.

    `links` says how its barriers hang together.
    `content` is the canonical text of register, kinds of fact, criteria and rules, from which fingerprints are made.
    """

    rulebook: "Rulebook"
    scales: dict[str, Scale]
    reads: dict[str, frozenset[str]]
    outcomes: tuple[Contribution, ...]
    rules: tuple[tuple[Clause, ...], ...]
    inference: Inference
    links: tuple[Link, ...]
    content: Any

    def readings(self, facts: "Mapping[str, Fact]") -> dict[str, Reading]:
        """Give what each known fact can be."""
        return {name: read_fact(fact, self.scales[name]) for name, fact in facts.items()}

    def contributions(self, readings: "Mapping[str, Reading]") -> dict[str, tuple[Contribution, ...]]:
        """Give what the rules bring to each criterion, in the order of the rules."""
        found: dict[str, list[Contribution]] = {name: [] for name in self.reads}
        for outcome in sorted(self.inference.fired(readings)):
            contribution = self.outcomes[outcome]
            found[contribution.criterion].append(contribution)
        return {name: tuple(each) for name, each in found.items()}

    def rests_on(self, criterion: str, fact: str, readings: "Mapping[str, Reading]") -> bool:
        """Tell whether a rule of a criterion would hold otherwise if nothing were known of a fact."""
        unknown = {name: read_fact(None, scale) for name, scale in self.scales.items()}
        before = {**unknown, **readings}
        without = {**before, fact: unknown[fact]}
        return any(
            any(satisfied(clause, before) for clause in clauses_) != any(satisfied(clause, without) for clause in clauses_)
            for contribution, clauses_ in zip(self.outcomes, self.rules, strict=True)
            if contribution.criterion == criterion and fact in contribution.facts
        )


def known_on(barrier: "Barrier", day: "date") -> "dict[str, Fact]":
    """Give the facts that were known on a day."""
    return {name: fact for name, fact in barrier.facts.items() if fact.on <= day}


def prepare_rules(rulebook: "Rulebook") -> PreparedRules:
    """Make a checked rulebook ready; neither the order of its rules nor that of its barriers matters."""
    items = [item for name in sorted(rulebook.rules) for item in expand(name, rulebook.rules[name])]
    known = scales(rulebook.facts, (item.when for item in items if item.when))
    rules: list[tuple[Clause, ...]] = []
    outcomes: list[Contribution] = []
    reads: dict[str, set[str]] = {name: set() for name, criterion in rulebook.criteria.items() if not criterion.of}
    for item in items:
        criterion = rulebook.rules[item.rule].criterion
        facts = names(item.when) if item.when else frozenset()
        reads[criterion] |= facts
        for certain in (True, False):
            rules.append(_holding(item, known, certain=certain))
            words = rulebook.rules[item.rule].title
            outcomes.append(Contribution(item.rule, criterion, item.kind, item.value, certain, tuple(sorted(facts)), words))
    unknown = {name: read_fact(None, scale) for name, scale in known.items()}
    inference = Inference(rules, unknown)
    frozen = {name: frozenset(facts) for name, facts in reads.items()}
    linked = links(rulebook.barriers)
    return PreparedRules(rulebook, known, frozen, tuple(outcomes), tuple(rules), inference, linked, _canonical(rulebook))


def expand(name: str, rule: "Rule") -> "Iterator[Item]":
    """Give the simple rules that a rule stands for, with `when` before each."""
    guard = parse(rule.when) if rule.when else None
    if rule.fact is None:
        for kind in _KINDS:
            value = getattr(rule, kind)
            if value is not None:
                yield Item(name, guard, kind, value)
        return
    for option, level in rule.levels.items():
        yield Item(name, _both(guard, Compare(rule.fact, "=", option)), "base", level)
    before: Band | None = None
    for band in rule.bands:
        part = [_beyond(rule.fact, before)] if before else []
        part += [_within(rule.fact, band)] if band.below is not None or band.up_to is not None else []
        yield Item(name, _both(guard, *part), "base", band.level)
        before = band


def fingerprint(prepared: PreparedRules, weights: "Mapping[str, int]", supposed: tuple[str, ...], on: "date") -> str:
    """Give the SHA-256 of the canonical JSON of content, day, suppositions and weights."""
    rest = {"on": on.isoformat(), "supposed": sorted(supposed), "weights": dict(weights)}
    digest = prepared.content.copy()
    digest.update(_json(rest)[1:].encode())
    found: str = digest.hexdigest()
    return found


def _both(guard: Condition | None, *parts: Condition) -> Condition | None:
    found = (*([guard] if guard else []), *parts)
    return All(found) if len(found) > 1 else found[0] if found else None


def _within(fact: str, band: "Band") -> Condition:
    if band.below is not None:
        return Compare(fact, "<", band.below)
    return Compare(fact, "<=", band.up_to if band.up_to is not None else 0)  # type: ignore[arg-type]  # a bound is there


def _beyond(fact: str, band: "Band") -> Condition:
    return Not(_within(fact, band))


def _holding(item: Item, known: "Mapping[str, Scale]", *, certain: bool) -> tuple[Clause, ...]:
    """Give the clauses in which a rule surely holds; otherwise, those in which it may hold and may not."""
    if item.when is None:
        return _ALWAYS if certain else ()
    if certain:
        return clauses(item.when, known, sure=True)
    return together(clauses(item.when, known, sure=False), clauses(item.when, known, sure=False, holds=False))


def _canonical(rulebook: "Rulebook") -> Any:  # noqa: ANN401 - a digest, begun
    kinds: dict[str, Mapping[str, Any]] = {
        "barriers": rulebook.barriers, "criteria": rulebook.criteria, "facts": rulebook.facts, "rules": rulebook.rules,
    }  # fmt: skip
    content = {
        kind: {name: thing.model_dump(mode="json", by_alias=True) for name, thing in things.items()}
        for kind, things in kinds.items()
    }
    return sha256(f'{{"content":{_json(content)},'.encode())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
