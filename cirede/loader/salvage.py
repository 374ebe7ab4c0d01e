"""What can still be read of a file that is half written: the keys of its lines, by their indentation."""

import re
from typing import TYPE_CHECKING, Any

from cirede.loader.document import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_KEY = re.compile(r"""( *)(- +)?["']?([A-Za-z0-9][A-Za-z0-9_.@-]*)["']?:(?:\s+(.*))?$""")
_LONGEST_LINE = 5000

Line = tuple[int, int, bool, str, str]
"""Line from 1, indentation, whether it begins an item of a list, key, and what stands behind the key."""


def lines_of(text: str) -> "Iterator[Line]":
    """Give every line that begins with a key."""
    for number, line in enumerate(text.splitlines(), 1):
        if found := _KEY.match(line[:_LONGEST_LINE]):
            said = (found[4] or "").strip()
            item = found[2] or ""
            yield number, len(found[1]) + len(item), bool(item), found[3], "" if said.startswith("#") else said


def salvage(text: str) -> dict[str, Any]:
    """Give the keys of a file as maps within maps, whatever else is wrong with it; lists are passed over."""
    whole: dict[str, Any] = {}
    open_maps: list[tuple[int, dict[str, Any]]] = [(-1, whole)]
    for _, indent, item, key, said in lines_of(text):
        while open_maps[-1][0] >= indent:
            open_maps.pop()
        if item:
            continue
        if said:
            open_maps[-1][1].setdefault(key, _plain(said))
            continue
        below: dict[str, Any] = {}
        open_maps[-1][1].setdefault(key, below)
        open_maps.append((indent, below))
    return whole


def _plain(said: str) -> Any:  # noqa: ANN401 - any value of a document
    document, _ = read_text(said.encode(), file="")
    return document.value if document else said.strip("\"'")


def read_or_salvage(path: "Path") -> tuple[dict[str, Any], str]:
    """Give the map that a file holds, else what its lines show, and its text; empty where there is no such file."""
    try:
        data = path.read_bytes()
    except OSError:
        return {}, ""
    text = data.decode("utf-8-sig", "replace")
    document, _ = read_text(data, file=path.name)
    return (document.value if document and isinstance(document.value, dict) else salvage(text)), text


def part_of(text: str, line: int) -> tuple[str, ...]:
    """Give the keys below which a line stands, from the outermost, its own included."""
    keys: list[tuple[int, str]] = []
    for number, indent, _, key, _ in lines_of(text):
        if number > line:
            break
        while keys and keys[-1][0] >= indent:
            keys.pop()
        keys.append((indent, key))
    return tuple(key for _, key in keys)
