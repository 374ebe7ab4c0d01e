"""The one condition language of trees and rules: its forms and its grammar.

`question = option`, `!=`, `<`, `<=`, `>`, `>=`, `question in [a, b]`, `known(question)`,
`all(…, …)`, `any(…, …)`, `not(…)`, `unless(…)`. For a question with several answers, `=` asks whether the option is
among them. A condition on something not known is unknown, never false; `unless(…)` is the one that looks at
this: it holds when its part does not, be it false or unknown.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cirede.errors import CiredeError

Value = str | Decimal


@dataclass(frozen=True, slots=True)
class Compare:
    """`name op value`, where op is one of = != < <= > >=."""

    name: str
    op: str
    value: Value


@dataclass(frozen=True, slots=True)
class Member:
    """`name in [values]`: at least one of the answers is among the values."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """`known(name)`: the question was answered."""

    name: str


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part holds."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class Unless:
    """The part is false or unknown."""

    part: "Condition"


Condition = Compare | Member | Known | All | Any | Not | Unless


class ConditionError(CiredeError):
    """A condition that cannot be read; `at` is the position of the fault in the text, from 0."""

    def __init__(self, message: str, at: int) -> None:
        """Keep the position beside the message."""
        self.at = at
        super().__init__(message)


_TOKEN = re.compile(r"\s*(?P<token><=|>=|!=|=|<|>|\(|\)|\[|\]|,|[a-z][a-z0-9-]*|-?[0-9]+(?:\.[0-9]+)?(?![A-Za-z0-9]))")
_OPERATORS = ("=", "!=", "<", "<=", ">", ">=", "in")
_MAX_DEPTH = 20


class _Reader:
    """Reads one text from left to right, one token ahead."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[tuple[str, int]] = []
        at, end = 0, len(text.rstrip())
        if not end:
            message = "the condition is empty"
            raise ConditionError(message, 0)
        while at < end:
            found = _TOKEN.match(text, at)
            if not found:
                at += len(text[at:]) - len(text[at:].lstrip())
                message = f"'{text[at:].split(maxsplit=1)[0][:20]}' is not part of the condition language"
                raise ConditionError(message, at)
            self.tokens.append((found["token"], found.start("token")))
            at = found.end()
        self.next = 0

    def peek(self) -> str:
        return self.tokens[self.next][0] if self.next < len(self.tokens) else ""

    def take(self, *expected: str) -> str:
        word = self.peek()
        at = self.tokens[self.next][1] if word else len(self.text)
        if not word or (expected and word not in expected):
            wanted = "one of = != < <= > >= in" if expected == _OPERATORS else f"'{expected[0]}'" if expected else "a word"
            found = f"'{word}'" if word else "the end"
            message = f"expected {wanted}, found {found}"
            raise ConditionError(message, at)
        self.next += 1
        return word

    def condition(self, depth: int = 0) -> Condition:
        if depth > _MAX_DEPTH:
            message = f"more than {_MAX_DEPTH} levels of brackets"
            raise ConditionError(message, self.tokens[self.next - 1][1])
        word = self.name()
        if self.peek() == "(":
            return self.call(word, depth)
        op = self.take(*_OPERATORS)
        if op == "in":
            return Member(word, self.values())
        return Compare(word, op, self.value())

    def call(self, word: str, depth: int) -> Condition:
        at = self.tokens[self.next - 1][1]
        self.take("(")
        if word == "known":
            found: Condition = Known(self.name())
        elif word == "not":
            found = Not(self.condition(depth + 1))
        elif word == "unless":
            found = Unless(self.condition(depth + 1))
        elif word in {"all", "any"}:
            parts = [self.condition(depth + 1)]
            while self.peek() == ",":
                self.take(",")
                parts.append(self.condition(depth + 1))
            found = All(tuple(parts)) if word == "all" else Any(tuple(parts))
        else:
            message = f"'{word}' is no function; there are all, any, not, unless, known"
            raise ConditionError(message, at)
        self.take(")")
        return found

    def name(self) -> str:
        word = self.take()
        if not word[0].isalpha():
            message = f"expected a name, found '{word}'"
            raise ConditionError(message, self.tokens[self.next - 1][1])
        return word

    def value(self) -> Value:
        word = self.take()
        if word[0].isalpha():
            return word
        if word[0].isdigit() or word[0] == "-":
            return Decimal(word)
        message = f"expected a value, found '{word}'"
        raise ConditionError(message, self.tokens[self.next - 1][1])

    def values(self) -> tuple[Value, ...]:
        self.take("[")
        found = [self.value()]
        while self.peek() == ",":
            self.take(",")
            found.append(self.value())
        self.take("]")
        return tuple(found)


def parse(text: str) -> Condition:
    """Read a condition from its text. Raises: ConditionError with the position of the fault."""
    reader = _Reader(text)
    found = reader.condition()
    if reader.peek():
        message = f"'{reader.peek()}' follows a condition that is already complete"
        raise ConditionError(message, reader.tokens[reader.next][1])
    return found


def walk_parts(condition: Condition) -> Iterator[Condition]:
    """Give a condition and every part inside it, in the order written."""
    yield condition
    inside: tuple[Condition, ...] = ()
    if isinstance(condition, (Not, Unless)):
        inside = (condition.part,)
    elif isinstance(condition, (All, Any)):
        inside = condition.parts
    for part in inside:
        yield from walk_parts(part)


def names(condition: Condition) -> frozenset[str]:
    """Give the names that a condition reads on its left-hand sides."""
    parts = walk_parts(condition)
    return frozenset(part.name for part in parts if isinstance(part, (Compare, Member, Known)))


def values(condition: Condition) -> tuple[tuple[str, Value], ...]:
    """Give every (name, value) pair that a condition compares, in the order written."""
    found: list[tuple[str, Value]] = []
    for part in walk_parts(condition):
        if isinstance(part, Compare):
            found.append((part.name, part.value))
        elif isinstance(part, Member):
            found.extend((part.name, member) for member in part.values)
    return tuple(found)
