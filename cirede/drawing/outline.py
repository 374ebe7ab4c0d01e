"""The same tree as a list: each question with its answers and where they lead, under anchors."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cirede.drawing.graph import Edge, Graph, Kind, graph

if TYPE_CHECKING:
    from datetime import date

    from cirede.model.text import Lang
    from cirede.model.tree import Tree
    from cirede.model.walk import Walk


@dataclass(frozen=True, slots=True)
class Way:
    """One edge in words: the answers that take it, and the question, outcome or other tree it leads to."""

    labels: tuple[str, ...]
    unsure: bool
    anchor: str
    words: str
    number: int | None
    kind: Kind | None
    taken: bool
    tree: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A question of the list; `number` counts from 1 in the author's order."""

    id: str
    anchor: str
    number: int
    words: str
    ways: tuple[Way, ...]
    start: bool
    taken: bool
    waiting: bool


@dataclass(frozen=True, slots=True)
class End:
    """An outcome of the list, with the name of its status."""

    id: str
    anchor: str
    status: str
    words: str
    kind: Kind
    taken: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """The text twin of a drawing; `way.number` is the number of the question to go to, None at an end."""

    questions: tuple[Entry, ...]
    ends: tuple[End, ...]


def outline(tree: "Tree", lang: "Lang", *, on: "date", walk: "Walk | None" = None) -> Outline:
    """List what can be reached on that day in the author's order, with what a walk took marked."""
    drawn = graph(tree, lang, on=on)
    numbers = drawn.number
    taken = {(step.question, step.target) for step in walk.steps} if walk else set()
    answered = {question for question, _ in taken}
    waiting = walk.next.id if walk and walk.next else None
    questions = tuple(
        Entry(
            question,
            anchor(question),
            number,
            drawn.ask(question),
            tuple(_way(drawn, edge, numbers, taken) for edge in drawn.leaving(question)),
            start=question == tree.start,
            taken=question in answered,
            waiting=question == waiting,
        )
        for question, number in numbers.items()
    )
    return Outline(questions, _ends(drawn, {target for _, target in taken}))


def anchor(target: str) -> str:
    """Give the anchor of a question id or `=outcome-id` in the list.

    A page may hold both list and drawing: the anchors differ from the ids in the SVG by their first word.
    """
    return f"outcome-{target[1:]}" if target.startswith("=") else f"question-{target}"


def _way(drawn: Graph, edge: Edge, numbers: dict[str, int], taken: set[tuple[str, str]]) -> Way:
    outcome, done = edge.outcome, (edge.question, edge.target) in taken
    if edge.beyond:
        return Way(edge.labels, edge.unsure, "", drawn.title(edge.beyond), None, None, done, edge.beyond)
    return Way(
        edge.labels,
        edge.unsure,
        anchor(edge.target),
        drawn.tree.outcomes[outcome].title.to(drawn.lang) if outcome else drawn.ask(edge.target),
        None if outcome else numbers[edge.target],
        drawn.kind(outcome) if outcome else None,
        done,
    )


def _ends(drawn: Graph, taken: set[str]) -> tuple[End, ...]:
    tree, lang = drawn.tree, drawn.lang
    reached = {edge.outcome for edge in drawn.edges}
    return tuple(
        End(
            name,
            anchor(f"={name}"),
            tree.statuses[outcome.status].label.to(lang),
            outcome.title.to(lang),
            drawn.kind(name),
            f"={name}" in taken,
        )
        for name, outcome in tree.outcomes.items()
        if name in reached
    )
