"""The command that puts a tree on paper: to be read, remarked on and signed."""

import argparse
import sys
from typing import TYPE_CHECKING

from cirede.cli.differing import prepared_in
from cirede.cli.saving import save
from cirede.cli.walking import as_day
from cirede.errors import WrongUseError
from cirede.exchange.paper.build import paper
from cirede.exchange.paper.html import as_html
from cirede.exchange.paper.markdown import as_markdown
from cirede.exchange.paper.printing import as_pdf
from cirede.loader.editions import open_edition
from cirede.loader.words import read_wording

if TYPE_CHECKING:
    from cirede.settings import Settings

_HELP = """put a tree on paper: every question, outcome, duty and article, with room for remarks and a signature

The tree may also be a version of it (waste-status@2026.1), a file that ends in .yaml, or a revision of git
(HEAD~1:waste-status). Markdown goes to the screen without -o; a PDF needs -o.

examples:
  cirede outline waste-status --format pdf --lang fr -o waste-status.pdf
  cirede outline premises --format html --lang nl --on 2027-07-01 -o premises.html
  cirede outline composting --format md"""
WORDS = "outline.yaml"


class Outline:
    """Put a tree on paper as Markdown, as a page or as PDF."""

    help = _HELP

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the tree, the form, the language, the day and the file."""
        parser.add_argument("tree", metavar="TREE", help="a tree, a version of it, a file or a revision")
        parser.add_argument("--format", choices=("md", "html", "pdf"), default="md")
        parser.add_argument("--lang", choices=("fr", "nl", "en"), default="en")
        parser.add_argument("--on", metavar="DATE", help="the day of the law, as 2026-12-31 (today when left out)")
        parser.add_argument("-o", "--output", metavar="FILE", help="a file (the screen when left out)")

    def run(self, args: argparse.Namespace, settings: "Settings") -> int:
        """Write; 2 when the tree, the day or the file cannot be used, or PDF does not work here."""
        if args.format == "pdf" and not args.output:
            message = f"a PDF is written to a file: add -o {args.tree.rpartition(':')[2].removesuffix('.yaml')}.pdf"
            raise WrongUseError(message)
        tree, catalogue = open_edition(args.tree, settings.content)
        prepared = prepared_in(tree, catalogue)
        found = paper(prepared, catalogue, read_wording(WORDS), args.lang, on=as_day(args.on, prepared))
        if args.format == "pdf":
            data = as_pdf(found)
        else:
            data = (as_html(found) if args.format == "html" else as_markdown(found)).encode()
        if args.output:
            save(args.output, data)
            print(args.output)
        else:
            sys.stdout.write(data.decode())
        return 0
