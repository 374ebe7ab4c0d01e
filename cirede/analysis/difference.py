"""What an amendment changes for whom: two trees, or one on two days, compared over every dossier."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cirede.analysis.leaves import law, leaves, stale
from cirede.analysis.paths import count_through
from cirede.analysis.twins import Twins
from cirede.engine.clauses import hold
from cirede.model.condition import names, parse
from cirede.model.difference import Cause, Change, Difference, Leaf, Side

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cirede.analysis.twins import Extra, Move, Reached
    from cirede.engine.prepare import End, PreparedTree
    from cirede.model.difference import Kind
    from cirede.model.source import Sources
    from cirede.model.tree import Obligation

    Key = tuple[Kind, Cause | None, str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Edition:
    """A prepared tree on a day, with the texts that it cites."""

    prepared: "PreparedTree"
    sources: "Sources"
    day: "date"


def difference(old: Edition, new: Edition) -> Difference:
    """Compare two editions over every dossier, and in what is written. Raises: WrongUseError where they differ too much."""
    dossiers, changes = _dossiers(old, new)
    mine, theirs = old.prepared.own, new.prepared.own
    written = leaves(mine, theirs)
    counts = count_through(old.prepared.graph(old.day), old.prepared.tree.parameters)
    told = tuple(_counted(leaf, counts) for leaf in (*written, *law((mine, old.sources), (theirs, new.sources))))
    before, after = (Side(each.prepared.tree, each.day) for each in (old, new))
    return Difference(before, after, dossiers, changes, told, stale(written, theirs.languages[0]))


def _counted(leaf: Leaf, counts: dict[str, int]) -> Leaf:
    """Count the dossiers of before that meet a question or an outcome of which the law is written otherwise."""
    name = {"questions": leaf.path[1], "outcomes": f"={leaf.path[1]}"}.get(leaf.path[0]) if len(leaf.path) > 1 else None
    return replace(leaf, dossiers=counts.get(name)) if leaf.sort == "law" and name else leaf


def _dossiers(old: Edition, new: Edition) -> tuple[int, tuple[Change, ...]]:
    twins = Twins(*((each.prepared.graph(each.day), each.prepared.tree.parameters) for each in (old, new)))
    found: dict[Key, Reached] = {}
    apart: set[str] = set()
    total = 0
    for reached in twins.sweep(None, lambda cause, move: _parting(cause, move, apart)):
        total += reached.count
        before, after = _name(reached.old), _name(reached.new)
        if before != after or _status(reached.old) != _status(reached.new):
            kind: Kind = "new-answer" if before is None else "lost-answer" if after is None else "ends-elsewhere"
            cause = reached.extra if isinstance(reached.extra, Cause) else None
            _add(found, (kind, cause, before, after, None), reached)
    for duty in _touched(old, new, apart):
        for kind, reached in _duties(twins, duty):
            _add(found, (kind, None, _name(reached.old), _name(reached.new), duty), reached)
    changes = [Change(*key, each.count, each.trail.answers() if each.trail else {}) for key, each in found.items()]
    return total, tuple(sorted(changes, key=lambda change: (change.kind, -change.count)))


def _add(found: "dict[Key, Reached]", key: "Key", reached: "Reached") -> None:
    if key in found:
        found[key].count += reached.count
    else:
        found[key] = reached


def _parting(cause: "Extra", move: "Move", apart: set[str]) -> "Extra":
    """Keep the first place where the walks part; note every question that only one is asked, or that leads apart."""
    if move.asked != (True, True):
        apart.add(move.question)
        return cause
    before, after = (edge.step.target if edge else None for edge in (move.old, move.new))
    if before == after:
        return cause
    apart.add(move.question)
    return Cause(move.question, before, after) if cause is None else cause


def _name(end: "End | None") -> str | None:
    return end.id if end else None


def _status(end: "End | None") -> str | None:
    return end.status if end else None


def _touched(old: Edition, new: Edition, apart: set[str]) -> "Iterator[str]":
    """Name the duties that may come or go: defined otherwise, or reading a question that the walks are not asked alike."""
    mine, theirs = old.prepared.tree, new.prepared.tree
    for name in dict.fromkeys((*mine.obligations, *theirs.obligations)):
        one, other = mine.obligations.get(name), theirs.obligations.get(name)
        same = one is not None and other is not None and _defined(one, old) == _defined(other, new)
        if not same or (one and one.when and names(parse(one.when)) & apart):
            yield name


def _defined(duty: "Obligation", edition: Edition) -> tuple[object, ...]:
    numbers = {name: each.on(edition.day) for name, each in edition.prepared.tree.parameters.items()}
    read = tuple(sorted((name, value) for name, value in numbers.items() if duty.when and name in duty.when))
    return duty.when, frozenset(duty.outcomes), duty.in_force(edition.day), read


def _duties(twins: Twins, duty: str) -> "Iterator[tuple[Kind, Reached]]":
    """Give the dossiers that end alike and in which the duty comes or goes."""
    sides = [
        {
            name: [(need, bar) for need, bar, each in end.duties.entries if each.id == duty]
            for name, end in side.graph.ends.items()
        }
        for side in (twins.old, twins.new)
    ]
    read = [0, 0]
    for number, ends in enumerate(sides):
        for need, bar in (clause for clauses in ends.values() for clause in clauses):
            read[number] |= need | bar

    def onward(extra: "Extra", move: "Move") -> "Extra":
        bits = list(extra) if isinstance(extra, tuple) else [0, 0]
        for number, edge in enumerate((move.old, move.new)):
            if edge:
                bits[number] = 0 if edge.crosses else bits[number] | edge.bits & read[number]
        return tuple(bits)

    for reached in twins.sweep((0, 0), onward):
        if reached.old is None or reached.new is None or reached.old.id != reached.new.id:
            continue
        bits = reached.extra if isinstance(reached.extra, tuple) else (0, 0)
        had, has = (hold(ends[reached.old.id], set_so) for ends, set_so in zip(sides, bits, strict=True))
        if had != has:
            yield ("lost-duty" if had else "new-duty"), reached
