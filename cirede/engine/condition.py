"""The interpreter of the condition language: a condition becomes a function of the answers."""

import operator
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from cirede.model.condition import All, Any, Compare, Condition, Known, Member, Not, Unless, Value

if TYPE_CHECKING:
    from cirede.model.walk import Answer

Answers = Mapping[str, "Answer"]
Check = Callable[[Answers], bool | None]
Parameters = Mapping[str, Decimal]

_NUMBER = re.compile(r"-?[0-9]{1,12}(?:[.,][0-9]{1,6})?")
_ORDER: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "!=": operator.ne,
}  # fmt: skip


def as_number(given: "Answer") -> Decimal | None:
    """Read a number as people write it, with a point or a comma; None where it is none."""
    if not isinstance(given, str) or not _NUMBER.fullmatch(given.strip()):
        return None
    return Decimal(given.strip().replace(",", "."))


def compile_condition(condition: Condition, *, parameters: Parameters) -> Check:
    """Make the function that tells whether a condition holds: True, False, or None for unknown."""
    match condition:
        case Known(name=name):
            return lambda answers: name in answers
        case Not(part=part) | Unless(part=part):
            inner = compile_condition(part, parameters=parameters)
            return _negated(inner) if isinstance(condition, Not) else _unless(inner)
        case All(parts=parts):
            return _all(tuple(compile_condition(part, parameters=parameters) for part in parts))
        case Any(parts=parts):
            return _any(tuple(compile_condition(part, parameters=parameters) for part in parts))
        case Member(name=name, values=values):
            return _member(name, frozenset(str(value) for value in values))
        case Compare(name=name, op=op, value=value):
            return _compare(name, op, value, parameters)


def _compare(name: str, op: str, value: Value, parameters: Parameters) -> Check:
    number = value if isinstance(value, Decimal) else parameters.get(value)
    if number is not None:
        return _ordered(name, _ORDER[op], number)
    if op not in {"=", "!="}:
        return lambda _: None
    check = _member(name, frozenset({str(value)}))
    return check if op == "=" else _negated(check)


def _ordered(name: str, order: Callable[[Decimal, Decimal], bool], bound: Decimal) -> Check:
    def check(answers: Answers) -> bool | None:
        given = answers.get(name)
        number = None if given is None else as_number(given)
        return None if number is None else order(number, bound)

    return check


def _member(name: str, wanted: frozenset[str]) -> Check:
    def check(answers: Answers) -> bool | None:
        given = answers.get(name)
        if given is None:
            return None
        return given in wanted if isinstance(given, str) else not wanted.isdisjoint(given)

    return check


def _negated(part: Check) -> Check:
    def check(answers: Answers) -> bool | None:
        found = part(answers)
        return None if found is None else not found

    return check


def _unless(part: Check) -> Check:
    return lambda answers: part(answers) is not True


def _all(parts: tuple[Check, ...]) -> Check:
    def check(answers: Answers) -> bool | None:
        unknown = False
        for part in parts:
            found = part(answers)
            if found is False:
                return False
            unknown = unknown or found is None
        return None if unknown else True

    return check


def _any(parts: tuple[Check, ...]) -> Check:
    def check(answers: Answers) -> bool | None:
        unknown = False
        for part in parts:
            found = part(answers)
            if found:
                return True
            unknown = unknown or found is None
        return None if unknown else False

    return check
