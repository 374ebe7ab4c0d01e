"""Translations left behind: told at their place, by a record that a program keeps."""

from typing import TYPE_CHECKING

import pytest

from cirede.cli import main
from cirede.loader.catalogue import check_catalogue
from tests.conftest import BRIDGE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Broken

RECORD = "trees/.translations/bridge.json"
SOURCES = "trees/sources/code.yaml"


@pytest.fixture
def accepted(broken: "Callable[..., Broken]", monkeypatch: pytest.MonkeyPatch) -> "Broken":
    """A copy of the miniature content whose translations are all accepted."""
    copy = broken()
    monkeypatch.setenv("CIREDE_CONTENT", str(copy.root))
    for name in ("bridge", "sources/code", "everyday", "notice"):
        assert main(["translations", "accept", name]) == 0
    return copy


def test_a_changed_source_is_told_at_each_translation(accepted: "Broken") -> None:
    """A warning at the words of each language that was not translated again, with the command that accepts them."""
    copy = accepted.changed(('fr: "Quel poids ?"', 'fr: "Quel est le poids ?"'), file=BRIDGE)
    found = copy.problems()
    assert [(f"{each.file}:{each.line}:{each.column}", each.rule, each.severity) for each in found] == [
        (copy.at('"Welk gewicht?"'), "stale-translation", "warning"), (copy.at('"What weight?"'), "stale-translation", "warning"),
    ]  # fmt: skip
    assert "cirede translations accept bridge --lang nl" in found[0].hint
    assert main(["translations", "accept", "bridge", "--lang", "nl"]) == 0
    assert copy.found() == [(copy.at('"What weight?"'), "stale-translation")]
    assert main(["translations", "accept", "bridge"]) == 0
    assert copy.found() == []


def test_an_action_put_before_others_leaves_none_behind(accepted: "Broken") -> None:
    """Lists may grow and be sorted: what is told is what was changed, not what moved."""
    action = '      - text: {fr: "Attendez.", nl: "Wacht.", en: "Wait."}\n'
    first = "    do_now:\n"
    assert accepted.changed((first, first + action), file=BRIDGE).found() == []


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        (SOURCES, 'fr: "Code des ponts"', 'fr: "Le code des ponts"', '"Bruggenwetboek"'),
        ("trees/everyday.yaml", 'fr: "Charrette"', 'fr: "Une charrette"', '"Kar"'),
        ("trees/notice.yaml", 'fr: "à relire dans le texte"', 'fr: "à relire"', '"nog na te lezen in de tekst"'),
    ],
)
def test_what_trees_share_is_translated_too(accepted: "Broken", file: str, old: str, new: str, place: str) -> None:
    """Legal texts, everyday things and notices have their records, and their translations their places."""
    copy = accepted.changed((old, new), file=file)
    assert [rule for _, rule in copy.found()] == ["stale-translation"] * 2
    assert copy.found()[0][0] == copy.at(place, file)


def test_the_service_does_not_ask(accepted: "Broken") -> None:
    """Only who checks is told: the start of the service reads no record."""
    accepted.changed(('fr: "Quel poids ?"', 'fr: "Quel est le poids ?"'), file=BRIDGE)
    (accepted.root / RECORD).write_text("broken", "utf-8")
    catalogue, problems = check_catalogue(accepted.root)
    assert catalogue
    assert problems == []


@pytest.mark.parametrize(
    ("old", "new", "line", "column"),
    [
        ('"intro"', "<<<<<<< ours\n" + '"intro"', 3, 1),
        ('"cirede.translations/1"', '"cirede.translations/2"', 1, 1),
        ('"source": "fr"', '"source": "de"', 1, 1),
        ('{"schema"', "[", 1, 2),
    ],
)
def test_a_record_that_cannot_be_read_is_told(accepted: "Broken", old: str, new: str, line: int, column: int) -> None:
    """A conflict left in it, or another form, is a problem with its place and the way to begin anew; nothing else stops."""
    copy = accepted.changed((old, new), file=RECORD)
    (problem,) = copy.problems()
    assert (problem.file, problem.line, problem.rule, problem.severity) == (RECORD, line, "broken-record", "warning")
    assert problem.column >= column
    assert "cirede translations accept bridge" in problem.hint
    assert main(["translations", "accept", "bridge", "--lang", "nl"]) == 1
    assert main(["translations", "export", "bridge", "-o", str(copy.root / "x.csv")]) == 1
    assert main(["translations", "accept", "bridge"]) == 0
    assert copy.found() == []
