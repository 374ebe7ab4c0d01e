"""What the tables of a tree are made from and how they name its questions and its law, in one language."""

from typing import TYPE_CHECKING, NamedTuple

from cirede.exchange.dmn import words
from cirede.exchange.dmn.table import NOT_ASKED, Column, bound
from cirede.exchange.dmn.ways import Ways, ticks
from cirede.model.identifier import identifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cirede.model.source import Sources
    from cirede.model.text import Lang
    from cirede.model.walk import Cited


class Told(NamedTuple):
    """What is told, and in which language: the ways of a tree, and the texts that it cites."""

    ways: Ways
    sources: "Sources"
    lang: "Lang"
    about: str

    def columns(self, question: str) -> "Iterator[Column]":
        """Give the columns that the answers to a question may fill in an outcome table."""
        node = self.ways.graph.nodes[question]
        ask = node.question.ask.to(self.lang)
        if node.question.type == "number":
            for key, word in ((bound(question, "from"), words.FROM), (bound(question, "to"), words.TO)):
                yield Column(key, identifier(question), f"{ask} ({word.to(self.lang)})", ())
        elif node.question.type == "several":
            yield from self.options(question, ticks(node))
        else:
            yield Column(identifier(question), identifier(question), ask, (*node.order, NOT_ASKED))

    def options(self, question: str, names: "Iterable[str]") -> "Iterator[Column]":
        """Give a yes/no column for each of the options of a question."""
        asked = self.ways.graph.nodes[question].question
        for name in names:
            key = identifier(question, name)
            yield Column(key, key, f"{asked.ask.to(self.lang)} {asked.options[name].label.to(self.lang)}", ("yes", "no"))

    def law(self, cited: "Iterable[Cited]") -> str:
        """Name articles, each once, with a mark on those that were not read in their text."""
        named: dict[str, None] = {}
        for each in cited:
            reference = each.reference
            mark = "" if reference.verified else f" ({words.UNREAD.to(self.lang)})"
            named[f"{self.sources.sources[reference.source].short.to(self.lang)}, {reference.where(self.lang)}{mark}"] = None
        return f"{words.LAW.to(self.lang)} {'; '.join(named)}." if named else ""
