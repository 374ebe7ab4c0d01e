"""What an amendment changes for whom: dossiers that fare otherwise, and what was written otherwise."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from cirede.model.tree import Tree
    from cirede.model.walk import Answer

Kind = Literal["ends-elsewhere", "new-answer", "lost-answer", "new-duty", "lost-duty"]
Sort = Literal["words", "law", "settings"]


@dataclass(frozen=True, slots=True)
class Cause:
    """The first place where the two walks part: a question, and where its answer leads before and after.

    `before` is None where the answer was not offered, `after` where it is no longer.
    """

    question: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """Dossiers that fare otherwise in the same way and for the same cause: how many, and one of them.

    For ends, `old` and `new` are the outcomes; for duties the outcome is the same and `duty` comes or goes.
    """

    kind: Kind
    cause: Cause | None
    old: str | None
    new: str | None
    duty: str | None
    count: int
    example: "dict[str, Answer]"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value that is written otherwise: where, and what it was and is; None where it was not there, or is no longer.

    `dossiers` counts those of before that meet it, where it is the law of a question or of an outcome.
    """

    sort: Sort
    path: tuple[str, ...]
    old: str | None
    new: str | None
    dossiers: int | None = None

    @property
    def place(self) -> str:
        """The path as it is read."""
        return " › ".join(self.path)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two trees compared, with those that it leads to, and the day."""

    tree: "Tree"
    day: "date"


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs: dossiers by frequency, values by their place; `dossiers` counts all that were compared."""

    old: Side
    new: Side
    dossiers: int
    changes: tuple[Change, ...]
    leaves: tuple[Leaf, ...]
    stale: tuple[Leaf, ...]
