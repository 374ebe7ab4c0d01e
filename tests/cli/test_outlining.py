"""The command that puts a tree on paper: three forms, a day, and wrong use."""

from typing import TYPE_CHECKING

import pytest

from cirede.cli import main
from cirede.exchange import pdf
from tests.conftest import BRIDGE, CONTENT

if TYPE_CHECKING:
    from pathlib import Path

DAY = ("--on", "2026-07-01")


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Use the miniature content."""
    monkeypatch.setenv("CIREDE_CONTENT", str(CONTENT))


def test_markdown_goes_to_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    """Without more, the outline is Markdown in English."""
    assert main(["outline", "bridge", *DAY]) == 0
    assert capsys.readouterr().out.startswith("# May I cross the bridge?\n\nThree questions.\n\n- **Name of the file:** bridge\n")


def test_files_are_written(tmp_path: "Path", capsys: pytest.CaptureFixture[str]) -> None:
    """Page and PDF are written where they are asked for, in the language asked for; a file outside the content does as well."""
    for form, start in (("html", b'<!doctype html>\n<html lang="nl">'), ("pdf", b"%PDF-"), ("md", b"# Mag ik over de brug?")):
        target = tmp_path / f"bridge.{form}"
        assert main(["outline", str(CONTENT / BRIDGE), "--format", form, "--lang", "nl", *DAY, "-o", str(target)]) == 0
        assert capsys.readouterr().out == f"{target}\n"
        assert target.read_bytes().startswith(start)


def test_another_day_is_another_paper(capsys: pytest.CaptureFixture[str]) -> None:
    """The day of the law changes what is printed."""
    printed = []
    for day in ("2026-07-01", "2028-07-01"):
        assert main(["outline", "bridge", "--on", day]) == 0
        printed.append(capsys.readouterr().out)
    assert "→ Q2 What weight?" in printed[0]
    assert "before 1 January 2028: → Q2 What weight?" in printed[1]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["brige"], "did you mean 'bridge'"),
        (["bridge@7"], "there is no version '7'"),
        (["nowhere.yaml"], "there is no file 'nowhere.yaml'"),
        (["bridge", "--on", "soon"], "'soon' is no day"),
        (["bridge", "--on", "2001-01-01"], "covers the law from"),
        (["bridge", "--format", "pdf"], "a PDF is written to a file: add -o bridge.pdf"),
        (["bridge", "--format", "docx"], "invalid choice"),
        (["bridge", *DAY, "-o", "no/such/folder/x.md"], "cannot be written"),
    ],
)
def test_wrong_use_is_told(capsys: pytest.CaptureFixture[str], words: list[str], reason: str) -> None:
    """Each wrong use leaves with 2 and a line that says how to put it."""
    try:
        code = main(["outline", *words])
    except SystemExit as error:  # argparse leaves by itself
        code = int(error.code or 0)
    assert code == 2
    assert reason in capsys.readouterr().err


def test_without_weasyprint_one_line_says_so(
    tmp_path: "Path", monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where PDF does not work, the command leaves with 2, names the cure and writes nothing; a page needs nothing."""
    monkeypatch.setattr(pdf, "find_spec", lambda _: None)
    target = tmp_path / "bridge.pdf"
    assert main(["outline", "bridge", "--format", "pdf", *DAY, "-o", str(target)]) == 2
    assert capsys.readouterr().err == "cirede outline: WeasyPrint is not installed: pip install 'cirede[pdf]'\n"
    assert not target.exists()
    assert main(["outline", "bridge", "--format", "html", *DAY, "-o", str(tmp_path / "bridge.html")]) == 0
