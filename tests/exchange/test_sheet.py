"""The scoring sheet of a barrier: out with what is known, back in with what was written, every fault at its cell."""

import io
import zipfile
from datetime import date
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook, load_workbook

from cirede.cli import main
from cirede.exchange.sheet import sheet_workbook
from cirede.exchange.sheet_layout import FACTS, FIRST, JUDGEMENTS
from cirede.exchange.sheet_reading import read_sheet
from cirede.exchange.sheet_text import sheet_yaml
from cirede.loader.catalogue import check_catalogue
from cirede.model.text import LANGS
from tests.conftest import CONTENT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cirede.exchange.sheet_reading import ScoringSheet
    from cirede.model.catalogue import Catalogue
    from cirede.model.text import Lang
    from tests.conftest import Broken

NAME = "sheet.xlsx"
TOLL = "old-toll"


class Sheet:
    """A sheet opened to be filled in, as a person would."""

    def __init__(self, catalogue: "Catalogue", lang: "Lang" = "en", barrier: str = TOLL) -> None:
        """Take a fresh one."""
        self.book = load_workbook(io.BytesIO(sheet_workbook(barrier, lang, catalogue)))

    def write(self, name: str, **cells: Any) -> "Sheet":  # noqa: ANN401 - whatever a cell can hold
        """Fill in the row of a fact or of a criterion."""
        for page, columns in zip(self.book.worksheets[:2], (FACTS, JUDGEMENTS), strict=False):
            for row in range(FIRST + 1, page.max_row + 1):
                if page.cell(row, 1).value == name:
                    for column, value in cells.items():
                        page.cell(row, columns.index(column.replace("_", "-")) + 1).value = value
        return self

    def bytes(self) -> bytes:
        """Save it."""
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()


def read(sheet: "Sheet | bytes", catalogue: "Catalogue") -> "ScoringSheet":
    """Read a sheet that has no fault."""
    found, problems = read_sheet(sheet if isinstance(sheet, bytes) else sheet.bytes(), catalogue, file=NAME)
    assert found, [str(problem) for problem in problems]
    return found


def faults(sheet: "Sheet | bytes", catalogue: "Catalogue") -> list[tuple[str, str]]:
    """Read a sheet that must be refused; give rule and message of each error."""
    found, problems = read_sheet(sheet if isinstance(sheet, bytes) else sheet.bytes(), catalogue, file=NAME)
    assert found is None
    assert all(problem.hint for problem in problems)
    return [(problem.rule, problem.message) for problem in problems if problem.severity == "error"]


@pytest.mark.parametrize("lang", LANGS)
def test_a_sheet_comes_back_as_it_went_out(lang: "Lang", catalogue: "Catalogue") -> None:
    """Every barrier of the register, unchanged, says the same facts in whichever language, and what is not known as unknown."""
    for name, barrier in catalogue.rulebook.barriers.items():
        found = read(Sheet(catalogue, lang, name), catalogue)
        assert found.barrier == name
        assert found.facts == barrier.facts
        assert set(found.unknown) == set(catalogue.rulebook.facts) - set(barrier.facts)
        groups = {each: said for each, said in barrier.judgements.items() if any(one.kind == "group" for one in said)}
        assert found.judgements.keys() == groups.keys()
        assert all(found.judgements[each] in said for each, said in groups.items())


def test_what_is_written_is_read(catalogue: "Catalogue") -> None:
    """A value, bounds, an option in words, and a judgement of a group come back as facts and judgements with their sources."""
    sheet = Sheet(catalogue)
    said = {"sources": "survey", "on": date(2026, 10, 6), "grade": "b"}
    sheet.write("carts", value=None, least=5, likely=7.5, most=900, **said, fr="Compté", nl="Geteld", en="Counted")
    sheet.write("floods", value="Yes", **said, who="the keeper").write("fishers", value=12, **said)
    sheet.write("ease", lowest=2, highest=4, en="Three were there", who_en="The council", on="2026-10-06")
    found = read(sheet, catalogue)
    carts, ease = found.facts["carts"], found.judgements["ease"]
    assert (carts.least, carts.likely, carts.most) == (Decimal(5), Decimal("7.5"), Decimal(900))
    assert carts.says.nl == "Geteld"
    assert (found.facts["floods"].value, found.facts["floods"].says.en) == ("yes", "Floods: Yes, according to the keeper.")
    assert (found.facts["fishers"].value, found.facts["fishers"].grade) == (Decimal(12), "B")
    assert (ease.kind, ease.lowest, ease.highest, ease.grade) == ("group", 2, 4, "C")
    assert (ease.reason.en, ease.reason.fr) == ("Three were there", "TODO")


