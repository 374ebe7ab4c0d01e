"""What can only be seen on the prepared graph: broken guarantees, and what no path can bring."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cirede.analysis.guarantees import refutations
from cirede.analysis.paths import all_edges, case_of, in_order, longest_address
from cirede.analysis.programmes import disagreements
from cirede.analysis.trial import untested
from cirede.engine.prepare import prepare_all
from cirede.model.condition import names, parse
from cirede.model.sweeping import unswept

if TYPE_CHECKING:
    from cirede.analysis.paths import Edge
    from cirede.engine.prepare import PreparedTree
    from cirede.errors import Problem
    from cirede.model.catalogue import Catalogue, Places
    from cirede.model.programme import Programme

    Edges = dict[str, tuple[Edge, ...]]

LONGEST_ADDRESS = 2000


@unswept()
def check_catalogue_paths(catalogue: "Catalogue") -> "list[Problem]":
    """Give every problem that needs the paths of a tree or a ranking made again; the catalogue must load without errors."""
    return list(_problems(catalogue))


def _problems(catalogue: "Catalogue") -> Iterator["Problem"]:
    for name, prepared in prepare_all(catalogue.trees, catalogue.sources).items():
        yield from check_paths(prepared, catalogue.documents[name])
        yield from untested(prepared, catalogue.documents[name])
    for name, programme in catalogue.programmes.items():
        yield from check_programme(programme, catalogue.documents[f"programmes/{name}"])


def check_programme(programme: "Programme", document: "Places") -> Iterator["Problem"]:
    """Warn of each barrier whose place or score does not follow from the facts and rules that stand in its programme."""
    for barrier in disagreements(programme):
        message = f"the facts and rules in this file no longer give '{barrier}' the place and score that it has here"
        hint = "the software computes otherwise since, or someone changed the file and its fingerprint"
        yield document.problem("recomputed", message, "content", "barriers", barrier, hint=hint, key=True).as_warning()


def check_paths(prepared: "PreparedTree", document: "Places") -> Iterator["Problem"]:
    """Find broken guarantees, cases that no answer takes, conditions that never hold, addresses too long."""
    edges = [all_edges(graph, prepared.tree.parameters) for graph in prepared.graphs]
    for refuted in refutations(prepared, edges):
        message = f"the guarantee '{refuted.guarantee.name.en}' is {refuted}"
        hint = "lead that path elsewhere, or change the guarantee"
        yield document.problem("guarantee", message, "guarantees", refuted.index, hint=hint)
    yield from _shadowed(prepared, document, edges)
    yield from _never(prepared, document, edges)
    longest = max(longest_address(found, prepared.tree.start) for found in edges)
    if longest > LONGEST_ADDRESS:
        message = f"the longest path makes an address of {longest} characters, more than {LONGEST_ADDRESS}"
        yield document.problem("long-address", message, "questions", hint="shorten ids", key=True).as_warning()


def _shadowed(prepared: "PreparedTree", document: "Places", edges: "list[Edges]") -> Iterator["Problem"]:
    taken: set[tuple[str, int]] = set()
    for graph, found in zip(prepared.graphs, edges, strict=True):
        for name, ways in found.items():
            if (node := graph.nodes[name]).cases:
                taken.update((name, case_of(node, edge.step.answer)) for edge in ways)
    for name, question in prepared.own.questions.items():
        for index in range(len(question.cases)):
            if (name, index) not in taken:
                hint = "the cases above take every answer: change their order, or delete it"
                message = "no answer takes this case"
                yield document.problem("shadowed-case", message, "questions", name, "cases", index, hint=hint)


def _never(prepared: "PreparedTree", document: "Places", edges: "list[Edges]") -> Iterator["Problem"]:
    """Find conditions of an outcome that read only questions which no path to that outcome asks."""
    asked = _asked_before(prepared, edges)
    tree = prepared.own
    for kind, items in (("obligations", tree.obligations), ("evidence", tree.evidence)):
        for name, item in items.items():
            read = names(parse(item.when)) if item.when else frozenset()
            for index, end in enumerate(item.outcomes):
                if item.when and end in asked and not read & asked.get(end, frozenset()):
                    message = f"no path to '{end}' asks {', '.join(sorted(read))}: '{name}' can never apply there"
                    hint = f"take '{end}' out of the list, or change 'when'"
                    yield document.problem("never-applies", message, kind, name, "outcomes", index, hint=hint)
    for name, outcome in tree.outcomes.items():
        for index, action in enumerate(outcome.do_now):
            if action.when and name in asked and not names(parse(action.when)) & asked.get(name, frozenset()):
                message = f"no path to '{name}' asks what this action reads"
                at = ("outcomes", name, "do_now", index, "when")
                yield document.problem("never-applies", message, *at, hint="change 'when', or delete the action")


def _asked_before(prepared: "PreparedTree", edges: "list[Edges]") -> dict[str, frozenset[str]]:
    """Give, for each outcome, every question that lies on some path to it on some day."""
    found: dict[str, set[str]] = {}
    for graph, ways in zip(prepared.graphs, edges, strict=True):
        before: dict[str, set[str]] = {}
        for name in in_order(ways, graph.start.id):
            own = before.setdefault(name, set()) | {name}
            targets = {(edge.target.id, edge.target.ends) for edge in ways[name]}
            for target, ends in targets:
                (found if ends else before).setdefault(target, set()).update(own)
    return {name: frozenset(questions) for name, questions in found.items()}
