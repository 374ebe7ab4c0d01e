"""What was written otherwise in a tree: words, articles and settings, each at its place, and translations left behind."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cirede.model.difference import Leaf
from cirede.model.text import LANGS

if TYPE_CHECKING:
    from cirede.model.difference import Sort
    from cirede.model.source import Sources
    from cirede.model.tree import Tree

_LEFT_OUT = frozenset({"version", "status", "reviewed", "tests"})


def leaves(old: "Tree", new: "Tree") -> tuple[Leaf, ...]:
    """Give every value that differs between two versions of a tree; its tests and its review do not count."""
    one, other = (dict(_flat(tree.model_dump(mode="json", by_alias=True), ())) for tree in (old, new))
    paths = dict.fromkeys((*one, *other))
    found = ((path, one.get(path), other.get(path)) for path in paths if path[0] not in _LEFT_OUT)
    return tuple(Leaf(_sort(path), path, before, after) for path, before, after in found if before != after)


def law(old: "tuple[Tree, Sources]", new: "tuple[Tree, Sources]") -> tuple[Leaf, ...]:
    """Give what differs in the articles that both versions cite: where they stand, what they say, whether they were read."""
    cited = sorted(old[0].cites() & new[0].cites())
    found = []
    for name in cited:
        one, other = (dict(_flat(sources.references[name].model_dump(mode="json", by_alias=True), ()))
                      for sources in (old[1], new[1]))  # fmt: skip
        found += [Leaf("law", (name, *path), one.get(path), other.get(path)) for path in dict.fromkeys((*one, *other))]
    return tuple(leaf for leaf in found if leaf.old != leaf.new)


def stale(found: tuple[Leaf, ...], source: str) -> tuple[Leaf, ...]:
    """Give the words that were changed in the source language while a translation of them stayed as it was."""
    changed = {leaf.path for leaf in found if leaf.sort == "words"}
    return tuple(
        leaf for leaf in found
        if leaf.sort == "words" and leaf.path[-1] == source and leaf.old is not None and leaf.new is not None
        and any((*leaf.path[:-1], lang) not in changed for lang in LANGS if lang != source)
    )  # fmt: skip


def _sort(path: tuple[str, ...]) -> "Sort":
    if path[-1] in LANGS:
        return "words"
    return "law" if "because" in path else "settings"


def _flat(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:  # noqa: ANN401 - any plain value
    """Give every value with its path; items of a list are named by themselves where they are words, else by number."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _flat(each, (*path, str(key)))
    elif isinstance(value, list):
        for number, each in enumerate(value, 1):
            if isinstance(each, str):
                yield (*path, each), each
            else:
                yield from _flat(each, (*path, str(number)))
    elif value is not None:
        yield path, str(value)