def test_what_is_read_can_stand_in_the_register(broken: "Callable[..., Broken]", catalogue: "Catalogue") -> None:
    """The text to paste is YAML that the loader accepts, and holds what the sheet said."""
    sheet = Sheet(catalogue, barrier="silent-bell")
    sheet.write("carts", value=40, sources="survey", on=date(2026, 10, 6), grade="A", fr="Compté", nl="Geteld", en="Counted")
    text = sheet_yaml(read(sheet, catalogue), catalogue)
    pasted = text.partition("  silent-bell:\n")[2]
    copy = broken(file="rules/register/bridges.yaml")
    path = copy.root / "rules/register/bridges.yaml"
    head, mark, rest = path.read_text("utf-8").partition("  silent-bell:\n")
    own, after, tail = rest.partition("  whole-river:\n")
    kept = own.partition("    facts:\n")[0].partition("    judgements:\n")[0]
    if "    sources:" not in kept:
        kept += "    sources: [survey]\n"
    path.write_text(head + mark + kept + pasted + after + tail, "utf-8")
    found, problems = check_catalogue(copy.root)
    assert found, [str(problem) for problem in problems]
    assert found.rulebook.barriers["silent-bell"].facts["carts"].value == 40


@pytest.mark.parametrize(
    ("name", "cells", "rule", "where"),
    [
        ("carts", {"value": "many", "sources": "survey", "on": "2026-10-06", "grade": "A"}, "wrong-type", "Facts!E7"),
        ("carts", {"value": "=1+1", "sources": "survey", "on": "2026-10-06", "grade": "A"}, "formula", "Facts!E7"),
        ("carts", {"value": "#REF!", "sources": "survey", "on": "2026-10-06", "grade": "A"}, "error", "Facts!E7"),
        ("carts", {"value": True, "sources": "survey", "on": "2026-10-06", "grade": "A"}, "flag", "Facts!E7"),
        ("carts", {"value": -1, "sources": "survey", "on": "2026-10-06", "grade": "A"}, "out-of-range", "Facts!E7"),
        ("carts", {"value": 5, "least": 3, "sources": "survey", "on": "2026-10-06", "grade": "A"}, "contradiction", "Facts!E7"),
        ("carts", {"value": None, "least": 9, "most": 3, "sources": "survey", "on": "2026-10-06"}, "wrong-order", "Facts!H7"),
        ("carts", {"value": 5, "on": "2026-10-06", "grade": "A"}, "missing", "Facts!I7"),
        ("carts", {"value": 5, "sources": "survy", "on": "2026-10-06", "grade": "A"}, "undefined", "survy"),
        ("carts", {"value": 5, "sources": "survey", "grade": "A"}, "missing", "Facts!J7"),
        ("carts", {"value": 5, "sources": "survey", "on": "soon", "grade": "A"}, "day", "Facts!J7"),
        ("carts", {"value": 5, "sources": "survey", "on": "2026-10-06", "grade": "E"}, "wrong-option", "Facts!K7"),
        ("carts", {"value": None, "sources": "survey"}, "missing", "Facts!E7"),
        ("floods", {"value": "perhaps", "sources": "survey", "on": "2026-10-06", "grade": "A"}, "wrong-option", "perhaps"),
        ("ease", {"lowest": 4, "highest": 2, "en": "So", "who_en": "We", "on": "2026-10-06"}, "wrong-order", "Judgements!F"),
        ("ease", {"lowest": 2.5, "highest": 4, "en": "So", "who_en": "We", "on": "2026-10-06"}, "out-of-range", "Judgements!E"),
        ("ease", {"lowest": 2, "highest": 4, "who_en": "We", "on": "2026-10-06"}, "missing", "reason"),
        ("ease", {"lowest": 2, "highest": 4, "en": "So", "on": "2026-10-06"}, "missing", "who judged"),
    ],
)
def test_a_fault_is_told_at_its_cell(name: str, cells: dict[str, Any], rule: str, where: str, catalogue: "Catalogue") -> None:
    """What cannot be read names its cell, what is wrong and how to mend it; nothing of the sheet is taken."""
    found = faults(Sheet(catalogue).write(name, **cells), catalogue)
    assert [(each, message) for each, message in found if each == rule and where in message], found


