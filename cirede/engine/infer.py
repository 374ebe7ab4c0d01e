"""The one door to durable-rules 2.0.28: whole numbers go in, the rules that fire come out.

What was measured decides how it is used. Facts are asserted, never events; a state is deleted after each use (1,024
live ones exhaust the library); every fact matches a rule of its own (one that matches none raises, and deleting its
state then crashes the process); values are whole numbers (the text "2000" satisfies `>= 1000`); what is not
known is said before asserting (`$nex` hangs); one lock guards a set of rules. A message may match 64 conditions
at once, so rules that read the same facts get a message of their own. Each firing is taken from the library by its
name: no action runs inside it, so none can fail in silence, and no thread or timer is started.
"""

import json
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING, Any
from weakref import finalize

from cirede.engine.bounds import Clause, Reading, satisfied
from cirede.errors import CiredeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

AT_ONCE = 60
LONGEST = 30
_STATE = "s"
_TOPIC = "of"
_ALL = "-"
_ALL_FIRED = f'{{"{_ALL}":'


class InferenceError(CiredeError):
    """The rule engine refused what it was given; the message says what it answered."""


class _Topic:
    """Clauses that read the same facts: they share a message."""

    def __init__(self, number: int, facts: tuple[str, ...], clauses: "Sequence[tuple[int, Clause]]") -> None:
        self.number = number
        self.facts = facts
        self.clauses = clauses
        marks = sorted({(literal.fact, literal.mark) for _, clause in clauses for literal in clause})
        self.keys = {mark: f"v{index}" for index, mark in enumerate(marks)}
        self.unknown: frozenset[int] = frozenset()

    def message(self, readings: "Mapping[str, Reading]") -> dict[str, Any]:
        """Give the message that says what the facts of the topic can be."""
        said = {key: readings[fact][mark] for (fact, mark), key in self.keys.items()}
        return {"sid": _STATE, "id": self.number, _TOPIC: self.number, **said}

    def rules(self) -> "Iterator[tuple[str, list[dict[str, Any]]]]":
        """Give each clause as a condition of the library, under the number of what it makes fire."""
        for index, (outcome, clause) in enumerate(self.clauses):
            tests: list[dict[str, Any]] = [{_TOPIC: self.number}]
            tests += [
                {"$gte" if literal.at_least else "$lte": {self.keys[literal.fact, literal.mark]: literal.bound}}
                for literal in clause
            ]
            yield f"{outcome}.{self.number}.{index}", tests


class _Ruleset:
    """Rules inside the library by name: messages go in, each firing comes out as the library writes it."""

    def __init__(self, rules: "Mapping[str, Sequence[tuple[str, list[dict[str, Any]]]]]") -> None:
        import durable_rules_engine as library  # noqa: PLC0415 - who only walks need not wait for it

        self._library: Any = library
        definition = {
            name: {"all": [{each: {"$and": tests} if len(tests) > 1 else tests[0]} for each, tests in conditions]}
            for name, conditions in rules.items()
        }
        definition[_ALL] = {"all": [{"m": {"$gte": {_TOPIC: 0}}}]}
        text = json.dumps(definition)
        self._handle = library.create_ruleset(sha256(text.encode()).hexdigest(), text)
        self._lock = Lock()
        finalize(self, library.delete_ruleset, self._handle)

    def fire(self, messages: list[dict[str, Any]]) -> list[str]:
        """Give what fires, the rule that every message matches left out."""
        found: list[str] = []
        library, handle = self._library, self._handle
        text = json.dumps(messages)
        with self._lock:
            refused, state = library.assert_facts(handle, text)
            if refused:
                message = f"the rule engine refused the facts (answer {refused})"
                raise InferenceError(message)
            begun = library.start_action_for_state(handle, state)
            firing = begun[1] if begun else None
            while firing:
                if not firing.startswith(_ALL_FIRED):
                    found.append(firing)
                firing = library.complete_and_start_action(handle, state)
            library.delete_state(handle, _STATE)
        return found


class Inference:
    """A set of rules, each several clauses, made ready once; the outcome of a rule is its place in the list."""

    def __init__(self, rules: "Sequence[tuple[Clause, ...]]", unknown: "Mapping[str, Reading]") -> None:
        """Hand the rules to the library; `unknown` is the reading of each fact of which nothing is known."""
        self._unknown = unknown
        self._topics = tuple(_topics(rules))
        for topic in self._topics:
            topic.unknown = frozenset(outcome for outcome, clause in topic.clauses if satisfied(clause, unknown))
        self._rules = _Ruleset({name: [("m", tests)] for topic in self._topics for name, tests in topic.rules()})

    def fired(self, readings: "Mapping[str, Reading]") -> set[int]:
        """Give the outcomes of the rules that fire; `readings` holds the facts of which something is known."""
        found: set[int] = set()
        messages = []
        whole: dict[str, Reading] | None = None
        for topic in self._topics:
            if topic.facts and readings.keys().isdisjoint(topic.facts):
                found |= topic.unknown
                continue
            whole = whole or {**self._unknown, **readings}
            messages.append(topic.message(whole))
        if messages:
            found.update(int(firing[2 : firing.index(".", 2)]) for firing in self._rules.fire(messages))
        return found


class Joins:
    """Rules each of which joins messages that name one another, made ready once.

    A rule is a list of conditions: a name, and tests in the form of the library, which may point to conditions before.
    Messages hold whole numbers; `of` says what a message is about.
    """

    def __init__(self, rules: "Mapping[str, Sequence[tuple[str, list[dict[str, Any]]]]]") -> None:
        """Hand the rules to the library."""
        self._rules = _Ruleset(rules)

    def matched(self, messages: "Sequence[Mapping[str, int]]") -> "Iterator[tuple[str, dict[str, dict[str, int]]]]":
        """Give each rule that holds with the messages that make it hold, by the names of its conditions; in no order."""
        for firing in self._rules.fire([{"sid": _STATE, "id": place, **said} for place, said in enumerate(messages)]):
            ((name, found),) = json.loads(firing).items()
            yield name, found


def _topics(rules: "Sequence[tuple[Clause, ...]]") -> "Iterator[_Topic]":
    """Sort clauses by the facts that their rule reads, no more of them in a topic than one message may match."""
    by_facts: dict[tuple[str, ...], list[tuple[int, Clause]]] = {}
    for outcome, clauses in enumerate(rules):
        facts = tuple(sorted({literal.fact for clause in clauses for literal in clause}))
        for clause in clauses:
            if len(clause) > LONGEST:
                message = f"a condition asks for more than {LONGEST} things at once"
                raise InferenceError(message)
            by_facts.setdefault(facts, []).append((outcome, clause))
    number = 0
    for facts, listed in sorted(by_facts.items()):
        for start in range(0, len(listed), AT_ONCE):
            yield _Topic(number, facts, listed[start : start + AT_ONCE])
            number += 1
