"""What CiRèDe chose and obtained, with dates and sources."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from cirede.model.text import Day, Frozen, Id, Text

Vague = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}(-[0-9]{2})?$")]
"""A year or a month, where the day is not known."""


class Moment(Frozen):
    """Something that happened on a day, or in a year or month; `causality` says how strong the link with CiRèDe is."""

    on: Day | None = None
    when: Vague | None = None
    kind: Literal["chosen", "obtained", "event"]
    says: Text
    barriers: tuple[Id, ...] = ()
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]
    causality: Text | None = None


class History(Frozen):
    """The moments, the earliest first."""

    history: tuple[Moment, ...]
