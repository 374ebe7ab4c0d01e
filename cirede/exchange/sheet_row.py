"""One row of a scoring sheet that came back: each cell read as what it should be, every fault with its cell and a cure."""

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from cirede.errors import Problem, choice, nearest
from cirede.exchange.sheet_file import Cell, letters
from cirede.exchange.sheet_layout import GRADES, SEPARATOR, UNKNOWN, option_labels
from cirede.model.text import LANGS, TODO, Text, as_day

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from cirede.model.rule import FactType

_MOST_WORDS = 4000
_OLDEST = date(1900, 1, 1)
_DIGITS = 15
_WHOLE = re.compile(r"-?[0-9]{1,15}")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ufeff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_BREAKS = re.compile("[ \t\r\n\v\f\x85\u2028\u2029]+")
_UNUSABLE = {
    "formula": ("a formula stands here", "write its result as a value"),
    "error": ("an error of the spreadsheet stands here", "write a value"),
    "flag": ("TRUE or FALSE stands here", "choose one of the words that the sheet offers"),
}


def one_line(words: str) -> str:
    """Give words with a single space for each run of spaces, tabs and line breaks; a space that does not break stays."""
    return _BREAKS.sub(" ", words).strip()


class Row:
    """The cells of one row by the keys of their columns; problems are added to a list."""

    def __init__(  # noqa: PLR0913 - what places a cell
        self, cells: "Sequence[Cell]", columns: "Sequence[str]", *, place: int, page: str, file: str, problems: list[Problem]
    ) -> None:
        """Take the cells of a row (counted from 0) of a page."""
        self.columns = columns
        self.place = place
        self.page = page
        self.file = file
        self.problems = problems
        self.cells = {column: cells[at] if at < len(cells) else Cell() for at, column in enumerate(columns)}
        self.faulty = False

    def note(self, column: str, rule: str, message: str, hint: str) -> None:
        """Note a problem at a cell of this row."""
        self.faulty = True
        at = self.columns.index(column)
        where = f"{self.page}!{letters(at)}{self.place + 1}" if self.page else f"{letters(at)}{self.place + 1}"
        self.problems.append(Problem(self.file, self.place + 1, at + 1, rule, f"{where}: {message}", hint))

    def empty(self, *columns: str) -> bool:
        """Tell whether nothing stands in the columns."""
        return all(self.cells[column].empty for column in columns)

    def usable(self, column: str) -> bool:
        """Tell whether something stands in a cell that can be read; note a formula or an error."""
        cell = self.cells[column]
        if cell.kind:
            message, hint = _UNUSABLE[cell.kind]
            self.note(column, cell.kind, message, hint)
        return not cell.empty and not cell.kind

    def words(self, column: str) -> str | None:
        """Read words on one line; None where there are none, or none that can be used."""
        if not self.usable(column):
            return None
        words = one_line(str(self.cells[column].value))
        if len(words) > _MOST_WORDS:
            self.note(column, "too-large", f"more than {_MOST_WORDS:,} letters", "shorten it")
            return None
        if _CONTROL.search(words):
            self.note(column, "control-character", "an invisible control character stands here", "write the words again")
            return None
        return words

    def unknown(self, column: str) -> bool:
        """Tell whether a cell says that nobody knows."""
        value = self.cells[column].value
        return isinstance(value, str) and value.strip().casefold() in {UNKNOWN.to(lang).casefold() for lang in LANGS}

    def number(self, column: str) -> Decimal | None:
        """Read a number; None where there is none, or what stands there is none."""
        if not self.usable(column) or self.unknown(column):
            return None
        value = self.cells[column].value
        if isinstance(value, str) and _WHOLE.fullmatch(value.strip()):
            return Decimal(value.strip())
        if not isinstance(value, Decimal) or not value.is_finite() or abs(value.adjusted()) > _DIGITS:
            shown = value.isoformat() if isinstance(value, date) else str(value)[:30]
            self.note(column, "wrong-type", f"'{shown}' is no number", "write a number alone, as 12 or 2.5, or 'unknown'")
            return None
        return value.to_integral_value() if value == value.to_integral_value() else value

    def day(self, column: str) -> date | None:
        """Read a day; None, noted, where there is none."""
        if self.usable(column):
            value = self.cells[column].value
            try:
                found = as_day(value.strip() if isinstance(value, str) else value)
            except ValueError:
                found = None
            if found is None or found < _OLDEST:
                self.note(column, "day", f"'{str(value)[:30]}' is no day", "write it as 2026-12-31")
                return None
            return found
        if self.empty(column):
            self.note(column, "missing", "the date is missing", "write it as 2026-12-31")
        return None

    def grade(self, column: str, usual: str | None = None) -> str | None:
        """Read how good the proof is; None, noted, where that is not said and nothing is usual."""
        words = self.words(column)
        if words is None:
            if usual is None and self.empty(column):
                self.note(column, "missing", "the grade is missing", "A measured, B estimate, C judgement, D claim")
            return usual
        if words.upper() not in GRADES:
            self.note(column, "wrong-option", f"'{words[:20]}' is no grade", "one of A, B, C, D")
        return words.upper()

    def listed(self, column: str, known: "Collection[str]", kind: str, cure: str) -> tuple[str, ...]:
        """Read ids that are known, separated by `;`; each that is not is noted."""
        words = self.words(column) or ""
        found = tuple(dict.fromkeys(each.strip() for each in re.split(r"[;,]", words) if each.strip()))
        for each in found:
            if each not in known:
                near = nearest(each, known)
                self.note(column, "undefined", f"there is no {kind} '{each[:60]}'", f"did you mean '{near}'?" if near else cure)
        return found

    def options(self, column: str, kind: "FactType") -> tuple[str, ...]:
        """Read options of a kind of fact, by id or by their words in any language; each that is none is noted."""
        words = self.words(column)
        if words is None:
            return ()
        labels = option_labels(kind)
        by_words = {text.casefold(): option for option, label in labels.items() for text in (option, *_each(label))}
        parts = [words] if words.casefold() in by_words else [each.strip() for each in words.split(SEPARATOR) if each.strip()]
        for each in parts:
            if each.casefold() not in by_words:
                hint = choice(None, [label.en for label in labels.values()]).strip(" ()")
                near = nearest(each.casefold(), by_words)
                cure = f"did you mean '{near}'?" if near else f"{hint}; or 'unknown'"
                self.note(column, "wrong-option", f"'{each[:40]}' is not one of the possible values", cure)
        return tuple(dict.fromkeys(by_words[each.casefold()] for each in parts if each.casefold() in by_words))

    def text(self, columns: "Sequence[str]") -> Text | None:
        """Read words in up to three languages, what is missing marked as still to be written; None without any."""
        found = [self.words(column) for column in columns]
        if not any(found):
            return None
        fr, nl, en = (words or TODO for words in found)
        return Text(fr=fr, nl=nl, en=en)


def _each(label: Text) -> tuple[str, ...]:
    return tuple(label.to(lang) for lang in LANGS)
