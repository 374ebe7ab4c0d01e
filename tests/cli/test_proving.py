"""The command that proves guarantees."""

import json
from typing import TYPE_CHECKING

import pytest

from cirede.cli import main
from tests.conftest import CONTENT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Broken

PROMISE = """    never:
      after: unsure
      ends: favourable
"""


def test_what_is_proved_is_listed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Each guarantee has its line, below the number of paths that were looked through."""
    monkeypatch.setenv("CIREDE_CONTENT", str(CONTENT))
    assert main(["prove", "--lang", "nl"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "bridge 1: 2 of 2 guarantees proved (51 paths, 4 spans of days)",
        "  proved  Twijfel opent de brug nooit.",
        "  proved  Alleen een open brug wordt overgestoken.",
    ]


def test_what_is_broken_can_be_walked(
    broken: "Callable[..., Broken]", monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A broken guarantee leaves with 1 and a dossier in words, whose command walks to the same end."""
    monkeypatch.setenv("CIREDE_CONTENT", str(broken((PROMISE, "    at_most: 3\n")).root))
    assert main(["prove", "bridge"]) == 1
    printed = capsys.readouterr().out.splitlines()
    assert printed[1:4] == [
        "  broken  Doubt never opens the bridge.", "          How do you come? — With a cart", "          What weight? — 0 kg",
    ]  # fmt: skip
    command = next(line.strip() for line in printed if "cirede walk" in line)
    assert main(command.split()[1:]) == 0
    reached = next(line.strip().removeprefix("→ ") for line in printed if "→" in line)
    assert reached in capsys.readouterr().out


def test_proofs_for_programs(
    broken: "Callable[..., Broken]", monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--json` gives each guarantee with its form, and both dossiers where a status depends on a question."""
    monkeypatch.setenv("CIREDE_CONTENT", str(broken((PROMISE, "    independent: open-now\n")).root))
    assert main(["prove", "--json"]) == 1
    first, second = json.loads(capsys.readouterr().out)["trees"][0]["guarantees"]
    assert (first["form"], first["proved"], first["on"], len(first["dossiers"])) == ("independent", False, "2026-01-01", 2)
    assert (second["form"], second["proved"], second["dossiers"]) == ("always", True, [])
