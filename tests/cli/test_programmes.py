"""Programmes on the command line: frozen, shown, decided, checked, compared."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from cirede.cli import main
from tests.conftest import CONTENT


@pytest.fixture(autouse=True)
def content(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Use a copy of the miniature content, to write in."""
    root = tmp_path / "content"
    shutil.copytree(CONTENT, root)
    monkeypatch.setenv("CIREDE_CONTENT", str(root))
    return root


def shown(line: str, capsys: pytest.CaptureFixture[str], code: int = 0) -> str:
    """Run a command and give what it prints."""
    assert main(line.split()) == code
    found = capsys.readouterr()
    return found.out + found.err


def plain(line: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Run a command for programs."""
    found: dict[str, Any] = json.loads(shown(f"{line} --json", capsys))
    return found


def change(path: Path, *changes: tuple[str, str]) -> None:
    """Replace words in a file, as an editor would."""
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


def test_from_the_ranking_to_a_decided_programme(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The secretary freezes, sees a proposal, decides, is asked for the reason, gives it, and sees what moved since."""
    path = content / "rules" / "programmes" / "programme-2026-11-20.yaml"
    assert shown("programme freeze --on 2026-11-20", capsys) == f"{path}\n"
    assert "A proposal: nothing has been decided." in shown("programme show programme-2026-11-20", capsys)
    assert "nothing to mend" in shown("check", capsys)

    change(path, ("  on: null", "  on: 2026-12-01"), ("  by: null", '  by:\n    fr: "Comité"\n    nl: "Comité"'),
           ("taken: []", "taken: [left-bank]"), ("deferred: []", "deferred: [narrow-bridge, old-toll]"))  # fmt: skip
    refused = shown("check", capsys, 1)
    assert "'narrow-bridge' is deferred, though it stands before 'left-bank': say why" in refused
    assert refused.count("[no-reason]") == 2
    change(path, ("reasons: {}", "reasons:\n" + "".join(
        f'    {name}:\n      fr: "Plus tard."\n      nl: "Later."\n' for name in ("narrow-bridge", "old-toll"))))  # fmt: skip
    assert "nothing to mend" in shown("check", capsys)
    decided = shown("programme show programme-2026-11-20 --lang nl", capsys)
    assert "Beslist op 2026-12-01 door: Comité." in decided
    assert "left-bank  [opgenomen]" in decided
    assert "narrow-bridge  Later." in decided

    change(content / "rules" / "register" / "bridges.yaml", ("        value: 500\n", "        value: 5\n"))
    moved = shown("programme diff programme-2026-11-20 now", capsys)
    assert "Carts a year: 500 carts (evidence A) → 5 carts (evidence A). Impact" in moved
    assert "Decision" not in moved


def test_a_programme_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    """The ranking with its contributions, the decisions, the departures with their reasons, the fingerprints."""
    found = plain("programme show autumn --lang nl", capsys)
    assert (found["programme"], found["on"], found["status"]) == ("autumn", "2026-11-01", "decided")
    assert found["decisions"]["reasons"] == {"old-toll": "De tol wacht op de brug."}
    assert found["deviations"] == {"old-toll": ["left-bank"]}
    assert [each["decision"] for each in found["ranked"]] == ["taken", "deferred", "taken", None]
    assert found["ranked"][0]["contributions"]
    assert set(found["fingerprints"]) == {"profile", "ranking", "rules", "content", "origin"}
    assert found["fingerprint"] == found["fingerprints"]["origin"]
    listed = plain("programme show", capsys)["programmes"]
    assert [(each["programme"], each["fictitious"]) for each in listed] == [("winter", False), ("toy", True), ("autumn", False)]


def test_two_programmes_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    """Weights that differ, then each barrier with its causes in words and exact points."""
    found = plain("programme diff autumn winter", capsys)
    assert found["weights"] == [{"criterion": "impact", "before": 2, "after": 1}]
    last = next(each for each in found["barriers"] if each["barrier"] == "rotten-plank")
    assert (last["before"]["score"], last["after"]["score"]) == ("7", "9/2")
    assert [(each["kind"], each["what"], each["points"]) for each in last["causes"]] == [("weight", ["impact"], "-5/2")]
    assert plain("programme diff autumn autumn", capsys)["barriers"] == []
    assert "Nothing moved." in shown("programme diff autumn autumn", capsys)


def test_the_fictitious_is_marked(capsys: pytest.CaptureFixture[str]) -> None:
    """In the list, at the head of a programme, and at the head of a comparison."""
    assert "fictitious" in shown("programme show", capsys)
    assert "FICTITIOUS REGISTER" in shown("programme show toy", capsys)
    assert shown("programme diff toy now", capsys).startswith("FICTITIOUS REGISTER")


def test_a_file_is_not_written_over_unless_told(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was decided is not lost by freezing again."""
    path = content / "rules" / "programmes" / "autumn.yaml"
    before = path.read_bytes()
    assert "is not written over: give another --name, or --overwrite it" in shown("programme freeze --name autumn", capsys, 2)
    assert path.read_bytes() == before
    shown("programme freeze --name autumn --overwrite", capsys)
    assert plain("programme show autumn", capsys)["status"] == "proposal"


def test_own_weights_and_another_file(content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Weights may be given, the file may stand elsewhere; its name is the id."""
    line = f"programme freeze --weights impact=0,ease=1,instrument=3 -o {tmp_path / 'draft.yaml'}"
    assert shown(line, capsys) == f"{tmp_path / 'draft.yaml'}\n"
    shutil.move(tmp_path / "draft.yaml", content / "rules" / "programmes")
    assert plain("programme show draft", capsys)["weights"] == {"impact": 0, "ease": 1, "instrument": 3}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("programme show autum", "there is no programme 'autum' (did you mean 'autumn'?)"),
        ("programme diff autumn wintr", "there is no programme 'wintr' (did you mean 'winter'?)"),
        ("programme diff autumn toy", "'toy' is fictitious, for training, and the other is not"),
        ("programme freeze --name Autumn", "'Autumn' is no name for a programme"),
        ("programme freeze --name now", "'now' is no name for a programme"),
        ("programme freeze --name x -o y.yaml", "the file of the programme 'x' is called 'x.yaml', not 'y.yaml'"),
        ("programme freeze --profile plane", "there is no profile 'plane' (did you mean 'plain'?)"),
        ("programme freeze --on soon", "'soon' is no day"),
    ],
)
def test_wrong_use_is_one_clear_line(line: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong request leaves with 2 and one line that names the nearest, or the cure."""
    found = shown(line, capsys, 2)
    assert found.startswith("cirede programme: ")
    assert words in found
    assert found.count("\n") == 1


def test_no_programme_yet(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty folder is said, not an error; the first programme makes it."""
    shutil.rmtree(content / "rules" / "programmes")
    assert shown("programme show", capsys) == "No programme.\n"
    shown("programme freeze --name first", capsys)
    assert "first" in shown("programme show", capsys)
