"""What a paper is about: one tree on one day in one language, with the number of each of its parts."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cirede.exchange.paper.parts import Item, Link, Quiet
from cirede.model.linked import TREE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from cirede.engine.prepare import PreparedTree
    from cirede.exchange.paper.parts import Run, Runs
    from cirede.model.catalogue import Catalogue
    from cirede.model.source import Reference
    from cirede.model.text import Lang, Text
    from cirede.model.tree import Question, Tree
    from cirede.model.wording import Wording

_LETTERS = {"questions": "Q", "outcomes": "U", "obligations": "D", "evidence": "E", "conditions": "C",
            "parameters": "P", "terms": "W"}  # fmt: skip
_NAMES = {"questions": "ask", "outcomes": "title", "obligations": "label", "parameters": "label"}


@dataclass(frozen=True, slots=True)
class Subject:
    """One tree on one day in one language; `numbers` gives the mark of each part by its kind and id."""

    prepared: "PreparedTree"
    catalogue: "Catalogue"
    words: "Wording"
    lang: "Lang"
    day: "date"
    numbers: dict[tuple[str, str], str]

    @property
    def tree(self) -> "Tree":
        """The tree as its file says it."""
        return self.prepared.own

    def say(self, text: "Text") -> str:
        """Give the words of a text."""
        return text.to(self.lang)

    def number(self, value: "Decimal") -> str:
        """Write a number as the language does."""
        return str(value) if self.lang == "en" else str(value).replace(".", ",")

    def quoted(self, words: str) -> str:
        """Put words between the quotation marks of the language."""
        return self.words["quoted"].format(words=words)

    def label(self, key: str) -> str:
        """Give a word that names what follows it, with its colon and a space."""
        return f"{self.words['named'].format(label=self.words[key])} "

    def mark(self, kind: str, name: str) -> str:
        """Give the number of a part of the tree, as Q7."""
        return self.numbers[kind, name]

    def link(self, kind: str, name: str, *, onward: bool = False) -> "Run":
        """Give the number of a part as a link; for a part of a tree that this one leads to, its words."""
        if (kind, name) in self.numbers:
            found = self.numbers[kind, name]
            return Link(found, found.lower(), onward)
        held = getattr(self.prepared.tree, kind).get(name)
        return self.quoted(self.say(getattr(held, _NAMES[kind]))) if held else name

    def links(self, kind: str, names: "Iterable[str]") -> "Runs":
        """Give the numbers of several parts, with commas between them."""
        return divided(tuple(self.link(kind, name) for name in names))

    def question(self, name: str) -> "Question":
        """Give a question of the tree, or of one that it leads to."""
        return self.prepared.tree.questions[name]

    def reference(self, name: str) -> "Reference":
        """Give a reference by its id."""
        return self.catalogue.sources.references[name]

    def status(self, outcome: str) -> str:
        """Give the words of the status of an outcome, also of a tree that this one leads to."""
        whole = self.prepared.tree
        return self.say(whole.statuses[whole.outcomes[outcome].status].label)

    def target(self, target: str) -> "Runs":
        """Say where an edge leads: `→ Q7` with its words, an outcome with its status, or the title of another tree."""
        if target.startswith(TREE):
            name = target.removeprefix(TREE)
            title = self.catalogue.trees[name].title.to(self.lang) if name in self.catalogue.trees else name
            return ("→ ", self.words["target_tree"].format(title=self.quoted(title)), " ", Quiet(name))
        if target.startswith("="):
            found = target[1:]
            end = self.link("outcomes", found, onward=True)
            return (f"→ {self.words['target_outcome']} ", end, f" {self.status(found)}")
        return ("→ ", self.link("questions", target, onward=True), Quiet(f" {self.say(self.tree.questions[target].ask)}"))

    def span(self, start: "date | None", end: "date | None") -> str:
        """Say from when until when something holds; nothing where it has no bounds."""
        days = {"start": self.words.day(start) if start else "", "end": self.words.day(end) if end else ""}
        if start and end:
            return self.words["span_both"].format(**days)
        return self.words["span_from"].format(start=days["start"]) if start else (
            self.words["span_until"].format(end=days["end"]) if end else "")  # fmt: skip

    def dated(self, start: "date | None", end: "date | None") -> "tuple[Item, ...]":
        """Give the line that says from when until when something holds, and that it does not on the day of the paper."""
        said = self.span(start, end)
        if not said:
            return ()
        away = (start is not None and self.day < start) or (end is not None and self.day > end)
        return (Item((Quiet(said), *((" – ", self.words["not_on_day"]) if away else ()))),)


def numbered(tree: "Tree", references: "Iterable[str]") -> dict[tuple[str, str], str]:
    """Number every part of a tree in the author's order, and its references as given."""
    found = {
        (kind, name): f"{letter}{number}"
        for kind, letter in _LETTERS.items()
        for number, name in enumerate(getattr(tree, kind), 1)
    }
    return found | {("references", name): f"L{number}" for number, name in enumerate(references, 1)}


def divided(runs: "tuple[Run, ...]", between: str = ", ") -> "Runs":
    """Put runs one after the other with something between them."""
    found: list[Run] = []
    for run in runs:
        found += [between, run] if found else [run]
    return tuple(found)


def filled(sentence: str, slots: "Mapping[str, Runs]") -> "Runs":
    """Fill the places of a sentence with runs."""
    found: list[Run] = []
    for part in sentence.split("{"):
        name, brace, rest = part.partition("}")
        found += [*slots[name], rest] if brace else [part]
    return tuple(run for run in found if run)


def targets(subject: Subject, question: str) -> "Iterator[str]":
    """Give every target of a question on the day of the paper, each once."""
    asked = subject.tree.questions[question]
    open_now = (option.target_on(subject.day) for option in asked.options.values() if option.open_on(subject.day))
    yield from dict.fromkeys(target for target in (*open_now, *(case.target for case in asked.cases)) if target)


def arrivals(subject: Subject) -> dict[str, tuple[str, ...]]:
    """Give, for each target, the questions that lead to it on the day of the paper."""
    found: dict[str, list[str]] = {}
    for question in subject.tree.questions:
        for target in targets(subject, question):
            found.setdefault(target, []).append(question)
    return {target: tuple(names) for target, names in found.items()}
