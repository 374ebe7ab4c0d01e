"""Words in the languages of the project, and the plain values that content is made of."""

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Strict, StringConstraints
from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from collections.abc import Callable

Lang = Literal["fr", "nl", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)

TODO = "TODO"
"""Stands for words that are still to be written; the content is refused until they are."""


def as_day(given: object) -> date:
    """Read a day written as 2026-12-31. Raises: PydanticCustomError saying so."""
    if isinstance(given, date):
        return given
    if not isinstance(given, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", given):
        kind = "day"
        raise PydanticCustomError(kind, "write a day as 2026-12-31")
    try:
        return date.fromisoformat(given)
    except ValueError:
        kind = "day"
        raise PydanticCustomError(kind, "there is no such day") from None


Words = Annotated[str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Day = Annotated[date, BeforeValidator(as_day)]
Flag = Annotated[bool, Strict()]


class Frozen(BaseModel):
    """A value read from outside: checked once, never changed, no key beyond those it names."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


class Text(Frozen):
    """The same words in French, Dutch and English."""

    fr: Words
    nl: Words
    en: Words

    @classmethod
    def each(cls, words: "Callable[[Lang], str]") -> "Text":
        """Make a text by asking for the words of each language; nothing is checked again."""
        return cls.model_construct(fr=words("fr"), nl=words("nl"), en=words("en"))

    def to(self, lang: Lang) -> str:
        """Give the words in one language."""
        words: str = getattr(self, lang)
        return words
