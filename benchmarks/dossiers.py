"""Distinct complete dossiers of a tree, drawn at random with a seed."""

import random
from typing import TYPE_CHECKING

from cirede.analysis.paths import Edge, all_edges
from cirede.engine.prepare import Node

if TYPE_CHECKING:
    from datetime import date

    from cirede.engine.prepare import PreparedTree

Dossier = dict[str, str | tuple[str, ...]]


def dossiers(tree: "PreparedTree", *, on: "date", count: int, seed: int) -> list[Dossier]:
    """Give `count` different dossiers, each a walk to an outcome along edges drawn evenly."""
    graph = tree.graph(on)
    edges = all_edges(graph)
    draw = random.Random(seed)  # noqa: S311 - a sample, not a secret
    found: dict[tuple[tuple[str, object], ...], Dossier] = {}
    while len(found) < count:
        dossier: Dossier = {}
        place: object = graph.start
        while isinstance(place, Node):
            edge: Edge = draw.choice(edges[place.id])
            dossier[place.id] = edge.step.answer
            place = edge.target
        found[tuple(dossier.items())] = dossier
    return list(found.values())
