"""The replay of answers through a tree, with the reason of each step."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from cirede.model.source import Reference
    from cirede.model.text import Text
    from cirede.model.tree import Action, Certainty, Evidence, Obligation, Outcome, Question, Status

Answer = str | tuple[str, ...]
"""An option id, the ids of several options in the author's order, or a number as it was written."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A reference under the id by which content names it."""

    id: str
    reference: "Reference"


@dataclass(frozen=True, slots=True)
class Step:
    """One question answered: the words of both, the edge taken and the articles behind it."""

    question: str
    answer: Answer
    ask: "Text"
    label: "Text"
    certainty: "Certainty"
    target: str
    references: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """An option that can be chosen on the day of the walk."""

    id: str
    label: "Text"
    help: "Text | None"
    exclusive: bool


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """The question that the walk waits for, with the options open on that day."""

    id: str
    question: "Question"
    options: tuple[Choice, ...]
    references: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """The outcome that was reached, under its id, with its status in words."""

    id: str
    outcome: "Outcome"
    status: "Status"
    references: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    """An obligation that the outcome and the answers bring, under its id."""

    id: str
    obligation: "Obligation"
    references: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """Evidence to collect, under its id."""

    id: str
    evidence: "Evidence"


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that its question does not offer, and what it does offer."""

    question: str
    answer: Answer
    offered: tuple[str, ...]
    reason: str


class Walk(NamedTuple):
    """All that the answers lead to: steps, then either an ending, a next question or a refusal.

    `missing` names the questions still reachable, the next one first, in the author's order;
    `unused` the answers that the path did not need.
    """

    tree: str
    version: str
    on: "date"
    steps: tuple[Step, ...]
    status: str | None
    ending: Ending | None
    do_now: "tuple[Action, ...]"
    obligations: tuple[Duty, ...]
    evidence: tuple[Proof, ...]
    next: NextQuestion | None
    missing: tuple[str, ...]
    unused: tuple[str, ...]
    refused: Refusal | None

    @property
    def crossed(self) -> tuple[str, ...]:
        """Name the other trees that the walk has gone on in, in their order."""
        return tuple(step.target.removeprefix("tree:") for step in self.steps if step.target.startswith("tree:"))
