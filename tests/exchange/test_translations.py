"""A table of translations: out with what stands there, back in with what was written, every fault at its cell."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from cirede.exchange.translation_layout import COLUMNS, STATES, headings, what
from cirede.exchange.translation_reading import read_translations
from cirede.exchange.translation_table import Rows, as_csv, as_workbook, rows_of
from cirede.loader.document import read_text
from cirede.loader.rewording import reworded
from cirede.model.text import LANGS
from cirede.model.translation import Written, recorded, states, written
from tests.conftest import BRIDGE, CONTENT

if TYPE_CHECKING:
    from collections.abc import Callable

    from cirede.exchange.translation_reading import Translations
    from cirede.loader.document import Document
    from cirede.model.text import Lang
    from cirede.model.translation import Path as TextPath



def opened(data: bytes) -> "Document":
    """Read the bytes of a file that is sound."""
    document, problems = read_text(data, file=BRIDGE)
    assert document
    assert problems == []
    return document


DATA = (CONTENT / BRIDGE).read_bytes()
DOCUMENT = opened(DATA)
TEXTS: tuple[Written, ...] = tuple(written(DOCUMENT.value, "fr"))
FINE = states(TEXTS, None, "fr")
BOTH: "tuple[Lang, ...]" = ("nl", "en")
PLACE, SOURCE, WORDS, STATE, MARK = (COLUMNS.index(each) for each in ("place", "source", "words", "state", "mark"))
ROWS = rows_of("bridge", TEXTS, FINE, BOTH)
INTRO = [row[PLACE] for row in ROWS].index("bridge/intro")
REAL = sorted(path for path in (Path(__file__).parents[2] / "trees").rglob("*.yaml") if path.parent.name in {"trees", "sources"})

said = st.text(
    st.one_of(st.sampled_from("=+-@'\"\\:#{}[]&*!|>%`,;\t\n\u00a0’é🚲"), st.characters(exclude_categories=["Cs", "Cc"])),
    min_size=1, max_size=40,
).map(lambda words: " ".join(words.replace("\ufeff", "").split())).filter(lambda words: words and "_x" not in words)  # fmt: skip


def as_xlsx(rows: Rows, *, lang: "Lang") -> bytes:
    """Put rows into a workbook."""
    return as_workbook(rows, lang=lang, title="Bridge", on=date(2026, 12, 1))


FORMS = pytest.mark.parametrize("form", [as_csv, as_xlsx])


def changed(**cells: str) -> Rows:
    """Give the rows with other cells in the row of the introduction in Dutch."""
    row = [cells.get(column, cell) for column, cell in zip(COLUMNS, ROWS[INTRO], strict=True)]
    return [*ROWS[:INTRO], row, *ROWS[INTRO + 1 :]]


def saved(cell: Any) -> bytes:  # noqa: ANN401 - whatever a cell can hold
    """Give a workbook in which something stands in the place of the introduction in Dutch."""
    book = load_workbook(io.BytesIO(as_xlsx(ROWS, lang="fr")))
    book.worksheets[0].cell(INTRO + 2, WORDS + 1).value = cell
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(data: bytes, found: "dict[tuple[TextPath, Lang], Any]" = FINE) -> "Translations":
    """Read a table that has no fault."""
    read, problems = read_translations(data, "bridge", TEXTS, found, file="t")
    assert read, [str(problem) for problem in problems]
    return read


def faults(data: bytes) -> list[tuple[str, str]]:
    """Read a table that must be refused; give rule and place of each fault, each of which says a way out."""
    found, problems = read_translations(data, "bridge", TEXTS, FINE, file="t")
    assert found is None
    assert all(problem.hint for problem in problems)
    return [(problem.rule, problem.message.partition(": ")[0]) for problem in problems]


@FORMS
@pytest.mark.parametrize("lang", LANGS)
def test_a_table_comes_back_as_it_went_out(form: "Callable[..., bytes]", lang: "Lang") -> None:
    """Unchanged, in any language of the headings, sorted otherwise or with rows deleted, it changes nothing."""
    for rows in (ROWS, ROWS[::-1], ROWS[5:9]):
        found = read(form(rows, lang=lang))
        assert (found.changes, found.kept) == ({}, frozenset())


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_the_real_words_come_back(path: Path) -> None:
    """Every text of every file of today, written as CSV and read, is the one that was written."""
    texts = tuple(written(opened(path.read_bytes()).value, "fr"))
    found = states(texts, None, "fr")
    assert texts
    told, problems = read_translations(as_csv(rows_of("t", texts, found, BOTH), lang="en"), "t", texts, found, file="t")
    assert told, [str(problem) for problem in problems]
    assert told.changes == {}


@FORMS
@given(st.dictionaries(st.integers(0, len(ROWS) - 1), said, min_size=1, max_size=4))
def test_changed_words_and_nothing_else(form: "Callable[..., bytes]", new: dict[int, str]) -> None:
    """Words of any kind, changed in the table, stand in the tree at their places, and every other line as it stood."""
    rows = [[*row[:WORDS], new.get(at, row[WORDS]), *row[WORDS + 1 :]] for at, row in enumerate(ROWS)]
    changes = read(form(rows, lang="fr")).changes
    wanted = {at: words for at, words in new.items() if words != ROWS[at][WORDS]}
    assert sorted(changes.values()) == sorted(wanted.values())
    after = reworded(DATA, DOCUMENT, changes)
    then = rows_of("bridge", tuple(written(opened(after).value, "fr")), FINE, BOTH)
    assert [row[WORDS] for row in then] == [row[WORDS] for row in rows]
    old, now = DATA.split(b"\n"), after.split(b"\n")
    assert len(old) == len(now)
    assert sum(one != other for one, other in zip(old, now, strict=True)) == len(wanted)


@FORMS
def test_spaces_and_line_breaks_become_one_space(form: "Callable[..., bytes]") -> None:
    """Words stand on one line in the tree; a space that does not break stays."""
    (words,) = read(form(changed(words="  Drie\n\tvragen\u00a0! "), lang="nl")).changes.values()
    assert words == "Drie vragen\u00a0!"


@FORMS
@pytest.mark.parametrize(
    ("cells", "rule", "column"),
    [
        ({"place": "bridge/intr"}, "undefined", "A"),
        ({"lang": "de"}, "wrong-option", "C"),
        ({"lang": ""}, "wrong-option", "C"),
        ({"lang": "fr"}, "wrong-option", "C"),
        ({"source": "Cinq questions.", "words": "Vijf vragen."}, "changed-source", "D"),
        ({"words": ""}, "missing", "E"),
        ({"words": " \u00a0 "}, "missing", "E"),
        ({"words": "a\u0085b\x7fc"}, "control-character", "E"),
        ({"words": "a" * 4001}, "too-large", "E"),
        ({"words": "Nieuw.", "mark": "m000000000000"}, "changed-words", "E"),
        ({"words": "Nieuw.", "state": "klaar"}, "wrong-option", "F"),
    ],
)
def test_each_fault_is_told_at_its_cell(form: "Callable[..., bytes]", cells: dict[str, str], rule: str, column: str) -> None:
    """Unknown places and languages, changed source words, empty, invisible or endless words: refused with cell and cure."""
    assert [(found, place.rpartition("!")[2]) for found, place in faults(form(changed(**cells), lang="en"))] == [
        (rule, f"{column}{INTRO + 2}")
    ]


@FORMS
def test_all_faults_are_told_at_once(form: "Callable[..., bytes]") -> None:
    """A row that stands twice, an unknown place and empty words, each with its own place; the sound change is not taken."""
    rows = [[*row] for row in ROWS]
    rows[1][WORDS], rows[2][PLACE], rows[3][WORDS] = "Vier vragen.", "bridge/x", ""
    found = faults(form([*rows, rows[1]], lang="en"))
    assert [rule for rule, _ in found] == ["undefined", "missing", "duplicate-id"]


@FORMS
def test_headings_and_tree_must_be_the_same(form: "Callable[..., bytes]") -> None:
    """A heading changed, a table of another tree: told once, not for each row."""
    other = [["road" + row[PLACE][6:], *row[1:]] for row in ROWS]
    assert [rule for rule, _ in faults(form(other, lang="en"))] == ["wrong-file"]
    text = as_csv(ROWS, lang="nl").decode("utf-8-sig")
    assert faults(text.replace("brontekst", "bron", 1).encode()) == [("changed-header", "D1")]
    assert faults(text.replace(")\r\n", ");nota\r\n", 1).encode()) == [("changed-header", "H1")]
    assert [rule for rule, _ in faults(b"")] == ["changed-header"] * len(COLUMNS)
    assert [rule for rule, _ in faults(b"a,b\r\n")] == ["changed-header"] * len(COLUMNS)


def test_a_table_without_rows_changes_nothing() -> None:
    """Headings alone say nothing, and empty rows below neither."""
    assert read(as_csv([], lang="en")).changes == {}
    assert read(as_csv([[""] * len(COLUMNS)] * 3, lang="en")).changes == {}


def test_the_same_table_may_be_imported_twice() -> None:
    """Where the words stand in the tree already, a row says nothing more, although the tree is no longer as exported."""
    data = as_csv(changed(words="Enkele vragen."), lang="en")
    after = opened(reworded(DATA, DOCUMENT, read(data).changes))
    found, problems = read_translations(data, "bridge", tuple(written(after.value, "fr")), FINE, file="t")
    assert found, problems
    assert found.changes == {}


@FORMS
def test_a_stale_translation_may_be_kept(form: "Callable[..., bytes]") -> None:
    """The state 'fine', in any language, says that stale words hold; any other state that is known says nothing."""
    before = tuple(written({"intro": {"fr": "Deux questions.", "nl": "x", "en": "y"}}, "fr"))
    stale = states(TEXTS, recorded(before, None, "fr", langs=BOTH), "fr")
    rows = rows_of("bridge", TEXTS, stale, BOTH)
    assert rows[INTRO][STATE] == STATES["stale"].nl
    for word, kept in (("in orde", True), ("à jour", True), ("Fine", True), ("ontbreekt", False), ("", False)):
        rows[INTRO] = [*rows[INTRO][:STATE], word, *rows[INTRO][STATE + 1 :]]
        found = read(form(rows, lang="en"), stale)
        assert found.changes == {}
        assert found.kept == ({(("intro",), "nl")} if kept else set())


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "'="])
def test_no_cell_of_csv_is_a_formula(sign: str) -> None:
    """Words that begin like a formula get an apostrophe, and come back without it."""
    rows = changed(words=f"{sign}1+1")
    text = as_csv(rows, lang="en").decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text), delimiter=";") for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert list(read(as_csv(rows, lang="en")).changes.values()) == [f"{sign}1+1".strip()]


@pytest.mark.parametrize(("cell", "rule"), [('=HYPERLINK("http://x")', "formula"), ("#NOM?", "error"), ("#REF!", "error")])
def test_a_formula_in_csv_is_refused(cell: str, rule: str) -> None:
    """What was typed as a formula, or is the ruin of one, is told at its cell."""
    text = as_csv(changed(words="XYZ"), lang="en").decode("utf-8-sig")
    assert faults(text.replace("XYZ", '"' + cell.replace('"', '""') + '"').encode()) == [(rule, f"E{INTRO + 2}")]


@pytest.mark.parametrize(
    ("value", "rule"),
    [("=1+1", "formula"), (True, "flag"), (date(2026, 12, 1), "wrong-type"), (2.5, "wrong-type"), ("=NA()", "formula")],
)
def test_a_cell_that_is_no_words_is_refused(value: object, rule: str) -> None:
    """A formula, a flag, a date or a broken number that a spreadsheet made of words is told at its cell."""
    assert faults(saved(value)) == [(rule, f"Traductions!E{INTRO + 2}")]


def test_a_whole_number_is_words() -> None:
    """A number without a fraction is read as it was typed."""
    assert list(read(saved(3)).changes.values()) == ["3"]


def test_words_of_xlsx_are_words() -> None:
    """No cell of the workbook is a formula, whatever the words begin with; the cells to write in are yellow, stale ones bold."""
    rows = changed(words="=1+1", state=STATES["stale"].nl)
    page = load_workbook(io.BytesIO(as_xlsx(rows, lang="nl"))).worksheets[0]
    assert {cell.data_type for row in page.iter_rows() for cell in row} == {"s"}
    assert page.cell(INTRO + 2, WORDS + 1).fill.fgColor.rgb == "FFFFF8DC"
    assert [cell.value for cell in page[1]] == headings("nl")
    assert [cell.row for cell in page["F"][1:] if cell.font.b] == [INTRO + 2]
    assert [str(each.sqref) for each in page.data_validations.dataValidation] == ["F2:F36", "F37:F71"]


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        ("é;à".encode("utf-16"), "encoding"),
        ("é".encode("cp1252"), "encoding"),
        (b"PK\x03\x04 broken", "unreadable"),
        (b'"' + b"a" * 200_000, "unreadable"),
        (b"a\r\n" * 20_002, "too-large"),
    ],
)
def test_a_broken_file_is_a_problem(data: bytes, rule: str) -> None:
    """Another encoding, a damaged XLSX, an endless cell, too many rows: one clear word, never a traceback."""
    assert [found for found, _ in faults(data)] == [rule]


def test_a_workbook_of_something_else_is_told() -> None:
    """A workbook without the page of translations is refused with the pages that it has."""
    out = io.BytesIO()
    Workbook().save(out)
    assert [found for found, _ in faults(out.getvalue())] == ["no-page"]


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_csv_saved_elsewhere_is_read(delimiter: str) -> None:
    """Excel of another country saves with commas or tabs, and without the mark: the words are the same."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([headings("en"), *changed(words="Nu, drie; vragen.")])
    assert list(read(out.getvalue().encode()).changes.values()) == ["Nu, drie; vragen."]


def test_each_text_says_what_it_is() -> None:
    """A translator reads what a text is and what it is about, in the language translated into; every text of today has words."""
    by_path = {each.path: each for each in TEXTS}
    assert what(("questions", "vehicle", "options", "foot", "label"), "nl", by_path) == "antwoord – Comment venez-vous ?"
    assert what(("outcomes", "cross", "do_now", 0, "text"), "en", by_path) == "what to do now – Vous pouvez passer."
    assert what(("intro",), "fr", by_path) == "introduction"
    for path in REAL:
        assert not [each.path for each in written(opened(path.read_bytes()).value, "fr") if "›" in what(each.path, "en", {})]
