"""Words changed at their place: in every way that YAML writes them, and not one other byte."""

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cirede.errors import WrongUseError
from cirede.loader.document import read_text
from cirede.loader.rewording import reworded

if TYPE_CHECKING:
    from cirede.model.text import Lang

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff"), min_size=1, max_size=60)
LANG: "st.SearchStrategy[Lang]" = st.sampled_from(["nl", "en"])
FILE = """# Vélos, 🚲 et « guillemets »
title:   # à traduire
  fr: "Été 🚲"   # source
  nl: "Zomer"    # blijft
  en: 'It''s summer'
list:
  - text: {fr: "a", nl: "b", en: "c"}
  - {text: {fr: "d", en: "f"}, when: "x = y"}
  - text:
      fr: "deux
        lignes"
      en: |
        block
        of lines

      # a remark
last: {fr: "g", nl: , en: "TODO"}
more:
    nl: >-
      gevouwen
      regel
    fr: "h"
"""


def changed(text: str | bytes, *changes: "tuple[str, Lang, str]") -> str:
    """Change words, each at a path written with dots, in a language."""
    data = text if isinstance(text, bytes) else text.encode()
    document, _ = read_text(data, file="x.yaml")
    assert document
    paths = [tuple(int(part) if part.isdigit() else part for part in path.split(".")) for path, _, _ in changes]
    return reworded(data, document, {(path, lang): new for path, (_, lang, new) in zip(paths, changes, strict=True)}).decode()


@pytest.mark.parametrize(
    ("path", "lang", "old", "new"),
    [
        ("title", "nl", '"Zomer"    # blijft', '"W"    # blijft'),
        ("title", "en", "'It''s summer'", '"W"'),
        ("list.0.text", "nl", 'nl: "b",', 'nl: "W",'),
        ("list.1.text", "nl", '{fr: "d", en', '{fr: "d", nl: "W", en'),
        ("list.2.text", "fr", '"deux\n        lignes"', '"W"'),
        ("list.2.text", "nl", '  lignes"\n', '  lignes"\n      nl: "W"\n'),
        ("list.2.text", "en", "|\n        block\n        of lines\n", '"W"\n'),
        ("last", "nl", "nl: ,", 'nl: "W",'),
        ("last", "en", 'en: "TODO"', 'en: "W"'),
        ("more", "nl", ">-\n      gevouwen\n      regel", '"W"'),
        ("more", "en", '    fr: "h"\n', '    fr: "h"\n    en: "W"\n'),
    ],
)
@pytest.mark.parametrize(("mark", "end"), [("", "\n"), ("", "\r\n"), ("\ufeff", "\n"), ("\ufeff", "\r\n")])
def test_only_the_words_change(  # noqa: PLR0913, PLR0917 - a change and how the file is written
    path: str, lang: "Lang", old: str, new: str, end: str, mark: str
) -> None:
    """In quotes, blocks, braces, on a line that must be added; with either line end, with or without a byte order mark."""
    text, old, new = (mark * (each is FILE) + each.replace("\n", end) for each in (FILE, old, new))
    assert text.count(old) == 1
    assert changed(text, (path, lang, "W")) == text.replace(old, new)


def test_several_languages_that_are_missing_come_in_order() -> None:
    """French, Dutch, English: in lines, in braces, before the source where that is not French, and at the end of the file."""
    assert changed('t:\n  fr: "a"', ("t", "en", "c"), ("t", "nl", "b")) == 't:\n  fr: "a"\n  nl: "b"\n  en: "c"'
    assert changed('t: {fr: "a"}\n', ("t", "en", "c"), ("t", "nl", "b")) == 't: {fr: "a", nl: "b", en: "c"}\n'
    assert changed('t:\n  nl: "b"\n', ("t", "en", "c"), ("t", "fr", "a")) == 't:\n  fr: "a"\n  nl: "b"\n  en: "c"\n'
    assert changed('t: {nl: "b"}\n', ("t", "fr", "a")) == 't: {fr: "a", nl: "b"}\n'
    assert changed('t: {fr: "a", nl}\n', ("t", "nl", "b")) == 't: {fr: "a", nl: "b"}\n'
    assert changed('t:\n  fr: "a"\n  nl:\n', ("t", "nl", "b"), ("t", "en", "c")) == 't:\n  fr: "a"\n  nl: "b"\n  en: "c"\n'


@given(st.lists(WORDS, min_size=3, max_size=3), LANG)
def test_any_words_read_back_as_they_were_given(words: list[str], lang: "Lang") -> None:
    """Quotes, backslashes, colons, hashes, braces and signs of every script are written so that they read back the same."""
    places = ("title", "list.1.text", "list.2.text")
    text = changed(FILE, *((place, lang, each) for place, each in zip(places, words, strict=True)))
    document, problems = read_text(text.encode(), file="x.yaml")
    assert document
    assert {problem.rule for problem in problems} <= {"placeholder"}
    value = document.value
    assert [value["title"][lang], *(value["list"][at]["text"][lang] for at in (1, 2))] == words
    for place, each in zip(places, words, strict=True):
        text = changed(text, (place, lang, "same")) if each else text
    assert text == changed(FILE, *((place, lang, "same") for place in places))


def test_what_cannot_be_changed_is_left_alone() -> None:
    """A file with the line ends of another age is refused with a clear word, and no half result is given."""
    with pytest.raises(WrongUseError, match="nothing was written"):
        changed('t:\r  fr: "a"\rmore: "b"\r', ("t", "nl", "b"))
