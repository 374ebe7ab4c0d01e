"""A tree made ready to be walked: for each span of days, a graph whose steps are already built."""

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from cirede.engine.answering import formed
from cirede.engine.clauses import Bits, Choices, bits_of
from cirede.engine.condition import Check
from cirede.model.linked import TREE, JoinedTree, in_order, joined
from cirede.model.walk import Answer, Choice, Cited, Duty, Ending, NextQuestion, Proof, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from cirede.model.source import Sources
    from cirede.model.text import Lang, Text
    from cirede.model.tree import Action, Case, Certainty, Option, Question, Tree

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
    cases: "tuple[tuple[Check | None, Place, str], ...]" = ()
    order: dict[str, int] = field(default_factory=dict)
    beyond: frozenset[str] = frozenset()  # what can be asked from here on; filled when first needed
    missing: tuple[str, ...] = ()  # the same in order, itself first, where nothing of it is answered yet
    ends: Literal[False] = False
    gate: Literal[False] = False


@dataclass(slots=True)
class Gate:
    """A way into another tree: it asks nothing, and hands over what that tree need not ask.

    Its empty table makes a walk stop and look; the bits set so far end here, for no condition reads beyond its tree.
    """

    id: str
    start: Node
    given: "dict[str, str | tuple[str, ...]]"
    table: "dict[Answer, Onward]" = field(default_factory=dict)
    ends: Literal[False] = False
    gate: Literal[True] = True


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
    gate: Literal[False] = False


Place = Node | End | Gate
Onward = tuple[Step, Place, int]
"""A step, where it leads, and the bits that the answer sets."""

Steps = dict[tuple[str, Answer], tuple[Step, int, int]]
"""The steps for several options at once, with the number of the case and the bits: the same in every graph of a tree."""


@dataclass(frozen=True, slots=True)
class Graph:
    """The tree as it stands on the days from one change to the next."""

    start: Node
    nodes: dict[str, Node]
    ends: dict[str, End]


@dataclass(frozen=True, slots=True)
class PreparedTree:
    """A tree with one graph for each span of days; `days[i]` is the first day of `graphs[i]`.

    `own` is the tree as its file says it, `tree` the same with all that can be asked in the trees that it leads to.
    """

    tree: "Tree"
    own: "Tree"
    days: "tuple[date, ...]"
    graphs: tuple[Graph, ...]

    def graph(self, day: "date") -> Graph:
        """Give the graph in force on that day; before the first day, the first one."""
        return self.graphs[max(0, bisect_right(self.days, day) - 1)]


def prepare_all(trees: "Mapping[str, Tree]", sources: "Sources") -> dict[str, PreparedTree]:
    """Make checked trees ready to be walked, each after those that it leads to: so the most general come first."""
    ready: dict[str, PreparedTree] = {}
    for tree in in_order(trees):
        ready[tree.id] = prepare(tree, sources, linked=ready)
    return ready


def prepare(tree: "Tree", sources: "Sources", *, linked: "Mapping[str, PreparedTree] | None" = None) -> PreparedTree:
    """Make a checked tree ready to be walked; `linked` holds the prepared trees that it may lead to."""
    known = linked or {}
    whole = joined(tree, {name: each.own for name, each in known.items()})
    others = {name: known[name] for name in whole.titles} if isinstance(whole, JoinedTree) else {}
    days = _days(tree, sources, others.values())
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
        beyond = {name: other.graph(day) for name, other in others.items()}
        graphs.append(_graph(tree, _Span(day, sources, bits, steps, beyond)))
    return PreparedTree(whole, tree, days, tuple(graphs))


@dataclass(frozen=True, slots=True)
class _Span:
    """What holds from one change of the law to the next: `beyond` are the graphs of the trees that are led to."""

    day: "date"
    sources: "Sources"
    bits: Bits
    steps: Steps
    beyond: "Mapping[str, Graph]"

    def cite(self, names: tuple[str, ...]) -> tuple[Cited, ...]:
        """Give the references in force."""
        cited = (Cited(name, self.sources.references[name]) for name in names)
        return tuple(each for each in cited if each.reference.in_force(self.day))


def _days(tree: "Tree", sources: "Sources", others: "Iterable[PreparedTree]") -> "tuple[date, ...]":
    """Give the days on which the tree, a reference that it cites or a tree that it leads to changes."""
    days = {*tree.days_of_change()}
    for cited in tree.cites():
        days.update(sources.references[cited].days_of_change())
    for other in others:
        days.update(other.days)
    return tuple(sorted(day for day in days if day >= tree.effective.start))


def combined(question: "Question", open_options: tuple[str, ...]) -> "Iterator[tuple[str, ...]]":
    """Give every set of options that can be ticked together, in the author's order."""
    for name in open_options:
        if question.options[name].exclusive:
            yield (name,)
    free = [name for name in open_options if not question.options[name].exclusive]
    for size in range(1, len(free) + 1):
        yield from combinations(free, size)


