"""The command that shows the counters."""

import csv
import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from cirede.cli import main
from cirede.store.counters import Shown, add, open_counters

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def counted(tmp_path: "Path", monkeypatch: pytest.MonkeyPatch) -> "Path":
    """A file in which one outcome was counted six times and another one twice."""
    path = tmp_path / "counters.sqlite"
    file = open_counters(path)
    for outcome, times in (("across", 6), ("toll", 2)):
        for _ in range(times):
            add(file, Shown("bridge", outcome, "nl", "", date(2026, 12, 1)))
    file.close()
    monkeypatch.setenv("CIREDE_COUNTERS", str(path))
    return path


def test_text(counted: "Path", capsys: pytest.CaptureFixture[str]) -> None:
    """People see the counts from five on, and that there are smaller ones."""
    assert main(["counters"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "tree    outcome  lang  count", "bridge  across   nl    6", "1 more with fewer than 5 each: not shown",
    ]  # fmt: skip


def test_csv_and_json(counted: "Path", capsys: pytest.CaptureFixture[str]) -> None:
    """Programs get the same counts, by the parts that they ask for."""
    assert main(["counters", "--by", "day,tree", "--format", "csv"]) == 0
    rows = list(csv.reader(capsys.readouterr().out.splitlines()))
    assert rows == [["tree", "day", "count"], ["bridge", "2026-12-01", "8"]]
    assert main(["counters", "--format", "json", "--since", "2026-12-01"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found == {"counts": [{"tree": "bridge", "outcome": "across", "lang": "nl", "count": 6}], "fewest": 5, "hidden": 1}


def test_wrong_use(counted: "Path", monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown part names the nearest; without a file the setting is named; a day that is none is refused."""
    assert main(["counters", "--by", "outcomes"]) == 2
    assert "no part 'outcomes' (did you mean 'outcome'?)" in capsys.readouterr().err
    monkeypatch.delenv("CIREDE_COUNTERS")
    assert main(["counters"]) == 2
    assert "CIREDE_COUNTERS names the file" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["counters", "--since", "yesterday"])
