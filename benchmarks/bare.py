"""The least that any walk must do: one look-up in a dict per question, nothing kept."""

from typing import TYPE_CHECKING

from cirede.analysis.paths import all_edges

if TYPE_CHECKING:
    from datetime import date

    from benchmarks.dossiers import Dossier
    from cirede.engine.prepare import PreparedTree

Table = dict[str, dict[str | tuple[str, ...], str]]


def table(tree: "PreparedTree", *, on: "date") -> Table:
    """Write the tree as question → answer → next id."""
    graph = tree.graph(on)
    return {
        name: {edge.step.answer: edge.step.target.removeprefix("=") for edge in edges}
        for name, edges in all_edges(graph).items()
    }


def bare_walk(onward: Table, start: str, answers: "Dossier") -> str:
    """Follow the answers to the id of the outcome."""
    name = start
    while name in onward:
        name = onward[name][answers[name]]
    return name
