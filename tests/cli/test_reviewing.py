"""The commands of the review: the list, the mark of who has read, and what a changed word does to it."""

import json
from typing import TYPE_CHECKING

import pytest

from cirede.cli import main
from cirede.loader.catalogue import open_catalogue
from tests.conftest import BRIDGE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Broken

ACCEPT = ["review", "accept", "bridge", "--by", 'A. "Jurist" Peeters', "--on", "2026-11-01"]


@pytest.fixture
def copy(broken: "Callable[..., Broken]", monkeypatch: pytest.MonkeyPatch) -> "Broken":
    """A copy of the miniature content, in use."""
    found = broken()
    monkeypatch.setenv("CIREDE_CONTENT", str(found.root))
    return found


def test_what_must_be_read_is_listed(copy: "Broken", capsys: pytest.CaptureFixture[str]) -> None:
    """A text that was never read, and one read more than a year ago, each with what it supports and where to open it."""
    assert main(["review", "--on", "2026-07-01"]) == 0
    printed = capsys.readouterr().out
    assert "bridge 1: 1 references to read, the whole tree by 2030-01-01" in printed
    assert "toll  Code, art. 2  (never read)" in printed
    assert "questions: weight, load" in printed
    assert "https://example.org/code" in printed
    assert main(["review", "bridge", "--json", "--on", "2027-07-01"]) == 0
    listed = json.loads(capsys.readouterr().out)["trees"][0]["references"]
    assert [(each["reference"], each["verified"]) for each in listed] == [("crossing", True), ("toll", False)]


def test_the_mark_changes_its_lines_alone(copy: "Broken", capsys: pytest.CaptureFixture[str]) -> None:
    """Reviewer, day, fingerprint and status are written; every other line of the file stays to the letter."""
    path = copy.root / BRIDGE
    before = path.read_text("utf-8").splitlines()
    assert main(ACCEPT) == 0
    after = path.read_text("utf-8").splitlines()
    added = [line for line in after if line not in before]
    assert [line.split(":")[0] for line in added] == ["status", "  by", "  on", "  words"]
    assert [line for line in before if line not in after] == ["status: draft", "  by: null", "  on: null"]
    tree = open_catalogue(copy.root).trees["bridge"]
    assert (tree.status, tree.reviewed.by) == ("reviewed", 'A. "Jurist" Peeters')
    assert main(ACCEPT) == 0
    assert path.read_text("utf-8").splitlines() == after


def test_a_changed_word_makes_a_draft_again(copy: "Broken", capsys: pytest.CaptureFixture[str]) -> None:
    """A word changed after the review is told at the fingerprint, and the tree is answered as a draft; a test is no word."""
    main(ACCEPT)
    copy.changed(('  - name: "walker"', '  - name: "a walker"'), file=BRIDGE)
    assert open_catalogue(copy.root).trees["bridge"].status == "reviewed"
    changed = copy.changed(('fr: "Trois questions."', 'fr: "Quelques questions."'), file=BRIDGE)
    assert open_catalogue(copy.root).trees["bridge"].status == "draft"
    (found,) = [each for each in changed.problems() if each.rule == "changed-since-review"]
    assert (found.severity, f"{found.file}:{found.line}") == ("warning", changed.at("words:").rsplit(":", 1)[0])


def test_a_review_names_its_reviewer(broken: "Callable[..., Broken]") -> None:
    """A tree that says it is published without saying who read it is refused at its status."""
    copy = broken(("status: draft", "status: published"))
    assert (copy.at("published"), "unreviewed") in copy.found()


@pytest.mark.parametrize(
    "words", [["review", "accept", "bridge"], ["review", "accept", "--by", "x"], ["review", "a", "b"], ["review", "--on", "soon"],
              ["review", "brige"]],
)  # fmt: skip
def test_wrong_use_is_told(copy: "Broken", capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    """Each wrong use leaves with 2 and one clear line."""
    assert main(words) == 2
    assert capsys.readouterr().err.startswith("cirede review: ")
