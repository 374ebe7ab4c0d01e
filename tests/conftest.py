"""What every test may use: the miniature content, and copies of it broken in one place."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from cirede.analysis.check import check_catalogue_paths
from cirede.engine.prepare import PreparedTree, prepare
from cirede.loader.catalogue import check_catalogue, open_catalogue

if TYPE_CHECKING:
    from collections.abc import Callable

    from cirede.errors import Problem
    from cirede.model.catalogue import Catalogue

settings.register_profile("house", max_examples=40, deadline=None)
settings.load_profile("house")

CONTENT = Path(__file__).parent / "fixtures" / "content"
LINKED = Path(__file__).parent / "fixtures" / "linked" / "road.yaml"
BRIDGE, ROAD = "trees/bridge.yaml", "trees/road.yaml"


@dataclass(frozen=True)
class Broken:
    """A copy of the miniature content in which words were replaced."""

    root: Path
    texts: dict[str, str]

    def changed(self, *changes: tuple[str, str], file: str = ROAD) -> "Broken":
        """Replace further words, by default in the tree that leads to the bridge, which this adds where it is missing."""
        path = self.root / file
        text = path.read_text("utf-8") if path.exists() else LINKED.read_text("utf-8")
        for old, new in changes:
            assert old in text, f"{old!r} does not stand in {file}"
            text = text.replace(old, new, 1)
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        return Broken(self.root, {**self.texts, file: text})

    def at(self, words: str, file: str = BRIDGE) -> str:
        """Give `file:line:column` of the first occurrence of `words` in the changed file."""
        before = self.texts[file][: self.texts[file].index(words)]
        return f"{file}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"

    def problems(self) -> "list[Problem]":
        """Check the copy as the command line does, on a day after its last review."""
        catalogue, problems = check_catalogue(self.root, today=date(2029, 1, 1))
        if catalogue and not any(problem.severity == "error" for problem in problems):
            problems = sorted([*problems, *check_catalogue_paths(catalogue)])
        return problems

    def found(self) -> list[tuple[str, str]]:
        """Give place and rule of every problem."""
        return [(f"{each.file}:{each.line}:{each.column}", each.rule) for each in self.problems()]

    def prepared(self) -> PreparedTree:
        """Open the copy, which must be sound, and prepare its tree."""
        catalogue = open_catalogue(self.root)
        return prepare(catalogue.tree("bridge"), catalogue.sources)


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what the machine sets out of the tests."""
    for name in ("CIREDE_CONTENT", "CIREDE_NAME", "PORT", "CIREDE_FRAME_ANCESTORS", "CIREDE_NOTICE", "CIREDE_THEMES"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def catalogue() -> "Catalogue":
    """Give the miniature content."""
    return open_catalogue(CONTENT)


@pytest.fixture(scope="session")
def bridge(catalogue: "Catalogue") -> PreparedTree:
    """Give the miniature tree, ready to be walked."""
    return prepare(catalogue.tree("bridge"), catalogue.sources)


@pytest.fixture
def broken(tmp_path: Path) -> "Callable[..., Broken]":
    """Give a function that copies the miniature content and replaces `old` by `new` in a file."""

    def change(*changes: tuple[str, str], file: str = BRIDGE) -> Broken:
        root = tmp_path / "content"
        shutil.copytree(CONTENT, root, dirs_exist_ok=True)
        text = (root / file).read_text("utf-8")
        for old, new in changes:
            assert old in text, f"{old!r} does not stand in {file}"
            text = text.replace(old, new, 1)
        (root / file).write_text(text, "utf-8")
        return Broken(root, {file: text})

    return change
