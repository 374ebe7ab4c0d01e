"""A tree made ready to be walked: for each span of days, a graph whose steps are already built."""

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from cirede.engine.clauses import Bits, Choices, bits_of
from cirede.engine.condition import Check, as_number
from cirede.model.walk import Answer, Choice, Cited, Duty, Ending, NextQuestion, Proof, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from cirede.model.source import Sources
    from cirede.model.text import Text
    from cirede.model.tree import Action, Certainty, Question, Tree

MAX_TABLE = 10
"""Questions with more free options than this build their steps when asked, not beforehand."""


@dataclass(slots=True)
class Node:
    """A question of the graph: its answers with their steps, or the way to find them."""

    id: str
    waiting: NextQuestion
    question: "Question"
    checks: tuple[tuple[Check, int], ...]
    table: "dict[Answer, Onward]" = field(default_factory=dict)
    cases: "tuple[tuple[Check | None, Node | End, str], ...]" = ()
    order: dict[str, int] = field(default_factory=dict)
    ends: Literal[False] = False


@dataclass(slots=True)
class End:
    """An outcome of the graph, with what its conditions decide."""

    id: str
    ending: Ending
    status: str
    do_now: "Choices[Action]"
    duties: Choices[Duty]
    proofs: Choices[Proof]
    ends: Literal[True] = True


Onward = tuple[Step, Node | End, int]
"""A step, where it leads, and the bits that the answer sets."""

Steps = dict[tuple[str, Answer], tuple[Step, int]]
"""The steps for several options at once, which are the same in every graph of a tree."""


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
    kept: dict[tuple[tuple[str, Decimal], ...], Bits] = {}
    steps: Steps = {}
    conditions = [duty.when for duty in tree.obligations.values()]
    conditions += [proof.when for proof in tree.evidence.values()]
    conditions += [action.when for outcome in tree.outcomes.values() for action in outcome.do_now]
    graphs = []
    for day in days:
        parameters = {name: parameter.on(day) for name, parameter in tree.parameters.items()}
        bits = kept.setdefault(tuple(parameters.items()), Bits(parameters))
        for when in conditions:
            bits.clauses(when)
        graphs.append(_graph(tree, sources, day, bits, steps))
    return PreparedTree(tree, days, tuple(graphs))


def combined(question: "Question", open_options: tuple[str, ...]) -> "Iterator[tuple[str, ...]]":
    """Give every set of options that can be ticked together, in the author's order."""
    for name in open_options:
        if question.options[name].exclusive:
            yield (name,)
    free = [name for name in open_options if not question.options[name].exclusive]
    for size in range(1, len(free) + 1):
        yield from combinations(free, size)


def _graph(tree: "Tree", sources: "Sources", day: "date", bits: Bits, steps: "Steps") -> Graph:
    ends = {name: _end(tree, name, sources, day=day, bits=bits) for name in tree.outcomes}
    nodes = {name: _node(name, question, sources, day, bits) for name, question in tree.questions.items()}
    places: dict[str, Node | End] = {**nodes, **{f"={name}": end for name, end in ends.items()}}
    for node in nodes.values():
        _connect(node, places, day, bits, steps)
    return Graph(nodes[tree.start], nodes, ends)


def _cite(names: tuple[str, ...], sources: "Sources") -> tuple[Cited, ...]:
    return tuple(Cited(name, sources.references[name]) for name in names)


def _end(tree: "Tree", name: str, sources: "Sources", *, day: "date", bits: Bits) -> End:
    outcome = tree.outcomes[name]
    return End(
        name,
        Ending(name, outcome, _cite(outcome.because, sources)),
        outcome.status,
        Choices((bits.clauses(action.when), action) for action in outcome.do_now),
        Choices(
            (bits.clauses(duty.when), Duty(duty_id, duty, _cite(duty.because, sources)))
            for duty_id, duty in tree.obligations.items()
            if name in duty.outcomes and duty.in_force(day)
        ),
        Choices(
            (bits.clauses(proof.when), Proof(proof_id, proof))
            for proof_id, proof in tree.evidence.items()
            if name in proof.outcomes
        ),
    )


