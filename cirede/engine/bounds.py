"""What a condition means for facts that are known only in part: when it surely holds, and when it may.

A fact leaves possible values. For a number these lie between two bounds, for options each is impossible,
possible or certain. Bounds become whole numbers: their position among the numbers that the conditions name, so that
comparing them is exact. A condition then becomes clauses, each a conjunction of literals on these whole numbers.
Parts are combined one by one: what is found may be wider than exact, never narrower.
"""

from bisect import bisect_left
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from cirede.model.condition import All, Any, Compare, Condition, Known, Member, Not, Unless

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cirede.model.barrier import Fact
    from cirede.model.rule import FactType

IMPOSSIBLE, POSSIBLE, CERTAIN = 0, 1, 2
YES_NO = ("yes", "no")
KNOWN, LEAST, MOST = "known", "least", "most"
_OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}

Reading = dict[str, int]
"""What a fact can be: `known`, then `least` and `most` as positions, or each option after `=`."""


class Literal(NamedTuple):
    """One mark of the reading of a fact is at least, or at most, a whole number."""

    fact: str
    mark: str
    at_least: bool
    bound: int


Clause = tuple[Literal, ...]
"""Literals that all hold; without any, it always holds."""


class Scale(NamedTuple):
    """A kind of fact as conditions read it: its options, or the numbers that they compare it with, in order."""

    kind: "FactType"
    numbers: tuple[Decimal, ...]

    @property
    def options(self) -> tuple[str, ...]:
        """The options, none for a number."""
        return YES_NO if self.kind.type == "yes_no" else tuple(self.kind.options)

    def position(self, number: Decimal) -> int:
        """Give an odd position to a number that conditions name, an even one to what lies between them."""
        at = bisect_left(self.numbers, number)
        return 2 * at + (at < len(self.numbers) and self.numbers[at] == number)


def scales(kinds: "Mapping[str, FactType]", conditions: "Iterable[Condition]") -> dict[str, Scale]:
    """Give each kind of fact with the numbers that the conditions compare it with."""
    named: dict[str, set[Decimal]] = {name: set() for name in kinds}
    for condition in conditions:
        for name, number in _numbers(condition):
            named[name].add(number)
    return {name: Scale(kind, tuple(sorted(named[name]))) for name, kind in kinds.items()}


def _numbers(condition: Condition) -> "Iterable[tuple[str, Decimal]]":
    match condition:
        case Not(part=part) | Unless(part=part):
            yield from _numbers(part)
        case All(parts=parts) | Any(parts=parts):
            for part in parts:
                yield from _numbers(part)
        case Compare(name=name, value=value) if isinstance(value, Decimal):
            yield name, value


def read_fact(fact: "Fact | None", scale: Scale) -> Reading:
    """Give what a fact can be; None stands for a fact of which nothing is known."""
    if scale.kind.type == "number":
        return _read_number(fact, scale)
    if fact is None:
        return {KNOWN: 0, **{f"={option}": POSSIBLE for option in scale.options}}
    given = {str(fact.value)} if fact.value is not None else set(fact.values)
    sure = CERTAIN if len(given) == 1 or scale.kind.type == "several" else POSSIBLE
    return {KNOWN: 1, **{f"={option}": sure if option in given else IMPOSSIBLE for option in scale.options}}


def _read_number(fact: "Fact | None", scale: Scale) -> Reading:
    kind, last = scale.kind, 2 * len(scale.numbers)
    least, most = kind.lowest, kind.highest
    if fact is not None:
        exact = fact.value if isinstance(fact.value, Decimal) else None
        least = exact if exact is not None else fact.least if fact.least is not None else least
        most = exact if exact is not None else fact.most if fact.most is not None else most
    return {
        KNOWN: int(fact is not None),
        LEAST: 0 if least is None else scale.position(least),
        MOST: last if most is None else scale.position(most),
    }


def clauses(condition: Condition, known: "Mapping[str, Scale]", *, sure: bool, holds: bool = True) -> tuple[Clause, ...]:
    """Give the clauses in which a condition surely holds (or, not `sure`, may hold); with `holds` false, fails."""
    return tuple(dict.fromkeys(_clauses(condition, known, sure=sure, holds=holds)))


