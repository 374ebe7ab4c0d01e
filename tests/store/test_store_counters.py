"""The counters: exact under many writers, silent about few, and harmless when their file is broken or full."""

import sqlite3
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from cirede.errors import WrongUseError
from cirede.store.counters import FEWEST, Shown, add, open_counters, tally

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 12, 1)


def shown(outcome: str = "across", lang: str = "fr", site: str = "", day: date = DAY) -> Shown:
    """One outcome on one page."""
    return Shown("bridge", outcome, lang, site, day)


def fill(path: "Path", *counted: tuple[Shown, int]) -> None:
    """Count each so many times."""
    file = open_counters(path)
    for each, times in counted:
        for _ in range(times):
            add(file, each)
    file.close()


def test_counts_are_shown_from_five_on(tmp_path: "Path") -> None:
    """What was counted five times is shown, what was counted four times is not, but that there is more is said."""
    fill(tmp_path / "c", (shown(), FEWEST), (shown("back"), FEWEST - 1), (shown("toll", "nl"), 7))
    found = tally(tmp_path / "c", ("tree", "outcome", "lang"))
    assert found.counts == ((("bridge", "toll", "nl"), 7), (("bridge", "across", "fr"), 5))
    assert found.hidden == 1


def test_parts_add_up_and_days_bound(tmp_path: "Path") -> None:
    """Fewer parts add up what differs in the others; both bounding days are included."""
    later = date(2026, 12, 3)
    fill(tmp_path / "c", (shown(), 3), (shown(lang="nl"), 3), (shown(site="a.example", day=later), 6))
    by_tree = tally(tmp_path / "c", ("tree",))
    assert [each.times for each in by_tree.counts] == [12]
    assert [each.times for each in tally(tmp_path / "c", ("tree",), until=DAY).counts] == [6]
    assert [each.values for each in tally(tmp_path / "c", ("site", "day"), since=later).counts] == [("a.example", "2026-12-03")]


def test_several_processes_lose_nothing(tmp_path: "Path") -> None:
    """Four processes that count at once lose no count."""
    code = (
        "import sys, sqlite3; from datetime import date; from pathlib import Path\n"
        "from cirede.store.counters import Shown, add, open_counters\n"
        "file = open_counters(Path(sys.argv[1])); file.execute('PRAGMA busy_timeout = 20000')\n"
        "for _ in range(100): add(file, Shown('bridge', 'across', 'fr', '', date(2026, 12, 1)))\n"
    )
    open_counters(tmp_path / "c").close()
    running = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "c")]) for _ in range(4)]
    assert [each.wait(60) for each in running] == [0] * 4
    assert tally(tmp_path / "c", ("outcome",)).counts[0].times == 400


def test_a_file_that_is_none_is_said(tmp_path: "Path") -> None:
    """A file that is missing, or is no file of counters, is named when the counts are asked for, and not made."""
    with pytest.raises(WrongUseError, match="none cannot be read"):
        tally(tmp_path / "none", ("tree",))
    assert not (tmp_path / "none").exists()
    (tmp_path / "broken").write_bytes(b"no database" * 200)
    with pytest.raises(WrongUseError, match="broken cannot be read"):
        tally(tmp_path / "broken", ("tree",))
    with pytest.raises(sqlite3.Error):
        open_counters(tmp_path / "broken")


def test_nothing_but_the_five_parts_is_kept(tmp_path: "Path") -> None:
    """The table has no column for an address, an answer or a moment."""
    file = open_counters(tmp_path / "c")
    columns = [row[1] for row in file.execute("PRAGMA table_info(shown)")]
    file.close()
    assert columns == ["tree", "outcome", "lang", "site", "day", "count"]
