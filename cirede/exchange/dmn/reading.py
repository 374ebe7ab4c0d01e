"""Conditions as rows of a table: each way in which a condition holds, as facts about the answers.

A third reader of the condition language, beside `engine/condition.py` and `engine/clauses.py`, against which it is held in
the tests. A question that was not asked leaves its simple conditions unknown.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from cirede.exchange.dmn.table import Range
from cirede.model.condition import All, Any, Compare, Condition, Known, Member, Not, Unless, Value

Numbers = Mapping[str, Decimal]


class Fact(NamedTuple):
    """What a row reads: that a question was asked, or that an option was answered."""

    question: str
    option: str | None = None


Facts = dict[Fact, bool | Range]
"""What must hold together; the number of a question stands under its `Fact` with the option `NUMBER`."""

NUMBER = ""
_OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def ways_to(condition: Condition, numbers: Numbers, *, hold: bool = True, sure: bool = True) -> Iterator[Facts]:
    """Give every way in which a condition is true, or false with `hold=False`; without `sure`, or unknown."""
    match condition:
        case Not(part=part):
            yield from ways_to(part, numbers, hold=not hold, sure=sure)
        case Unless(part=part):
            yield from ways_to(part, numbers, hold=not hold, sure=not hold)
        case All(parts=parts) | Any(parts=parts):
            each = [list(ways_to(part, numbers, hold=hold, sure=sure)) for part in parts]
            if isinstance(condition, All) is hold:
                yield from (found for chosen in product(*each) if (found := together(chosen)) is not None)
            else:
                yield from (found for part in each for found in part)
        case Known(name=name):
            yield {Fact(name): hold}
        case Member(name=name, values=values):
            yield from _options(name, values, hold=hold, sure=sure)
        case Compare(name=name, op=op, value=value):
            yield from _compared(Compare(name, op if hold else _OPPOSITE[op], value), numbers, sure=sure)


def _compared(compare: Compare, numbers: Numbers, *, sure: bool) -> Iterator[Facts]:
    name, op, value = compare.name, compare.op, compare.value
    number = value if isinstance(value, Decimal) else numbers.get(value)
    if number is not None:
        for span in _spans(op, number):
            yield {Fact(name): True, Fact(name, NUMBER): span}
        if not sure:
            yield {Fact(name): False}
    elif op in {"=", "!="}:
        yield from _options(name, (value,), hold=op == "=", sure=sure)
    elif not sure:  # an order of what is no number is always unknown
        yield {}


def _options(name: str, values: "tuple[Value, ...]", *, hold: bool, sure: bool) -> Iterator[Facts]:
    if not hold:
        asked: Facts = {Fact(name): True} if sure else {}
        yield {**asked, **{Fact(name, str(value)): False for value in values}}
        return
    for value in values:
        yield {Fact(name): True, Fact(name, str(value)): True}
    if not sure:
        yield {Fact(name): False}


def _spans(op: str, number: Decimal) -> tuple[Range, ...]:
    below, above = Range(high=number, under=op != "<="), Range(low=number, over=op != ">=")
    if op == "!=":
        return below, above
    return (Range(number, number),) if op == "=" else (below,) if op in {"<", "<="} else (above,)


def together(parts: "Iterable[Facts]") -> Facts | None:
    """Join facts that must hold together; None where they cannot."""
    found: Facts = {}
    for part in parts:
        for fact, value in part.items():
            known = found.get(fact, value)
            if isinstance(known, Range) and isinstance(value, Range):
                met = known.meet(value)
                if met is None:
                    return None
                found[fact] = met
            elif known != value:
                return None
            else:
                found[fact] = value
    return found
