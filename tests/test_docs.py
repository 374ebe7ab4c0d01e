"""The documentation is run: its Python, its commands with what they print, and its example of a tree."""

import contextlib
import io
import re
import shlex
import shutil
from pathlib import Path

import pytest

from cirede.cli import main
from tests.conftest import CONTENT

ROOT = Path(__file__).parents[1]
CHECKS = ROOT / "docs" / "checks"
PAGES = sorted([
    ROOT / "README.md", ROOT / "trees" / "README.md",
    *(page for page in (ROOT / "docs").rglob("*.md") if page.parent != CHECKS or page.stem == "README"),
])  # fmt: skip  # the examples of each rule are tried in tests/test_checks.py
GUIDE = ROOT / "docs" / "write-a-tree.md"
TUTORIAL = ROOT / "docs" / "tutorial-author.md"  # lived through in tests/test_tutorial.py, in order
ALONE = [page for page in PAGES if page != TUTORIAL]
PROGRAMME = ROOT / "docs" / "programme.md"
RULE = re.compile(r"""(?:problem|note|Problem)\((?:[^()"']|\([^()]*\))*?"([a-z]+(?:-[a-z]+)*)",""")


def blocks(page: Path, language: str) -> list[str]:
    """Give the fenced examples of a page in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def commands(example: str) -> list[tuple[str, list[str]]]:
    """Give each command of an example with the lines shown under it."""
    parts = re.split(r"^\$ ", example, flags=re.MULTILINE)[1:]
    return [(part.splitlines()[0], part.splitlines()[1:]) for part in parts]


@pytest.mark.parametrize("page", ALONE, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_python_examples_run(page: Path) -> None:
    """Every Python example of a page runs as it stands, on the real content."""
    for example in blocks(page, "python"):
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(example, str(page), "exec"), {"__name__": "example"})  # noqa: S102 - our own pages


@pytest.mark.parametrize("page", ALONE, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_commands_print_what_is_shown(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every `cirede` command of a page succeeds and prints at least the lines shown, from the first on."""
    if page == GUIDE:
        shutil.copytree(CONTENT, tmp_path, dirs_exist_ok=True)
        (tmp_path / "trees" / "found-bike.yaml").write_text(blocks(page, "yaml")[0], "utf-8")
        monkeypatch.setenv("CIREDE_CONTENT", str(tmp_path))
    if page == PROGRAMME:  # its commands write into the content
        for folder in ("rules", "trees"):
            shutil.copytree(ROOT / folder, tmp_path / folder)
        monkeypatch.setenv("CIREDE_CONTENT", str(tmp_path))
    for command, shown in [pair for example in blocks(page, "console") for pair in commands(example)]:
        words = shlex.split(command)
        if words[0] == "cirede":
            assert main(words[1:]) == 0, command
            printed = capsys.readouterr().out.splitlines()
            assert printed[: len(shown)] == shown, command


def rules() -> set[str]:
    """Name every rule that a problem of content can bear; the fixed words of the software are no content."""
    paths = [path for floor in ("loader", "analysis") for path in (ROOT / "cirede" / floor).glob("*.py")]
    sources = [path.read_text("utf-8") for path in paths if path.name != "words.py"]
    return {rule for source in sources for rule in RULE.findall(source)} | {"missing-key", "unknown-key", "wrong-type", "bad-id"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link of a page leads to a file that exists."""
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