def _graph(tree: "Tree", span: _Span) -> Graph:
    ends = {name: _end(tree, name, span) for name in tree.outcomes}
    nodes = {name: _node(name, question, span) for name, question in tree.questions.items()}
    places: dict[str, Place] = {**nodes, **{f"={name}": end for name, end in ends.items()}}
    places |= {f"{TREE}{name}": Gate(f"{TREE}{name}", graph.start, {}) for name, graph in span.beyond.items()}
    for node in nodes.values():
        _connect(node, places, span)
    for graph in span.beyond.values():
        nodes, ends = {**nodes, **graph.nodes}, {**ends, **graph.ends}
    return Graph(nodes[tree.start], nodes, ends)


def _end(tree: "Tree", name: str, span: _Span) -> End:
    outcome, bits = tree.outcomes[name], span.bits
    return End(
        name,
        Ending(name, outcome, tree.statuses[outcome.status], span.cite(outcome.because)),
        outcome.status,
        Choices((bits.clauses(action.when), action) for action in outcome.do_now),
        Choices(
            (bits.clauses(duty.when), Duty(duty_id, duty, span.cite(duty.because)))
            for duty_id, duty in tree.obligations.items()
            if name in duty.outcomes and duty.in_force(span.day)
        ),
        Choices(
            (bits.clauses(proof.when), Proof(proof_id, proof))
            for proof_id, proof in tree.evidence.items()
            if name in proof.outcomes
        ),
    )


def _node(name: str, question: "Question", span: _Span) -> Node:
    choices = tuple(
        Choice(option_id, option.label, option.help, option.exclusive)
        for option_id, option in question.options.items()
        if option.open_on(span.day)
    )
    waiting = NextQuestion(name, question, choices, span.cite(question.because))
    checks = span.bits.checks(name)
    return Node(name, waiting, question, checks, order={choice.id: index for index, choice in enumerate(choices)})


def _connect(node: Node, places: "Mapping[str, Place]", span: _Span) -> None:
    question = node.question
    if question.type in {"yes_no", "choice"}:
        for name in node.order:
            option = question.options[name]
            target = option.target_on(span.day) or ""
            step = _step(node, name, option.label, option.certainty, target)
            node.table[name] = (step, _handing(places[target], option), bits_of(node.checks, node.id, name))
        return
    node.cases = tuple(
        (span.bits.check(case.when) if case.when else None, _handing(places[case.target], case), case.target)
        for case in question.cases
    )
    free = sum(not question.options[name].exclusive for name in node.order)
    if question.type == "several" and free <= MAX_TABLE:
        for chosen in combined(question, tuple(node.order)):
            step, number, bits = span.steps.get((node.id, chosen)) or _by_case(node, chosen)
            if step.references != node.waiting.references:
                step, number, bits = _by_case(node, chosen)
            span.steps[node.id, chosen] = (step, number, bits)
            found = (step, node.cases[number][1], bits)
            node.table[chosen] = found
            if len(chosen) == 1:
                node.table[chosen[0]] = found


def _handing(place: Place, way: "Option | Case") -> Place:
    """Give the place that a way leads to; into another tree it hands over what is given."""
    return Gate(place.id, place.start, way.given) if place.gate and way.given else place


def by_cases(node: Node, given: Answer) -> Onward:
    """Take the first case that holds for a number or for several options in the author's order."""
    step, number, bits = _by_case(node, given)
    return step, node.cases[number][1], bits


def _by_case(node: Node, given: Answer) -> tuple[Step, int, int]:
    """Give the step, the number of the case that is taken, and the bits that the answer sets."""
    answer = {node.id: given}
    number = next(index for index, (check, *_) in enumerate(node.cases) if check is None or check(answer))
    target = node.cases[number][2]
    bits = bits_of(node.checks, node.id, given)
    if isinstance(given, str):
        return _step(node, given, _measured(node.question, given), "sure", target), number, bits
    options = [node.question.options[name] for name in given]
    certainty: Certainty = "unsure" if any(each.certainty == "unsure" for each in options) else "sure"
    return _step(node, given, _joined([option.label for option in options]), certainty, target), number, bits


def _step(node: Node, answer: Answer, label: "Text", certainty: "Certainty", target: str) -> Step:
    return Step(node.id, answer, node.question.ask, label, certainty, target, node.waiting.references)


def _measured(question: "Question", number: str) -> "Text":
    def said(lang: "Lang") -> str:
        written = number.replace(",", ".") if lang == "en" else number.replace(".", ",")
        return f"{written} {question.unit.to(lang)}" if question.unit else written

    return type(question.ask).each(said)


def _joined(labels: "list[Text]") -> "Text":
    return type(labels[0]).each(lambda lang: "; ".join(label.to(lang) for label in labels))


def normal(node: Node, given: object) -> tuple[Answer | None, str]:
    """Bring an answer into the form of its question; gives None and the reason where it has none."""
    return formed(node.question, node.order, given)
