"""The ranking as XLSX: its formulas, worked out here by a small reader of formulas, give the ranking that Python computes."""

import io
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from cirede.engine.rank import rank
from cirede.engine.scoring import PreparedRules, prepare_rules
from cirede.engine.weights import weigh
from cirede.exchange.workbook import ranking_workbook
from cirede.model.text import LANGS

if TYPE_CHECKING:
    from openpyxl import Workbook

    from cirede.model.catalogue import Catalogue
    from cirede.model.text import Lang

DAY = date(2026, 11, 23)
PLACE, BEST, WORST, BARRIER, SCORE, LOW, HIGH = 1, 2, 3, 4, 6, 7, 8
FIRST = 9
_CELL = re.compile(r"(?:(\w+)!)?(\$?[A-Z]+\$?[0-9]+(?::\$?[A-Z]+\$?[0-9]+)?)")


@pytest.fixture(scope="module")
def prepared(catalogue: "Catalogue") -> PreparedRules:
    """Give the miniature rules, ready."""
    return prepare_rules(catalogue.rulebook)


def book_of(prepared: PreparedRules, catalogue: "Catalogue", lang: "Lang" = "en", *, cached: bool = False) -> "Workbook":
    """Write the ranking and open the file, with its formulas or with the values kept beside them."""
    data = ranking_workbook(rank(prepared, weigh(prepared.rulebook), on=DAY), lang, catalogue)
    return load_workbook(io.BytesIO(data), data_only=cached)


class Reader:
    """Works out the formulas of a book: products, sums, comparisons, rounding; nothing else is known to it."""

    def __init__(self, book: "Workbook") -> None:
        """Take the book."""
        self.book = book

    def value(self, page: str, cell: str) -> Any:  # noqa: ANN401 - words or a number
        """Give what stands in a cell, worked out where it is a formula."""
        found = self.book[page][cell].value
        if not isinstance(found, str) or not found.startswith("="):
            return found
        text = found[1:].replace("--", "")
        names = {"SUMPRODUCT": self.sumproduct, "SUM": sum, "IF": lambda test, one, other: one if test else other,
                 "ROUND": self.rounded}  # fmt: skip
        given: list[Any] = []

        def cells(match: re.Match[str]) -> str:
            given.append(self.cells(match[1] or page, match[2].replace("$", "")))
            return f"given[{len(given) - 1}]"

        text = re.sub(r"\((given\[\d+\]|ROUND\([^()]*\))>(ROUND\([^()]*\))\)", r"(more(\1, \2))", _CELL.sub(cells, text))
        return eval(text, {**names, "given": given, "more": self.more, "__builtins__": {}})  # noqa: S307 - our own formulas

    def cells(self, page: str, place: str) -> Any:  # noqa: ANN401 - one value or several
        """Give the values of a cell or of a range."""
        if ":" not in place:
            return self.value(page, place)
        left, top, right, bottom = range_boundaries(place)
        rows = self.book[page].iter_rows(min_col=left, max_col=right, min_row=top, max_row=bottom)
        return [self.value(page, cell.coordinate) for row in rows for cell in row]

    @staticmethod
    def sumproduct(first: list[float], second: list[float] | None = None) -> float:
        """Add up the products of two ranges, or one range."""
        return sum(one * other for one, other in zip(first, second or [1] * len(first), strict=True))

    @staticmethod
    def rounded(value: Any, digits: int) -> Any:  # noqa: ANN401 - one number or several
        """Round a number, or each of a range."""
        return [round(each, digits) for each in value] if isinstance(value, list) else round(value, digits)

    @staticmethod
    def more(values: list[float], than: float) -> list[int]:
        """Mark the values that are higher."""
        return [int(each > than) for each in values]


def rows_of(book: "Workbook", page: str) -> dict[str, int]:
    """Give the row of each barrier."""
    sheet = book[page]
    return {str(sheet.cell(row, BARRIER).value): row for row in range(FIRST, sheet.max_row + 1) if sheet.cell(row, BARRIER).value}


