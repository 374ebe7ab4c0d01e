"""The command that hands a tree over to other engines."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from cirede.cli.saving import save
from cirede.cli.walking import as_day, opened
from cirede.errors import WrongUseError
from cirede.exchange.dmn.export import ROWS, export

if TYPE_CHECKING:
    from cirede.settings import Settings

_HELP = """export a tree as decision tables in DMN 1.3, one decision in a file

The outcome table is cut into parts where it would be too long, and so are the obligations, by outcome; docs/dmn.md says
how to go from one to the next. An export holds for one day of the law.

examples:
  cirede export dmn waste-status -o tables
  cirede export dmn waste-status --on 2027-07-01 --lang nl -o tables
  cirede export dmn composting --rows 2000 --only outcome -o composting.dmn"""
_MOST = 2000


class Export:
    """Write the decision tables of a tree."""

    help = _HELP

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the form, the tree, the day, the language, the size of a table and where to write."""
        parser.add_argument("form", choices=("dmn",), help="the form of the files")
        parser.add_argument("tree")
        parser.add_argument("--on", help="the day of the law, as 2026-12-31 (today when left out)")
        parser.add_argument("--lang", choices=("fr", "nl", "en"), default="en", help="the language of the words in the tables")
        parser.add_argument("--rows", default=str(ROWS), help=f"cut tables longer than this, 1 to {_MOST} ({ROWS} when left out)")
        parser.add_argument("--only", choices=("outcome", "obligations"), help="one of the two tables")
        parser.add_argument("-o", "--output", required=True, help="a folder, or a file that ends in .dmn for a single table")

    def run(self, args: argparse.Namespace, settings: "Settings") -> int:
        """Write the files and name them; 2 when there is no way to."""
        catalogue, prepared = opened(settings, args.tree)
        day = as_day(args.on, prepared)
        if not args.rows.isascii() or not args.rows.isdecimal() or not 1 <= int(args.rows[:9]) <= _MOST:
            message = f"--rows is a number from 1 to {_MOST}, not '{args.rows}'"
            raise WrongUseError(message)
        files = export(prepared, catalogue.sources, on=day, lang=args.lang, most=int(args.rows))
        if args.only:
            files = {name: data for name, data in files.items() if name.split(".")[1] == args.only}
        if not files:
            message = f"'{prepared.own.id}' has no obligations on {day.isoformat()}"
            raise WrongUseError(message)
        for name, data in _placed(args, files).items():
            save(name, data)
            print(name)
        return 0


def _placed(args: argparse.Namespace, files: dict[str, bytes]) -> dict[str, bytes]:
    """Give each file its path. Raises: WrongUseError where they cannot all be written there."""
    place = Path(args.output)
    if place.suffix == ".dmn" and not place.is_dir():
        if len(files) > 1:
            message = f"these are {len(files)} tables: give a folder, or one of the two tables with --only and more --rows"
            raise WrongUseError(message)
        return dict(zip([args.output], files.values(), strict=True))
    try:
        place.mkdir(parents=True, exist_ok=True)
        old = sorted(path.name for path in place.glob(f"{args.tree}.*.dmn") if path.name not in files)
    except OSError as error:
        message = f"'{args.output}' cannot be used as a folder: {error.strerror}"
        raise WrongUseError(message) from error
    if old:
        message = f"'{args.output}' holds '{old[0]}' from another export: delete it, or give another folder"
        raise WrongUseError(message)
    return {str(place / name): data for name, data in files.items()}
