"""The command that proves what the authors of trees promise, or shows the dossier that breaks it."""

import argparse
import json
from typing import TYPE_CHECKING, Any

from cirede.analysis.guarantees import refutations
from cirede.analysis.paths import Edge, as_typed, count_paths
from cirede.engine.prepare import prepare_all
from cirede.loader.catalogue import open_catalogue

if TYPE_CHECKING:
    from cirede.analysis.guarantees import Refutation
    from cirede.engine.prepare import PreparedTree
    from cirede.model.text import Lang
    from cirede.settings import Settings

_HELP = """prove the guarantees of the trees, or print the shortest dossier that breaks one

examples:
  cirede prove
  cirede prove waste-status --lang fr
  cirede prove waste-status --json"""


class Prove:
    """Prove every guarantee of a tree, or of all."""

    help = _HELP

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the tree, the language and the output for programs."""
        parser.add_argument("tree", nargs="?", help="a tree; all trees when left out")
        parser.add_argument("--lang", choices=("fr", "nl", "en"), default="en")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def run(self, args: argparse.Namespace, settings: "Settings") -> int:
        """Prove; 1 when a guarantee is broken."""
        catalogue = open_catalogue(settings.content)
        ready = prepare_all(catalogue.trees if args.tree is None else catalogue.with_linked(args.tree), catalogue.sources)
        found = [proved(each) for name, each in ready.items() if args.tree in {None, name}]
        if args.json:
            print(json.dumps({"trees": [_plain(each, args.lang) for each in found]}, ensure_ascii=False, indent=2))
        else:
            print("\n".join(line for each in found for line in _lines(each, args.lang)))
        return 1 if any(broken for _, broken in found) else 0


Proved = tuple["PreparedTree", "dict[int, Refutation]"]


def proved(prepared: "PreparedTree") -> Proved:
    """Give a tree with the refutations of its guarantees, by their numbers."""
    return prepared, {each.index: each for each in refutations(prepared)}


def _lines(found: Proved, lang: "Lang") -> list[str]:
    prepared, broken = found
    tree = prepared.own
    counts = [count_paths(graph, prepared.tree.parameters) for graph in prepared.graphs]
    kept = len(tree.guarantees) - len(broken)
    spans = f"{len(counts)} spans of days" if len(counts) > 1 else "one span of days"
    lines = [f"{tree.id} {tree.version}: {kept} of {len(tree.guarantees)} guarantees proved ({max(counts):,} paths, {spans})"]
    for index, guarantee in enumerate(tree.guarantees):
        refuted = broken.get(index)
        lines.append(f"  {'broken' if refuted else 'proved'}  {guarantee.name.to(lang)}")
        for path in (refuted.path, refuted.twin) if refuted else ():
            lines += _dossier(tree.id, refuted.on.isoformat(), path, lang) if refuted and path else []
    return lines


def _dossier(tree: str, day: str, path: tuple[Edge, ...], lang: "Lang") -> list[str]:
    said = [f"          {edge.step.ask.to(lang)} — {edge.step.label.to(lang)}" for edge in path]
    end = path[-1].target
    reached = end.ending.outcome.title.to(lang) if end.ends else ""
    return [*said, f"          → {reached}", f"          cirede walk {tree} {as_typed(path)} --on {day}"]


def _plain(found: Proved, lang: "Lang") -> dict[str, Any]:
    prepared, broken = found
    listed = []
    for index, guarantee in enumerate(prepared.own.guarantees):
        refuted = broken.get(index)
        told = [path for path in (refuted.path, refuted.twin) if path] if refuted else []
        dossiers = [{edge.step.question: edge.step.answer for edge in path} for path in told]
        listed.append({
            "guarantee": guarantee.name.to(lang), "form": guarantee.forms[0], "proved": refuted is None,
            "on": refuted.on.isoformat() if refuted else None, "dossiers": dossiers,
        })  # fmt: skip
    return {"tree": prepared.own.id, "version": prepared.own.version, "guarantees": listed}
