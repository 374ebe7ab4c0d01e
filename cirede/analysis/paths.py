"""The graph of a tree as edges with the answers that take them, and its paths."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from cirede.engine.prepare import MAX_TABLE, End, Graph, Node, by_cases, combined
from cirede.model.condition import parse, values

if TYPE_CHECKING:
    from cirede.model.walk import Answer, Step

Place = Node | End


@dataclass(frozen=True, slots=True)
class Edge:
    """One way on from a question: the step taken and where it leads."""

    step: "Step"
    target: Place

    @property
    def unsure(self) -> bool:
        """Tell whether the answer was an unsure one."""
        return self.step.certainty == "unsure"


def edges_from(node: Node) -> tuple[Edge, ...]:
    """Give an edge for every answer of a question; for a number, for one answer of each region."""
    if node.question.type == "number":
        found = (by_cases(node, answer) for answer in regions(node))
    elif node.question.type == "several":
        free = sum(not node.question.options[name].exclusive for name in node.order)
        if free > MAX_TABLE:
            found = (by_cases(node, chosen) for chosen in combined(node.question, tuple(node.order)))
        else:
            found = (node.table[chosen] for chosen in combined(node.question, tuple(node.order)))
    else:
        found = (node.table[name] for name in node.order)
    return tuple(Edge(step, target) for step, target, _ in found)


def regions(node: Node) -> tuple[str, ...]:
    """Give a number at each threshold of the cases, one between each two, and one beyond each end."""
    bounds = {
        value
        for case in node.question.cases
        if case.when
        for _, value in values(parse(case.when))
        if isinstance(value, Decimal)
    }
    lowest, highest = node.question.lowest, node.question.highest
    bounds |= {bound for bound in (lowest, highest) if bound is not None}
    ordered = sorted(bounds) or [Decimal(0)]
    points = {*ordered, ordered[0] - 1, ordered[-1] + 1}
    points |= {(left + right) / 2 for left, right in zip(ordered, ordered[1:], strict=False)}
    within = (
        point for point in sorted(points)
        if (lowest is None or point >= lowest) and (highest is None or point <= highest)
    )  # fmt: skip
    return tuple(str(point) for point in within)


def all_edges(graph: Graph) -> dict[str, tuple[Edge, ...]]:
    """Give the edges of every question that can be reached from the first one."""
    found: dict[str, tuple[Edge, ...]] = {}
    waiting = [graph.start]
    while waiting:
        node = waiting.pop()
        if node.id not in found:
            found[node.id] = edges_from(node)
            waiting.extend(edge.target for edge in found[node.id] if isinstance(edge.target, Node))
    return found


def paths(graph: Graph) -> Iterator[tuple[Edge, ...]]:
    """Enumerate every path from the first question to an outcome: for small trees only."""
    edges = all_edges(graph)
    waiting: list[tuple[Edge, ...]] = [(edge,) for edge in edges[graph.start.id]]
    while waiting:
        path = waiting.pop()
        target = path[-1].target
        if isinstance(target, End):
            yield path
        else:
            waiting.extend((*path, edge) for edge in edges[target.id])


def count_paths(graph: Graph) -> int:
    """Count every path from the first question to an outcome without enumerating them."""
    edges = all_edges(graph)
    counts: dict[str, int] = {}

    def count(name: str) -> int:
        if name not in counts:
            counts[name] = sum(1 if isinstance(edge.target, End) else count(edge.target.id) for edge in edges[name])
        return counts[name]

    return count(graph.start.id)


def longest_path(graph: Graph) -> int:
    """Count the questions of the longest path."""
    edges = all_edges(graph)
    depths: dict[str, int] = {}

    def depth(name: str) -> int:
        if name not in depths:
            onward = {edge.target.id for edge in edges[name] if isinstance(edge.target, Node)}
            depths[name] = 1 + max((depth(target) for target in onward), default=0)
        return depths[name]

    return depth(graph.start.id)


def completions(graph: Graph, given: "dict[str, Answer]") -> dict[str, tuple[Edge, ...]]:
    """Give every outcome that some completion of the answers reaches, each with a shortest path to it."""
    found: dict[str, tuple[Edge, ...]] = {}
    seen = {graph.start.id}
    waiting: list[tuple[Node, tuple[Edge, ...]]] = [(graph.start, ())]
    for node, path in waiting:
        for edge in edges_from(node):
            answer = given.get(node.id)
            if answer is not None and edge.step.answer != _as_step(node, answer):
                continue
            target = edge.target
            if isinstance(target, End):
                found.setdefault(target.id, (*path, edge))
            elif target.id not in seen:
                seen.add(target.id)
                waiting.append((target, (*path, edge)))
    return found


def _as_step(node: Node, answer: "Answer") -> "Answer":
    if node.question.type != "several":
        return answer
    chosen = (answer,) if isinstance(answer, str) else answer
    return tuple(sorted(chosen, key=lambda name: node.order.get(name, 0)))
