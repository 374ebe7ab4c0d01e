"""Plain values as YAML text of the strict kind that the content is written in: words quoted, no anchors, one way only."""

import json
import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_KEY = re.compile(r"[a-z][a-z0-9_]*(-[a-z0-9]+)*")
_PLAIN = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*|[A-D]|P[1-4]")
_QUOTED = frozenset({"fr", "nl", "en", "value", "values"})
_TAKEN = frozenset({"yes", "no", "true", "false", "null"})


def as_yaml(plain: "Mapping[str, Any]") -> str:
    """Write a map of plain values (maps, lists, words, numbers, days, true, false and nothing) as YAML text.

    Raises: TypeError for a value that is none of these.
    """
    return "\n".join(_map(plain, "")) + "\n"


def _map(plain: "Mapping[str, Any]", indent: str) -> "Iterator[str]":
    for key, value in plain.items():
        name = key if _KEY.fullmatch(key) else json.dumps(key, ensure_ascii=False)
        if isinstance(value, dict) and value:
            yield f"{indent}{name}:"
            yield from _map(value, f"{indent}  ")
        elif isinstance(value, list | tuple) and any(isinstance(each, dict) for each in value):
            yield f"{indent}{name}:"
            for each in value:
                first, *rest = _map(each, f"{indent}    ")
                yield f"{indent}  - {first.lstrip()}"
                yield from rest
        else:
            yield f"{indent}{name}: {_value(value, words=key in _QUOTED)}"


def _value(value: object, *, words: bool = False) -> str:
    """Write what fits on one line; ids stand without quotes, `words` always in them."""
    match value:
        case None | bool():
            said = {None: "null", True: "true", False: "false"}[value]
        case str():
            bare = not words and value not in _TAKEN and _PLAIN.fullmatch(value)
            said = value if bare else json.dumps(value, ensure_ascii=False)
        case Decimal():
            said = format(value, "f")
        case date():
            said = value.isoformat()
        case int():
            said = str(value)
        case list() | tuple():
            said = f"[{', '.join(_value(each, words=words) for each in value)}]"
        case {}:
            said = "{}"
        case _:
            message = f"{type(value).__name__} is no plain value"
            raise TypeError(message)
    return said