def _node(name: str, question: "Question", sources: "Sources", day: "date", bits: Bits) -> Node:
    choices = tuple(
        Choice(option_id, option.label, option.help, option.exclusive)
        for option_id, option in question.options.items()
        if option.open_on(day)
    )
    waiting = NextQuestion(name, question, choices, _cite(question.because, sources))
    return Node(name, waiting, question, bits.checks(name), order={choice.id: index for index, choice in enumerate(choices)})


def _connect(node: Node, places: "Mapping[str, Node | End]", day: "date", bits: Bits, steps: "Steps") -> None:
    question = node.question
    if question.type in {"yes_no", "choice"}:
        for name in node.order:
            option = question.options[name]
            target = option.target_on(day) or ""
            step = _step(node, name, option.label, option.certainty, target)
            node.table[name] = (step, places[target], bits_of(node.checks, node.id, name))
        return
    node.cases = tuple(
        (bits.check(case.when) if case.when else None, places[case.target], case.target) for case in question.cases
    )
    free = sum(not question.options[name].exclusive for name in node.order)
    if question.type == "several" and free <= MAX_TABLE:
        for chosen in combined(question, tuple(node.order)):
            known = steps.get((node.id, chosen))
            found = (known[0], places[known[0].target], known[1]) if known else by_cases(node, chosen)
            steps[node.id, chosen] = (found[0], found[2])
            node.table[chosen] = found
            if len(chosen) == 1:
                node.table[chosen[0]] = found


def by_cases(node: Node, given: Answer) -> Onward:
    """Take the first case that holds for a number or for several options in the author's order."""
    answer = {node.id: given}
    place, target = next((place, target) for check, place, target in node.cases if check is None or check(answer))
    bits = bits_of(node.checks, node.id, given)
    if isinstance(given, str):
        return _step(node, given, _measured(node.question, given), "sure", target), place, bits
    options = [node.question.options[name] for name in given]
    certainty: Certainty = "unsure" if any(each.certainty == "unsure" for each in options) else "sure"
    return _step(node, given, _joined([option.label for option in options]), certainty, target), place, bits


def _step(node: Node, answer: Answer, label: "Text", certainty: "Certainty", target: str) -> Step:
    return Step(node.id, answer, node.question.ask, label, certainty, target, node.waiting.references)


def _measured(question: "Question", number: str) -> "Text":
    return type(question.ask).each(lambda lang: f"{number} {question.unit.to(lang)}" if question.unit else number)


def _joined(labels: "list[Text]") -> "Text":
    return type(labels[0]).each(lambda lang: ", ".join(label.to(lang) for label in labels))


def normal(node: Node, given: object) -> tuple[Answer | None, str]:
    """Bring an answer into the form of its question; gives None and the reason where it has none."""
    return _number(node.question, given) if node.question.type == "number" else _options(node, given)


def _number(question: "Question", given: object) -> tuple[Answer | None, str]:
    number = as_number(given) if isinstance(given, str) else None
    if number is None:
        return None, "not-a-number"
    below = question.lowest is not None and number < question.lowest
    above = question.highest is not None and number > question.highest
    return (None, "out-of-range") if below or above else (str(given).strip(), "")


def _options(node: Node, given: object) -> tuple[Answer | None, str]:
    chosen = [given] if isinstance(given, str) else list(given) if isinstance(given, (list, tuple, set, frozenset)) else []
    if not chosen:
        return None, "empty"
    if any(not isinstance(name, str) or name not in node.order for name in chosen):
        return None, "not-an-option"
    ordered = tuple(sorted(dict.fromkeys(chosen), key=node.order.__getitem__))
    if node.question.type != "several":
        return (ordered[0], "") if len(ordered) == 1 else (None, "one-answer-only")
    alone = len(ordered) == 1 or not any(node.question.options[name].exclusive for name in ordered)
    return (ordered, "") if alone else (None, "exclusive")
