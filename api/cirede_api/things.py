"""The A–Z of everyday things: sorted in each language, grouped by letter, each with its answers."""

import unicodedata
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from cirede_api.query import write_query

if TYPE_CHECKING:
    from collections.abc import Collection

    from cirede.model.everyday import Everyday
    from cirede.model.text import Lang


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the A–Z: the name, other names, and where it leads."""

    name: str
    also: str
    place: str
    query: str


def by_letter(everyday: "Everyday", lang: "Lang", trees: "Collection[str]") -> list[tuple[str, list[Entry]]]:
    """Group the things that open one of the trees by first letter, accents and case set aside."""
    entries = sorted(
        (
            Entry(thing.label.to(lang), thing.also.to(lang) if thing.also else "", thing.tree, write_query(thing.answers))
            for thing in everyday.things.values()
            if thing.tree in trees
        ),
        key=lambda entry: folded(entry.name),
    )
    return [(letter, list(group)) for letter, group in groupby(entries, key=lambda entry: folded(entry.name)[0].upper())]


def folded(text: str) -> str:
    """Give words as they are sorted: without accents, in small letters, `œ` as `oe`."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    letters = "".join(each for each in plain if each.isalnum() or each == " ").strip()
    return letters or "#"
