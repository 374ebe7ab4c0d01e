"""The tutorial is lived through: its commands are run and its edits made, in order, in a folder of its own."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from cirede.cli import main
from tests.conftest import CONTENT
from tests.test_docs import TUTORIAL, commands

ROOT = Path(__file__).parents[1]
STEP = re.compile(r"^```(console|console mistake|diff|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TREE = Path("trees/used-stall.yaml")


def edited(text: str, edit: str) -> str:
    """Make an edit that is shown as a difference; what it replaces stands there exactly once."""
    lines = edit.splitlines()
    old = "\n".join(line[1:] for line in lines if not line.startswith("+"))
    new = "\n".join(line[1:] for line in lines if not line.startswith("-"))
    assert f"\n{text}\n".count(f"\n{old}\n") == 1, old
    return f"\n{text}\n".replace(f"\n{old}\n", f"\n{new}\n")[1:-1]


def test_the_tutorial_can_be_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each command ends as the page says, well or with a mistake, and prints the lines shown; each edit finds its place."""
    shutil.copytree(CONTENT, tmp_path, dirs_exist_ok=True)
    shutil.copytree(ROOT / "docs" / "tutorial-author", tmp_path / "docs" / "tutorial-author")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CIREDE_CONTENT", str(tmp_path))
    steps = STEP.findall(TUTORIAL.read_text("utf-8"))
    assert [kind for kind, _ in steps].count("console mistake") == 3
    for kind, example in steps:
        if kind == "diff":
            TREE.write_text(edited(TREE.read_text("utf-8"), example), "utf-8")
            continue
        if kind == "python":
            exec(compile(example, str(TUTORIAL), "exec"), {"__name__": "example"})  # noqa: S102 - our own page
            continue
        for command, shown in commands(example):
            words = shlex.split(command)
            if words[0] != "cirede":
                subprocess.run(words, check=True)
                continue
            assert main(words[1:]) == (1 if kind == "console mistake" else 0), command
            assert capsys.readouterr().out.splitlines()[: len(shown)] == shown, command


def test_what_the_page_shows_of_the_tree_stands_in_it() -> None:
    """The question shown as an example is the one of the file, and each of the ten is reached."""
    (shown,) = re.findall(r"^```yaml\n(.*?)^```$", TUTORIAL.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    text = (ROOT / "docs" / "tutorial-author" / "used-stall.yaml").read_text("utf-8")
    assert shown in text
    assert len(re.findall(r"^    type: ", text, re.MULTILINE)) == 10
