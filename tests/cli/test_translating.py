"""The commands about translations: out, back in, accepted, counted; files change where they should and nowhere else."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cirede.cli import main
from tests.conftest import BRIDGE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Broken

RECORD = "trees/.translations/bridge.json"


@pytest.fixture
def copy(broken: "Callable[..., Broken]", monkeypatch: pytest.MonkeyPatch) -> "Broken":
    """A copy of the miniature content, in use."""
    found = broken()
    monkeypatch.setenv("CIREDE_CONTENT", str(found.root))
    return found


def table(copy: "Broken", *changes: tuple[str, str], options: tuple[str, ...] = ()) -> str:
    """Export the translations of the bridge as CSV and change words in it; gives the file."""
    file = copy.root / "table.csv"
    assert main(["translations", "export", "bridge", *options, "-o", str(file)]) == 0
    text = file.read_bytes().decode("utf-8-sig")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_bytes(text.encode("utf-8-sig"))
    return str(file)


def test_words_go_out_and_come_back(copy: "Broken", capsys: pytest.CaptureFixture[str]) -> None:
    """The new words stand at their place, the rest of the file is to the byte as it was, and the record knows what they say."""
    before = (copy.root / BRIDGE).read_bytes()
    file = table(copy, ("Drie vragen.", '"Enkele ""vragen""."'))
    assert main(["translations", "import", "bridge", file]) == 0
    assert capsys.readouterr().out.splitlines() == [
        file, "bridge: nl 35 fine; en 35 fine (no record yet: changes of source words go unnoticed)",
        f"{BRIDGE}: 1 translation changed",
    ]  # fmt: skip
    assert (copy.root / BRIDGE).read_bytes() == before.replace(b'"Drie vragen."', b'"Enkele \\"vragen\\"."')
    assert len(json.loads((copy.root / RECORD).read_text("utf-8"))["texts"]["intro"]["nl"]) == 1
    assert main(["translations", "import", "bridge", file]) == 0
    assert capsys.readouterr().out == f"{BRIDGE}: nothing to change\n"
    assert copy.found() == []


@pytest.mark.parametrize("name", ["table.xlsx", "table.csv"])
def test_what_was_not_changed_writes_nothing(copy: "Broken", name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An export that comes back as it is changes no byte of any file, and begins no record."""
    file = copy.root.parent / name
    assert main(["translations", "export", "trees/bridge.yaml", "-o", str(file), "--lang", "nl"]) == 0
    before = {path: path.read_bytes() for path in copy.root.rglob("*.*")}
    assert main(["translations", "import", "bridge", str(file)]) == 0
    assert "nothing to change" in capsys.readouterr().out
    assert {path: path.read_bytes() for path in copy.root.rglob("*.*")} == before


def test_stale_words_are_kept_or_translated_again(copy: "Broken", capsys: pytest.CaptureFixture[str]) -> None:
    """After a change of the source, one language is translated again and the other kept as it is: nothing is stale then."""
    main(["translations", "accept", "bridge"])
    copy.changed(('"Trois questions."', '"Quelques questions."'), file=BRIDGE)
    main(["translations", "status", "bridge"])
    assert capsys.readouterr().out.splitlines()[-1] == "bridge: nl 34 fine, 1 stale; en 34 fine, 1 stale"
    file = table(copy, ("Drie vragen.;na te kijken", "Enkele vragen.;na te kijken"), ("questions.;stale", "questions.;fine"))
    assert main(["translations", "import", "bridge", file]) == 0
    assert "1 translation changed, 1 kept as they are" in capsys.readouterr().out
    assert copy.found() == []


def test_what_is_missing_gets_its_line(copy: "Broken", capsys: pytest.CaptureFixture[str]) -> None:
    """A tree in which Dutch is not written yet is exported as missing, and complete after the import."""
    whole = (copy.root / BRIDGE).read_text("utf-8")
    lacking = copy.changed(('  nl: "Drie vragen."\n', ""), ('nl: "Te voet"', 'nl: "TODO"'), file=BRIDGE)
    assert {rule for _, rule in lacking.found()} == {"missing-key", "placeholder"}
    file = table(copy, ("questions.;;ontbreekt", "questions.;Drie vragen.;ontbreekt"), ("pied;;", "pied;Te voet;"))
    assert "bridge: nl 33 fine, 2 missing; en 35 fine" in capsys.readouterr().out
    assert main(["translations", "import", "bridge", file]) == 0
    assert (copy.root / BRIDGE).read_text("utf-8") == whole


