"""XLSX out: sheets of cells in which words are always words and only what is named a formula is one."""

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = ["Book", "Page", "xl_range", "xl_rowcol_to_cell"]

LONGEST = 32_767
"""So many characters fit in a cell of XLSX."""

_PLAIN = {"text_wrap": True, "valign": "top"}
_STYLES: "Mapping[str, Mapping[str, Any]]" = {
    "words": _PLAIN,
    "title": {"bold": True, "font_size": 14},
    "mark": {"bold": True, "font_color": "#B00020"},
    "head": {**_PLAIN, "bold": True, "bottom": 1, "bg_color": "#E8EEF4"},
    "whole": {"valign": "top", "num_format": "0"},
    "number": {"valign": "top", "num_format": "0.00"},
    "amount": {"valign": "top", "num_format": "General", "locked": False, "bg_color": "#FFF8DC", "border": 1},
    "share": {"valign": "top", "num_format": "0.0%"},
    "entry": {**_PLAIN, "locked": False, "bg_color": "#FFF8DC", "border": 1},
    "urgent": {**_PLAIN, "locked": False, "bg_color": "#FFF8DC", "border": 1, "bold": True, "font_color": "#B00020"},
    "day": {"valign": "top", "num_format": "yyyy-mm-dd", "locked": False, "bg_color": "#FFF8DC", "border": 1},
}


class Page:
    """One sheet of a book; rows and columns count from 0."""

    def __init__(self, sheet: "Worksheet", styles: "Mapping[str, Format]") -> None:
        """Take the sheet and the styles of its book."""
        self.sheet = sheet
        self._styles = styles

    def words(self, row: int, column: int, words: str, style: str = "words") -> None:
        """Write words; whatever they begin with, they stay words."""
        self.sheet.write_string(row, column, words[:LONGEST], self._styles[style])

    def line(self, row: int, words: "Sequence[str]", style: str = "words", *, start: int = 0) -> None:
        """Write words into cells side by side."""
        for column, each in enumerate(words, start):
            self.words(row, column, each, style)

    def plain(self, row: int, words: str) -> None:
        """Write a line of words that runs on over the columns beside it."""
        self.sheet.write_string(row, 0, words[:LONGEST])

    def number(self, row: int, column: int, number: float, style: str = "number") -> None:
        """Write a number."""
        self.sheet.write_number(row, column, number, self._styles[style])

    def formula(self, row: int, column: int, formula: str, value: float, style: str = "number") -> None:
        """Write a formula with the value that it has now."""
        self.sheet.write_formula(row, column, formula, self._styles[style], value)

    def day(self, row: int, column: int, day: "date | None") -> None:
        """Write a day to be filled in, or leave room for one."""
        if day is None:
            self.sheet.write_blank(row, column, None, self._styles["day"])
        else:
            self.sheet.write_datetime(row, column, day, self._styles["day"])

    def widths(self, widths: "Sequence[int]") -> None:
        """Set the widths of the columns, in letters."""
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    def print_on_a4(self) -> None:
        """Print across one A4 page, lying."""
        self.sheet.set_paper(9)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)


class Book:
    """An XLSX file in the making; the same content gives the same bytes."""

    def __init__(self, title: str, on: "date") -> None:
        """Open a book with a title, made on a day."""
        self._out = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self._book = Workbook(self._out, options)
        made = datetime(on.year, on.month, on.day, tzinfo=UTC)
        self._book.set_properties({"title": title[:255], "created": made})
        self._styles = {name: self._book.add_format({**style}) for name, style in _STYLES.items()}

    def page(self, name: str) -> Page:
        """Add a sheet."""
        return Page(self._book.add_worksheet(name), self._styles)

    def bytes(self) -> bytes:
        """Close the book and give its bytes."""
        self._book.close()
        return self._out.getvalue()
