"""A decision table as plain values, before it becomes XML."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from cirede.model.identifier import identifier

Cells = Mapping[str, str]
"""Column key to the test that its value must pass; a column that is left out may hold anything."""

NOT_ASKED: Final = "not asked"
"""What stands for the answer to a question that was not asked; no id has a space."""

Side = Literal["from", "to"]


@dataclass(frozen=True, slots=True)
class Column:
    """An input: its key in the table, the name whose value is tested, its words, and the values that it may have.

    A number stands in two columns, one for each bound, since several engines take no interval in a cell.
    """

    key: str
    name: str
    label: str
    values: tuple[str, ...]

    @property
    def kind(self) -> str:
        """The type of its values in FEEL."""
        return "string" if self.values else "number"


class Row(NamedTuple):
    """One rule: what must hold, the value that follows, and the words and law behind it."""

    cells: Cells
    result: str
    why: str


@dataclass(frozen=True, slots=True)
class Table:
    """One decision: its name, the words about it, how its rows are used, and the rows."""

    name: str
    about: str
    hit: Literal["UNIQUE", "COLLECT"]
    columns: tuple[Column, ...]
    output: str
    rows: tuple[Row, ...]


class Range(NamedTuple):
    """Numbers from `low` to `high`, with or without each bound itself; None where there is no bound."""

    low: Decimal | None = None
    high: Decimal | None = None
    over: bool = False
    under: bool = False

    def meet(self, other: "Range") -> "Range | None":
        """Give the numbers that lie in both; None where there is none."""
        lows = [(each.low, each.over) for each in (self, other) if each.low is not None]
        highs = [(each.high, not each.under) for each in (self, other) if each.high is not None]
        low, over = max(lows) if lows else (None, False)
        high, reached = min(highs) if highs else (None, True)
        if low is not None and high is not None and (low > high or (low == high and (over or not reached))):
            return None
        return Range(low, high, over, not reached)

    def cells(self, question: str) -> dict[str, str]:
        """Give the tests of the two columns of a number."""
        found: dict[str, str] = {}
        if self.low is not None:
            found[bound(question, "from")] = f"{'>' if self.over else '>='} {self.low:f}"
        if self.high is not None:
            found[bound(question, "to")] = f"{'<' if self.under else '<='} {self.high:f}"
        return found


def bound(question: str, side: Side) -> str:
    """Give the key of the column for one bound of a number."""
    return identifier(question, side)


def quoted(value: str) -> str:
    """Write a text as FEEL and Python both read it; ids hold nothing to be escaped."""
    return f'"{value}"'
