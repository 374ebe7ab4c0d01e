"""Words changed at their place in the text of a file, and not one other byte."""

import json
from copy import deepcopy
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from cirede.errors import WrongUseError
from cirede.loader.document import read_text, spans
from cirede.model.text import LANGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cirede.loader.document import Document, Spot
    from cirede.model.text import Lang
    from cirede.model.translation import Path

    Edit = tuple[int, int, str]

_BOM = b"\xef\xbb\xbf"
_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\x7f\x85\u2028\u2029\ufeff"}


@dataclass(frozen=True, slots=True)
class _File:
    """The text of a file, where its values begin and end, and how its lines end."""

    text: str
    spans: dict[tuple[int, int], tuple[int, int]]
    newline: str

    def span(self, spot: "Spot") -> tuple[int, int]:
        """Give the characters of a single value; of a block of lines without the blank ones below it."""
        start, end = self.spans[spot.line, spot.column]
        if self.text[start:end].startswith(("|", ">")):
            end = start + len(self.text[start:end].rstrip())
        return start, end


def reworded(data: bytes, document: "Document", changes: "Mapping[tuple[Path, Lang], str]") -> bytes:
    """Give the bytes of a file in which the words of texts are others, in double quotes; a missing language gets its line.

    `document` is what was read from these bytes. The result is read again: Raises WrongUseError where it does not say
    exactly what it should.
    """
    mark = _BOM if data.startswith(_BOM) else b""
    text = data.removeprefix(_BOM).decode()
    file = _File(text, spans(text), "\r\n" if "\r\n" in text else "\n")
    order = sorted(changes, key=lambda each: LANGS.index(each[1]))
    edits = sorted((_edit(file, document.spot, *each, changes[each]) for each in order), key=itemgetter(0))
    for start, end, new in reversed(edits):
        text = text[:start] + new + text[end:]
    found = mark + text.encode()
    read, _ = read_text(found, file=document.file)
    if read is None or read.value != _expected(document.value, changes):
        message = f"{document.file} is written in a way that its words cannot be changed by machine: nothing was written"
        raise WrongUseError(message)
    return found


def _expected(value: Any, changes: "Mapping[tuple[Path, Lang], str]") -> Any:  # noqa: ANN401 - any value of a document
    found = deepcopy(value)
    for (path, lang), words in changes.items():
        at = found
        for part in path:
            at = at[part]
        at[lang] = words
    return found


def _edit(file: _File, spot: "Spot", path: "Path", lang: "Lang", words: str) -> "Edit":
    """Say which characters give way to which."""
    for part in path:
        spot = (spot.inside or {})[part][2]
    inside = spot.inside or {}
    if lang in inside:
        start, end = file.span(inside[lang][2])
        before = file.text[:start][-1:]
        gap = "" if start < end or before.isspace() else " " if before == ":" else ": "
        return start, end, gap + _quoted(words)
    line = f"{lang}: {_quoted(words)}"
    in_braces = file.text[file.spans[spot.line, spot.column][0]] == "{"
    earlier = [each for each in LANGS[: LANGS.index(lang)] if each in inside]
    if not earlier:
        first = min(inside.values())
        at = file.spans[first[0], first[1]][0]
        return at, at, line + (", " if in_braces else file.newline + " " * (first[1] - 1))
    last = max(inside[each] for each in earlier)
    at = file.span(last[2])[1]
    if in_braces:
        return at, at, f", {line}"
    at = file.text.find(file.newline, at)
    at = at if at >= 0 else len(file.text)
    return at, at, file.newline + " " * (last[1] - 1) + line


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False).translate(_ESCAPED)
