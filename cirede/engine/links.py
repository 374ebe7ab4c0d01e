"""How barriers hang together: which waits for which, which change the same text, which is a part of which.

Found as joins in the rule engine. Links never bring points: they serve whoever composes a programme.
"""

from collections import Counter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

from cirede.engine.infer import Joins

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cirede.model.barrier import Barrier, LegalText

LinkKind = Literal["waits-for", "same-text", "part-of"]
Role = Literal["waits-for", "waited-for-by", "same-text", "same-place", "part-of", "whole-of"]

_STANDS, _LINK, _TEXT = range(3)
_WAITS, _SAME, _PART = range(3)
_DECLARED = {_WAITS: "waits_for", _SAME: "same_text", _PART: "part_of"}
_RULES: dict[str, list[tuple[str, list[dict[str, Any]]]]] = {
    "waits-for": [("link", [{"kind": _WAITS}]), ("other", [{"open": {"link": "to"}}])],
    "part-of": [("link", [{"kind": _PART}]), ("other", [{"stands": {"link": "to"}}])],
    "same-text": [("link", [{"kind": _SAME}]), ("other", [{"stands": {"link": "to"}}])],
    "same-place": [("link", [{"of": _TEXT}]), ("other", [{"text": {"link": "text"}}])],
}  # fmt: skip
"""Each second condition is one test alone: where it joins others in an `$and`, the library reads beside its memory."""


class Link(NamedTuple):
    """One barrier waits for another that is not lifted, changes the same text, or is a part of it.

    Who changes the same text stands in the order of ids; `declared` tells that the register says so itself, else both
    name the same place of the same text.
    """

    kind: LinkKind
    first: str
    second: str
    declared: bool


class Related(NamedTuple):
    """What another barrier is to one; `same-place` where both name the same place of a text, and the register no link."""

    role: Role
    barrier: str


def links(barriers: "Mapping[str, Barrier]") -> tuple[Link, ...]:
    """Give every link between barriers of a register, sorted."""
    names = sorted(barriers)
    messages = list(_messages(barriers, names))
    declared: set[tuple[LinkKind, str, str]] = set()
    found: set[tuple[LinkKind, str, str]] = set()
    for rule, matched in Joins(_RULES).matched(messages) if messages else ():
        first, second = names[matched["link"]["who"]], names[matched["other"]["who"]]
        if rule == "same-place":
            found |= {("same-text", first, second)} if first < second else set()
        elif rule == "same-text":
            declared.add(("same-text", min(first, second), max(first, second)))
        else:
            declared.add((cast("LinkKind", rule), first, second))
    return tuple(sorted(Link(*each, declared=each in declared) for each in found | declared))


def related(links: "Iterable[Link]", name: str) -> "Iterator[Related]":
    """Give what other barriers are to one, both ways."""
    back: dict[LinkKind, Role] = {"waits-for": "waited-for-by", "part-of": "whole-of", "same-text": "same-text"}
    for link in links:
        if name in {link.first, link.second}:
            role: Role = link.kind if name == link.first else back[link.kind]
            yield Related(role if link.declared else "same-place", link.second if name == link.first else link.first)


def _messages(barriers: "Mapping[str, Barrier]", names: list[str]) -> "Iterator[dict[str, int]]":
    """Say in whole numbers what barriers declare of each other, and which change a place of a text that others change.

    What nothing could join is left out: a register without links costs nothing.
    """
    at = {name: place for place, name in enumerate(names)}
    declared = [(name, kind, other) for name in names for kind, key in _DECLARED.items()
                for other in getattr(barriers[name].links, key) if other in at]  # fmt: skip
    for name in sorted({other for _, _, other in declared}):
        still = {"open": at[name]} if barriers[name].state != "lifted" else {}
        yield {"of": _STANDS, "who": at[name], "stands": at[name], **still}
    for name, kind, other in declared:
        yield {"of": _LINK, "who": at[name], "kind": kind, "to": at[other]}
    places = {name: dict.fromkeys(map(_place, barriers[name].texts)) for name in names}
    counted = Counter(place for each in places.values() for place in each)
    texts = {place: number for number, place in enumerate(counted)}
    for name in names:
        yield from ({"of": _TEXT, "who": at[name], "text": texts[place]} for place in places[name] if counted[place] > 1)


def _place(text: "LegalText") -> tuple[str, str]:
    return text.source, text.at if isinstance(text.at, str) else text.at.fr if text.at else ""
