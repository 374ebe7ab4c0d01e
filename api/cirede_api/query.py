"""The one reader of query strings: strict about bytes, repetition, dates and names."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlencode

from cirede.errors import nearest
from cirede_api.problems import RequestError, shown

if TYPE_CHECKING:
    from cirede.model.tree import Tree

MAX_QUERY = 4000
RESERVED = ("on", "lang", "v", "h", "host", "theme", "change", "submit")
CODE = "a"
"""The key of the answers in a permanent link. They stand behind the '?', where no log of ours keeps them."""

Given = str | tuple[str, ...]
Pairs = tuple[tuple[str, str], ...]

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_PRINTED = re.compile(r"-?[0-9]{1,12}(?=\.[0-9]{7}|.*[eE])(?:\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,2})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Query:
    """What an address says: the answers by question, the day, what was sent or changed, the version, and what else it names."""

    answers: dict[str, Given]
    on: date | None = None
    change: str | None = None
    submit: str | None = None
    lang: str | None = None
    v: str | None = None
    others: dict[str, str] = field(default_factory=dict)


def read_pairs(raw: bytes) -> Pairs:
    """Split a query string. Raises: RequestError 414 when too long, 400 when it is not clean UTF-8."""
    if len(raw) > MAX_QUERY:
        detail = f"The part of the address after '?' has {len(raw)} characters; at most {MAX_QUERY} are read."
        raise RequestError("address-too-long", detail, limit=MAX_QUERY)
    try:
        text = raw.decode("utf-8")
        if _BAD_ESCAPE.search(text):
            raise RequestError("malformed-address", "A '%' in the address is not followed by two hex digits.")
        pairs = tuple(parse_qsl(text, keep_blank_values=True, errors="strict", separator="&"))
    except UnicodeDecodeError:
        raise RequestError("malformed-address", "The address is not written in UTF-8.") from None
    if any(_CONTROL.search(part) for pair in pairs for part in pair):
        raise RequestError("malformed-address", "The address holds a control character.")
    return pairs


def read_query(pairs: Pairs, tree: "Tree | None" = None, others: Iterable[str] = ()) -> Query:
    """Read what a page understands, the `others` that it names among it, and ignore the rest.

    Raises: RequestError 422 for a parameter given twice where one is meant, or for a date that is none.
    """
    grouped = _grouped(pairs)
    single = {name: _one(name, grouped[name]) for name in RESERVED if name in grouped}
    answers: dict[str, Given] = {}
    for name, values in grouped.items() if tree else ():
        question = tree.questions.get(name) if tree else None
        if question is None:
            continue
        filled = tuple(value for value in values if value.strip())
        if question.type == "several":
            if filled:
                answers[name] = tuple(dict.fromkeys(filled))
        elif value := _one(name, values).strip():
            answers[name] = _number(value) if question.type == "number" else value
    return Query(
        answers=answers,
        on=read_day(single["on"]) if single.get("on") else None,
        change=single.get("change") or None,
        submit=single.get("submit") or None,
        lang=single.get("lang") or None,
        v=single.get("v") or None,
        others={name: _one(name, grouped[name]) for name in others if name in grouped and name not in RESERVED},
    )


def read_one(pairs: Pairs, name: str) -> str | None:
    """Read one key by itself, None where it is absent or empty. Raises: RequestError 422 for a key given twice."""
    values = [value for key, value in pairs if key == name]
    return _one(name, values).strip() or None if values else None


def refuse_unknown(pairs: Pairs, known: Iterable[str]) -> None:
    """Refuse a key that an address of the API does not know, and one without a value.

    Raises: RequestError 422 naming the nearest key.
    """
    names = tuple(known)
    for name, value in pairs:
        if name not in names:
            near = nearest(name[:60], names)
            hint = f"did you mean '{near}'?" if near else f"known: {', '.join(names[:8]) or 'none'}"
            detail = f"There is no parameter {shown(name)} here ({hint})."
            raise RequestError("wrong-parameter", detail, nearest=near)
        if not value.strip():
            detail = f"The parameter {shown(name)} is empty: give it a value or leave it out."
            raise RequestError("wrong-parameter", detail)


def read_day(text: str) -> date:
    """Read a day. Raises: RequestError 422."""
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    detail = "The value of 'on' is not a day that exists, written like 2026-11-23."
    raise RequestError("wrong-parameter", detail, parameter="on", word="error_day")


def write_query(answers: Mapping[str, Given], **more: str | None) -> str:
    """Write answers and further keys as a query string, with its '?' where there is anything to say."""
    pairs = [(name, value) for name, value in flat(answers)]
    pairs += [(name, value) for name, value in more.items() if value]
    return "?" + urlencode(pairs, quote_via=quote) if pairs else ""


def flat(answers: Mapping[str, Given]) -> list[tuple[str, str]]:
    """Give the answers as pairs, one for each option ticked."""
    return [(name, one) for name, value in answers.items() for one in ((value,) if isinstance(value, str) else value)]


def _number(value: str) -> str:
    """Write a number as people do: programs print 1e-07, or more digits than a question reads."""
    return f"{Decimal(value):.6f}" if _PRINTED.fullmatch(value) else value.replace(",", ".")


def _grouped(pairs: Pairs) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for name, value in pairs:
        grouped.setdefault(name, []).append(value)
    return grouped


def _one(name: str, values: list[str]) -> str:
    if len(values) > 1:
        detail = f"The parameter '{name}' is given {len(values)} times; it takes one value."
        raise RequestError("wrong-parameter", detail, parameter=name, word="error_repeated")
    return values[0]