@pytest.mark.parametrize("page", [0, 1])
def test_a_changed_header_is_refused(page: int, catalogue: "Catalogue") -> None:
    """A heading written otherwise, two exchanged, or a column added: no value below it is trusted."""
    renamed, swapped, added = Sheet(catalogue), Sheet(catalogue), Sheet(catalogue)
    row = FIRST
    renamed.book.worksheets[page].cell(row, 5).value = "amount"
    sheet = swapped.book.worksheets[page]
    sheet.cell(row, 5).value, sheet.cell(row, 6).value = sheet.cell(row, 6).value, sheet.cell(row, 5).value
    added.book.worksheets[page].insert_cols(3)
    for one in (renamed, swapped, added):
        assert "changed-header" in {rule for rule, _ in faults(one, catalogue)}


def test_every_fault_of_a_sheet_is_told_at_once(catalogue: "Catalogue") -> None:
    """Whoever mends a sheet sees all of it."""
    sheet = Sheet(catalogue).write("carts", value="many").write("floods", value="perhaps").write("ease", lowest=9, highest=9)
    assert len({message.split(":")[0] for _, message in faults(sheet, catalogue)}) >= 3


def test_another_barrier_or_an_unknown_one_is_refused(catalogue: "Catalogue") -> None:
    """The sheet says of which barrier it is; both pages must say the same, and the one that is wanted."""
    data = Sheet(catalogue).bytes()
    _, problems = read_sheet(data, catalogue, file=NAME, barrier="left-bank")
    assert {problem.rule for problem in problems} == {"wrong-barrier"}
    sheet = Sheet(catalogue)
    sheet.book.worksheets[0].cell(1, 2).value = "old-tol"
    assert ("undefined", "did you mean 'old-toll'?") in [
        (problem.rule, problem.hint) for problem in read_sheet(sheet.bytes(), catalogue, file=NAME)[1]
    ]
    sheet.book.worksheets[0].cell(1, 2).value = "left-bank"
    assert "wrong-barrier" in {rule for rule, _ in faults(sheet, catalogue)}


def bomb() -> bytes:
    """Give a small file that unpacks to a large one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b"<a/>" + b" " * 6_000_000)
    return out.getvalue()


def other_book() -> bytes:
    """Give a workbook that is no scoring sheet."""
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "rule"),
    [(b"", "unreadable"), (b"PK\x03\x04nothing", "unreadable"), (b"x" * 1_000_001, "too-large"), (bomb(), "too-large"),
     (other_book(), "no-page")],
    ids=["empty", "broken", "too many bytes", "bomb", "another book"],
)  # fmt: skip
def test_a_file_that_is_no_sheet_is_refused(data: bytes, rule: str, catalogue: "Catalogue") -> None:
    """Empty, broken, too large, a bomb, or another book: one problem, no exception."""
    assert next(each for each, _ in faults(data, catalogue)) == rule


def test_a_damaged_file_never_raises(catalogue: "Catalogue") -> None:
    """Whatever bytes are changed, the sheet is read or refused."""
    random, sound = Random(1), Sheet(catalogue).bytes()
    for _ in range(60):
        data = bytearray(sound)
        for _ in range(random.randint(1, 5)):
            data[random.randrange(len(data))] = random.randrange(256)
        found, problems = read_sheet(bytes(data), catalogue, file=NAME)
        assert found or problems


def test_out_and_in_on_the_command_line(
    tmp_path: "Path", monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`register sheet` writes a file that `register read` prints as YAML; a wrong file leaves with 1 and its problems."""
    monkeypatch.setenv("CIREDE_CONTENT", str(CONTENT))
    path = tmp_path / "toll.xlsx"
    assert main(["register", "sheet", TOLL, "-o", str(path)]) == 0
    assert main(["register", "read", str(path), "--barrier", TOLL]) == 0
    assert "  old-toll:\n    facts:\n" in capsys.readouterr().out
    assert main(["register", "read", str(path), "--barrier", "left-bank"]) == 1
    assert "this is the sheet of 'old-toll', not of 'left-bank'" in capsys.readouterr().err
    assert main(["register", "read", str(tmp_path / "none.xlsx")]) == 2


