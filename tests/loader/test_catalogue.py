"""The catalogue: where content is looked for, and that every problem of every file is told at once."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cirede.errors import ContentError, UnknownNameError
from cirede.loader.catalogue import check_catalogue, find_content, open_catalogue
from tests.conftest import CONTENT

if TYPE_CHECKING:
    from collections.abc import Callable

    from cirede.model.catalogue import Catalogue
    from tests.conftest import Broken


def test_the_miniature_content_is_sound() -> None:
    """The fixture that every other test breaks has no problem of its own."""
    catalogue, problems = check_catalogue(CONTENT)
    assert problems == []
    assert catalogue is not None
    assert list(catalogue.trees) == ["bridge"]


def test_problems_of_all_files_are_told_at_once(broken: "Callable[..., Broken]") -> None:
    """A fault in a shared file does not hide those of a tree; they come in the order of the files."""
    copy = broken(("sources:\n", "source:\n"), file="trees/sources/code.yaml")
    tree = copy.root / "trees" / "bridge.yaml"
    tree.write_text(tree.read_text("utf-8").replace("start: vehicle", "start: nowhere"), "utf-8")
    (copy.root / "rules" / "criteria.yaml").unlink()
    with pytest.raises(ContentError) as raised:
        open_catalogue(copy.root)
    files = [each.file for each in raised.value.problems]
    assert sorted(files) == files
    assert set(files) == {"rules/criteria.yaml", "trees/bridge.yaml", "trees/sources/code.yaml"}
    assert str(raised.value).count("\n") == len(files) - 1


def test_content_is_looked_for_where_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder given comes first, then the environment, then the checkout around the package."""
    monkeypatch.setenv("CIREDE_CONTENT", str(tmp_path))
    assert find_content(CONTENT) == CONTENT
    assert find_content() == tmp_path
    monkeypatch.delenv("CIREDE_CONTENT")
    assert (find_content() / "trees").is_dir()


def test_a_folder_without_trees_is_one_problem(tmp_path: Path) -> None:
    """Without content there is one clear line that says how to point at it."""
    catalogue, problems = check_catalogue(tmp_path)
    assert catalogue is None
    assert [each.rule for each in problems] == ["no-content"]
    assert "set CIREDE_CONTENT" in str(problems[0])


def test_an_unknown_tree_comes_with_the_nearest(catalogue: "Catalogue") -> None:
    """Asking for a tree that is not there names the nearest one."""
    with pytest.raises(UnknownNameError, match="did you mean 'bridge'"):
        catalogue.tree("brige")
    with pytest.raises(UnknownNameError, match="known: bridge"):
        catalogue.tree("x" * 1000)


def test_words_still_to_be_written_stop_the_start(broken: "Callable[..., Broken]") -> None:
    """A placeholder is told at its place: no reader may ever see it."""
    copy = broken(('nl: "Mag ik over de brug?"', 'nl: "TODO"'))
    assert [(copy.at('"TODO"'), "placeholder", "error")] == [
        (f"{each.file}:{each.line}:{each.column}", each.rule, each.severity) for each in copy.problems()
    ]
