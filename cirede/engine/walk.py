"""The walk: answers replayed through a tree, from its first question to where they lead."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from cirede.engine.prepare import Gate, Node, Place, PreparedTree, by_cases, normal
from cirede.model.walk import Answer, Refusal, Step, Walk

if TYPE_CHECKING:
    from datetime import date

Given = Mapping[str, object]
"""Question id to an option id, several option ids, or a number as written; anything else is refused."""


def walk(tree: PreparedTree, answers: Given, *, on: "date") -> Walk:
    """Replay answers through a tree, and on through those it leads to, under the law of a day.

    Never raises: a wrong answer is `refused`. An answer of None is none, also where a gate would hand one over.
    """
    node: Place = tree.graph(on).start
    steps: list[Step] = []
    bits = 0
    known = answers
    while not node.ends:
        given = known.get(node.id)
        try:
            step, onward, set_bits = node.table[given]  # type: ignore[index]  # what is no key is brought into form below
        except (KeyError, TypeError):
            if node.gate:
                known = {**node.given, **known}
                node, bits = node.start, 0
                continue
            if given is None:
                return _told(_open(tree, on, steps, known, node), answers)
            answer, reason = normal(node, given)
            if answer is None:
                left = {name: each for name, each in known.items() if name != node.id}
                return _refused(_told(_open(tree, on, steps, left, node), answers), given, node, reason)
            step, onward, set_bits = node.table.get(answer) or by_cases(node, answer)
        steps.append(step)
        bits |= set_bits
        node = onward
    unused: tuple[str, ...] = ()
    if len(answers) != len(steps):
        taken = {step.question for step in steps}
        unused = tuple([name for name in answers if name not in taken])
    return Walk(
        tree.tree.id, tree.tree.version, on, tuple(steps), node.status, node.ending, node.do_now.under(bits),
        node.duties.under(bits), node.proofs.under(bits), None, (), unused, None,
    )  # fmt: skip


def off_path(tree: PreparedTree, answers: Given, *, on: "date") -> Refusal | None:
    """Give the first answer that its question does not offer that day, also where the path never comes there."""
    nodes = tree.graph(on).nodes
    for name, given in answers.items():
        node = nodes.get(name)
        if node and given is not None:
            answer, reason = normal(node, given)
            if answer is None:
                return _refusal(given, node, reason)
    return None


def _open(tree: PreparedTree, on: "date", steps: list[Step], answers: Given, node: Node) -> Walk:
    taken = {step.question for step in steps}
    if not node.missing:  # the same whoever fills it, so that threads may race
        node.beyond = _reachable(node, {})
        node.missing = _in_order(tree, node, node.beyond)
    reachable, missing = node.beyond, node.missing
    if any(given is not None and name in reachable for name, given in answers.items()):
        reachable = _reachable(node, answers)
        missing = _in_order(tree, node, (name for name in reachable if answers.get(name) is None))
    unused = tuple(name for name in answers if name not in taken and name not in reachable)
    return Walk(
        tree.tree.id, tree.tree.version, on, tuple(steps), None, None, (), (), (), node.waiting, missing, unused, None
    )  # fmt: skip


def _in_order(tree: PreparedTree, node: Node, names: "Iterable[str]") -> tuple[str, ...]:
    """Give a question and others that can be asked from there on, these in the author's order."""
    still = frozenset(names) - {node.id}
    return (node.id, *(name for name in tree.tree.questions if name in still))


def _told(opened: Walk, answers: Given) -> Walk:
    """Leave out of the unused answers those that only a gate gave."""
    return opened._replace(unused=tuple(name for name in opened.unused if name in answers)) if opened.unused else opened


def _refused(opened: Walk, given: object, node: Node, reason: str) -> Walk:
    return opened._replace(refused=_refusal(given, node, reason))


def _refusal(given: object, node: Node, reason: str) -> Refusal:
    shown: Answer = given if isinstance(given, str) else ()
    if isinstance(given, (list, tuple, set, frozenset)):
        shown = tuple(str(each) for each in given)
    return Refusal(node.id, shown, tuple(node.order), reason)


def _reachable(start: Node, answers: Given) -> frozenset[str]:
    seen: set[str] = set()
    waiting: list[Node | Gate] = [start]
    while waiting:
        node = waiting.pop()
        if node.id in seen:
            continue
        seen.add(node.id)
        waiting.extend(place for place in _targets(node, answers.get(node.id)) if not place.ends)
    return frozenset(seen)


def _targets(node: "Node | Gate", given: object) -> "tuple[Place, ...]":
    if node.gate:
        return (node.start,)
    if given is not None:
        answer, _ = normal(node, given)
        if answer is not None:
            return ((node.table.get(answer) or by_cases(node, answer))[1],)
    if node.cases:
        return tuple(place for _, place, _ in node.cases)
    return tuple(onward[1] for onward in node.table.values())
