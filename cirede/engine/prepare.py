"""A tree made ready to be walked: for each span of days, a graph whose steps are already built."""

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from cirede.engine.condition import Check, as_number, compile_condition
from cirede.model.condition import parse
from cirede.model.text import LANGS, Text
from cirede.model.walk import Answer, Choice, Cited, Duty, Ending, NextQuestion, Proof, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from cirede.model.source import Sources
    from cirede.model.tree import Action, Certainty, Outcome, Question, Tree

MAX_TABLE = 10
"""Questions with more free options than this build their steps when asked, not beforehand."""


@dataclass(slots=True)
class Node:
    """A question of the graph: its answers with their steps, or the way to find them."""

    id: str
    waiting: NextQuestion
    question: "Question"
    table: "dict[Answer, tuple[Step, Node | End]]" = field(default_factory=dict)
    cases: "tuple[tuple[Check | None, Node | End, str], ...]" = ()
    order: dict[str, int] = field(default_factory=dict)
    ends: bool = False


@dataclass(slots=True)
class End:
    """An outcome of the graph, with what its conditions decide."""

    id: str
    ending: Ending
    status: str
    actions: "tuple[tuple[Check | None, Action], ...]"
    duties: tuple[tuple[Check | None, Duty], ...]
    proofs: tuple[tuple[Check | None, Proof], ...]
    ends: bool = True


@dataclass(frozen=True, slots=True)
class Graph:
    """The tree as it stands on the days from one change to the next."""

    start: Node
    nodes: dict[str, Node]
    ends: dict[str, End]


@dataclass(frozen=True, slots=True)
class PreparedTree:
    """A tree with one graph for each span of days; `days[i]` is the first day of `graphs[i]`."""

    tree: "Tree"
    days: "tuple[date, ...]"
    graphs: tuple[Graph, ...]

    def graph(self, day: "date") -> Graph:
        """Give the graph in force on that day; before the first day, the first one."""
        return self.graphs[max(0, bisect_right(self.days, day) - 1)]


def prepare(tree: "Tree", sources: "Sources") -> PreparedTree:
    """Make a checked tree ready to be walked."""
    days = tree.days_of_change()
    return PreparedTree(tree, days, tuple(_graph(tree, sources, day) for day in days))


def combined(question: "Question", open_options: tuple[str, ...]) -> "Iterator[tuple[str, ...]]":
    """Give every set of options that can be ticked together, in the author's order."""
    for name in open_options:
        if question.options[name].exclusive:
            yield (name,)
    free = [name for name in open_options if not question.options[name].exclusive]
    for size in range(1, len(free) + 1):
        yield from combinations(free, size)


def _graph(tree: "Tree", sources: "Sources", day: "date") -> Graph:
    parameters = {
        name: parameter.values[max(since for since in parameter.values if since <= day)]
        for name, parameter in tree.parameters.items()
        if any(since <= day for since in parameter.values)
    }
    ends = {name: _end(tree, name, outcome, sources, day, parameters) for name, outcome in tree.outcomes.items()}
    nodes = {name: _node(name, question, sources, day) for name, question in tree.questions.items()}
    places: dict[str, Node | End] = {**nodes, **{f"={name}": end for name, end in ends.items()}}
    for node in nodes.values():
        _connect(node, places, day, parameters)
    return Graph(nodes[tree.start], nodes, ends)


def _cite(names: tuple[str, ...], sources: "Sources") -> tuple[Cited, ...]:
    return tuple(Cited(name, sources.references[name]) for name in names)


def _check(when: str | None, parameters: "Mapping[str, Decimal]") -> Check | None:
    return compile_condition(parse(when), parameters=parameters) if when else None


