"""A table of translations that came back: the words that were changed, or every problem with its cell and a cure."""

import csv
import io
import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from cirede.errors import Problem, nearest
from cirede.exchange.sheet_file import Cell, Limits, read_pages
from cirede.exchange.sheet_row import Row, one_line
from cirede.exchange.translation_layout import COLUMNS, PAGE, STATES, headings, place_of, row_mark
from cirede.exchange.translation_table import SIGNS
from cirede.model.text import LANGS, Lang

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cirede.exchange.sheet_file import Rows
    from cirede.model.translation import Path, State, Written

LIMITS = Limits(packed=20_000_000, unpacked=80_000_000, marks=2_000_000, rows=20_000, columns=12)

_ZIP = b"PK"
_ERROR = re.compile(r"#(?:REF|NAME|VALUE|DIV/0|NUM|NULL|N/A|NOM|VALEUR|NOMBRE|NUL|NAAM|WAARDE|GETAL|LEEG|DEEL/0)[!?]?")
_SHOWN = 60
_AGAIN = "export it again and put your words into the new file"


@dataclass(frozen=True, slots=True)
class Translations:
    """What a table says: the words that are new, and the stale translations that it keeps as they are."""

    changes: "dict[tuple[Path, Lang], str]"
    kept: "frozenset[tuple[Path, Lang]]"


@dataclass(slots=True)
class _Reading:
    name: str
    texts: "dict[str, Written]"
    states: "Mapping[tuple[Path, Lang], State]"
    changes: "dict[tuple[Path, Lang], str]" = field(default_factory=dict)
    kept: "set[tuple[Path, Lang]]" = field(default_factory=set)
    seen: set[tuple[str, str]] = field(default_factory=set)


def read_translations(
    data: bytes, name: str, texts: "Sequence[Written]", states: "Mapping[tuple[Path, Lang], State]", *, file: str
) -> tuple[Translations | None, list[Problem]]:
    """Read the bytes of a table, XLSX or CSV, as translations of the texts of the file `name` as they stand today.

    Gives what it says, or None where anything must be mended, and every problem found. Never raises.
    """
    page, rows, problems = _table(data, file)
    if problems:
        return None, problems
    columns = _columns(rows)
    found = [Row(cells, columns, place=place, page=page, file=file, problems=problems) for place, cells in enumerate(rows)]
    reading = _Reading(name, {place_of(name, each.path): each for each in texts}, states)
    if _same_heads(found[0] if found else Row([], columns, place=0, page=page, file=file, problems=problems), columns):
        body = [row for row in found[1:] if not row.empty(*COLUMNS)]
        if _same_file(reading, body):
            for row in body:
                _read(reading, row)
    if problems:
        return None, sorted(problems)
    return Translations(reading.changes, frozenset(reading.kept)), []


def _table(data: bytes, file: str) -> "tuple[str, Rows, list[Problem]]":
    """Read the cells of a table, and the name of its page."""
    if data.startswith(_ZIP):
        pages, problems = read_pages(data, [[PAGE.to(lang) for lang in ("en", "fr", "nl")]], file=file, limits=LIMITS)
        return *(pages[0] if pages else ("", [])), problems
    try:
        text = data.decode("utf-8-sig")
        if len(data) > LIMITS.packed:
            return "", [], [_whole(file, "too-large", f"the file has more than {LIMITS.packed:,} bytes", _AGAIN)]
        first = text.partition("\n")[0]
        delimiter = max(";,\t", key=first.count)
        rows = [[_cell(cell) for cell in row[: LIMITS.columns]] for row in csv.reader(io.StringIO(text, ""), delimiter=delimiter)]
    except UnicodeDecodeError:
        hint = "save it as 'CSV UTF-8', or as XLSX"
        return "", [], [_whole(file, "encoding", "the file is neither XLSX nor CSV in UTF-8", hint)]
    except csv.Error as error:
        return "", [], [_whole(file, "unreadable", f"the file is no CSV that can be read: {error}", "save it as XLSX")]
    if len(rows) > LIMITS.rows + 1:
        return "", [], [_whole(file, "too-large", f"the file has more than {LIMITS.rows:,} rows", _AGAIN)]
    return "", rows, []


def _cell(text: str) -> Cell:
    """Read a cell of CSV: an apostrophe that keeps words from being a formula goes, a formula without one is told."""
    if not text.strip():
        return Cell()
    if text.startswith("'") and text[1:].startswith(SIGNS):
        return Cell(text[1:])
    if text.startswith("="):
        return Cell(kind="formula")
    return Cell(kind="error") if _ERROR.fullmatch(text.strip()) else Cell(text)


def _columns(rows: "Rows") -> tuple[str, ...]:
    wide = max(len(COLUMNS), len(rows[0]) if rows else 0)
    return (*COLUMNS, *(f"more-{place}" for place in range(wide - len(COLUMNS))))


