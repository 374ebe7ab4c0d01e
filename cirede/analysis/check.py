"""What can only be seen on the prepared graph: cases that nothing takes and guarantees that fail."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cirede.analysis.guarantees import refutations
from cirede.analysis.paths import edges_from
from cirede.engine.prepare import End, prepare
from cirede.model.condition import names, parse

if TYPE_CHECKING:
    from cirede.engine.condition import Check
    from cirede.engine.prepare import Graph, PreparedTree
    from cirede.errors import Problem
    from cirede.loader.catalogue import Catalogue
    from cirede.loader.document import Document
    from cirede.model.walk import Answer


def check_catalogue_paths(catalogue: "Catalogue") -> Iterator["Problem"]:
    """Find every problem that needs the paths of a tree; the catalogue must load without errors."""
    for name, tree in catalogue.trees.items():
        yield from check_paths(prepare(tree, catalogue.sources), catalogue.documents[name])


def check_paths(prepared: "PreparedTree", document: "Document") -> Iterator["Problem"]:
    """Find shadowed cases, broken guarantees and obligations that no path can bring."""
    for refuted in refutations(prepared):
        message = f"the guarantee '{refuted.guarantee.name.en}' is {refuted}"
        yield document.problem("guarantee", message, "guarantees", refuted.index)
    taken: set[tuple[str, int]] = set()
    for graph in prepared.graphs:
        for name, node in graph.nodes.items():
            if node.cases:
                for edge in edges_from(node):
                    taken.add((name, _case(node.cases, edge.step.answer, name)))
    for name, question in prepared.tree.questions.items():
        for index in range(len(question.cases)):
            if (name, index) not in taken:
                yield document.problem("shadowed-case", "no answer takes this case", "questions", name, "cases", index)
    yield from _ends(prepared, document)


def _case(cases: "tuple[tuple[Check | None, object, str], ...]", answer: "Answer", name: str) -> int:
    return next(index for index, (check, *_) in enumerate(cases) if check is None or check({name: answer}))


def _ends(prepared: "PreparedTree", document: "Document") -> Iterator["Problem"]:
    """Find conditions of an outcome that read only questions which no path to that outcome asks."""
    asked = _asked_before(prepared)
    tree = prepared.tree
    for kind, items in (("obligations", tree.obligations), ("evidence", tree.evidence)):
        for name, item in items.items():
            if not item.when:
                continue
            read = names(parse(item.when))
            for index, end in enumerate(item.outcomes):
                if not read & asked.get(end, frozenset()):
                    message = f"no path to '{end}' asks {', '.join(sorted(read))}: '{name}' can never apply there"
                    yield document.problem("never-applies", message, kind, name, "outcomes", index)


def _asked_before(prepared: "PreparedTree") -> dict[str, frozenset[str]]:
    """Give, for each outcome, every question that lies on some path to it on some day."""
    found: dict[str, set[str]] = {}
    for graph in prepared.graphs:
        before: dict[str, set[str]] = {}
        for name in _in_order(graph):
            own = before.setdefault(name, set()) | {name}
            for edge in edges_from(graph.nodes[name]):
                place = edge.target
                store = found if isinstance(place, End) else before
                store.setdefault(place.id, set()).update(own)
    return {name: frozenset(questions) for name, questions in found.items()}


def _in_order(graph: "Graph") -> list[str]:
    """Order the questions so that each comes after all that lead to it."""
    order: list[str] = []
    seen: set[str] = set()

    def visit(name: str) -> None:
        if name not in seen:
            seen.add(name)
            for edge in edges_from(graph.nodes[name]):
                if not isinstance(edge.target, End):
                    visit(edge.target.id)
            order.append(name)

    visit(graph.start.id)
    return order[::-1]
