"""The next known day on which the same answers would end elsewhere."""

from typing import TYPE_CHECKING

from cirede.engine.walk import walk

if TYPE_CHECKING:
    from datetime import date

    from cirede.engine.prepare import PreparedTree
    from cirede.engine.walk import Given
    from cirede.model.walk import Walk


def next_change(prepared: "PreparedTree", answers: "Given", *, on: "date") -> "tuple[date, Walk] | None":
    """Give the first known day after `on` on which the answers lead to another end, other duties, or none.

    Gives the day and the walk of that day, or None where no such day is known.
    """
    now = _end(walk(prepared, answers, on=on))
    for day in prepared.days:
        if day > on:
            then = walk(prepared, answers, on=day)
            if _end(then) != now:
                return day, then
    return None


def _end(found: "Walk") -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
    duties = tuple(duty.id for duty in found.obligations)
    return (found.ending.id if found.ending else None), duties, found.missing
