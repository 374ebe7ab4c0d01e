"""The one door to YAML: a strict subset, read in a single pass, with the place of every value."""

import re
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from cirede.errors import Problem
from cirede.loader.faults import QUOTE, explain
from cirede.model.text import TODO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MAX_BYTES = 2_000_000
MAX_NODES = 100_000
MAX_DEPTH = 20

_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+\Z")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_LANGS = frozenset({"fr", "nl", "en"})
_LONGEST_NUMBER = 20


class Spot(NamedTuple):
    """Where a value stands; for a map also where its keys and values stand, for a list its items."""

    line: int
    column: int
    inside: "dict[Any, tuple[int, int, Spot]] | None" = None


@dataclass(frozen=True, slots=True)
class Document:
    """The plain value of a file, and the places of all that is in it; `models` keeps what it was read as."""

    file: str
    value: Any
    spot: Spot
    models: dict[type, Any] = field(default_factory=dict, compare=False, repr=False)

    def place(self, *path: str | int, key: bool = False) -> tuple[int, int]:
        """Give line and column (from 1) of the value at `path`, or of the deepest part of it that exists.

        With `key`, the place of the last key itself, where there is one.
        """
        spot, at = self.spot, (self.spot.line, self.spot.column)
        for part in path:
            found = (spot.inside or {}).get(part)
            if found is None:
                break
            spot = found[2]
            at = (found[0], found[1]) if key else (spot.line, spot.column)
        return at

    def problem(self, rule: str, message: str, *path: str | int, hint: str = "", key: bool = False) -> Problem:
        """Make a problem placed at `path`."""
        line, column = self.place(*path, key=key)
        return Problem(self.file, line, column, rule, message, hint)


class _Stop(Exception):  # noqa: N818 - it never leaves this module
    """The file cannot be read further."""


class _Builder:
    """Builds values and spots from parser events and notes what the strict subset refuses."""

    def __init__(self, file: str, event: "Callable[[], Any]") -> None:
        self.file = file
        self.event = event
        self.problems: list[Problem] = []
        self.nodes = 0

    def note(self, mark: Any, rule: str, message: str, hint: str = "") -> None:  # noqa: ANN401 - a mark of the parser
        self.problems.append(Problem(self.file, mark.line + 1, mark.column + 1, rule, message, hint))

    def document(self) -> tuple[Any, Spot]:
        self.event()
        event = self.event()
        if type(event) is yaml.StreamEndEvent:
            self.note(event.start_mark, "empty-file", "the file is empty", "begin with 'schema:'")
            raise _Stop
        found = self.node(self.event(), 0)
        self.event()
        event = self.event()
        if type(event) is yaml.DocumentStartEvent:
            self.note(event.start_mark, "several-documents", "a second document begins", "remove the line '---'")
        return found

    def node(self, event: Any, depth: int) -> tuple[Any, Spot]:  # noqa: ANN401 - an event of the parser
        self.nodes += 1
        kind, mark = type(event), event.start_mark
        if self.nodes > MAX_NODES or depth > MAX_DEPTH:
            deep = depth > MAX_DEPTH
            limit = f"{MAX_DEPTH} levels" if deep else f"{MAX_NODES:,} values"
            hint = "no content is so deep: look for brackets" if deep else "split it"
            self.note(mark, "too-large", f"the file has more than {limit}", hint)
            raise _Stop
        if kind is yaml.AliasEvent:
            self.note(mark, "alias", f"'*{event.anchor}' repeats another place of the file", "write it out in full")
            raise _Stop
        self.marks(event)
        if kind is yaml.ScalarEvent:
            return self.scalar(event), Spot(mark.line + 1, mark.column + 1)
        if kind is yaml.SequenceStartEvent:
            return self.sequence(mark, depth)
        return self.mapping(mark, depth)

    def marks(self, event: Any) -> None:  # noqa: ANN401 - an event of the parser
        if event.anchor or event.tag:
            what = f"'&{event.anchor}'" if event.anchor else f"'{event.tag}'"
            hint = 'put a condition in double quotes: "q != a"' if event.tag else QUOTE
            self.note(event.start_mark, "tag", f"{what} is a YAML mark that is not used here", hint)

    def scalar(self, event: Any) -> Any:  # noqa: ANN401 - an event of the parser, a plain value
        text: str = event.value
        if event.style:
            if text == TODO:
                self.note(event.start_mark, "placeholder", "words are still to be written", "write them")
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _INTEGER.match(text):
            return int(text) if len(text) < _LONGEST_NUMBER else text
        if _DECIMAL.match(text):
            return Decimal(text)
        if " " in text:
            self.note(event.start_mark, "unquoted", f"words without quotes: {text[:40]}", QUOTE)
        return text

    def words(self, event: Any) -> None:  # noqa: ANN401 - an event of the parser
        """Note one bare word in a language: a ` #` behind it would be cut off in silence."""
        if type(event) is yaml.ScalarEvent and event.value and not event.style and " " not in event.value:
            self.note(event.start_mark, "unquoted", f"words without quotes: {event.value[:40]}", QUOTE)

    def sequence(self, mark: Any, depth: int) -> tuple[list[Any], Spot]:  # noqa: ANN401 - a mark of the parser
        items: list[Any] = []
        inside: dict[Any, tuple[int, int, Spot]] = {}
        while type(event := self.event()) is not yaml.SequenceEndEvent:
            value, spot = self.node(event, depth + 1)
            inside[len(items)] = (spot.line, spot.column, spot)
            items.append(value)
        return items, Spot(mark.line + 1, mark.column + 1, inside)

    def mapping(self, mark: Any, depth: int) -> tuple[dict[str, Any], Spot]:  # noqa: ANN401 - a mark of the parser
        found: dict[str, Any] = {}
        inside: dict[Any, tuple[int, int, Spot]] = {}
        while type(event := self.event()) is not yaml.MappingEndEvent:
            if type(event) is not yaml.ScalarEvent:
                hint = "a list or a map cannot be a key; put words with brackets in double quotes"
                self.note(event.start_mark, "key", "a key must be one word", hint)
                raise _Stop
            self.marks(event)
            key: str = event.value
            at: Any = event.start_mark
            if key in found:
                first = inside[key][0]
                self.note(at, "duplicate-key", f"'{key}' stands here a second time", f"the first is on line {first}")
            if " " in key and not event.style:
                self.note(at, "unquoted", f"a key is one word: {key[:40]}", "words with a comma stand in double quotes")
            event = self.event()
            if key in _LANGS:
                self.words(event)
            value, spot = self.node(event, depth + 1)
            found[key] = value
            inside[key] = (at.line + 1, at.column + 1, spot)
        return found, Spot(mark.line + 1, mark.column + 1, inside)