def _same_heads(row: Row, columns: tuple[str, ...]) -> bool:
    """Tell whether every heading stands where it stood, in one language; where not, what is below cannot be trusted."""
    found = [row.words(column) for column in columns]
    near = max(LANGS, key=lambda lang: sum(one == other for one, other in zip(found, headings(lang), strict=False)))
    for column, words, expected in zip(COLUMNS, found, headings(near), strict=False):
        if words != expected:
            row.note(column, "changed-header", f"'{(words or '')[:_SHOWN]}' stands here", f"write '{expected}', or {_AGAIN}")
    for column, words in zip(columns[len(COLUMNS) :], found[len(COLUMNS) :], strict=True):
        if words:
            row.note(column, "changed-header", "a column was added", "delete it")
    return not row.faulty


def _same_file(reading: _Reading, rows: "Sequence[Row]") -> bool:
    """Tell whether any row is of the file that is translated; note at the first where none is."""
    places = [row.cells["place"].value for row in rows]
    if not rows or any(isinstance(place, str) and place.startswith(f"{reading.name}/") for place in places):
        return True
    other = str(places[0]).rpartition("/")[0].split("/")[0]
    rows[0].note("place", "wrong-file", f"this is a table of '{other[:_SHOWN]}', not of '{reading.name}'",
                 "name the tree that the table was exported from")  # fmt: skip
    return False


def _read(reading: _Reading, row: Row) -> None:
    """Read one row: as it was exported, kept although stale, changed, or at fault."""
    place, lang = row.words("place") or "", _lang(row)
    text = reading.texts.get(place)
    if text is None:
        near = nearest(place, reading.texts)
        cure = f"did you mean '{near}'?" if near else "delete the row, or " + _AGAIN
        row.note("place", "undefined", f"there is no text at '{place[:_SHOWN]}'", cure)
    source, words, state = row.words("source") or "", _words(row), _state(row)
    if text is None or lang is None or row.faulty:
        return
    if (text.path, lang) not in reading.states:
        row.note("lang", "wrong-option", f"'{lang}' is the language that is translated from", "delete the row")
        return
    if (place, lang) in reading.seen:
        row.note("place", "duplicate-id", f"'{place[:_SHOWN]}' stands here a second time", "delete one of the rows")
        return
    reading.seen.add((place, lang))
    exported = row.words("mark") or ""
    if row_mark(source, words, state) != exported:
        _touched(reading, row, text, lang, (source, words, state, exported))


def _touched(reading: _Reading, row: Row, text: "Written", lang: Lang, cells: tuple[str, str, str, str]) -> None:
    """Take the words of a row that is no longer as it was exported, unless the tree is no longer either."""
    source, words, state, exported = cells
    at, present, today = (text.path, lang), one_line(text.words.get(lang, "")), one_line(text.source)
    if source != today:
        message = f"the source words are others in the tree now: '{today[:_SHOWN]}'"
        row.note("source", "changed-source", message, _AGAIN)
    elif not words:
        row.note("words", "missing", "there are no words here", "write the translation, or delete the row")
    elif words == present:
        if state == "fine" and reading.states[at] == "stale":
            reading.kept.add(at)
    elif exported not in {row_mark(today, present, each) for each in STATES}:
        message = f"the translation is another in the tree now: '{present[:_SHOWN]}'"
        row.note("words", "changed-words", message, _AGAIN)
    else:
        reading.changes[at] = words


def _lang(row: Row) -> Lang | None:
    found = row.words("lang")
    lang = next((lang for lang in LANGS if lang == found), None)
    if lang is None and not row.faulty:
        row.note("lang", "wrong-option", f"'{(found or '')[:_SHOWN]}' is no language", f"one of {', '.join(LANGS)}")
    return lang


def _words(row: Row) -> str:
    """Read the words of a translation; a day or a broken number is what a spreadsheet made of words."""
    value = row.cells["words"].value
    if isinstance(value, date) or (isinstance(value, Decimal) and value != value.to_integral_value()):
        cure = "format the cell as text and type it again"
        row.note("words", "wrong-type", f"the spreadsheet made '{value}' of what was typed", cure)
        return ""
    return row.words("words") or ""


def _state(row: Row) -> str:
    """Read the state, in any language; words that are none are noted."""
    said = (row.words("state") or "").casefold()
    found = next((state for state, text in STATES.items() if said in {text.to(lang).casefold() for lang in LANGS}), "")
    if said and not found:
        row.note("state", "wrong-option", f"'{said[:_SHOWN]}' is no state", "leave it as it was, or write 'fine' where it holds")
    return found


def _whole(file: str, rule: str, message: str, hint: str) -> Problem:
    return Problem(file, 1, 1, rule, message, hint)
