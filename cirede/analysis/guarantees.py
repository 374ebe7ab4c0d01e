"""Guarantees of a tree, proved over every path of every span of days, or refuted by a shortest path."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cirede.analysis.paths import Edge, all_edges, as_typed
from cirede.engine.condition import compile_condition
from cirede.engine.prepare import End, Node, PreparedTree
from cirede.model.condition import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from cirede.model.tree import Always, Guarantee, Never

Edges = Mapping[str, tuple[Edge, ...]]


@dataclass(frozen=True, slots=True)
class Refutation:
    """A guarantee that does not hold: the day, and the shortest path that breaks it."""

    index: int
    guarantee: "Guarantee"
    on: "date"
    path: tuple[Edge, ...]

    def __str__(self) -> str:
        """Give the path as answers that can be typed."""
        return f"broken on {self.on.isoformat()} by: {as_typed(self.path)} → {self.path[-1].target.id}"


def refutations(prepared: PreparedTree, edges: "Sequence[Edges] | None" = None) -> Iterator[Refutation]:
    """Give, for each guarantee that fails, the first day and a shortest path that breaks it.

    `edges` are those of each graph, where they are already known.
    """
    edges = edges or [all_edges(graph, prepared.tree.parameters) for graph in prepared.graphs]
    brief = [{name: _brief(found) for name, found in each.items()} for each in edges]
    for index, guarantee in enumerate(prepared.own.guarantees):
        for number, day in enumerate(prepared.days):
            start = prepared.graphs[number].start
            path = None
            if guarantee.never:
                ways = brief[number] if guarantee.never.after == "unsure" else edges[number]
                path = _break_never(prepared, start, ways, guarantee.never)
            elif guarantee.always:
                path = _break_always(prepared, start, brief[number], guarantee.always)
            if path:
                yield Refutation(index, guarantee, day, path)
                break


def _brief(edges: tuple[Edge, ...]) -> tuple[Edge, ...]:
    """Keep one edge of those that lead to the same place with the same certainty."""
    kept: dict[tuple[str, str], Edge] = {}
    for edge in edges:
        kept.setdefault((edge.step.target, edge.step.certainty), edge)
    return tuple(kept.values())


def _wanted(prepared: PreparedTree, ends: str | tuple[str, ...]) -> "Callable[[End], bool]":
    if isinstance(ends, str):
        return lambda end: prepared.tree.statuses[end.status].favourable
    return lambda end: end.id in ends or end.status in ends


def _break_never(prepared: PreparedTree, start: Node, edges: Edges, never: "Never") -> tuple[Edge, ...] | None:
    """Search the shortest path on which a marked answer is followed by a wanted end."""
    wanted = _wanted(prepared, never.ends)
    if never.after == "unsure":
        marked: Callable[[Edge], bool] = lambda edge: edge.unsure  # noqa: E731 - one of two short functions
    else:
        check = compile_condition(parse(never.after), parameters={})
        marked = lambda edge: bool(check({edge.step.question: edge.step.answer}))  # noqa: E731 - the other one
    seen = {(start.id, False)}
    waiting: list[tuple[Node, bool, tuple[Edge, ...]]] = [(start, False, ())]
    for node, mark, path in waiting:
        for edge in edges[node.id]:
            now = mark or marked(edge)
            target = edge.target
            if isinstance(target, End):
                if now and wanted(target):
                    return (*path, edge)
            elif (target.id, now) not in seen:
                seen.add((target.id, now))
                waiting.append((target, now, (*path, edge)))
    return None


def _break_always(prepared: PreparedTree, start: Node, edges: Edges, always: "Always") -> tuple[Edge, ...] | None:
    """Search the shortest path to a wanted end that goes round all the questions named."""
    wanted = _wanted(prepared, always.ends)
    if start.id in always.asked:
        return None
    seen = {start.id}
    waiting: list[tuple[Node, tuple[Edge, ...]]] = [(start, ())]
    for node, path in waiting:
        for edge in edges[node.id]:
            target = edge.target
            if isinstance(target, End):
                if wanted(target):
                    return (*path, edge)
            elif target.id not in seen and target.id not in always.asked:
                seen.add(target.id)
                waiting.append((target, (*path, edge)))
    return None
