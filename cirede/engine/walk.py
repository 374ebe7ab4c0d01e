"""The walk: answers replayed through a tree, from its first question to where they lead."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cirede.engine.prepare import End, Node, PreparedTree, by_cases, normal
from cirede.model.walk import Answer, Ending, Refusal, Step, Walk

if TYPE_CHECKING:
    from datetime import date

Given = Mapping[str, object]
"""Question id to an option id, several option ids, or a number as written; anything else is refused."""


def walk(tree: PreparedTree, answers: Given, *, on: "date") -> Walk:
    """Replay answers through a tree under the law of a day. Never raises: a wrong answer is `refused`."""
    node: Node | End = tree.graph(on).start
    steps: list[Step] = []
    taken: dict[str, Answer] = {}
    while not node.ends:
        name = node.id
        given = answers.get(name)
        if given is None:
            return _open(tree, on, steps, taken, answers, node)  # type: ignore[arg-type] - a node that does not end
        found = node.table.get(given) if type(given) is str else None  # type: ignore[union-attr] - the same
        if found is None:
            answer, reason = normal(node, given)  # type: ignore[arg-type] - the same
            if answer is None:
                return _refused(tree, on, steps, taken, answers, node, given, reason)  # type: ignore[arg-type] - the same
            found = node.table.get(answer) or by_cases(node, answer)  # type: ignore[union-attr,arg-type] - the same
        step, node = found
        steps.append(step)
        taken[name] = step.answer
    return _ended(tree, on, steps, taken, answers, node)  # type: ignore[arg-type] - a node that ends


def _ended(  # noqa: PLR0913 - the parts of one walk
    tree: PreparedTree, on: "date", steps: list[Step], taken: dict[str, Answer], answers: Given, end: End
) -> Walk:
    ending = end.ending
    if end.actions:
        actions = tuple([action for check, action in end.actions if check is None or check(taken)])
        ending = Ending(end.id, ending.outcome, actions, ending.references)
    return Walk(
        tree.tree.id,
        tree.tree.version,
        on,
        tuple(steps),
        end.status,
        ending,
        tuple([duty for check, duty in end.duties if check is None or check(taken)]),
        tuple([proof for check, proof in end.proofs if check is None or check(taken)]),
        None,
        (),
        () if len(answers) == len(taken) else tuple([name for name in answers if name not in taken]),
        None,
    )


def _open(  # noqa: PLR0913 - the parts of one walk
    tree: PreparedTree, on: "date", steps: list[Step], taken: dict[str, Answer], answers: Given, node: Node
) -> Walk:
    reachable = _reachable(node, answers)
    missing = (node.id, *(name for name in tree.tree.questions if name in reachable and name not in answers and name != node.id))
    unused = tuple(name for name in answers if name not in taken and name not in reachable)
    return Walk(
        tree.tree.id, tree.tree.version, on, tuple(steps), None, None, (), (), node.waiting, missing, unused, None
    )  # fmt: skip


def _refused(  # noqa: PLR0913 - the parts of one walk
    tree: PreparedTree, on: "date", steps: list[Step], taken: dict[str, Answer], answers: Given, node: Node,
    given: object, reason: str,
) -> Walk:  # fmt: skip
    left = {name: answer for name, answer in answers.items() if name != node.id}
    opened = _open(tree, on, steps, taken, left, node)
    shown: Answer = given if isinstance(given, str) else tuple(map(str, given)) if isinstance(given, (list, tuple)) else ""
    refusal = Refusal(node.id, shown, tuple(node.order), reason)
    return Walk(
        opened.tree, opened.version, on, opened.steps, None, None, (), (), opened.next, opened.missing, opened.unused,
        refusal,
    )  # fmt: skip


def _reachable(start: Node, answers: Given) -> frozenset[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        node = waiting.pop()
        if node.id in seen:
            continue
        seen.add(node.id)
        for target in _targets(node, answers.get(node.id)):
            if isinstance(target, Node):
                waiting.append(target)
    return frozenset(seen)


def _targets(node: Node, given: object) -> "tuple[Node | End, ...]":
    if given is not None:
        answer, _ = normal(node, given)
        if answer is not None:
            return ((node.table.get(answer) or by_cases(node, answer))[1],)
    if node.cases:
        return tuple(place for _, place, _, _ in node.cases)
    return tuple(place for _, place in node.table.values())
