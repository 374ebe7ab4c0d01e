"""The graph of a tree as edges with the answers that take them, and its paths."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from cirede.engine.prepare import MAX_TABLE, End, Graph, Node, by_cases, combined, normal
from cirede.model.condition import parse, values

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cirede.engine.prepare import Onward
    from cirede.engine.walk import Given
    from cirede.model.tree import Parameter
    from cirede.model.walk import Answer, Step

    Parameters = Mapping[str, Parameter]

Place = Node | End


@dataclass(frozen=True, slots=True)
class Edge:
    """One way on from a question: the step taken, where it leads, and the bits that the answer sets.

    An edge that `crosses` leads to the first question of another tree, where no bit set before counts. What a gate hands
    over is left open, for its reader may change it: so a proof holds for more paths than those that are walked.
    """

    step: "Step"
    target: Place
    bits: int = 0
    crosses: bool = False

    @property
    def unsure(self) -> bool:
        """Tell whether the answer was an unsure one."""
        return self.step.certainty == "unsure"


def edges_from(node: Node, parameters: "Parameters | None" = None) -> tuple[Edge, ...]:
    """Give an edge for every answer of a question; for a number, for one answer of each region."""
    if node.question.type == "number":
        found = (by_cases(node, answer) for answer in regions(node, parameters or {}))
    elif node.question.type == "several":
        free = sum(not node.question.options[name].exclusive for name in node.order)
        if free > MAX_TABLE:
            found = (by_cases(node, chosen) for chosen in combined(node.question, tuple(node.order)))
        else:
            found = (node.table[chosen] for chosen in combined(node.question, tuple(node.order)))
    else:
        found = (node.table[name] for name in node.order)
    return tuple(_edge(onward) for onward in found)


def edge_of(node: Node, answer: "Answer") -> Edge:
    """Give the edge that an answer takes, which must be in the form of its question."""
    return _edge(node.table.get(answer) or by_cases(node, answer))


def _edge(onward: "Onward") -> Edge:
    step, place, bits = onward
    return Edge(step, place.start, bits, crosses=True) if place.gate else Edge(step, place, bits)


def regions(node: Node, parameters: "Parameters") -> tuple[str, ...]:
    """Give a number at each threshold of the cases, one between each two, and one beyond each end.

    A parameter gives a threshold for each of its days: one too many does no harm.
    """
    bounds: set[Decimal] = set()
    for case in node.question.cases:
        for _, value in values(parse(case.when)) if case.when else ():
            if isinstance(value, Decimal):
                bounds.add(value)
            elif value in parameters:
                bounds.update(parameters[value].values.values())
    lowest, highest = node.question.lowest, node.question.highest
    bounds |= {bound for bound in (lowest, highest) if bound is not None}
    ordered = sorted(bounds) or [Decimal(0)]
    points = {*ordered, ordered[0] - 1, ordered[-1] + 1}
    points |= {(left + right) / 2 for left, right in pairwise(ordered)}
    within = (
        point for point in sorted(points)
        if (lowest is None or point >= lowest) and (highest is None or point <= highest)
    )  # fmt: skip
    return tuple(str(point) for point in within)


def all_edges(graph: Graph, parameters: "Parameters | None" = None) -> dict[str, tuple[Edge, ...]]:
    """Give the edges of every question that can be reached from the first one."""
    found: dict[str, tuple[Edge, ...]] = {}
    waiting = [graph.start]
    while waiting:
        node = waiting.pop()
        if node.id not in found:
            found[node.id] = edges_from(node, parameters)
            waiting.extend(edge.target for edge in found[node.id] if isinstance(edge.target, Node))
    return found


def paths(graph: Graph, parameters: "Parameters | None" = None) -> Iterator[tuple[Edge, ...]]:
    """Enumerate every path from the first question to an outcome: for small trees only."""
    edges = all_edges(graph, parameters)
    waiting: list[tuple[Edge, ...]] = [(edge,) for edge in edges[graph.start.id]]
    while waiting:
        path = waiting.pop()
        target = path[-1].target
        if isinstance(target, End):
            yield path
        else:
            waiting.extend((*path, edge) for edge in edges[target.id])


def in_order(edges: dict[str, tuple[Edge, ...]], start: str) -> list[str]:
    """Order the questions so that each comes after all that lead to it."""
    order: list[str] = []
    seen = {start}
    stack = [(start, iter(edges[start]))]
    while stack:
        name, rest = stack[-1]
        for edge in rest:
            if isinstance(edge.target, Node) and edge.target.id not in seen:
                seen.add(edge.target.id)
                stack.append((edge.target.id, iter(edges[edge.target.id])))
                break
        else:
            order.append(name)
            stack.pop()
    return order[::-1]


def as_typed(path: tuple[Edge, ...]) -> str:
    """Give the answers of a path as they are typed on the command line."""
    answers = ((edge.step.question, edge.step.answer) for edge in path)
    return " ".join(f"{name}={answer if isinstance(answer, str) else ','.join(answer)}" for name, answer in answers)


def count_paths(graph: Graph, parameters: "Parameters | None" = None) -> int:
    """Count every path from the first question to an outcome without enumerating them."""
    edges = all_edges(graph, parameters)
    counts: dict[str, int] = {}
    for name in reversed(in_order(edges, graph.start.id)):
        counts[name] = sum(1 if isinstance(edge.target, End) else counts[edge.target.id] for edge in edges[name])
    return counts[graph.start.id]


def count_through(graph: Graph, parameters: "Parameters | None" = None) -> dict[str, int]:
    """Count the paths that go through each question, and those that end in each outcome, under `=id`."""
    edges = all_edges(graph, parameters)
    order = in_order(edges, graph.start.id)
    onward: dict[str, int] = {}
    for name in reversed(order):
        onward[name] = sum(1 if isinstance(edge.target, End) else onward[edge.target.id] for edge in edges[name])
    arriving = dict.fromkeys(order, 0) | {graph.start.id: 1}
    ending: dict[str, int] = {}
    for name in order:
        for edge in edges[name]:
            found, key = (ending, f"={edge.target.id}") if isinstance(edge.target, End) else (arriving, edge.target.id)
            found[key] = found.get(key, 0) + arriving[name]
    return {name: arriving[name] * onward[name] for name in order} | ending


def longest_path(graph: Graph, parameters: "Parameters | None" = None) -> int:
    """Count the questions of the longest path."""
    return _longest(all_edges(graph, parameters), graph.start.id, lambda _: 1)


def longest_address(edges: dict[str, tuple[Edge, ...]], start: str) -> int:
    """Count the characters of the longest address that answers can make, after its `?`."""
    return _longest(edges, start, _characters)


def _longest(edges: dict[str, tuple[Edge, ...]], start: str, weight: "Callable[[Edge], int]") -> int:
    found: dict[str, int] = {}
    for name in reversed(in_order(edges, start)):
        found[name] = max(weight(edge) + (0 if isinstance(edge.target, End) else found[edge.target.id]) for edge in edges[name])
    return found[start]


def _characters(edge: Edge) -> int:
    """Count `&question=answer`, once for each answer."""
    answers = (edge.step.answer,) if isinstance(edge.step.answer, str) else edge.step.answer
    return sum(len(edge.step.question) + len(answer) + 2 for answer in answers)


def case_of(node: Node, answer: "Answer") -> int:
    """Give the number of the case that an answer takes, from 0."""
    return next(index for index, (check, *_) in enumerate(node.cases) if check is None or check({node.id: answer}))


def completions(graph: Graph, given: "Given", parameters: "Parameters | None" = None) -> dict[str, tuple[Edge, ...]]:
    """Give every outcome that some completion of the answers reaches, each with a shortest path to it.

    An answer that its question does not offer leads nowhere.
    """
    found: dict[str, tuple[Edge, ...]] = {}
    seen = {graph.start.id}
    waiting: list[tuple[Node, tuple[Edge, ...]]] = [(graph.start, ())]
    for node, path in waiting:
        for edge in _open_edges(node, given.get(node.id), parameters):
            target = edge.target
            if isinstance(target, End):
                found.setdefault(target.id, (*path, edge))
            elif target.id not in seen:
                seen.add(target.id)
                waiting.append((target, (*path, edge)))
    return found


def _open_edges(node: Node, given: object, parameters: "Parameters | None") -> tuple[Edge, ...]:
    if given is None:
        return edges_from(node, parameters)
    answer, _ = normal(node, given)
    if answer is None:
        return ()
    return (edge_of(node, answer),)
