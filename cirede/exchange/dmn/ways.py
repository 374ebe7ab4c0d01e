"""The ways on from each question of one tree's own file, as cells of a decision table that exclude each other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from graphlib import TopologicalSorter
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from cirede.engine.prepare import Gate, Graph, Node, PreparedTree, by_cases, combined
from cirede.exchange.dmn.table import Cells, Range, quoted
from cirede.model.condition import parse, values
from cirede.model.identifier import identifier

if TYPE_CHECKING:
    from datetime import date

    from cirede.engine.prepare import Onward
    from cirede.model.walk import Answer

YES, NO = quoted("yes"), quoted("no")


class Way(NamedTuple):
    """Where an answer leads: a question id, `=outcome` or `tree:id`, and what is handed over to that tree."""

    target: str
    given: tuple[tuple[str, str], ...] = ()


class Branch(NamedTuple):
    """A way on with what must hold for it; no two branches of a question hold together."""

    cells: Cells
    way: Way


class Taken(NamedTuple):
    """An answer and the way that it takes; for a number, one answer of the range."""

    answer: "Answer"
    way: Way
    range: Range | None = None


@dataclass(frozen=True, slots=True)
class Ways:
    """The questions of a tree that can be reached on a day, each after all that lead to it, with their answers and branches."""

    prepared: PreparedTree
    graph: Graph
    day: "date"
    taken: dict[str, tuple[Taken, ...]]
    branches: dict[str, tuple[Branch, ...]]
    targets: dict[str, frozenset[str]]


def ways_of(prepared: PreparedTree, day: "date") -> Ways:
    """Read the graph of a day; what other trees ask is left to them."""
    graph = prepared.graph(day)
    numbers = {name: parameter.on(day) for name, parameter in prepared.own.parameters.items()}
    taken: dict[str, tuple[Taken, ...]] = {}
    waiting = [prepared.own.start]
    while waiting:
        name = waiting.pop()
        if name not in taken:
            taken[name] = tuple(_taken(graph.nodes[name], numbers))
            waiting.extend(each.way.target for each in taken[name] if each.way.target in prepared.own.questions)
    names = _in_order(taken)
    branches = {name: tuple(_branches(graph.nodes[name], taken[name])) for name in names}
    targets = {name: frozenset(each.way.target for each in taken[name]) for name in names}
    return Ways(prepared, graph, day, {name: taken[name] for name in names}, branches, targets)


def _in_order(taken: dict[str, tuple[Taken, ...]]) -> tuple[str, ...]:
    """Order the questions so that each comes after all that lead to it."""
    before: dict[str, dict[str, None]] = {name: {} for name in taken}
    for name, ways in taken.items():
        for each in ways:
            if each.way.target in before:
                before[each.way.target][name] = None
    return tuple(TopologicalSorter(before).static_order())


def ticks(node: Node) -> tuple[str, ...]:
    """Order the options of a question so that those that the cases read come first; this keeps a table short."""
    whens = [case.when for case in node.question.cases if case.when]
    read = [str(value) for when in whens for _, value in values(parse(when))]
    return tuple(dict.fromkeys(name for name in (*read, *node.order) if name in node.order))


def _taken(node: Node, numbers: "Mapping[str, Decimal]") -> Iterator[Taken]:
    if node.question.type == "number":
        for span, sample in _spans(node, numbers):
            yield Taken(sample, _way(by_cases(node, sample)), span)
    elif node.question.type == "several":
        for chosen in combined(node.question, tuple(node.order)):
            yield Taken(chosen, _way(node.table.get(chosen) or by_cases(node, chosen)))
    else:
        for name in node.order:
            yield Taken(name, _way(node.table[name]))


def _way(onward: "Onward") -> Way:
    step, place, _ = onward
    given = place.given if isinstance(place, Gate) else {}
    return Way(step.target, tuple((name, each if isinstance(each, str) else ",".join(each)) for name, each in given.items()))


def _spans(node: Node, numbers: "Mapping[str, Decimal]") -> Iterator[tuple[Range, str]]:
    """Give every span of numbers between two thresholds, and every threshold, with a number that lies in it."""
    read = [value for case in node.question.cases if case.when for _, value in values(parse(case.when))]
    known = (value if isinstance(value, Decimal) else numbers.get(value) for value in read)
    bounds = sorted({value for value in known if value is not None})
    if not bounds:
        yield Range(), str(node.question.lowest or node.question.highest or 0)
        return
    spans = [(Range(high=bounds[0], under=True), bounds[0] - 1)]
    for low, high in pairwise(bounds):
        spans += [(Range(low, low), low), (Range(low, high, over=True, under=True), (low + high) / 2)]
    spans += [(Range(bounds[-1], bounds[-1]), bounds[-1]), (Range(bounds[-1], over=True), bounds[-1] + 1)]
    offered = Range(node.question.lowest, node.question.highest)
    for span, sample in spans:
        within = span.meet(offered)
        if within:
            inside = offered.meet(Range(sample, sample))
            yield span, str(sample if inside else within.high if within.over else within.low)


def _branches(node: Node, taken: tuple[Taken, ...]) -> Iterator[Branch]:
    if len({each.way for each in taken}) == 1:
        yield Branch({}, taken[0].way)
    elif node.question.type == "number":
        for way, group in groupby(taken, key=lambda each: each.way):
            spans = [each.range for each in group if each.range]
            yield Branch(Range(spans[0].low, spans[-1].high, spans[0].over, spans[-1].under).cells(node.id), way)
    elif node.question.type == "several":
        yield from _ticked(node.id, ticks(node), {frozenset(each.answer): each.way for each in taken})
    else:
        for each in taken:
            yield Branch({identifier(node.id): quoted(str(each.answer))}, each.way)


def _ticked(question: str, options: tuple[str, ...], ways: "Mapping[frozenset[str], Way]") -> Iterator[Branch]:
    """Ask one option after the other until all that can still be ticked together lead to one place."""
    if len(set(ways.values())) == 1:
        yield Branch({}, next(iter(ways.values())))
        return
    name, *rest = options
    for cell, ticked in ((YES, True), (NO, False)):
        left = {chosen: way for chosen, way in ways.items() if (name in chosen) is ticked}
        for branch in _ticked(question, tuple(rest), left) if left else ():
            yield Branch({identifier(question, name): cell, **branch.cells}, branch.way)
