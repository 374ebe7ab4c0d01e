"""The fixed words of pages and papers in one language."""

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date


class Wording(SimpleNamespace):
    """The words of one language as attributes; a missing one is an AttributeError."""

    months: str

    def __getitem__(self, key: str) -> str:
        """Give a word whose key is made up by the page."""
        word: str = getattr(self, key)
        return word

    def day(self, day: "date") -> str:
        """Write a day out in the language, in Belgian use."""
        name = self.months.split()[day.month - 1]
        number = "1er" if day.day == 1 and self["code"] == "fr" else day.day
        return self["day_format"].format(day=number, month=name, year=day.year)

    def count(self, key: str, number: int, **slots: Any) -> str:  # noqa: ANN401 - anything that can be written
        """Say a number of things: the key with `_one` or `_many`."""
        return self[f"{key}_{'one' if number == 1 else 'many'}"].format(number=number, **slots)
