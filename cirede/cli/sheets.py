"""The scoring sheet on the command line: out as XLSX, and back in as text for the register."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cirede.cli.saving import save
from cirede.errors import ContentError, WrongUseError
from cirede.exchange.sheet import sheet_workbook
from cirede.exchange.sheet_file import MAX_BYTES
from cirede.exchange.sheet_reading import read_sheet
from cirede.exchange.sheet_text import sheet_yaml

if TYPE_CHECKING:
    import argparse

    from cirede.model.catalogue import Catalogue


def write_sheet(args: "argparse.Namespace", catalogue: "Catalogue") -> int:
    """Write the scoring sheet of a barrier. Raises: UnknownNameError, WrongUseError where it cannot be written."""
    name = args.output or f"{args.barrier}.xlsx"
    save(name, sheet_workbook(args.barrier, args.lang, catalogue))
    print(name)
    return 0


def read_back(args: "argparse.Namespace", catalogue: "Catalogue") -> int:
    """Print what a sheet says as YAML to paste. Raises: ContentError with every problem, WrongUseError for no file."""
    try:
        with Path(args.sheet).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        message = f"'{args.sheet}' cannot be read: {error.strerror}"
        raise WrongUseError(message) from error
    sheet, problems = read_sheet(data, catalogue, file=args.sheet, barrier=args.barrier)
    if sheet is None:
        raise ContentError(problems)
    for problem in problems:
        print(problem, file=sys.stderr)
    print(sheet_yaml(sheet, catalogue), end="")
    return 0
