"""The command that draws a tree, with the path of given answers marked on it."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cirede.cli.walking import add_walk, as_answers, as_day, opened, walked
from cirede.drawing.dot import dot_text
from cirede.drawing.picture import draw, highlight
from cirede.errors import WrongUseError

if TYPE_CHECKING:
    from cirede.settings import Settings

_HELP = """draw a tree, with the path of given answers marked

examples:
  cirede draw waste-status -o tree.svg
  cirede draw waste-status who=gives lot=one --lang nl -o path.svg
  cirede draw waste-status -o tree.dot"""


class Draw:
    """Draw a tree as SVG or as DOT text."""

    help = _HELP

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the tree, the answers, the day, the language and the file."""
        add_walk(parser)
        parser.add_argument("-o", "--output", help="a file that ends in .svg or .dot (SVG on the screen when left out)")

    def run(self, args: argparse.Namespace, settings: "Settings") -> int:
        """Draw; 2 when an answer, the day or the file cannot be used."""
        _, prepared = opened(settings, args.tree)
        day = as_day(args.on, prepared)
        found = walked(prepared, as_answers(args.answers, prepared), day)
        ending = Path(args.output).suffix if args.output else ".svg"
        if ending not in {".svg", ".dot"}:
            message = f"'{args.output}': give a file that ends in .svg or .dot"
            raise WrongUseError(message)
        tree = prepared.tree
        drawn = dot_text(tree, args.lang, on=day) if ending == ".dot" else highlight(draw(tree, args.lang, on=day), found)
        if not args.output:
            sys.stdout.write(drawn)
            return 0
        try:
            Path(args.output).write_text(drawn, encoding="utf-8")
        except OSError as error:
            message = f"'{args.output}' cannot be written: {error.strerror}"
            raise WrongUseError(message) from error
        print(args.output)
        return 0
