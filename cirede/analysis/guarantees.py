"""Guarantees of a tree, proved over every path of every span of days, or refuted by a shortest path."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cirede.analysis.paths import Edge, all_edges, as_typed
from cirede.analysis.searches import Search, break_always, break_at_most, break_independent, break_never, break_whenever

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cirede.analysis.searches import Broken, Edges
    from cirede.engine.prepare import PreparedTree
    from cirede.model.tree import Guarantee


@dataclass(frozen=True, slots=True)
class Refutation:
    """A guarantee that does not hold: the day, and the shortest path that breaks it.

    Where a status depends on a question, `twin` is a second path that differs in its answer alone and ends elsewhere.
    """

    index: int
    guarantee: "Guarantee"
    on: "date"
    path: tuple[Edge, ...]
    twin: tuple[Edge, ...] = ()

    def __str__(self) -> str:
        """Give the path as answers that can be typed."""
        twin = f", and {as_typed(self.twin)} → {self.twin[-1].target.id}" if self.twin else ""
        return f"broken on {self.on.isoformat()} by: {as_typed(self.path)} → {self.path[-1].target.id}{twin}"


def refutations(prepared: "PreparedTree", edges: "Sequence[Edges] | None" = None) -> Iterator[Refutation]:
    """Give, for each guarantee that fails, the first day and a shortest path that breaks it.

    `edges` are those of each graph, where they are already known.
    """
    known = edges or [all_edges(graph, prepared.tree.parameters) for graph in prepared.graphs]
    searches = [Search(prepared, graph, found) for graph, found in zip(prepared.graphs, known, strict=True)]
    for index, guarantee in enumerate(prepared.own.guarantees):
        for day, search in zip(prepared.days, searches, strict=True):
            if broken := _broken(search, guarantee):
                yield Refutation(index, guarantee, day, *broken)
                break


def _broken(search: Search, guarantee: "Guarantee") -> "Broken | None":
    """Look for a path that breaks a guarantee in one span of days."""
    if guarantee.never:
        return break_never(search, guarantee.never)
    if guarantee.always:
        return break_always(search, guarantee.always)
    if guarantee.whenever:
        return break_whenever(search, guarantee.whenever)
    if guarantee.independent:
        return break_independent(search, guarantee.independent)
    return break_at_most(search, guarantee.at_most) if guarantee.at_most else None
