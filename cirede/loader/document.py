"""The one door to YAML: a strict subset, read in a single pass, with the place of every value."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import yaml

from cirede.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_BYTES = 2_000_000
MAX_NODES = 100_000
MAX_DEPTH = 20

_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+\Z")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_QUOTES = "put the words in double quotes"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a value stands; for a map also where its keys and values stand, for a list its items."""

    line: int
    column: int
    inside: "dict[Any, tuple[int, int, Spot]] | None" = None


@dataclass(frozen=True, slots=True)
class Document:
    """The plain value of a file, and the places of all that is in it."""

    file: str
    value: Any
    spot: Spot

    def place(self, *path: str | int, key: bool = False) -> tuple[int, int]:
        """Give line and column (from 1) of the value at `path`, or of the deepest part of it that exists.

        With `key`, the place of the last key itself, where there is one.
        """
        spot, at = self.spot, (self.spot.line, self.spot.column)
        for part in path:
            found = (spot.inside or {}).get(part)
            if found is None:
                continue
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

    def __init__(self, file: str, events: "Iterator[Any]") -> None:
        self.file = file
        self.events = events
        self.problems: list[Problem] = []
        self.nodes = 0

    def note(self, mark: Any, rule: str, message: str, hint: str = "") -> None:  # noqa: ANN401 - a mark of the parser
        self.problems.append(Problem(self.file, mark.line + 1, mark.column + 1, rule, message, hint))

    def document(self) -> tuple[Any, Spot]:
        next(self.events)
        event = next(self.events)
        if type(event) is yaml.StreamEndEvent:
            self.note(event.start_mark, "empty-file", "the file is empty", "begin with 'schema:'")
            raise _Stop
        found = self.node(next(self.events), 0)
        next(self.events)
        event = next(self.events)
        if type(event) is yaml.DocumentStartEvent:
            self.note(event.start_mark, "several-documents", "a second document begins", "remove the line '---'")
        return found

    def node(self, event: Any, depth: int) -> tuple[Any, Spot]:  # noqa: ANN401 - an event of the parser
        self.nodes += 1
        kind, mark = type(event), event.start_mark
        if self.nodes > MAX_NODES or depth > MAX_DEPTH:
            limit = f"{MAX_DEPTH} levels" if depth > MAX_DEPTH else f"{MAX_NODES} values"
            self.note(mark, "too-large", f"the file has more than {limit}", "split it")
            raise _Stop
        if kind is yaml.AliasEvent:
            self.note(mark, "alias", f"'*{event.anchor}' repeats another place of the file", "write it out in full")
            raise _Stop
        if event.anchor or event.tag:
            what = f"'&{event.anchor}'" if event.anchor else f"'{event.tag}'"
            self.note(mark, "tag", f"{what} is a YAML mark that is not used here", "quote a condition: \"!= a\"")
        if kind is yaml.ScalarEvent:
            return self.scalar(event), Spot(mark.line + 1, mark.column + 1)
        if kind is yaml.SequenceStartEvent:
            return self.sequence(mark, depth)
        return self.mapping(mark, depth)

    def scalar(self, event: Any) -> Any:  # noqa: ANN401 - an event of the parser, a plain value
        text: str = event.value
        if event.style:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _INTEGER.match(text):
            return int(text) if len(text) < 20 else text  # noqa: PLR2004 - no number of the law is longer
        if _DECIMAL.match(text):
            return Decimal(text)
        if " " in text:
            self.note(event.start_mark, "unquoted", f"words without quotes: {text[:40]}", _QUOTES)
        return text

    def sequence(self, mark: Any, depth: int) -> tuple[list[Any], Spot]:  # noqa: ANN401 - a mark of the parser
        items: list[Any] = []
        inside: dict[Any, tuple[int, int, Spot]] = {}
        while type(event := next(self.events)) is not yaml.SequenceEndEvent:
            value, spot = self.node(event, depth + 1)
            inside[len(items)] = (spot.line, spot.column, spot)
            items.append(value)
        return items, Spot(mark.line + 1, mark.column + 1, inside)

    def mapping(self, mark: Any, depth: int) -> tuple[dict[str, Any], Spot]:  # noqa: ANN401 - a mark of the parser
        found: dict[str, Any] = {}
        inside: dict[Any, tuple[int, int, Spot]] = {}
        while type(event := next(self.events)) is not yaml.MappingEndEvent:
            if type(event) is not yaml.ScalarEvent:
                self.note(event.start_mark, "key", "a key must be one word", "a list or a map cannot be a key")
                raise _Stop
            key, at = event.value, event.start_mark
            if key in found:
                first = inside[key][0]
                self.note(at, "duplicate-key", f"'{key}' stands here a second time", f"first on line {first}")
            value, spot = self.node(next(self.events), depth + 1)
            found[key] = value
            inside[key] = (at.line + 1, at.column + 1, spot)
        return found, Spot(mark.line + 1, mark.column + 1, inside)


def read_text(data: bytes, *, file: str) -> tuple[Document | None, list[Problem]]:
    """Read the bytes of a YAML file named `file`.

    Gives the document, or None where it cannot be used, and every problem found. Never raises.
    """
    if len(data) > MAX_BYTES:
        return None, [Problem(file, 1, 1, "too-large", f"the file is larger than {MAX_BYTES} bytes", "split it")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, [Problem(file, line, 1, "encoding", "this line is not UTF-8", "save the file as UTF-8")]
    builder: _Builder | None = None
    try:
        builder = _Builder(file, yaml.parse(text, Loader=_Parser))
        value, spot = builder.document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = Problem(file, line, column, "yaml", error.problem or "not YAML", _QUOTES)
        return None, [*(builder.problems if builder else ()), problem]
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        return None, [Problem(file, line, 1, "control-character", "an invisible control character", "delete it")]
    except (_Stop, RecursionError):
        return None, builder.problems if builder else []
    return Document(file, value, spot), builder.problems


def read_yaml(path: "Path", *, file: str | None = None) -> tuple[Document | None, list[Problem]]:
    """Read a YAML file; `file` is the name that problems show (the path as given when left out)."""
    name = file or str(path)
    try:
        return read_text(path.read_bytes(), file=name)
    except OSError as error:
        return None, [Problem(name, 1, 1, "unreadable", f"the file cannot be read: {error.strerror}")]
