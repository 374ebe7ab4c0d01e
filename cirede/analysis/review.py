"""What must still be read: references whose text nobody has read, by the number of favourable dossiers that rest on them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cirede.analysis.paths import all_edges, in_order
from cirede.engine.prepare import End

if TYPE_CHECKING:
    from datetime import date

    from cirede.engine.prepare import Graph, PreparedTree
    from cirede.model.source import Sources
    from cirede.model.tree import Tree


@dataclass(frozen=True, slots=True)
class Resting:
    """A reference of a tree: what it supports there, and how many favourable dossiers rest on it.

    A dossier rests on a reference when a question on its path, or its outcome, names it.
    """

    tree: str
    reference: str
    favourable: int
    verified: bool
    checked: "date"
    questions: tuple[str, ...]
    outcomes: tuple[str, ...]
    obligations: tuple[str, ...]


def resting(prepared: "PreparedTree", sources: "Sources", *, on: "date") -> tuple[Resting, ...]:
    """Give every reference that the file of a tree cites, those on which most favourable dossiers rest first; exact."""
    tree, graph = prepared.own, prepared.graph(on)
    counted = _Counted(graph, prepared)
    found = []
    for name in sorted(tree.cites()):
        reference = sources.references[name]
        questions, outcomes, obligations = (_citing(tree, kind, name) for kind in ("questions", "outcomes", "obligations"))
        count = counted.favourable(frozenset(questions), frozenset(outcomes))
        found.append(Resting(tree.id, name, count, reference.verified, reference.checked, questions, outcomes, obligations))
    return tuple(sorted(found, key=lambda each: (-each.favourable, each.reference)))


def _citing(tree: "Tree", kind: str, reference: str) -> tuple[str, ...]:
    return tuple(name for name, item in getattr(tree, kind).items() if reference in item.because)


class _Counted:
    """Counts favourable dossiers of a graph: all of them, less those that meet nothing of what is named."""

    def __init__(self, graph: "Graph", prepared: "PreparedTree") -> None:
        self.start = graph.start.id
        self.edges = all_edges(graph, prepared.tree.parameters)
        self.order = in_order(self.edges, self.start)[::-1]
        self.all = self._besides(frozenset(), frozenset())

    def favourable(self, questions: frozenset[str], outcomes: frozenset[str]) -> int:
        """Count the favourable dossiers that meet one of the questions or end in one of the outcomes."""
        return self.all - self._besides(questions, outcomes)

    def _besides(self, questions: frozenset[str], outcomes: frozenset[str]) -> int:
        onward: dict[str, int] = {}
        for name in self.order:
            onward[name] = 0 if name in questions else sum(
                (edge.target.ending.status.favourable and edge.target.id not in outcomes)
                if isinstance(edge.target, End) else onward[edge.target.id]
                for edge in self.edges[name]
            )  # fmt: skip
        return onward[self.start]
