"""Paths through one tree's own questions, and the answers of a path as the inputs of its decision tables."""

from itertools import chain, pairwise
from random import Random
from typing import TYPE_CHECKING, Any

from cirede.analysis.paths import Edge, case_of, edges_from

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cirede.engine.prepare import Graph, PreparedTree
    from cirede.model.walk import Answer

Path = tuple[Edge, ...]
Way = tuple[str, object]
ALL, SEEDED = 2_000, 1_000


class Paths:
    """The questions of a tree's own file on a day, with an edge for every answer; other trees are ends."""

    def __init__(self, prepared: "PreparedTree", day: "date") -> None:
        """Find every edge that can be reached."""
        self.own = prepared.own
        self.graph: Graph = prepared.graph(day)
        self.edges: dict[str, tuple[Edge, ...]] = {}
        waiting = [self.own.start]
        while waiting:
            name = waiting.pop()
            if name not in self.edges:
                self.edges[name] = edges_from(self.graph.nodes[name], prepared.tree.parameters)
                waiting.extend(edge.step.target for edge in self.edges[name] if edge.step.target in self.own.questions)
        self.into: dict[str, list[Edge]] = {name: [] for name in self.edges}
        for edge in chain.from_iterable(self.edges.values()):
            self.into.get(edge.step.target, []).append(edge)

    def count(self, name: str | None = None, known: dict[str, int] | None = None) -> int:
        """Count the paths from a question on."""
        known = {} if known is None else known
        name = name or self.own.start
        if name not in known:
            known[name] = sum(self.count(each.step.target, known) if self.goes_on(each) else 1 for each in self.edges[name])
        return known[name]

    def goes_on(self, edge: Edge) -> bool:
        """Tell whether an edge leads to another question of the same tree."""
        return edge.step.target in self.edges

    def every(self) -> "Iterator[Path]":
        """Enumerate every path."""
        waiting: list[Path] = [(edge,) for edge in self.edges[self.own.start]]
        while waiting:
            path = waiting.pop()
            if self.goes_on(path[-1]):
                waiting.extend((*path, edge) for edge in self.edges[path[-1].step.target])
            else:
                yield path

    def chosen(self, random: Random) -> "Iterator[Path]":
        """Give every path of a small tree; else paths over every two edges in a row, and as many seeded ones as agreed."""
        if self.count() <= ALL:
            yield from self.every()
            return
        left = {
            (self.way(first), self.way(second)): (first, second)
            for first in chain.from_iterable(self.edges.values()) if self.goes_on(first)
            for second in self.edges[first.step.target]
        }  # fmt: skip
        while left:
            first, second = left[min(left, key=str)]
            path = self._onward((*self._before(first, random), first, second), random, left)
            for one, other in pairwise(path):
                left.pop((self.way(one), self.way(other)), None)
            yield path
        for _ in range(SEEDED):
            yield self._onward((), random, {})

    def way(self, edge: Edge) -> Way:
        """Name an edge as the author wrote it: by its option, or by its case for numbers and several answers."""
        node = self.graph.nodes[edge.step.question]
        return node.id, case_of(node, edge.step.answer) if node.cases else edge.step.answer

    def _before(self, edge: Edge, random: Random) -> Path:
        path: Path = ()
        while edge.step.question != self.own.start:
            edge = random.choice(self.into[edge.step.question])
            path = (edge, *path)
        return path

    def _onward(self, path: Path, random: Random, left: dict[tuple[Way, Way], tuple[Edge, Edge]]) -> Path:
        while not path or self.goes_on(path[-1]):
            edges = self.edges[path[-1].step.target if path else self.own.start]
            new = [edge for edge in edges if path and (self.way(path[-1]), self.way(edge)) in left]
            path = (*path, random.choice(new or edges))
        return path


def answers(path: Path) -> "dict[str, Answer]":
    """Give the answers of a path as a walk takes them."""
    return {edge.step.question: edge.step.answer for edge in path}


def inputs(prepared: "PreparedTree", given: "dict[str, Answer]") -> dict[str, Any]:
    """Put answers as `docs/dmn.md` says: a value for every name that a table may read."""
    found: dict[str, Any] = {}
    for name, question in prepared.own.questions.items():
        key, answer = name.replace("-", "_"), given.get(name)
        found[f"{key}__asked"] = "no" if answer is None else "yes"
        if question.type == "number":
            found[key] = float(answer) if isinstance(answer, str) else None
        elif question.type != "several":
            found[key] = answer or "not asked"
        for option in question.options:
            ticked = answer == option or (isinstance(answer, tuple) and option in answer)
            found[f"{key}__{option.replace('-', '_')}"] = "yes" if ticked else "no"
    return found
