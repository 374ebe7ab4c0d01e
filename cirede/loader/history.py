"""What the history may name: barriers and sources that exist, and one date for each moment."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cirede.loader.conditions import undefined

if TYPE_CHECKING:
    from cirede.errors import Problem
    from cirede.loader.document import Document
    from cirede.model.history import History
    from cirede.model.rulebook import Rulebook
    from cirede.model.source import Sources


def check_history(history: "History", document: "Document", rulebook: "Rulebook", sources: "Sources") -> Iterator["Problem"]:
    """Find names that nothing bears, and moments with two dates or none."""
    known = (*rulebook.lists.sources, *sources.sources)
    for index, moment in enumerate(history.history):
        at = ("history", index)
        if (moment.on is None) == (moment.when is None):
            hint = "write 'on: 2019-04-04', or 'when: \"2019\"' where the day is not known"
            yield document.problem("wrong-type", "a moment has one date", *at, hint=hint)
        for place, name in enumerate(moment.barriers):
            if name not in rulebook.barriers:
                yield undefined(document, "barrier", name, rulebook.barriers, *at, "barriers", place)
        for place, name in enumerate(moment.sources):
            if name not in known:
                yield undefined(document, "source", name, known, *at, "sources", place)
