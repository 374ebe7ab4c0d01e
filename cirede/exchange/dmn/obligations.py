"""The obligation tables of a tree: one where it is short enough, else one for each outcome."""

from collections.abc import Iterator
from typing import NamedTuple

from cirede.exchange.dmn import words
from cirede.exchange.dmn.possible import possible, shortest, slim
from cirede.exchange.dmn.reading import Facts, ways_to
from cirede.exchange.dmn.table import Column, Range, Row, Table, quoted
from cirede.exchange.dmn.told import Told
from cirede.exchange.dmn.ways import NO, YES
from cirede.model.condition import parse
from cirede.model.identifier import ASKED, identifier


class _Reason(NamedTuple):
    """A way in which an outcome brings an obligation."""

    outcome: str
    obligation: str
    facts: Facts


def obligation_tables(told: Told, most: int) -> Iterator[tuple[str, Table]]:
    """Give the obligation tables, each under its outcome, none where one table holds all; nothing without obligations."""
    reasons = list(_reasons(told))
    if len(reasons) <= most:
        if reasons:
            yield "", _table(told, reasons, "")
        return
    for outcome in dict.fromkeys(each.outcome for each in reasons):
        yield outcome, _table(told, [each for each in reasons if each.outcome == outcome], outcome)


def _reasons(told: Told) -> Iterator[_Reason]:
    ways = told.ways
    own = ways.prepared.own
    numbers = {name: parameter.on(ways.day) for name, parameter in own.parameters.items()}
    reached = {each.way.target for taken in ways.taken.values() for each in taken}
    for outcome in own.outcomes:
        if f"={outcome}" not in reached:
            continue
        known = possible(ways, outcome)
        for name, duty in own.obligations.items():
            if outcome in duty.outcomes and duty.in_force(ways.day):
                every = ways_to(parse(duty.when), numbers) if duty.when else iter([Facts()])
                slimmed = [found for each in every if (found := slim(each, known, ways)) is not None]
                yield from (_Reason(outcome, name, facts) for facts in shortest(slimmed))


def _table(told: Told, reasons: list[_Reason], outcome: str) -> Table:
    own = told.ways.prepared.own
    name = identifier(own.id, "obligations", outcome) if outcome else identifier(own.id, "obligations")
    read = {key for each in reasons for key in _cells(each.facts)}
    columns = tuple(column for name in told.ways.branches for column in _columns(told, name) if column.key in read)
    ends = tuple(dict.fromkeys(each.outcome for each in reasons))
    columns = (Column("outcome", "outcome", words.OUTCOME.to(told.lang), ends), *columns)
    about = f"{told.about} {words.OBLIGATION_TABLE.to(told.lang)}"
    if outcome:
        about += f" {own.outcomes[outcome].title.to(told.lang)}."
    return Table(name, about, "COLLECT", columns, "obligation", tuple(_row(told, each) for each in reasons))


def _columns(told: Told, question: str) -> Iterator[Column]:
    """Give the columns that facts about a question may fill; a number comes behind the column that says it was asked."""
    node = told.ways.graph.nodes[question]
    ask = node.question.ask.to(told.lang)
    asked = identifier(question, ASKED)
    yield Column(asked, asked, f"{words.ASKED.to(told.lang)} {ask}", ("yes", "no"))
    yield from told.columns(question) if node.question.type == "number" else told.options(question, node.order)


def _cells(facts: Facts) -> dict[str, str]:
    found: dict[str, str] = {}
    for fact, value in facts.items():
        if isinstance(value, Range):
            found |= value.cells(fact.question)
        else:
            found[identifier(fact.question, ASKED if fact.option is None else fact.option)] = YES if value else NO
    return found


def _row(told: Told, reason: _Reason) -> Row:
    duty = told.ways.prepared.own.obligations[reason.obligation]
    end = told.ways.graph.ends[reason.outcome]
    cited = next(each.references for _, _, each in end.duties.entries if each.id == reason.obligation)
    lang = told.lang
    said = f"{duty.label.to(lang)} – {duty.who.to(lang)}. {words.BEFORE.to(lang)} {duty.before.to(lang).rstrip('.')}."
    cells = {"outcome": quoted(reason.outcome), **_cells(reason.facts)}
    return Row(cells, quoted(reason.obligation), f"{said} {told.law(cited)}".strip())
