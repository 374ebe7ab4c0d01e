"""The command that says what an amendment changes: editions of every kind, three forms, and wrong use."""

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from cirede.cli import main
from tests.conftest import BRIDGE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Broken

OPENED = ('unsure: "=refused"}', 'unsure: "=cross"}')
DAY = ("--on", "2026-07-01")


@pytest.fixture
def home(broken: "Callable[..., Broken]", monkeypatch: pytest.MonkeyPatch) -> "Path":
    """A copy of the miniature content, in use."""
    root = broken().root
    monkeypatch.setenv("CIREDE_CONTENT", str(root))
    return root


def edited(home: "Path", folder: "Path", *changes: tuple[str, str]) -> str:
    """Write an edited copy of the bridge elsewhere and give its path."""
    text = (home / BRIDGE).read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / "copy.yaml").write_text(text, "utf-8")
    return str(folder / "copy.yaml")


def test_a_file_is_compared_with_the_tree_of_today(
    home: "Path", tmp_path: "Path", capsys: pytest.CaptureFixture[str]
) -> None:
    """The text names the cause, the fate and an example that can be walked."""
    assert main(["diff", "bridge", edited(home, tmp_path, OPENED, ('version: "1"', 'version: "2"'))]) == 0
    printed = capsys.readouterr().out
    assert "open-now: =refused → =cross  (Is the bridge open?)" in printed
    assert "refused → cross" in printed
    assert "cirede walk bridge vehicle=foot open-now=unsure" in printed


def test_two_days_for_programs(home: "Path", capsys: pytest.CaptureFixture[str]) -> None:
    """With two days the same tree is compared; JSON carries every key of the contract."""
    assert main(["diff", "bridge", "--on", "2026-07-01", "--on", "2028-07-01", "--format", "json", "--lang", "nl"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {"tree", "old", "new", "dossiers", "changes", "words", "law", "settings", "stale"}
    assert [found[side]["on"] for side in ("old", "new")] == ["2026-07-01", "2028-07-01"]
    assert {change["cause"]["ask"] for change in found["changes"] if change["cause"]} == {"Hoe komt u?"}


def test_a_page_is_written(home: "Path", tmp_path: "Path", capsys: pytest.CaptureFixture[str]) -> None:
    """The page stands alone, and no word of a file becomes markup in it."""
    copy = edited(home, tmp_path, ('fr: "Comment venez-vous ?"', 'fr: "<script>alert(1)</script>"'))
    assert main(["diff", "bridge", copy, "--format", "html", "-o", str(tmp_path / "found.html")]) == 0
    page = (tmp_path / "found.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert "http" not in page


def test_revisions_and_versions_are_editions(home: "Path", capsys: pytest.CaptureFixture[str]) -> None:
    """A revision of git and a version of the archive are each compared with today."""
    somebody = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    for command in (["init", "-q"], ["add", "."], [*somebody, "commit", "-qm", "one"]):
        subprocess.run(["git", "-C", str(home), *command], check=True)
    path = home / BRIDGE
    (home / "trees" / "archive").mkdir()
    (home / "trees" / "archive" / "bridge@1.yaml").write_bytes(path.read_bytes())
    path.write_text(path.read_text("utf-8").replace('version: "1"', 'version: "2"', 1).replace(*OPENED), "utf-8")
    for old in ("HEAD:bridge", "bridge@1"):
        assert main(["diff", old, "bridge", *DAY]) == 0
        assert "refused → cross" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["bridge"], "give two editions"),
        (["bridge", "bridge", *DAY, *DAY, *DAY], "give two editions"),
        (["brige", "bridge"], "did you mean 'bridge'"),
        (["bridge@7", "bridge"], "there is no version '7'"),
        (["nowhere.yaml", "bridge"], "there is no file 'nowhere.yaml'"),
        (["--upload-pack=x:bridge", "bridge"], ""),
        (["no-such-revision:bridge", "bridge"], "git has no content at"),
        (["bridge", "bridge", "--on", "2001-01-01"], "covers the law from"),
    ],
)
def test_wrong_use_is_told(home: "Path", capsys: pytest.CaptureFixture[str], words: list[str], said: str) -> None:
    """Each wrong use leaves with 2 and a line that says how to put it."""
    try:
        code = main(["diff", *words])
    except SystemExit as error:  # argparse leaves by itself
        code = int(error.code or 0)
    assert code == 2
    assert said in capsys.readouterr().err
