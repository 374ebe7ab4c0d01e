"""The fixed words of pages and papers: read from YAML like content, checked, and given per language."""

import re
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import StringConstraints

from cirede.errors import ContentError, Problem
from cirede.loader.document import read_yaml
from cirede.loader.read import read_as
from cirede.model.text import LANGS, Frozen, Lang, Text
from cirede.model.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cirede.loader.document import Document

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
DAYS = "days.yaml"
"""How a day is written out: every page and paper needs it."""

_SLOT = re.compile(r"\{([a-z]*)\}")


class WordFile(Frozen):
    """One file of words."""

    words: dict[Key, Text]


def own_words(name: str) -> Path:
    """Give the place of a file of words of the library."""
    return Path(str(resources.files("cirede") / "words" / name))


def read_word_files(paths: "Iterable[Path]") -> tuple[dict[str, Text], list[Problem]]:
    """Read files of words as one; gives the words by key, and every problem: a gap, a key that stands twice, other slots."""
    problems: list[Problem] = []
    found: dict[str, Text] = {}
    for path in paths:
        document, faults = read_yaml(path, file=f"words/{path.name}")
        problems += faults
        read, faults = read_as(WordFile, document) if document else (None, [])
        problems += faults
        if read and document:
            problems += _check(read, document, found)
            found |= read.words
    return found, problems


def by_language(found: dict[str, Text]) -> dict[Lang, Wording]:
    """Give the words of each language."""
    return {lang: Wording(code=lang, **{key: text.to(lang) for key, text in found.items()}) for lang in LANGS}


def read_wording(name: str) -> dict[Lang, Wording]:
    """Read one file of words of the library, with those that write a day. Raises: ContentError with every problem."""
    found, problems = read_word_files([own_words(DAYS), own_words(name)])
    if problems:
        raise ContentError(problems)
    return by_language(found)


def _check(read: WordFile, document: "Document", earlier: dict[str, Text]) -> "Iterator[Problem]":
    for key, text in read.words.items():
        if key in earlier:
            yield document.problem("duplicate-key", f"'{key}' stands in two files", "words", key, key=True)
        slots = {lang: sorted(_SLOT.findall(text.to(lang))) for lang in LANGS}
        for lang in LANGS:
            if slots[lang] != slots["fr"]:
                message = f"'{key}' has other places to fill in {lang} than in fr"
                hint = "the same {names} must stand in every language"
                yield document.problem("slots", message, "words", key, lang, hint=hint)
