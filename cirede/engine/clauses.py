"""Conditions as bit masks: each simple condition, or choice of such, is a bit of the answers, each condition a few clauses.

A condition in disjunctive form holds when, in one of its clauses, every bit of `need` is set and no bit of
`bar` is. The bits of an answer are known when the tree is prepared, so a walk only combines them. This reads
the same language as `condition.py`, for which the two are held against each other in the tests.
"""

from itertools import product
from typing import TYPE_CHECKING, Generic, TypeVar

from cirede.engine.condition import Parameters, compile_condition
from cirede.model.condition import All, Any, Compare, Condition, Known, Member, Not, Unless, parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cirede.engine.condition import Check
    from cirede.model.walk import Answer

Clause = tuple[int, int]
Leaf = Compare | Member | Known
Item = TypeVar("Item")
ALWAYS: tuple[Clause, ...] = ((0, 0),)


class Bits:
    """Gives each simple condition of a tree its bit; what was read once is kept for the next graph."""

    def __init__(self, parameters: Parameters) -> None:
        """Begin without any bit; `parameters` are the numbers of the law of that day."""
        self.parameters = parameters
        self._bits: dict[tuple[Leaf, ...], int] = {}
        self._read: dict[str, tuple[Clause, ...]] = {}
        self._checks: dict[str, Check] = {}
        self._by_question: dict[str, tuple[tuple[Check, int], ...]] = {}

    def clauses(self, when: str | None) -> tuple[Clause, ...]:
        """Read a condition into clauses; without condition, the clause that always holds."""
        if when is None:
            return ALWAYS
        if when not in self._read:
            self._read[when] = _apart(self._clauses(parse(when), holds=True))
        return self._read[when]

    def check(self, when: str) -> "Check":
        """Read a condition into a function."""
        if when not in self._checks:
            self._checks[when] = compile_condition(parse(when), parameters=self.parameters)
        return self._checks[when]

    def checks(self, question: str) -> "tuple[tuple[Check, int], ...]":
        """Give, for one question, each simple condition on it as a function, with its bit.

        To be asked when every condition of the tree has been read.
        """
        if question not in self._by_question:
            self._by_question[question] = tuple(
                (compile_condition(leaf, parameters=self.parameters), bit)
                for leaves, bit in self._bits.items() for leaf in leaves if leaf.name == question
            )  # fmt: skip
        return self._by_question[question]

    def _bit(self, *leaves: Leaf) -> int:
        """Give the bit that an answer sets when it makes one of these true."""
        return self._bits.setdefault(leaves, 1 << len(self._bits))

    def _clauses(self, condition: Condition, *, holds: bool) -> list[Clause]:
        if holds and (leaves := _leaves(condition)):
            return [(self._bit(*leaves), 0)]
        match condition:
            case Not(part=part):
                return self._clauses(part, holds=not holds)
            case Unless(part=part):
                held = self._clauses(part, holds=True)
                return [_together(chosen) for chosen in product(*map(_broken, held))] if holds else held
            case All(parts=parts) | Any(parts=parts):
                each = [self._clauses(part, holds=holds) for part in parts]
                if isinstance(condition, All) != holds:
                    return [clause for part in each for clause in part]
                return [_together(chosen) for chosen in product(*each)]
            case Compare(name=name) | Member(name=name) | Known(name=name):
                asked = 0 if isinstance(condition, Known) else self._bit(Known(name))
                return [(asked, self._bit(condition))]


def _leaves(condition: Condition) -> tuple[Leaf, ...]:
    """Give the simple conditions of which one is enough; none where it takes more than that."""
    if not isinstance(condition, Any):
        return (condition,) if isinstance(condition, Leaf) else ()
    each = [_leaves(part) for part in condition.parts]
    return tuple(leaf for leaves in each for leaf in leaves) if all(each) else ()


def _broken(clause: Clause) -> list[Clause]:
    """Give the ways in which a clause does not hold: a bit that it needs is absent, or one that it bars is set."""
    need, bar = clause
    return [*((0, bit) for bit in _single(need)), *((bit, 0) for bit in _single(bar))]


def _single(bits: int) -> "Iterable[int]":
    while bits:
        lowest = bits & -bits
        yield lowest
        bits ^= lowest


def _together(clauses: "Iterable[Clause]") -> Clause:
    need = bar = 0
    for each_need, each_bar in clauses:
        need |= each_need
        bar |= each_bar
    return need, bar


def _apart(clauses: "list[Clause]") -> tuple[Clause, ...]:
    """Drop what cannot hold, and bar from each clause the one bit with which an earlier clause would hold too."""
    kept: list[Clause] = []
    ordered = sorted(dict.fromkeys(clauses), key=lambda clause: clause[0].bit_count())
    for place, (need, bar) in enumerate(ordered):
        rests = [other & ~need for other, none in ordered[:place] if not none]
        decided = bar
        for rest in rests:
            decided |= rest if rest.bit_count() == 1 else 0
        if all(rests) and not need & decided:
            kept.append((need, decided))
    return tuple(kept)


def _overlap(clauses: tuple[Clause, ...]) -> bool:
    return any(
        not (one[0] | other[0]) & (one[1] | other[1]) for place, one in enumerate(clauses) for other in clauses[:place]
    )


def hold(clauses: "Iterable[Clause]", bits: int) -> bool:
    """Tell whether one of the clauses holds under these bits."""
    return any(not (need & ~bits or bits & bar) for need, bar in clauses)


def bits_of(checks: "tuple[tuple[Check, int], ...]", question: str, answer: "Answer") -> int:
    """Give the bits that an answer to a question sets."""
    given = {question: answer}
    bits = 0
    for check, bit in checks:
        if check(given):
            bits |= bit
    return bits


class Choices(Generic[Item]):
    """Things in the author's order, each under its condition."""

    __slots__ = ("barred", "doubled", "entries")

    def __init__(self, things: "Iterable[tuple[tuple[Clause, ...], Item]]") -> None:
        """Keep an entry for each clause of each thing."""
        listed = list(things)
        self.entries = tuple((need, bar, thing) for clauses, thing in listed for need, bar in clauses)
        self.barred = any(bar for _, bar, _ in self.entries)
        self.doubled = any(_overlap(clauses) for clauses, _ in listed)

    def under(self, bits: int) -> tuple[Item, ...]:
        """Give the things whose condition holds under these bits."""
        if not self.entries:
            return ()
        lacking = ~bits
        if self.barred:
            found = [thing for need, bar, thing in self.entries if not (need & lacking or bits & bar)]
        else:
            found = [thing for need, _, thing in self.entries if not need & lacking]
        return tuple({id(thing): thing for thing in found}.values()) if self.doubled else tuple(found)
