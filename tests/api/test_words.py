"""The words of the interface: all there, all alike in three languages."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cirede.errors import ContentError
from cirede_api.words import read_words

if TYPE_CHECKING:
    from flask import Flask

WORDS = Path(__file__).parents[2] / "api" / "cirede_api" / "words"


def copied(folder: Path, name: str, old: str, new: str) -> None:
    """Copy the files of words with one change."""
    for path in WORDS.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        (folder / path.name).write_text(text.replace(old, new) if path.name == name else text, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "rule"),
    [
        ("questionnaire.yaml", '    nl: "Doorgaan"\n', "", "missing-key"),
        ("questionnaire.yaml", "  continue_:\n", "  continued:\n", "missing-word"),
        ("questionnaire.yaml", 'nl: "Vraag {number}"', 'nl: "Vraag {nummer}"', "slots"),
    ],
)
def test_a_gap_in_the_words_stops_the_start(  # noqa: PLR0913, PLR0917 - a table of faults
    app: "Flask", tmp_path: Path, name: str, old: str, new: str, rule: str
) -> None:
    """A missing language, a missing word, or another place to fill in is a problem with its file and line."""
    copied(tmp_path, name, old, new)
    with pytest.raises(ContentError) as error:
        read_words(app.jinja_env, tmp_path)
    assert rule in {problem.rule for problem in error.value.problems}


def test_days_are_written_as_in_belgium(app: "Flask") -> None:
    """The first of a month is `1er` in French and a plain number elsewhere."""
    words = read_words(app.jinja_env)
    day = date(2027, 8, 1)
    written = [words[lang].day(day) for lang in ("fr", "nl", "en")]
    assert written == ["1er août 2027", "1 augustus 2027", "1 August 2027"]


def test_french_says_vous_and_dutch_says_u(app: "Flask") -> None:
    """The interface addresses the reader politely in French and Dutch."""
    words = read_words(app.jinja_env)
    french = " ".join(vars(words["fr"]).values()).lower().split()
    dutch = " ".join(vars(words["nl"]).values()).lower().split()
    assert not {"tu", "ton", "tes", "toi"} & set(french)
    assert not {"je", "jij", "jouw", "jullie"} & set(dutch)