def together(*alternatives: "Iterable[Clause]") -> tuple[Clause, ...]:
    """Give the clauses in which one of each of the alternatives holds; what cannot hold is left out."""
    joined = (_joined(chosen) for chosen in product(*alternatives))
    return tuple(dict.fromkeys(clause for clause in joined if clause is not None))


def satisfied(clause: Clause, readings: "Mapping[str, Reading]") -> bool:
    """Tell whether every literal of a clause holds."""
    return all(
        readings[fact][mark] >= bound if at_least else readings[fact][mark] <= bound
        for fact, mark, at_least, bound in clause
    )


def _joined(chosen: "Iterable[Clause]") -> Clause | None:
    lowest: dict[tuple[str, str], int] = {}
    highest: dict[tuple[str, str], int] = {}
    for clause in chosen:
        for fact, mark, at_least, bound in clause:
            at = (fact, mark)
            if at_least:
                lowest[at] = max(bound, lowest.get(at, bound))
            else:
                highest[at] = min(bound, highest.get(at, bound))
    if any(lowest.get(at, bound) > bound for at, bound in highest.items()):
        return None
    found = [Literal(*at, at_least=True, bound=bound) for at, bound in lowest.items()]
    return tuple(sorted([*found, *(Literal(*at, at_least=False, bound=bound) for at, bound in highest.items())]))


def _clauses(  # noqa: PLR0911 - one return for each form
    condition: Condition, known: "Mapping[str, Scale]", *, sure: bool, holds: bool
) -> tuple[Clause, ...]:
    match condition:
        case Not(part=part):
            return _clauses(part, known, sure=sure, holds=not holds)
        case Unless(part=part):
            return _clauses(part, known, sure=not holds, holds=not holds)
        case All(parts=parts) | Any(parts=parts):
            each = [_clauses(part, known, sure=sure, holds=holds) for part in parts]
            if isinstance(condition, All) != holds:
                return tuple(clause for part in each for clause in part)
            return together(*each)
        case Known(name=name):
            return ((Literal(name, KNOWN, holds, int(holds)),),)
        case Compare(name=name, op=op, value=value) if isinstance(value, Decimal):
            return _number(name, op if holds else _OPPOSITE[op], known[name].position(value), sure=sure)
        case Compare(name=name, op=op, value=value):
            return _member(name, (str(value),), known[name], sure=sure, holds=holds == (op == "="))
        case Member(name=name, values=values):
            return _member(name, tuple(str(value) for value in values), known[name], sure=sure, holds=holds)


def _number(name: str, op: str, at: int, *, sure: bool) -> tuple[Clause, ...]:
    low, high = (LEAST, MOST) if sure else (MOST, LEAST)
    above = Literal(name, low, at_least=True, bound=at + (op in {">", "!="}))
    below = Literal(name, high, at_least=False, bound=at - (op in {"<", "!="}))
    if op == "!=":
        return ((above,), (below,))
    if op == "=":
        return (tuple(sorted((above, below))),)
    return ((above,),) if op in {">", ">="} else ((below,),)


def _member(name: str, values: tuple[str, ...], scale: Scale, *, sure: bool, holds: bool) -> tuple[Clause, ...]:
    """Read `name in [values]`: of several answers one at least is among them, the one answer of a choice is."""
    several = scale.kind.type == "several"
    if not several and not holds:
        values, holds = tuple(option for option in scale.options if option not in values), True
    marks = [f"={value}" for value in values]
    if not holds:
        bound = IMPOSSIBLE if sure else POSSIBLE
        return (tuple(Literal(name, mark, at_least=False, bound=bound) for mark in marks),)
    if sure and not several:
        others = (f"={option}" for option in scale.options if option not in values)
        return (tuple(Literal(name, mark, at_least=False, bound=IMPOSSIBLE) for mark in others),)
    bound = CERTAIN if sure else POSSIBLE
    return tuple((Literal(name, mark, at_least=True, bound=bound),) for mark in marks)
