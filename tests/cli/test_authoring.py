"""The commands of whoever writes trees: a new tree, and schemas for the editor."""

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft7Validator

from cirede.cli import main
from cirede.loader.document import read_yaml
from tests.conftest import BRIDGE, CONTENT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Broken


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the miniature content, which the commands use."""
    shutil.copytree(CONTENT, tmp_path / "content")
    monkeypatch.setenv("CIREDE_CONTENT", str(tmp_path / "content"))
    return tmp_path / "content"


def test_a_new_tree_is_sound_at_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is written needs no mending, its tests hold and its guarantees are proved, before a word is changed."""
    titles = ['Puis-je « vendre » "ceci" ?', "Mag ik dit verkopen?", "May I sell this?"]
    assert main(["new", "tree", "market-stall", "--from", "2026-01-01", "--title", *titles]) == 0
    printed = capsys.readouterr().out
    assert printed.splitlines()[:3] == [
        "trees/market-stall.yaml", "trees/sources/market-stall.yaml", "trees/.schema/market-stall.json",
    ]  # fmt: skip
    assert "cirede check && cirede test market-stall" in printed
    assert [main(["check"]), main(["test", "market-stall"]), main(["prove", "market-stall"])] == [0, 0, 0]
    assert capsys.readouterr().out.splitlines()[:2] == [
        "2 trees checked: nothing to mend",
        "market-stall: 5 of 5 tests hold, 0 things taken by none",
    ]
    document, _ = read_yaml(root / "trees" / "market-stall.yaml")
    assert document
    assert [document.value["title"][lang] for lang in ("fr", "nl", "en")] == titles
    assert document.value["effective"] == {"from": "2026-01-01"}
    schema = json.loads((root / "trees" / ".schema" / "market-stall.json").read_text("utf-8"))
    assert list(Draft7Validator(schema).iter_errors(document.value)) == []


def test_a_new_tree_without_titles_is_sound_too(root: Path) -> None:
    """Without titles the example has its own, and its law begins today."""
    assert main(["new", "tree", "stall"]) == 0
    assert main(["check"]) == 0
    assert "Exemple" in (root / "trees" / "stall.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["bridge"], "is there already and is not written over"),
        (["Bridge"], "'Bridge' is no id"),
        (["../bridge"], "'../bridge' is no id"),
        (["a" * 41], "is no id"),
        (["ranking"], "'ranking' is kept for the addresses of pages"),
        (["everyday"], "is kept"),
        (["old-bridge"], "earlier versions of 'old-bridge' stand in trees/archive"),
        (["stall", "--from", "2026-02-30"], "there is no such day"),
        (["stall", "--title", "a", " ", "b"], "a title is empty"),
    ],
)
def test_what_cannot_be_begun_is_said(root: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str) -> None:
    """No file is written over, no id is taken that addresses need, and the reason stands on one line."""
    (root / "trees" / "archive").mkdir()
    (root / "trees" / "archive" / "old-bridge@1.yaml").touch()
    before = sorted(root.rglob("*"))
    assert main(["new", "tree", *words]) == 2
    assert said in capsys.readouterr().err
    assert sorted(root.rglob("*")) == before


def test_texts_of_that_name_are_not_written_over(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where only the file of texts is there, nothing is written either."""
    (root / "trees" / "sources" / "stall.yaml").write_text("sources: {}\n", "utf-8")
    assert main(["new", "tree", "stall"]) == 2
    assert "'trees/sources/stall.yaml' is there already" in capsys.readouterr().err
    assert not (root / "trees" / "stall.yaml").exists()


def test_schemas_stand_beside_the_trees(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a name every tree gets its schema, and the line that leads the editor there is shown."""
    assert main(["schema"]) == 0
    assert capsys.readouterr().out.rstrip().endswith("# yaml-language-server: $schema=.schema/bridge.json")
    assert json.loads((root / "trees" / ".schema" / "bridge.json").read_text("utf-8"))["title"] == "The tree bridge"


def test_a_schema_goes_where_it_is_wanted(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file, an id, another output and the screen all give the same schema."""
    assert main(["schema", str(root / BRIDGE), "-o", str(tmp_path / "own.json")]) == 0
    capsys.readouterr()
    assert main(["schema", "bridge", "-o", "-"]) == 0
    assert capsys.readouterr().out == (tmp_path / "own.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["brigde"], "did you mean 'bridge'?"),
        (["none.yaml"], "there is no file 'none.yaml'"),
        (["bridge", "bridge", "-o", "x.json"], "name one tree"),
        (["bridge", "-o", "nowhere/x.json"], "cannot be written"),
    ],
)
def test_a_schema_that_cannot_be_written_is_said(
    root: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    """A tree that is not there and a file that cannot be written end in one clear line."""
    assert main(["schema", *words]) == 2
    assert said in capsys.readouterr().err


def test_a_broken_tree_has_a_schema(
    broken: "Callable[..., Broken]", monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """While the file is no YAML, which is when the author needs help, its schema is written all the same."""
    copy = broken(('  en: "May I cross the bridge?"', '  en: "May I cross the bridge?'))
    monkeypatch.setenv("CIREDE_CONTENT", str(copy.root))
    assert main(["schema", "bridge", "-o", "-"]) == 0
    assert "open-now" in json.loads(capsys.readouterr().out)["definitions"]["question"]["enum"]