@pytest.mark.parametrize("lang", LANGS)
def test_values_are_kept_beside_the_formulas(lang: "Lang", prepared: PreparedRules, catalogue: "Catalogue") -> None:
    """A program that does not compute shows the same scores, points and places as one that does."""
    formulas, cached = (book_of(prepared, catalogue, lang, cached=each) for each in (False, True))
    reader, worked_out = Reader(formulas), 0
    for sheet in formulas:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            kept = cached[sheet.title][cell.coordinate].value
            assert reader.value(sheet.title, cell.coordinate) == pytest.approx(kept), f"{sheet.title}!{cell.coordinate}"
            worked_out += 1
    assert worked_out > 40


@pytest.mark.parametrize("given", [{"impact": 1, "ease": 1, "instrument": 1}, {"impact": 0, "ease": 3, "instrument": 2}])
def test_a_changed_weight_gives_the_ranking_of_that_weight(
    given: dict[str, int], prepared: PreparedRules, catalogue: "Catalogue"
) -> None:
    """Who types another weight into the file sees the places and scores that the engine gives for it."""
    book = book_of(prepared, catalogue)
    page, weights = book.sheetnames[:2]
    for row in range(FIRST, FIRST + len(given)):
        book[weights].cell(row, 2).value = given[str(book[weights].cell(row, 4).value)]
    reader, rows = Reader(book), rows_of(book, page)
    expected = rank(prepared, weigh(prepared.rulebook, given=given), on=DAY)
    assert {each.barrier for each in expected.ranked} == set(rows)
    for each in expected.ranked:
        row = rows[each.barrier]
        found = {column: reader.value(page, book[page].cell(row, column).coordinate)
                 for column in (PLACE, BEST, WORST, SCORE, LOW, HIGH)}  # fmt: skip
        assert (found[PLACE], found[BEST], found[WORST]) == (each.place, each.best, each.worst)
        assert [found[SCORE], found[LOW], found[HIGH]] == pytest.approx([each.score, each.lowest, each.highest])


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "https://example.org", "0012"])
def test_words_are_never_formulas(words: str, prepared: PreparedRules, catalogue: "Catalogue") -> None:
    """A title that begins like a formula, a link or a number stays words."""
    found = rank(prepared, weigh(prepared.rulebook), on=DAY)
    first = found.ranked[0].barrier
    barriers = dict(catalogue.rulebook.barriers)
    barriers[first] = barriers[first].model_copy(update={"title": barriers[first].title.model_copy(update={"en": words})})
    data = ranking_workbook(found, "en", replace(catalogue, rulebook=replace(catalogue.rulebook, barriers=barriers)))
    book = load_workbook(io.BytesIO(data))
    cell = book[book.sheetnames[0]].cell(FIRST, BARRIER + 1)
    assert (cell.value, cell.data_type, cell.hyperlink) == (words, "s", None)


@pytest.mark.parametrize("lang", LANGS)
def test_the_file_says_what_it_is(lang: "Lang", prepared: PreparedRules, catalogue: "Catalogue") -> None:
    """Profile, day, fingerprint, suppositions and the notice stand on the ranking; what is not ranked has its own page."""
    found = rank(prepared, weigh(prepared.rulebook), on=DAY, supposed=["old-toll.carts=5"])
    book = load_workbook(io.BytesIO(ranking_workbook(found, lang, catalogue)))
    words = " ".join(str(cell.value) for row in book[book.sheetnames[0]].iter_rows(max_row=6) for cell in row if cell.value)
    for said in ("plain", DAY.isoformat(), found.fingerprint, "old-toll.carts=5", "CiRèDe"):
        assert said in words
    apart = {cell.value for cell in book[book.sheetnames[2]]["A"]}
    assert {each.barrier for each in (*found.to_document, *found.gated)} <= apart


def test_the_same_ranking_is_the_same_file(prepared: PreparedRules, catalogue: "Catalogue") -> None:
    """The bytes depend on the ranking alone, not on the moment at which they are made."""
    found = rank(prepared, weigh(prepared.rulebook), on=DAY)
    assert ranking_workbook(found, "fr", catalogue) == ranking_workbook(found, "fr", catalogue)
