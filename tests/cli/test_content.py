"""Commands about content as a whole: check, test, list."""

import json
from typing import TYPE_CHECKING

import pytest

from cirede.cli import main
from tests.conftest import CONTENT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Broken


@pytest.fixture(autouse=True)
def miniature(monkeypatch: pytest.MonkeyPatch) -> None:
    """Use the miniature content."""
    monkeypatch.setenv("CIREDE_CONTENT", str(CONTENT))


def test_sound_content_is_said_to_be_sound(capsys: pytest.CaptureFixture[str]) -> None:
    """Check and test leave with 0 and one line each."""
    assert (main(["check"]), main(["test"])) == (0, 0)
    assert capsys.readouterr().out.splitlines() == [
        "1 tree checked: nothing to mend",
        "bridge: 10 of 10 tests hold, 0 things taken by none",
    ]


def test_check_for_programs(
    broken: "Callable[..., Broken]", monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`check --json` gives every problem with severity, place, rule, message and hint."""
    copy = broken(("    next: {", "    nxet: {"))
    monkeypatch.setenv("CIREDE_CONTENT", str(copy.root))
    assert main(["check", "--json"]) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    place = dict(zip(("file", "line", "column"), copy.at("nxet").split(":"), strict=True))
    expected = {
        **place, "line": int(place["line"]), "column": int(place["column"]), "severity": "error", "rule": "unknown-key",
        "message": "unknown key 'nxet' in 'open-now'", "hint": "did you mean 'next'?",
    }  # fmt: skip
    assert expected in problems


def test_a_broken_guarantee_stops_the_check(
    broken: "Callable[..., Broken]", monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What only the paths show is checked as well."""
    copy = broken(('unsure: "=refused"}', 'unsure: "=cross"}'))
    monkeypatch.setenv("CIREDE_CONTENT", str(copy.root))
    assert main(["check"]) == 1
    assert "vehicle=foot open-now=unsure → cross" in capsys.readouterr().out


def test_a_failing_test_is_placed(
    broken: "Callable[..., Broken]", monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A test that fails leaves with 1 and is shown where it stands, with what none takes."""
    copy = broken(("    outcome: cross\n    without", "    outcome: refused\n    without"))
    monkeypatch.setenv("CIREDE_CONTENT", str(copy.root))
    assert main(["test", "bridge"]) == 1
    shown = capsys.readouterr().out
    place = copy.at('name: "walker"')
    assert f"{place}: 'walker': ends in 'cross', expected 'refused'" in shown
    assert "9 of 10 tests hold" in shown


def test_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    """The trees are listed for people and for programs, in the language asked for."""
    assert (main(["list", "--lang", "nl"]), main(["list", "--json"])) == (0, 0)
    first, rest = capsys.readouterr().out.split("\n", 1)
    assert first == "bridge  1  draft  Mag ik over de brug?"
    assert json.loads(rest) == {
        "trees": [{"tree": "bridge", "version": "1", "status": "draft", "title": "May I cross the bridge?"}]
    }