def test_nothing_is_written_where_anything_is_wrong(copy: "Broken", capsys: pytest.CaptureFixture[str]) -> None:
    """Two faults are told at once with their cells, and neither the tree nor the record changes, the sound row included."""
    before = (copy.root / BRIDGE).read_bytes()
    wrong = (";Doorgang;", ";;"), ("bridge/statuses/waiting", "bridge/statuses/wait")
    file = table(copy, ("Drie vragen.", "Enkele vragen."), *wrong)
    assert main(["translations", "import", "bridge", file]) == 1
    told = capsys.readouterr().err.splitlines()
    assert [line.partition(": ")[2] for line in told] == [
        "E4: there are no words here (write the translation, or delete the row) [missing]",
        "A5: there is no text at 'bridge/statuses/wait/label' (did you mean 'bridge/statuses/waiting/label'?) [undefined]",
    ]
    assert (copy.root / BRIDGE).read_bytes() == before
    assert not (copy.root / RECORD).exists()


def test_source_words_that_changed_meanwhile(copy: "Broken", capsys: pytest.CaptureFixture[str]) -> None:
    """A translation of words that are others now is refused; rows that the translator left alone do not stand in the way."""
    file = table(copy, ("Doorgang", "Doortocht"))
    copy.changed(('"Trois questions."', '"Quelques questions."'), file=BRIDGE)
    assert main(["translations", "import", "bridge", file]) == 0
    file = table(copy, ("Wachten", "Geduld"))
    copy.changed(('fr: "Attente"', 'fr: "Patience"'), file=BRIDGE)
    before = (copy.root / BRIDGE).read_bytes()
    assert main(["translations", "import", "bridge", file]) == 1
    assert "D5: the source words are others in the tree now: 'Patience'" in capsys.readouterr().err
    assert (copy.root / BRIDGE).read_bytes() == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["export", "brige", "-o", "x.csv"], 2, "there is no tree 'brige' (did you mean 'bridge'?)"),
        (["export", "bridge", "--lang", "fr", "-o", "x.csv"], 2, "is the language that bridge is translated from: name nl or en"),
        (["export", "bridge", "-o", "no/such/x.csv"], 2, "cannot be written"),
        (["import", "bridge", "no-such.csv"], 2, "'no-such.csv' cannot be read: No such file"),
        (["accept", "archive/bridge@1"], 2, "there is no tree"),
        (["accept", "../rules/lists"], 2, "there is no tree"),
    ],
)
def test_wrong_use_is_told(  # noqa: PLR0913, PLR0917 - what a command is run in
    copy: "Broken", words: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unknown tree, the source language, a file that is not there: one line with a way out."""
    monkeypatch.chdir(copy.root)
    assert main(["translations", *words]) == code
    assert said in capsys.readouterr().err


def test_a_broken_tree_is_mended_first(copy: "Broken", capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is no YAML, or in which a key stands twice, is told with its place."""
    copy.changed(('  fr: "Trois questions."', '  nl: "Trois questions."'), file=BRIDGE)
    assert main(["translations", "export", "bridge", "-o", str(copy.root / "x.csv")]) == 1
    assert f"{BRIDGE}:19:3: 'nl' stands here a second time" in capsys.readouterr().err


def test_the_content_of_the_package_is_not_written(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Translations are put into a folder of one's own, not into what came with the software."""
    monkeypatch.setattr("cirede.cli.authoring.find_content", lambda _: Path(__file__).parents[2] / "cirede" / "data")
    assert main(["translations", "accept", "waste-status"]) == 2
    assert "set CIREDE_CONTENT" in capsys.readouterr().err


def test_what_is_shared_is_counted(copy: "Broken", capsys: pytest.CaptureFixture[str]) -> None:
    """Trees, legal texts, everyday things and notices are listed with their counts."""
    main(["translations", "accept", "sources/code", "everyday"])
    assert main(["translations", "status"]) == 0
    listed = capsys.readouterr().out.splitlines()[2:]
    assert [line.partition(":")[0] for line in listed] == ["bridge", "sources/code", "everyday", "notice"]
    assert listed[1] == "sources/code: nl 5 fine; en 5 fine"
