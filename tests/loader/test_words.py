"""The fixed words of the library: all there, alike in three languages, and polite."""

import re
from typing import TYPE_CHECKING

import pytest

from cirede.loader.words import DAYS, by_language, own_words, read_word_files, read_wording
from cirede.model.text import LANGS

if TYPE_CHECKING:
    from pathlib import Path

FILES = sorted(path.name for path in own_words(DAYS).parent.glob("*.yaml"))


@pytest.mark.parametrize("name", [name for name in FILES if name != DAYS])
def test_every_file_reads_in_three_languages(name: str) -> None:
    """A file of words is sound, gives the same keys in each language, and writes a day with it."""
    wordings = read_wording(name)
    keys = [set(vars(wordings[lang])) for lang in LANGS]
    assert keys[0] == keys[1] == keys[2]
    assert len(keys[0]) > 3


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('words:\n  one: {fr: "un", nl: "een"}\n', "missing-key"),
        ('words:\n  one: {fr: "un {a}", nl: "een {b}", en: "one {a}"}\n', "slots"),
        ('words:\n  months: {fr: "a", nl: "b", en: "c"}\n', "duplicate-key"),
        ("words: [\n", "yaml"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: "Path", text: str, rule: str) -> None:
    """A gap, other places to fill in, a key that stands in two files and broken YAML each name the file and the line."""
    path = tmp_path / "odd.yaml"
    path.write_text(text, encoding="utf-8")
    _, problems = read_word_files([own_words(DAYS), path])
    assert [(problem.file, problem.rule) for problem in problems] == [("words/odd.yaml", rule)]
    assert problems[0].line >= 2 or rule == "yaml"


def test_french_says_vous_and_dutch_says_u() -> None:
    """Papers address the reader politely in French and Dutch."""
    found, problems = read_word_files(own_words(name) for name in FILES)
    assert problems == []
    words = by_language(found)
    french, dutch = ({*re.findall(r"\w+", " ".join(map(str, vars(words[lang]).values())).lower())} for lang in ("fr", "nl"))
    assert not {"tu", "ton", "tes", "toi"} & french
    assert not {"je", "jij", "jouw", "jullie"} & dutch
