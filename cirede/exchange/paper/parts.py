"""What a paper is made of: runs of words, and the parts that hold them; every writer reads the same list."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from cirede.model.text import Lang


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that stand out."""

    words: str


@dataclass(frozen=True, slots=True)
class Quiet:
    """Words that step back: an id, a mark, a date."""

    words: str


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language than the paper."""

    words: str
    lang: "Lang"


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an anchor of the paper; `onward` asks for the number of its page where pages have one."""

    words: str
    anchor: str
    onward: bool = False


@dataclass(frozen=True, slots=True)
class Anchored:
    """The number of a part that has no heading of its own, under the anchor that links to it name."""

    words: str


@dataclass(frozen=True, slots=True)
class Address:
    """An address on the web, written out so that it can be read on paper."""

    url: str


Run = str | Strong | Quiet | Foreign | Link | Anchored | Address
Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A line of runs, with the points below it."""

    runs: Runs
    inside: "tuple[Item, ...]" = ()


Cell = tuple[Item, ...]
"""The lines of a cell of a table."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading under an anchor; `mark` is the number before its words."""

    level: Literal[1, 2, 3]
    words: str
    anchor: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a `note` is set apart, a `quiet` one steps back."""

    runs: Runs
    look: Literal["plain", "quiet", "note"] = "plain"


@dataclass(frozen=True, slots=True)
class Listed:
    """Points, numbered where their order counts."""

    items: tuple[Item, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names, each with its colon, and what is said of them."""

    rows: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table under a head; `kind` names how wide its columns are."""

    kind: Literal["answers", "options", "cases", "tests", "articles", "values", "statuses"]
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents: each chapter with the headings below it."""

    chapters: tuple[tuple[Heading, tuple[Heading, ...]], ...]


@dataclass(frozen=True, slots=True)
class Remarks:
    """Room to write, where no margin is there for it; the label has its colon."""

    label: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Boxes to sign in: one column for each person, one row for each thing to fill in, named in every language."""

    columns: tuple[Runs, ...]
    rows: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Parts that belong together; a `whole` one stays on one page where it fits."""

    parts: "tuple[Part, ...]"
    whole: bool = True


Part = Heading | Paragraph | Listed | Facts | Grid | Contents | Remarks | Signature | Block


@dataclass(frozen=True, slots=True)
class Running:
    """What every printed page says: `page` holds `{page}` and `{pages}`."""

    tree: str
    state: str
    law: str
    page: str
    initials: str
    remarks: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper in one language."""

    title: str
    lang: "Lang"
    running: Running
    parts: tuple[Part, ...]
