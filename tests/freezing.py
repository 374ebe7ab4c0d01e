"""Programmes for tests: the miniature register as it is, or with barriers, rules or weights exchanged."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from cirede.engine.freeze import freeze
from cirede.engine.rank import rank
from cirede.engine.scoring import prepare_rules
from cirede.engine.weights import weigh

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cirede.model.barrier import Barrier
    from cirede.model.catalogue import Catalogue
    from cirede.model.programme import Programme
    from cirede.model.rule import Rule

DAY = date(2026, 11, 23)


def frozen(  # noqa: PLR0913 - each of them is what a test exchanges
    catalogue: "Catalogue", name: str = "a", *, barriers: "Mapping[str, Barrier] | None" = None,
    rules: "Mapping[str, Rule] | None" = None, weights: "dict[str, int] | None" = None, on: date = DAY,
) -> "Programme":  # fmt: skip
    """Freeze the register of a catalogue, some barriers and rules exchanged, under other weights where given."""
    book = catalogue.rulebook
    book = replace(book, barriers={**book.barriers, **(barriers or {})}, rules={**book.rules, **(rules or {})})
    chosen = weigh(book, None, weights)
    return freeze(name, rank(prepare_rules(book), chosen, on=on), replace(catalogue, rulebook=book), own=chosen.own)
