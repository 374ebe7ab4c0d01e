"""The command that says what an amendment changes, and for whom."""

import argparse
import json
import sys
from typing import TYPE_CHECKING

from cirede.analysis.difference import Edition, difference
from cirede.cli.saving import save
from cirede.cli.walking import as_day
from cirede.engine.prepare import prepare, prepare_all
from cirede.errors import WrongUseError
from cirede.exchange.difference import as_dict, as_lines, as_page
from cirede.loader.editions import open_edition

if TYPE_CHECKING:
    from cirede.engine.prepare import PreparedTree
    from cirede.model.catalogue import Catalogue
    from cirede.model.tree import Tree
    from cirede.settings import Settings

_HELP = """say which dossiers end elsewhere, with other duties or other law, and which words changed

An edition is a tree (waste-status), a version of it (waste-status@2026.1), a file that ends in .yaml, or a tree in a
revision of git (HEAD~1:waste-status). With two days and one tree, the same tree is compared on both.

examples:
  cirede diff waste-status@2026.1 waste-status
  cirede diff HEAD:waste-status trees/waste-status.yaml
  cirede diff waste-status --on 2026-12-01 --on 2027-07-01
  cirede diff waste-status my-copy.yaml --format html -o difference.html"""
_TWO = 2


class Diff:
    """Compare two editions of a tree over every dossier."""

    help = _HELP

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the editions, the days, the language and the form."""
        parser.add_argument("old", metavar="OLD", help="an edition, or the tree to compare on two days")
        parser.add_argument("new", metavar="NEW", nargs="?", help="another edition")
        parser.add_argument("--on", action="append", default=[], help="the day of the law; twice to compare two days")
        parser.add_argument("--lang", choices=("fr", "nl", "en"), default="en")
        parser.add_argument("--format", choices=("text", "json", "html"), default="text")
        parser.add_argument("-o", "--output", help="a file (the screen when left out)")

    def run(self, args: argparse.Namespace, settings: "Settings") -> int:
        """Compare; 2 when there is nothing to compare, or no way to."""
        if len(args.on) > _TWO or (args.new is None and len(args.on) < _TWO):
            message = "give two editions, or one tree and two days: cirede diff TREE --on 2026-12-01 --on 2027-07-01"
            raise WrongUseError(message)
        old, before = open_edition(args.old, settings.content)
        new, after = open_edition(args.new or args.old, settings.content)
        if old.id != new.id:
            message = f"'{old.id}' and '{new.id}' are two trees: compare two editions of one"
            raise WrongUseError(message)
        ready = prepared_in(old, before), prepared_in(new, after)
        days = [as_day(text, each) for text, each in zip(_days(args.on), ready, strict=True)]
        texts = (before.sources, after.sources)
        found = difference(*(Edition(*each) for each in zip(ready, texts, days, strict=True)))
        plain = as_dict(found, args.lang)
        if args.format == "json":
            text = json.dumps(plain, ensure_ascii=False, indent=2) + "\n"
        else:
            text = as_page(plain, lang="en") if args.format == "html" else "\n".join(as_lines(plain)) + "\n"
        if args.output:
            save(args.output, text.encode())
            print(args.output)
        else:
            sys.stdout.write(text)
        return 0


def _days(given: list[str]) -> list[str | None]:
    return [given[0], given[-1]] if given else [None, None]


def prepared_in(tree: "Tree", catalogue: "Catalogue") -> "PreparedTree":
    """Make a tree ready to be walked among the content that it stands in."""
    if catalogue.trees.get(tree.id) is tree:
        return prepare_all(catalogue.with_linked(tree.id), catalogue.sources)[tree.id]
    return prepare(tree, catalogue.sources, linked=prepare_all(catalogue.trees, catalogue.sources))
