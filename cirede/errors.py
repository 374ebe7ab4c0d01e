"""What can go wrong, as one family of exceptions and one kind of datum."""

from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_CLOSE = 0.65
_LISTED = 20
_SHOWN = 80

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend in a content file, with its place and a way out."""

    file: str
    line: int
    column: int
    rule: str
    message: str
    hint: str = ""
    severity: Severity = "error"

    def as_warning(self) -> "Problem":
        """Give the same problem as a warning, which stops nothing."""
        return replace(self, severity="warning")

    def __str__(self) -> str:
        """`file:line:column: message (hint) [rule]`, as editors expect it."""
        hint = f" ({self.hint})" if self.hint else ""
        mark = "warning: " if self.severity == "warning" else ""
        return f"{self.file}:{self.line}:{self.column}: {mark}{self.message}{hint} [{self.rule}]"


class CiredeError(Exception):
    """The root of everything that this project raises; `str()` of it says all there is to say."""


class ContentError(CiredeError):
    """Content that cannot be used; `problems` holds every reason, in the order of the files."""

    def __init__(self, problems: "Sequence[Problem]") -> None:
        """Keep the problems sorted by place."""
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnknownNameError(CiredeError):
    """A name that nothing bears, with the nearest one that exists."""

    def __init__(self, kind: str, name: str, known: "Iterable[str]") -> None:
        """Name the kind of thing, what was asked for, and what exists."""
        self.kind = kind
        self.name = name
        self.known = tuple(known)
        self.nearest = nearest(name, self.known)
        super().__init__(f"there is no {kind} '{name[:_SHOWN]}'{choice(self.nearest, self.known)}")


class WrongUseError(CiredeError):
    """A request that does not make sense as it stands; the message says how to put it."""


class DrawingError(CiredeError):
    """A picture that could not be made, with the reason and the cure."""


class PrintingError(CiredeError):
    """A PDF that could not be made, with the reason and the cure."""


class DamagedLinkError(CiredeError):
    """A permanent link that was cut, copied wrong, or made for another tree than the one it names."""

    def __init__(self) -> None:
        """Say what happened and what to do."""
        super().__init__("the link is damaged, or its tree was changed under the same version: copy the whole link again")


def choice(near: str | None, known: "Sequence[str]") -> str:
    """Give ` (did you mean …?)`, else ` (known: …)` for the first few, else nothing."""
    if near:
        return f" (did you mean '{near}'?)"
    more = ", …" if len(known) > _LISTED else ""
    return f" (known: {', '.join(known[:_LISTED])}{more})" if known else ""


def nearest(name: str, known: "Iterable[str]") -> str | None:
    """Give the known name closest in spelling to `name`, or None when nothing comes close."""
    found = get_close_matches(name[:_SHOWN], tuple(known), n=1, cutoff=_CLOSE)
    return found[0] if found else None