def read_text(data: bytes, *, file: str) -> tuple[Document | None, list[Problem]]:
    """Read the bytes of a YAML file named `file`.

    Gives the document, or None where it cannot be used, and every problem found. Never raises.
    """
    if len(data) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES:,} bytes"
        return None, [Problem(file, 1, 1, "too-large", message, "split it")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
        message = "this letter is not written in UTF-8"
        return None, [Problem(file, line, column, "encoding", message, "save the file as UTF-8")]
    if found := _CONTROL.search(text):
        line, column = _line_and_column(text, found.start())
        message = f"an invisible control character (number {ord(found.group())})"
        return None, [Problem(file, line, column, "control-character", message, "delete it")]
    return _parsed(text, file)


def _parsed(text: str, file: str) -> tuple[Document | None, list[Problem]]:
    builder = _Builder(file, _Parser(text.encode()).get_event)
    try:
        value, spot = builder.document()
    except yaml.MarkedYAMLError as error:
        return None, [*builder.problems, _complaint(error, text, file)]
    except _Stop:
        return None, builder.problems
    return Document(file, value, spot), builder.problems


def spans(text: str) -> dict[tuple[int, int], tuple[int, int]]:
    """Give the first and the last character of every single value and every map in braces, by its line and column.

    The text must be one that `read_text` gave a document of.
    """
    parser = _Parser(text.encode())
    found: dict[tuple[int, int], tuple[int, int]] = {}
    while parser.check_event():
        event: Any = parser.get_event()
        if type(event) is yaml.ScalarEvent or (type(event) is yaml.MappingStartEvent and event.flow_style):
            begin: Any = event.start_mark
            end: Any = event.end_mark
            found[begin.line + 1, begin.column + 1] = begin.index, end.index
    return found


def _complaint(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    complaint, context = error.problem or "", error.context or ""
    mark: Any = error.problem_mark or error.context_mark
    at_its_begin = any(part in complaint for part in ("end of stream", "expected ','")) or "block scalar" in context
    if error.context_mark and at_its_begin:
        mark = error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.splitlines()
    message, hint = explain(complaint, context, lines[line] if line < len(lines) else "", column)
    return Problem(file, line + 1, column + 1, "yaml", message, hint)


def _line_and_column(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


Reading = tuple[Document | None, list[Problem]]
Kept = dict["Path", tuple[tuple[int, int], Reading]]
"""What was read of each file, with the time of its last change and its size."""

_KEPT: ContextVar[Kept | None] = ContextVar("kept", default=None)


@contextmanager
def keeping(kept: Kept) -> "Iterator[None]":
    """Read no file a second time within this context while it is the same on disk; `kept` holds what was read."""
    before = _KEPT.set(kept)
    try:
        yield
    finally:
        _KEPT.reset(before)


def read_yaml(path: "Path", *, file: str | None = None) -> Reading:
    """Read a YAML file; `file` is the name that problems show (the path as given when left out)."""
    name = file or str(path)
    kept = _KEPT.get()
    try:
        if kept is None:
            return read_text(path.read_bytes(), file=name)
        state = path.stat()
        now = (state.st_mtime_ns, state.st_size)
        if path not in kept or kept[path][0] != now:
            kept[path] = now, read_text(path.read_bytes(), file=name)
    except OSError as error:
        return None, [Problem(name, 1, 1, "unreadable", f"the file cannot be read: {error.strerror}")]
    return kept[path][1]
