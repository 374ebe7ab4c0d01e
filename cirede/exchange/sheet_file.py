"""The one door to XLSX that comes from elsewhere: limits first, then plain cells; whatever is broken is a problem."""

import io
import warnings
import zipfile
import zlib
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from openpyxl import load_workbook

from cirede.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_PARTS = 100

_FRESH = "take a fresh sheet, or save it again as XLSX"
_BROKEN = "the file is no XLSX that can be read"
_KINDS = {"f": "formula", "e": "error", "b": "flag"}


class Cell(NamedTuple):
    """What stands in a cell: words, a number, a day, or `kind` of what cannot be used (formula, error, flag)."""

    value: str | Decimal | date | None = None
    kind: str = ""

    @property
    def empty(self) -> bool:
        """Tell whether nothing stands here."""
        return self.value is None and not self.kind


Rows = list[list[Cell]]


class Limits(NamedTuple):
    """How much a file may hold: its bytes, packed and unpacked, its tags (a cell needs at least one), rows and columns."""

    packed: int = 1_000_000
    unpacked: int = 5_000_000
    marks: int = 100_000
    rows: int = 300
    columns: int = 40


SCORING = Limits()
MAX_BYTES = SCORING.packed
"""The limits of a scoring sheet."""


def read_pages(
    data: bytes, wanted: "Sequence[Sequence[str]]", *, file: str, limits: Limits = SCORING
) -> tuple[list[tuple[str, Rows]], list[Problem]]:
    """Read the wanted pages of an XLSX file, each under one of its names.

    Gives name and rows of each page found, or every problem. Never raises.
    """
    problem = _sound(data, file, limits)
    if problem:
        return [], [problem]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of parts of Excel that it leaves aside
            return _opened(data, wanted, file, limits)
    except Exception as error:  # noqa: BLE001 - a damaged file makes its reader raise anything
        return [], [_whole(file, "unreadable", f"{_BROKEN}: {type(error).__name__}", _FRESH)]


def _sound(data: bytes, file: str, limits: Limits) -> Problem | None:
    """Find what makes a file unfit to be opened at all: its size, packed and unpacked, and entities in its XML."""
    if len(data) > limits.packed:
        return _whole(file, "too-large", f"the file has more than {limits.packed:,} bytes", f"no sheet has so many: {_FRESH}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            listed = parts.infolist()
            if len(listed) > MAX_PARTS or sum(part.file_size for part in listed) > limits.unpacked:
                return _whole(file, "too-large", "the file unpacks to more than a sheet can hold", _FRESH)
            texts = [parts.read(part) for part in listed]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError, KeyError):
        return _whole(file, "unreadable", _BROKEN, _FRESH)
    if sum(text.count(b"<") for text in texts) > limits.marks:
        return _whole(file, "too-large", f"the file has more than {limits.marks:,} values", _FRESH)
    if any(b"<!DOCTYPE" in text or b"<!ENTITY" in text or (b"\0" in text and b"<" in text[:8]) for text in texts):
        return _whole(file, "unreadable", "the file holds XML that no sheet has", _FRESH)
    return None


def _opened(
    data: bytes, wanted: "Sequence[Sequence[str]]", file: str, limits: Limits
) -> tuple[list[tuple[str, Rows]], list[Problem]]:
    book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    pages: list[tuple[str, Rows]] = []
    problems: list[Problem] = []
    for names in wanted:
        name = next((each for each in names if each in book.sheetnames), None)
        if name is None:
            found = ", ".join(book.sheetnames)[:200]
            problems.append(_whole(file, "no-page", f"there is no page '{names[0]}', only {found}", "take a fresh sheet"))
            continue
        rows = book[name].iter_rows(max_row=limits.rows + 1, max_col=limits.columns)
        read = [[_cell(cell) for cell in row] for row in rows]
        if any(not cell.empty for row in read[limits.rows:] for cell in row):
            message = f"the page '{name}' has more than {limits.rows:,} rows"
            problems.append(_whole(file, "too-large", message, "delete what is not asked"))
        pages.append((name, read))
    return ([] if problems else pages), problems


def _cell(cell: object) -> Cell:
    value, kind = getattr(cell, "value", None), getattr(cell, "data_type", "n")
    if value is None or (isinstance(value, str) and not value.strip()):
        return Cell()
    if kind in _KINDS:
        return Cell(kind=_KINDS[kind])
    if isinstance(value, datetime):
        return Cell(value.date())
    if isinstance(value, int | float):
        return Cell(Decimal(repr(value)))
    return Cell(value if isinstance(value, str | date) else str(value))


def _whole(file: str, rule: str, message: str, hint: str) -> Problem:
    return Problem(file, 1, 1, rule, message, hint)


def letters(column: int) -> str:
    """Name a column, counted from 0, as spreadsheets do."""
    return "".join(_letters(column))[::-1]


def _letters(column: int) -> "Iterator[str]":
    rest = column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        yield chr(ord("A") + letter)
