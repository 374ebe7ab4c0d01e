"""The command that hands a tree over: its files, one file alone, the day, and wrong use."""

from typing import TYPE_CHECKING

import pytest

from cirede.cli import main
from tests.conftest import CONTENT

if TYPE_CHECKING:
    from pathlib import Path

BRIDGE = ["export", "dmn", "bridge", "--on", "2026-07-01"]


@pytest.fixture(autouse=True)
def content(monkeypatch: pytest.MonkeyPatch) -> None:
    """Use the miniature content."""
    monkeypatch.setenv("CIREDE_CONTENT", str(CONTENT))


def test_a_folder_is_filled(tmp_path: "Path", capsys: pytest.CaptureFixture[str]) -> None:
    """The folder is made, every file is named, and the same export over it gives the same bytes."""
    folder = tmp_path / "new" / "tables"
    assert main([*BRIDGE, "-o", str(folder)]) == 0
    names = ["bridge.outcome.dmn", "bridge.obligations.dmn"]
    assert capsys.readouterr().out.splitlines() == [str(folder / name) for name in names]
    before = [(folder / name).read_bytes() for name in names]
    assert main([*BRIDGE, "-o", str(folder)]) == 0
    assert [(folder / name).read_bytes() for name in names] == before


def test_one_table_in_one_file(tmp_path: "Path") -> None:
    """With one of the two tables, a file may be named; it holds the law of the day and the words of the language."""
    texts = []
    for day in ("2026-07-01", "2027-07-01"):
        file = tmp_path / f"{day}.dmn"
        words = ["export", "dmn", "bridge", "--on", day, "--only", "outcome", "--lang", "nl", "-o", str(file)]
        assert main(words) == 0
        texts.append(file.read_text("utf-8"))
    assert all("Hoe komt u?" in text and '"part:' not in text for text in texts)
    assert "&lt;= 100<" in texts[0]
    assert "&lt;= 80<" in texts[1]


def test_few_rows_make_more_files(tmp_path: "Path") -> None:
    """Tables are cut where they pass the rows asked for."""
    assert main([*BRIDGE, "--rows", "1", "-o", str(tmp_path)]) == 0
    names = {path.name for path in tmp_path.iterdir()}
    assert names > {"bridge.outcome.dmn", "bridge.outcome.weight.dmn", "bridge.outcome.load.dmn"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["dmn", "brige", "-o", "FOLDER"], "did you mean 'bridge'"),
        (["dmn", "bridge", "--on", "2001-01-01", "-o", "FOLDER"], "covers the law from"),
        (["dmn", "bridge", "--on", "soon", "-o", "FOLDER"], "'soon' is no day"),
        (["dmn", "bridge", "--rows", "0", "-o", "FOLDER"], "--rows is a number from 1 to 2000, not '0'"),
        (["dmn", "bridge", "--rows", "many", "-o", "FOLDER"], "--rows is a number from 1 to 2000, not 'many'"),
        (["dmn", "bridge", "-o", "FOLDER/one.dmn"], "these are 2 tables"),
        (["dmn", "bridge", "-o", "FOLDER/taken"], "cannot be used as a folder"),
        (["dmn", "bridge", "--only", "outcome", "-o", "FOLDER/nowhere/one.dmn"], "cannot be written"),
        (["dmn", "bridge", "-o", "FOLDER/old"], "holds 'bridge.outcome.gone.dmn' from another export"),
        (["dmn", "bridge"], "-o/--output"),
        (["bpmn", "bridge", "-o", "FOLDER"], "dmn"),
    ],
)
def test_wrong_use_is_told(tmp_path: "Path", capsys: pytest.CaptureFixture[str], words: list[str], said: str) -> None:
    """Each wrong use leaves with 2, a line that says how to put it, and no file written."""
    (tmp_path / "taken").write_text("a file")
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "bridge.outcome.gone.dmn").write_text("left")
    before = sorted(tmp_path.rglob("*"))
    try:
        code = main(["export", *(word.replace("FOLDER", str(tmp_path)) for word in words)])
    except SystemExit as error:  # argparse leaves by itself
        code = int(error.code or 0)
    assert code == 2
    assert said in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before
