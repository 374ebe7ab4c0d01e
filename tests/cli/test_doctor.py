"""The command that says what an installation has and lacks."""

from typing import TYPE_CHECKING

import pytest

from cirede.cli import main
from tests.conftest import CONTENT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Broken


def test_the_doctor_names_what_it_finds(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Python, packages, the drawing and the content each have a line, and the code agrees with them."""
    monkeypatch.setenv("CIREDE_CONTENT", str(CONTENT))
    code = main(["doctor"])
    lines = capsys.readouterr().out.splitlines()
    assert code == int(any(line.startswith("missing") for line in lines))
    assert f"ok       content in {CONTENT}: 1 trees, 2 references" in lines
    assert lines[0].startswith("ok       Python 3.1")


def test_the_doctor_sends_to_the_check(
    broken: "Callable[..., Broken]", monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Broken content is counted, with the command that tells more."""
    monkeypatch.setenv("CIREDE_CONTENT", str(broken(("start: vehicle", "start: nowhere")).root))
    assert main(["doctor"]) == 1
    assert "problems, run 'cirede check'" in capsys.readouterr().out
