"""The command line: one module per family of commands, one printer for people and one for programs."""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib.metadata import entry_points
from typing import Protocol

from cirede.cli.authoring import New, Schema
from cirede.cli.content import Check, List, Test
from cirede.cli.counters import Counters
from cirede.cli.differing import Diff
from cirede.cli.doctor import Doctor
from cirede.cli.drawing import Draw
from cirede.cli.exporting import Export
from cirede.cli.outlining import Outline
from cirede.cli.programmes import Programmes
from cirede.cli.proving import Prove
from cirede.cli.ranking import Compare, Explain, Rank, Register
from cirede.cli.reviewing import Review
from cirede.cli.translating import Translations
from cirede.cli.walking import WalkTree
from cirede.errors import CiredeError, ContentError
from cirede.settings import Settings, read_settings

_EPILOG = """examples:
  cirede list
  cirede walk waste-status
  cirede walk waste-status who=gives --lang en --json
  cirede draw waste-status -o tree.svg
  cirede outline waste-status --format pdf --lang fr -o waste-status.pdf
  cirede export dmn waste-status -o tables
  cirede rank --profile cirede-equal --top 5
  cirede explain demantelement-d3e
  cirede programme show
  cirede check && cirede test

exit codes: 0 fine, 1 problems in content, 2 wrong use
"""


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help in which every command stands on the line of its words, the longest too."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog)
        self._action_max_length = 14


class Command(Protocol):
    """What a command is: words for the help, its arguments, and what it does; gives the exit code."""

    help: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the arguments of the command."""

    def run(self, args: argparse.Namespace, settings: Settings) -> int:
        """Do the work and give the exit code."""


def commands() -> dict[str, Command]:
    """Give every command by its name: those of the library, and those that other packages register."""
    own: dict[str, Command] = {
        "check": Check(),
        "test": Test(),
        "prove": Prove(),
        "diff": Diff(),
        "review": Review(),
        "outline": Outline(),
        "walk": WalkTree(),
        "draw": Draw(),
        "list": List(),
        "rank": Rank(),
        "explain": Explain(),
        "compare": Compare(),
        "register": Register(),
        "programme": Programmes(),
        "export": Export(),
        "new": New(),
        "schema": Schema(),
        "translations": Translations(),
        "doctor": Doctor(),
        "counters": Counters(),
    }
    return own | {point.name: point.load() for point in entry_points(group="cirede.commands")}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; prints errors on stderr and gives the exit code."""
    parser = argparse.ArgumentParser(
        prog="cirede", description="Decision trees and rankings for the law of reuse in Brussels.", epilog=_EPILOG,
        formatter_class=_Help, allow_abbrev=False,
    )  # fmt: skip
    below = parser.add_subparsers(dest="command", metavar="command", required=True)
    known = commands()
    for name, command in known.items():
        each = below.add_parser(
            name, help=command.help.splitlines()[0], description=command.help,
            formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False,
        )  # fmt: skip
        command.add_arguments(each)
    args, rest = parser.parse_known_args(argv)
    if rest and not (hasattr(args, "answers") and all("=" in each and not each.startswith("-") for each in rest)):
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    if rest:  # argparse leaves aside what stands behind an option, as in `walk TREE --lang fr question=answer`
        args.answers += rest
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that lacks a sign shows '?' instead of failing
    try:
        code = known[args.command].run(args, read_settings())
        sys.stdout.flush()
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    except CiredeError as error:
        print(f"cirede {args.command}: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever reads has seen enough, as in `cirede list | head -1`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code
