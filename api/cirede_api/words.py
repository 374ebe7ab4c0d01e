"""The words of the interface: read from YAML like content, checked, and given per language."""

import re
from datetime import date
from importlib import resources
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Annotated, Any

from jinja2 import nodes
from pydantic import StringConstraints

from cirede.errors import ContentError, Problem, nearest
from cirede.loader.document import read_yaml
from cirede.loader.read import read_as
from cirede.model.text import LANGS, Frozen, Lang, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment

    from cirede.loader.document import Document

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
_SLOT = re.compile(r"\{([a-z]*)\}")


class WordFile(Frozen):
    """One file of words."""

    words: dict[Key, Text]


class Wording(SimpleNamespace):
    """The words of one language as attributes; a missing one is an AttributeError."""

    months: str

    def __getitem__(self, key: str) -> str:
        """Give a word whose key is made up by the page."""
        word: str = getattr(self, key)
        return word

    def day(self, day: date) -> str:
        """Write a day out in the language, in Belgian use."""
        name = self.months.split()[day.month - 1]
        number = "1er" if day.day == 1 and self["code"] == "fr" else day.day
        return self["day_format"].format(day=number, month=name, year=day.year)

    def count(self, key: str, number: int, **slots: Any) -> str:  # noqa: ANN401 - anything that can be written
        """Say a number of things: the key with `_one` or `_many`."""
        return self[f"{key}_{'one' if number == 1 else 'many'}"].format(number=number, **slots)


def read_words(environment: "Environment", folder: Path | None = None) -> dict[Lang, Wording]:
    """Read every file of words and hold it against the templates. Raises: ContentError with every problem."""
    root = folder or Path(str(resources.files("cirede_api") / "words"))
    problems: list[Problem] = []
    found: dict[str, Text] = {}
    for path in sorted(root.glob("*.yaml")):
        document, faults = read_yaml(path, file=f"words/{path.name}")
        problems += faults
        read, faults = read_as(WordFile, document) if document else (None, [])
        problems += faults
        if read and document:
            problems += _check(read, document, found)
            found |= read.words
    if not problems:
        problems += _missing(environment, found)
    if problems:
        raise ContentError(problems)
    return {lang: Wording(code=lang, **{key: text.to(lang) for key, text in found.items()}) for lang in LANGS}


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


def _missing(environment: "Environment", found: dict[str, Text]) -> "Iterator[Problem]":
    for name in environment.list_templates():
        source, _, _ = environment.loader.get_source(environment, name) if environment.loader else ("", None, None)
        for use in environment.parse(source).find_all(nodes.Getattr):
            if not (isinstance(use.node, nodes.Name) and use.node.name == "w") or use.attr in {"day", "count"}:
                continue
            if use.attr not in found:
                near = nearest(use.attr, found)
                hint = f"did you mean '{near}'?" if near else "add it to words/*.yaml"
                yield Problem(f"templates/{name}", use.lineno, 1, "missing-word", f"there is no word '{use.attr}'", hint)
