"""Searches over the graph of one span of days for a shortest path that breaks a guarantee; no path is enumerated.

Each is a breadth-first search over questions together with what must be remembered of the way there: a mark, the bits that
decide an obligation, a second walk beside the first. So its cost grows with the graph, not with the number of paths.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cirede.analysis.paths import Edge, in_order
from cirede.engine.clauses import hold
from cirede.engine.condition import compile_condition
from cirede.engine.prepare import End, Graph, Node, PreparedTree
from cirede.model.condition import parse

if TYPE_CHECKING:
    from cirede.analysis.paths import Place
    from cirede.model.tree import Always, Never, Whenever

Path = tuple[Edge, ...]
Edges = Mapping[str, tuple[Edge, ...]]
Broken = tuple[Path, Path]
"""A path that breaks a guarantee, and its twin where it takes two, else an empty one."""

Ends = Callable[[End], bool]
Marked = Callable[[Edge], bool]


class Search:
    """One graph to look through, with one edge for each way that differs in certainty or target."""

    def __init__(self, prepared: PreparedTree, graph: Graph, edges: Edges) -> None:
        """Keep the graph and its edges."""
        self.prepared = prepared
        self.graph = graph
        self.edges = edges

    @cached_property
    def brief(self) -> Edges:
        """One edge of those that lead to the same place with the same certainty."""
        return {name: _apart(found, lambda edge: (edge.step.target, edge.step.certainty)) for name, found in self.edges.items()}

    @cached_property
    def position(self) -> dict[str, int]:
        """The place of each question in an order in which every path goes forward."""
        return {name: place for place, name in enumerate(in_order(dict(self.edges), self.graph.start.id))}

    def wanted(self, ends: str | tuple[str, ...] | None) -> Ends:
        """Tell which outcomes a guarantee speaks of; all where it names none."""
        if ends is None:
            return lambda _: True
        if isinstance(ends, str):
            return lambda end: end.ending.status.favourable
        return lambda end: end.id in ends or end.status in ends


def break_never(search: Search, never: "Never") -> Broken | None:
    """Search the shortest path on which a marked answer is followed by a wanted end."""
    wanted, marked = search.wanted(never.ends), _marked(never.after)
    edges = search.brief if never.after == "unsure" else search.edges
    seen = {(search.graph.start.id, False)}
    waiting: list[tuple[Node, bool, Path]] = [(search.graph.start, False, ())]
    for node, mark, path in waiting:
        for edge in edges[node.id]:
            now = mark or marked(edge)
            target = edge.target
            if isinstance(target, End):
                if now and wanted(target):
                    return (*path, edge), ()
            elif (target.id, now) not in seen:
                seen.add((target.id, now))
                waiting.append((target, now, (*path, edge)))
    return None


def break_always(search: Search, always: "Always") -> Broken | None:
    """Search the shortest path to a wanted end that goes round all the questions named."""
    wanted, start = search.wanted(always.ends), search.graph.start
    if start.id in always.asked:
        return None
    seen = {start.id}
    waiting: list[tuple[Node, Path]] = [(start, ())]
    for node, path in waiting:
        for edge in search.brief[node.id]:
            target = edge.target
            if isinstance(target, End):
                if wanted(target):
                    return (*path, edge), ()
            elif target.id not in seen and target.id not in always.asked:
                seen.add(target.id)
                waiting.append((target, (*path, edge)))
    return None


def break_at_most(search: Search, most: int) -> Broken | None:
    """Search the shortest path that asks more questions than that."""
    seen = {(search.graph.start.id, 0)}
    waiting: list[tuple[Node, Path]] = [(search.graph.start, ())]
    for node, path in waiting:
        for edge in search.brief[node.id]:
            target, longer = edge.target, (*path, edge)
            if isinstance(target, End):
                if len(longer) > most:
                    return longer, ()
            elif (target.id, len(longer)) not in seen:
                seen.add((target.id, len(longer)))
                waiting.append((target, longer))
    return None


def break_whenever(search: Search, whenever: "Whenever") -> Broken | None:
    """Search the shortest path with the answer that ends without one of the obligations."""
    for duty in whenever.follows:
        if path := _without(search, whenever, duty):
            return path, ()
    return None


def _without(search: Search, whenever: "Whenever", duty: str) -> Path | None:
    wanted, marked = search.wanted(whenever.ends), _marked(whenever.after)
    entries = {name: end.duties.entries for name, end in search.graph.ends.items()}
    clauses = {name: [(need, bar) for need, bar, each in found if each.id == duty] for name, found in entries.items()}
    relevant = 0
    for need, bar in (clause for each in clauses.values() for clause in each):
        relevant |= need | bar
    edges = {
        name: _apart(found, lambda edge: (edge.step.target, edge.bits & relevant, marked(edge)))
        for name, found in search.edges.items()
    }
    start = search.graph.start
    seen = {(start.id, 0, False)}
    waiting: list[tuple[Node, int, bool, Path]] = [(start, 0, False, ())]
    for node, bits, mark, path in waiting:
        for edge in edges[node.id]:
            now, set_so = mark or marked(edge), 0 if edge.crosses else bits | edge.bits & relevant
            target = edge.target
            if isinstance(target, End):
                if now and wanted(target) and not hold(clauses[target.id], set_so):
                    return (*path, edge)
            elif (target.id, set_so, now) not in seen:
                seen.add((target.id, set_so, now))
                waiting.append((target, set_so, now, (*path, edge)))
    return None


class _Pair(NamedTuple):
    """Two walks that differ in one answer: where each has come to, and how."""

    first: "Place"
    second: "Place"
    path: Path
    twin: Path


def break_independent(search: Search, question: str) -> Broken | None:
    """Search two shortest paths that differ in one answer alone and end in different statuses.

    Two walks go side by side, always the one that is further back; so neither comes to a question that the other has
    asked, but where both stand there together, and from there on they are the same.
    """
    before = _path_to(search, question)
    if before is None:
        return None
    ways = _apart(search.edges[question], lambda edge: edge.step.target)
    waiting = [
        _Pair(one.target, other.target, (*before, one), (*before, other))
        for number, one in enumerate(ways) for other in ways[:number] if one.target is not other.target
    ]  # fmt: skip
    seen = {(id(pair.first), id(pair.second)) for pair in waiting}
    for pair in waiting:
        if isinstance(pair.first, End) and isinstance(pair.second, End):
            if pair.first.status != pair.second.status:
                return pair.path, pair.twin
            continue
        for further in _further(search, pair):
            key = (id(further.first), id(further.second))
            if further.first is not further.second and key not in seen:
                seen.add(key)
                waiting.append(further)
    return None


def _further(search: Search, pair: _Pair) -> Iterable[_Pair]:
    """Take every way on for the walk of a pair that is further back."""
    last = len(search.position)
    places = [last if isinstance(place, End) else search.position[place.id] for place in (pair.first, pair.second)]
    if places[0] <= places[1]:
        return (pair._replace(first=edge.target, path=(*pair.path, edge)) for edge in search.brief[pair.first.id])
    return (pair._replace(second=edge.target, twin=(*pair.twin, edge)) for edge in search.brief[pair.second.id])


def _path_to(search: Search, question: str) -> Path | None:
    """Give a shortest path to a question, or None where none leads there on these days."""
    seen = {search.graph.start.id}
    waiting: list[tuple[Node, Path]] = [(search.graph.start, ())]
    for node, path in waiting:
        if node.id == question:
            return path
        for edge in search.brief[node.id]:
            if isinstance(edge.target, Node) and edge.target.id not in seen:
                seen.add(edge.target.id)
                waiting.append((edge.target, (*path, edge)))
    return None


def _marked(after: str) -> Marked:
    """Tell which edges a guarantee begins from."""
    if after == "unsure":
        return lambda edge: edge.unsure
    check = compile_condition(parse(after), parameters={})
    return lambda edge: bool(check({edge.step.question: edge.step.answer}))


def _apart(edges: tuple[Edge, ...], by: Callable[[Edge], Hashable]) -> tuple[Edge, ...]:
    """Keep the first edge of those that are alike."""
    kept: dict[Hashable, Edge] = {}
    for edge in edges:
        kept.setdefault(by(edge), edge)
    return tuple(kept.values())
