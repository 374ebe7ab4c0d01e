"""The edges of a tree on one day: which question leads where, under which words."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from cirede.model.condition import Compare, Member, parse
from cirede.model.linked import TREE, JoinedTree

if TYPE_CHECKING:
    from cirede.model.text import Lang
    from cirede.model.tree import Case, Outcome, Question, Tree

Kind = Literal["favourable", "to-confirm", "waste"]
"""How an outcome is painted: it frees, it must be confirmed, or it binds."""

MANY = 4
"""As many edges to one question are drawn as lines; more of them become boxes with its number."""


@dataclass(frozen=True, slots=True)
class Edge:
    """All ways from one question to one target; `target` is a question id, `=outcome-id` or `tree:tree-id`."""

    question: str
    target: str
    labels: tuple[str, ...]
    unsure: bool

    @property
    def outcome(self) -> str | None:
        """The outcome that the edge ends in, if it does."""
        return self.target[1:] if self.target.startswith("=") else None

    @property
    def beyond(self) -> str | None:
        """The other tree in which the edge goes on, if it does."""
        return self.target.removeprefix(TREE) if self.target.startswith(TREE) else None


@dataclass(frozen=True, slots=True)
class Graph:
    """What can be reached on one day, in the author's order, in one language."""

    tree: "Tree"
    lang: "Lang"
    on: date
    questions: tuple[str, ...]
    edges: tuple[Edge, ...]

    def ask(self, question: str) -> str:
        """Give the words of a question."""
        return self.tree.questions[question].ask.to(self.lang)

    def title(self, tree: str) -> str:
        """Give the title of a tree in which this one goes on; its id where only the file is drawn."""
        titles = self.tree.titles if isinstance(self.tree, JoinedTree) else {}
        return titles[tree].to(self.lang) if tree in titles else tree

    @property
    def number(self) -> dict[str, int]:
        """The number of each question, from 1 in the author's order; list and drawing share it."""
        return {question: number for number, question in enumerate(self.questions, 1)}

    def crowded(self) -> frozenset[str]:
        """Give the questions that so many edges lead to that a drawing names them instead of joining them."""
        arriving = Counter(edge.target for edge in self.edges if edge.target in self.tree.questions)
        return frozenset(question for question, count in arriving.items() if count > MANY)

    def leaving(self, question: str) -> tuple[Edge, ...]:
        """Give the edges that leave a question."""
        return tuple(edge for edge in self.edges if edge.question == question)

    def kind(self, outcome: str) -> Kind:
        """Tell how an outcome is painted."""
        return kind(self.tree, self.tree.outcomes[outcome])


def graph(tree: "Tree", lang: "Lang", *, on: date) -> Graph:
    """Follow every edge that is open on that day, from the start; parallel edges become one."""
    found: dict[str, tuple[Edge, ...]] = {}
    waiting = [tree.start]
    while waiting:
        question = waiting.pop()
        if question in found or question not in tree.questions:
            continue
        found[question] = _edges(tree, question, lang, on)
        waiting.extend(edge.target for edge in found[question] if edge.target in tree.questions)
    order = tuple(question for question in tree.questions if question in found)
    return Graph(tree, lang, on, order, tuple(edge for question in order for edge in found[question]))


def kind(tree: "Tree", outcome: "Outcome") -> Kind:
    """Tell how an outcome is painted, from its status."""
    status = tree.statuses.get(outcome.status)
    if status is not None and status.favourable:
        return "favourable"
    return "to-confirm" if status is not None and status.undecided else "waste"


def days(tree: "Tree") -> tuple[date, ...]:
    """Give the days from which on a drawing of the tree differs from the day before."""
    found: set[date] = set()
    for question in tree.questions.values():
        for option in question.options.values():
            found.update(option.later)
            found.update([option.start] if option.start else [])
            found.update([option.end + timedelta(days=1)] if option.end else [])
    return tuple(sorted(found))


def node_id(question: str) -> str:
    """Give the id of a question in the SVG."""
    return f"node-{question}"


def edge_ids(question: str, target: str) -> tuple[str, str, str]:
    """Give the ids in the SVG of an edge: before its label, the label, and after it.

    Two hyphens cannot occur inside an id of content, so that no two edges share an id.
    """
    kind = "exit" if target.startswith("=") else "beyond" if target.startswith(TREE) else "edge"
    stem = f"{kind}-{question}--{target.removeprefix('=').removeprefix(TREE)}"
    return stem, f"{stem}--label", f"{stem}--tip"


def end_id(question: str, outcome: str) -> str:
    """Give the id in the SVG of an outcome, which is drawn once behind each question that leads to it."""
    return f"end-{question}--{outcome}"


def goto_id(question: str, target: str) -> str:
    """Give the id in the SVG of the box that names a question or a tree which is drawn elsewhere."""
    if target.startswith(TREE):
        return f"onward-{question}--{target.removeprefix(TREE)}"
    return f"goto-{question}--{target}"


def _edges(tree: "Tree", name: str, lang: "Lang", on: date) -> tuple[Edge, ...]:
    question = tree.questions[name]
    ways: dict[str, list[tuple[str, bool]]] = {}
    for option in question.options.values():
        target = option.target_on(on) if option.open_on(on) else None
        if target is not None:
            ways.setdefault(target, []).append((option.label.to(lang), option.certainty == "unsure"))
    for case in question.cases:
        ways.setdefault(case.target, []).append((case.label.to(lang), _doubts(question, case)))
    found = []
    for target, labels in ways.items():
        known = target[1:] in tree.outcomes if target.startswith("=") else target in tree.questions
        if known or target.startswith(TREE):
            words = tuple(dict.fromkeys(label for label, _ in labels))
            found.append(Edge(name, target, words, all(unsure for _, unsure in labels)))
    return tuple(found)


def _doubts(question: "Question", case: "Case") -> bool:
    """Tell whether a case asks for nothing but an unsure option."""
    condition = parse(case.when) if case.when else None
    match condition:
        case Compare(op="=", value=value):
            wanted: tuple[object, ...] = (value,)
        case Member(values=wanted):
            pass
        case _:
            return False
    options = [question.options.get(str(value)) for value in wanted]
    return all(option is not None and option.certainty == "unsure" for option in options)
