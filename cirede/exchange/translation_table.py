"""The texts of a file as a table to translate, as XLSX or CSV; `translation_reading` reads it back."""

import csv
import io
from typing import TYPE_CHECKING

from cirede.exchange.sheet_row import one_line
from cirede.exchange.spreadsheet import Book
from cirede.exchange.translation_layout import COLUMNS, GUIDE, GUIDE_PAGE, PAGE, STATES, headings, place_of, row_mark, what
from cirede.model.text import LANGS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from cirede.exchange.spreadsheet import Page
    from cirede.model.text import Lang
    from cirede.model.translation import Path, State, Written

SIGNS = ("=", "+", "-", "@", "'", "\t", "\r")
"""Words that begin so get an apostrophe before them in CSV, and lose it on the way back."""

_WIDTHS = {"place": 30, "what": 34, "lang": 8, "source": 60, "words": 60, "state": 14, "mark": 16}
_YELLOW = ("words", "state")

Rows = list[list[str]]


def rows_of(
    name: str, texts: "Sequence[Written]", found: "Mapping[tuple[Path, Lang], State]", langs: "Sequence[Lang]"
) -> Rows:
    """Give a row for each text of the file `name` and each language: one language after the other, texts as they stand."""
    by_path = {each.path: each for each in texts}
    return [_row(name, each, lang, found[each.path, lang], by_path) for lang in langs for each in texts]


def _row(name: str, text: "Written", lang: "Lang", state: "State", texts: "Mapping[Path, Written]") -> list[str]:
    source, words = one_line(text.source), one_line(text.words.get(lang, ""))
    return [
        place_of(name, text.path), what(text.path, lang, texts), lang, source, words,
        STATES[state].to(lang), row_mark(source, words, state),
    ]  # fmt: skip


def as_workbook(rows: Rows, *, lang: "Lang", title: str, on: "date") -> bytes:
    """Put rows into the bytes of an XLSX file whose headings and guide are in one language."""
    book = Book(title, on)
    page = book.page(PAGE.to(lang))
    page.line(0, headings(lang), "head")
    for number, row in enumerate(rows, 1):
        for column, (key, words) in enumerate(zip(COLUMNS, row, strict=True)):
            page.words(number, column, words, _style(key, words))
    _offer_states(page, rows)
    page.widths([_WIDTHS[column] for column in COLUMNS])
    page.sheet.freeze_panes(1, 1)
    page.sheet.autofilter(0, 0, len(rows), len(COLUMNS) - 1)
    page.print_on_a4()
    guide = book.page(GUIDE_PAGE.to(lang))
    for number, line in enumerate(GUIDE):
        guide.plain(number, line.to(lang))
    return book.bytes()


def _style(column: str, words: str) -> str:
    """Give the style of a cell: what is to be written over is yellow, a state that asks for words stands out."""
    if column not in _YELLOW:
        return "words"
    return "urgent" if column == "state" and words not in STATES["fine"].model_dump().values() else "entry"


def _offer_states(page: "Page", rows: Rows) -> None:
    """Offer the states to choose from, in the language of the row; what is typed otherwise is warned of, not refused."""
    column = COLUMNS.index("state")
    for lang in LANGS:
        at = [number for number, row in enumerate(rows, 1) if row[COLUMNS.index("lang")] == lang]
        if at:
            offered = {"validate": "list", "source": [state.to(lang) for state in STATES.values()], "error_type": "warning"}
            page.sheet.data_validation(at[0], column, at[-1], column, offered)


def as_csv(rows: Rows, *, lang: "Lang") -> bytes:
    """Put rows into the bytes of a CSV file as Excel opens it in Belgium: UTF-8 with its mark, cells parted by `;`."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([headings(lang), *([f"'{cell}" if cell.startswith(SIGNS) else cell for cell in row] for row in rows)])
    return out.getvalue().encode("utf-8-sig")
