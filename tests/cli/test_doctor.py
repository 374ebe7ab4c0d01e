"""The command that says what an installation has and lacks."""

from typing import TYPE_CHECKING

import pytest

from cirede.cli import doctor, main
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


@pytest.mark.parametrize("lacks", [None, "Pango is not installed: 'apt-get install libpango-1.0-0'"])
def test_the_doctor_tells_of_pdf(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lacks: str | None) -> None:
    """PDF is an extra: what it lacks is said with its cure, and is no reason to fail."""
    monkeypatch.setenv("CIREDE_CONTENT", str(CONTENT))
    monkeypatch.setattr(doctor, "missing", lambda: lacks)
    code = main(["doctor"])
    lines = capsys.readouterr().out.splitlines()
    assert code == int(any(line.startswith("missing") for line in lines))
    told = [line for line in lines if "PDF of a result" in line]
    assert len(told) == 1
    assert told[0].startswith("without  ") is bool(lacks)
    assert (lacks or "WeasyPrint") in told[0]


def test_the_doctor_sends_to_the_check(
    broken: "Callable[..., Broken]", monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Broken content is counted, with the command that tells more."""
    monkeypatch.setenv("CIREDE_CONTENT", str(broken(("start: vehicle", "start: nowhere")).root))
    assert main(["doctor"]) == 1
    assert "problems, run 'cirede check'" in capsys.readouterr().out
