"""The command line as a stranger meets it: help, wrong use, pipes."""

import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cirede.cli import commands, main
from tests.conftest import CONTENT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Broken


@pytest.fixture(autouse=True)
def miniature(monkeypatch: pytest.MonkeyPatch) -> None:
    """Use the miniature content."""
    monkeypatch.setenv("CIREDE_CONTENT", str(CONTENT))


def test_every_command_has_help_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` of each command shows at least one line that can be typed."""
    for name in commands():
        with pytest.raises(SystemExit) as left:
            main([name, "--help"])
        assert left.value.code == 0
        assert f"cirede {name}" in capsys.readouterr().out.split("options:")[0].split("\n", 1)[1], name


def test_the_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """`cirede --help` names each command, shows examples and explains the exit codes."""
    with pytest.raises(SystemExit):
        main(["--help"])
    shown = capsys.readouterr().out
    assert [name for name in commands() if f"    {name} " not in shown] == []
    assert "exit codes: 0 fine, 1 problems in content, 2 wrong use" in shown


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("walk brige", "cirede walk: there is no tree 'brige' (did you mean 'bridge'?)"),
        ("walk bridge vehicl=foot", "cirede walk: there is no question 'vehicl' in 'bridge' (did you mean 'vehicle'?)"),
        (
            "walk bridge vehicle=foott",
            "cirede walk: 'foott' is no answer to 'vehicle' (did you mean 'foot'? it offers foot, cart, unsure)",
        ),
        ("walk bridge vehicle", "cirede walk: 'vehicle' is no answer: write it as question=answer"),
        ("walk bridge vehicle=", "cirede walk: 'vehicle=' is no answer: write it as question=answer"),
        (
            "walk bridge vehicle=foot vehicle=cart",
            "cirede walk: 'vehicle' is answered twice: several answers are written vehicle=one,two",
        ),
        ("walk bridge vehicle=cart weight=heavy", "cirede walk: 'heavy' is no answer to 'weight': give a number from 0 to 1000"),
        ("walk bridge --on tomorrow", "cirede walk: 'tomorrow' is no day: write it as 2026-12-31"),
        (
            "walk bridge --on 2025-12-31",
            "cirede walk: 'bridge' does not answer for 2025-12-31: it covers the law from 2026-01-01 on",
        ),
        ("test brige", "cirede test: there is no tree 'brige' (did you mean 'bridge'?)"),
    ],
)
def test_wrong_use_is_one_clear_line(line: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong request leaves with 2 and one line on stderr that says how to put it."""
    assert main(line.split()) == 2
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", f"{words}\n")


@pytest.mark.parametrize("line", ["", "bogus", "walk", "walk bridge --lang de", "list extra"])
def test_an_unknown_command_leaves_with_two(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be read as a command leaves with 2 and says what there is."""
    with pytest.raises(SystemExit) as left:
        main(line.split())
    assert left.value.code == 2
    assert "cirede" in capsys.readouterr().err


@pytest.mark.parametrize("line", ["check", "test", "list", "walk bridge"])
def test_broken_content_leaves_with_one(
    line: str, broken: "Callable[..., Broken]", monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every command tells all problems of broken content and leaves with 1."""
    copy = broken(("start: vehicle", "start: nowhere"), ("    ask: keeper", "    ask: nobody"))
    monkeypatch.setenv("CIREDE_CONTENT", str(copy.root))
    assert main(line.split()) == 1
    shown = "".join(capsys.readouterr())
    assert copy.at("nowhere") in shown
    assert copy.at("nobody") in shown


def test_a_reader_that_leaves_early_is_no_fault() -> None:
    """`cirede list | head -0` ends in silence."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "cirede", "walk", "bridge", "--json"]
    ended = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_a_terminal_without_accents_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Signs that the terminal lacks are replaced, and the rest is shown."""
    shown = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(shown, encoding="ascii"))
    assert main(["walk", "bridge", "vehicle=unsure", "--lang", "fr"]) == 0
    sys.stdout.flush()
    assert b"Demandez au gardien." in shown.getvalue()
