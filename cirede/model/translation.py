"""Texts as they stand in a file, and which of their translations were left behind by the words they were made from."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from cirede.model.text import LANGS, TODO, Frozen, Lang

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

Path = tuple[str | int, ...]
State = Literal["fine", "stale", "missing"]

_NO_WORDS = "tests"
_LANGS = frozenset[str](LANGS)


@dataclass(frozen=True, slots=True)
class Written:
    """A text of a file: where it stands, its words in the source language, and those of each translation that is written."""

    path: Path
    source: str
    words: dict[Lang, str]

    @property
    def key(self) -> str:
        """The place without the numbers of lists, so that an item may move in its list."""
        return "/".join("*" if isinstance(part, int) else part for part in self.path)


class Record(Frozen):
    """For each translation of a file, the marks of the source words that it was made from.

    The texts of one list stand under one key, each with its mark.
    """

    form: Literal["cirede.translations/1"] = Field(alias="schema")
    source: Lang
    texts: dict[str, dict[Lang, tuple[str, ...]]]


def mark(words: str) -> str:
    """Give a short fingerprint of words."""
    return sha256(words.encode()).hexdigest()[:12]


def source_of(value: object) -> Lang:
    """Name the language that a file is written in first: the first of its `languages`, else French."""
    named = value.get("languages") if isinstance(value, dict) else None
    first = named[0] if isinstance(named, list) and named else None
    return next((lang for lang in LANGS if lang == first), LANGS[0])


def written(value: Any, source: Lang, path: Path = ()) -> Iterator[Written]:  # noqa: ANN401 - any value of a document
    """Find every text in the plain value of a file, sound or not; tests are no words for readers."""
    if isinstance(value, dict):
        words = value.get(source)
        if isinstance(words, str) and value.keys() <= _LANGS:
            if _said(words):
                yield Written(path, words, {lang: value[lang] for lang in LANGS if lang != source and _said(value.get(lang))})
            return
        for key, each in value.items():
            if isinstance(each, dict | list) and (path or key != _NO_WORDS):
                yield from written(each, source, (*path, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            if isinstance(each, dict | list):
                yield from written(each, source, (*path, index))


def _said(words: object) -> bool:
    return isinstance(words, str) and words != TODO and bool(words.strip())


def left_behind(texts: "Sequence[Written]", record: Record | None, source: Lang) -> Iterator[tuple[Written, Lang]]:
    """Give each translation that was made from source words which no longer stand there.

    A translation that the record does not know says nothing; a record of another source language is none.
    """
    if record is None or record.source != source:
        return
    for key, group in _by_key(texts).items():
        marks = {each.path: mark(each.source) for each in group}
        for lang, made_from in record.texts.get(key, {}).items():
            if set(made_from) - set(marks.values()):
                yield from ((each, lang) for each in group if lang in each.words and marks[each.path] not in made_from)


def states(texts: "Sequence[Written]", record: Record | None, source: Lang) -> dict[tuple[Path, Lang], State]:
    """Tell of each text, in each language but the source, whether its translation is fine, stale or missing."""
    found: dict[tuple[Path, Lang], State] = {
        (each.path, lang): "fine" if lang in each.words else "missing" for each in texts for lang in LANGS if lang != source
    }
    return found | {(each.path, lang): "stale" for each, lang in left_behind(texts, record, source)}


def recorded(
    texts: "Sequence[Written]", record: Record | None, source: Lang, *,
    langs: "Collection[Lang]", done: "Collection[tuple[Path, Lang]] | None" = None,
) -> Record:  # fmt: skip
    """Give the record in which the translations into `langs` are made from the present source words.

    With `done`, those that are stale stay so unless they are among these. Other languages stay as they were recorded.
    """
    before = record.texts if record and record.source == source else {}
    stale = {(each.path, lang) for each, lang in left_behind(texts, record, source)}
    stale = stale.difference(done) if done is not None else set()
    found: dict[str, dict[Lang, tuple[str, ...]]] = {}
    for key, group in _by_key(texts).items():
        known = before.get(key, {})
        present = {mark(each.source) for each in group}
        for lang in LANGS:
            made = known.get(lang, ())
            if lang in langs:
                gone = [each for each in made if each not in present]
                behind = any((each.path, lang) in stale for each in group)
                fresh = [mark(each.source) for each in group if lang in each.words and (each.path, lang) not in stale]
                made = tuple(dict.fromkeys([*fresh, *(gone if behind else ())]))
            if made and lang != source:
                found.setdefault(key, {})[lang] = made
    return Record(form="cirede.translations/1", source=source, texts=found)


def _by_key(texts: "Sequence[Written]") -> dict[str, list[Written]]:
    found: dict[str, list[Written]] = defaultdict(list)
    for each in texts:
        found[each.key].append(each)
    return found
