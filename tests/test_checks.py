"""The pages on what `cirede check` finds: every rule has one, and its examples fail and pass as they say."""

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.conftest import CONTENT, LINKED, Broken
from tests.test_docs import ROOT, rules

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ROOT / "docs" / "checks"
PAGES = sorted(path for path in FOLDER.glob("*.md") if path.stem != "README")


def example(page: str, heading: str, language: str) -> str | None:
    """Give the example below a heading, or None where there is none in that language."""
    found = re.search(rf"^## {heading}$.*?^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return found[1] if found else None


def failing(page: str, root: "Path") -> tuple[str | None, range]:
    """Make the miniature content fail as the page says; gives the file that was changed and the lines of the change."""
    if code := example(page, "Fails", "python"):
        exec(compile(code, "example", "exec"), {"root": root, "linked": LINKED})  # noqa: S102 - our own pages
        return None, range(0)
    bad, good = (example(page, heading, "yaml") for heading in ("Fails", "Passes"))
    named = re.search(r"^In `([^`]+)`:$", page, re.MULTILINE)
    assert named
    assert good is not None
    assert bad is not None
    path = root / named[1]
    text = path.read_text("utf-8")
    assert good in text
    first = text[: text.index(good)].count("\n") + 1
    path.write_text(text.replace(good, bad, 1), "utf-8")
    return named[1], range(first, first + bad.count("\n"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_fails_and_passes_as_it_says(path: "Path", tmp_path: "Path", monkeypatch: pytest.MonkeyPatch) -> None:
    """The miniature content passes; with the failing example it has that rule, in that file, as severe as the page says."""
    root = tmp_path / "content"
    shutil.copytree(CONTENT, root)
    monkeypatch.setenv("CIREDE_CONTENT", str(root))
    copy = Broken(root, {})
    assert path.stem not in {problem.rule for problem in copy.problems() if problem.severity == "error"}
    page = path.read_text("utf-8")
    file, lines = failing(page, root)
    found = [problem for problem in copy.problems() if problem.rule == path.stem]
    assert found, f"the example does not fail with {path.stem}"
    assert {problem.severity for problem in found} == {"error" if "An **error**" in page else "warning"}
    if file:
        named = re.search(r"^It is told at the line `(.+)`\.$", page, re.MULTILINE)
        text = (root / file).read_text("utf-8").splitlines()
        told = {problem.line for problem in found if problem.file == file}
        assert named[1] in {text[line - 1].strip() for line in told} if named else told & set(lines)


def test_every_rule_has_its_page() -> None:
    """The pages and the index name the rules that the code can tell, and no other."""
    listed = set(re.findall(r"^\| \[`([a-z-]+)`\]", (FOLDER / "README.md").read_text("utf-8"), re.MULTILINE))
    assert {path.stem for path in PAGES} == listed == rules()
