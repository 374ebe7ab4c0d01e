"""What the history may name: barriers and sources that exist, and one date for each moment."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cirede.loader.conditions import undefined

if TYPE_CHECKING:
    from collections.abc import Collection

    from cirede.errors import Problem
    from cirede.loader.document import Document
    from cirede.model.history import History


def check_history(
    history: "History", document: "Document", barriers: "Collection[str] | None", sources: "Collection[str]"
) -> Iterator["Problem"]:
    """Find names that nothing bears, and moments with two dates or none.

    `barriers` are the ids of the register; None where it cannot be read, and no barrier is missed then.
    """
    for index, moment in enumerate(history.history):
        at = ("history", index)
        if (moment.on is None) == (moment.when is None):
            hint = "write 'on: 2019-04-04', or 'when: \"2019\"' where the day is not known"
            yield document.problem("wrong-type", "a moment has one date", *at, hint=hint)
        for place, name in enumerate(moment.barriers if barriers is not None else ()):
            if name not in (barriers or ()):
                yield undefined(document, "barrier", name, barriers or (), *at, "barriers", place)
        for place, name in enumerate(moment.sources):
            if name not in sources:
                yield undefined(document, "source", name, sources, *at, "sources", place)
