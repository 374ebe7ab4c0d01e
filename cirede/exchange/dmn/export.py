"""A tree as files of DMN, by name."""

from typing import TYPE_CHECKING

from cirede.errors import WrongUseError
from cirede.exchange.dmn import words
from cirede.exchange.dmn.obligations import obligation_tables
from cirede.exchange.dmn.outcomes import outcome_tables
from cirede.exchange.dmn.told import Told
from cirede.exchange.dmn.ways import ways_of
from cirede.exchange.dmn.xml import as_xml
from cirede.model.identifier import ASKED, is_taken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cirede.engine.prepare import PreparedTree
    from cirede.exchange.dmn.table import Table
    from cirede.model.source import Sources
    from cirede.model.text import Lang
    from cirede.model.tree import Tree

ROWS = 100
"""A table that would be longer is cut, where it can be."""


def tables(prepared: "PreparedTree", sources: "Sources", *, on: "date", lang: "Lang", most: int = ROWS) -> "dict[str, Table]":
    """Give the decision tables of a tree on a day, by the name of their file.

    Raises: WrongUseError where a question cannot become the name of a column.
    """
    own = prepared.own
    for name, question in own.questions.items():
        if is_taken(name) or ASKED in question.options:
            wrong = name if is_taken(name) else ASKED
            message = f"'{wrong}' has a meaning of its own in a decision table: give it another id in '{own.id}'"
            raise WrongUseError(message)
    told = Told(ways_of(prepared, on), sources, lang, _about(own, on, lang))
    return dict(_named(own.id, told, most))


def export(prepared: "PreparedTree", sources: "Sources", *, on: "date", lang: "Lang", most: int = ROWS) -> dict[str, bytes]:
    """Give the same tables as files of DMN 1.3; equal trees give equal bytes. Raises: WrongUseError as `tables`."""
    found = tables(prepared, sources, on=on, lang=lang, most=most)
    return {name: as_xml(table, prepared.own.id) for name, table in found.items()}


def _named(tree: str, told: Told, most: int) -> "Iterator[tuple[str, Table]]":
    for kind, found in (("outcome", outcome_tables(told, most)), ("obligations", obligation_tables(told, most))):
        for place, table in found:
            yield f"{'.'.join(filter(None, (tree, kind, place)))}.dmn", table


def _about(tree: "Tree", on: "date", lang: "Lang") -> str:
    day = f"{words.ON.to(lang)} {on.isoformat()}"
    review = f" {words.NO_REVIEW.to(lang)}" if tree.status == "draft" else ""
    return f"{tree.title.to(lang)} ({tree.id}, {words.VERSION.to(lang)} {tree.version}). {day}.{review}"