def _end(  # noqa: PLR0913 - an end gathers all that the tree attaches to it
    tree: "Tree", name: str, outcome: "Outcome", sources: "Sources", day: "date", parameters: "Mapping[str, Decimal]"
) -> End:
    return End(
        name,
        Ending(name, outcome, (), _cite(outcome.because, sources)),
        outcome.status,
        tuple((_check(action.when, parameters), action) for action in outcome.do_now),
        tuple(
            (_check(duty.when, parameters), Duty(duty_id, duty, _cite(duty.because, sources)))
            for duty_id, duty in tree.obligations.items()
            if name in duty.outcomes and duty.in_force(day)
        ),
        tuple(
            (_check(proof.when, parameters), Proof(proof_id, proof))
            for proof_id, proof in tree.evidence.items()
            if name in proof.outcomes
        ),
    )


def _node(name: str, question: "Question", sources: "Sources", day: "date") -> Node:
    choices = tuple(
        Choice(option_id, option.label, option.help, option.exclusive)
        for option_id, option in question.options.items()
        if option.open_on(day)
    )
    waiting = NextQuestion(name, question, choices, _cite(question.because, sources))
    return Node(name, waiting, question, order={choice.id: index for index, choice in enumerate(choices)})


def _connect(
    node: Node, places: "Mapping[str, Node | End]", day: "date", parameters: "Mapping[str, Decimal]"
) -> None:
    question = node.question
    if question.type in {"yes_no", "choice"}:
        for name in node.order:
            option = question.options[name]
            target = option.target_on(day) or ""
            node.table[name] = (_step(node, name, option.label, option.certainty, target), places[target])
        return
    node.cases = tuple(
        (_check(case.when, parameters), places[case.target], case.target) for case in question.cases
    )
    free = sum(not question.options[name].exclusive for name in node.order)
    if question.type == "several" and free <= MAX_TABLE:
        for chosen in combined(question, tuple(node.order)):
            found = by_cases(node, chosen)
            node.table[chosen] = found
            if len(chosen) == 1:
                node.table[chosen[0]] = found


def by_cases(node: Node, given: Answer) -> "tuple[Step, Node | End]":
    """Take the first case that holds for a number or for several options in the author's order."""
    for check, place, target in node.cases:
        if check is None or check({node.id: given}):
            if isinstance(given, str):
                unit = node.question.unit
                words = {lang: f"{given} {unit.to(lang) if unit else ''}".strip() for lang in LANGS}
                return _step(node, given, Text.model_construct(**words), "sure", target), place
            options = [node.question.options[name] for name in given]
            certainty: Certainty = "unsure" if any(each.certainty == "unsure" for each in options) else "sure"
            words = {lang: ", ".join(option.label.to(lang) for option in options) for lang in LANGS}
            return _step(node, given, Text.model_construct(**words), certainty, target), place
    message = f"no case of '{node.id}' holds"
    raise AssertionError(message)


def _step(node: Node, answer: Answer, label: Text, certainty: "Certainty", target: str) -> Step:
    return Step(node.id, answer, node.question.ask, label, certainty, target, node.waiting.references)


def normal(node: Node, given: object) -> tuple[Answer | None, str]:
    """Bring an answer into the form of its question; gives None and the reason where it has none."""
    question = node.question
    if question.type == "number":
        number = as_number(given) if isinstance(given, str) else None
        if number is None or not isinstance(given, str):
            return None, "not-a-number"
        below = question.lowest is not None and number < question.lowest
        above = question.highest is not None and number > question.highest
        return (None, "out-of-range") if below or above else (given.strip(), "")
    chosen = [given] if isinstance(given, str) else list(given) if isinstance(given, (list, tuple, set, frozenset)) else []
    if not chosen:
        return None, "empty"
    if any(not isinstance(name, str) or name not in node.order for name in chosen):
        return None, "not-an-option"
    ordered = tuple(sorted(dict.fromkeys(chosen), key=node.order.__getitem__))
    if question.type != "several":
        return (ordered[0], "") if len(ordered) == 1 else (None, "one-answer-only")
    if len(ordered) > 1 and any(question.options[name].exclusive for name in ordered):
        return None, "exclusive"
    return ordered, ""
