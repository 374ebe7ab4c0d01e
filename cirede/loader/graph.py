"""What the graph of a tree must be: targets that exist, no cycle, nothing out of reach."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cirede.errors import nearest
from cirede.model.linked import TREE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from cirede.errors import Problem
    from cirede.loader.document import Document
    from cirede.model.tree import Tree

Edge = tuple[str, str, tuple[str | int, ...]]
"""A question, its target, and the path in the file where the target stands."""


def edges(tree: "Tree") -> Iterator[Edge]:
    """Give every edge of every day, in the author's order."""
    for name, question in tree.questions.items():
        at = ("questions", name)
        key = "next" if question.type == "yes_no" else "options"
        for option_id, option in question.options.items():
            if option.to:
                yield name, option.to, (*at, key, option_id, "to")
            for day, target in option.later.items():
                yield name, target, (*at, key, option_id, "later", day.isoformat())
        for index, case in enumerate(question.cases):
            if case.target:
                yield name, case.target, (*at, "cases", index, "to" if case.to else "else")


def check_graph(tree: "Tree", document: "Document", trees: "Collection[str]" = ()) -> Iterator["Problem"]:
    """Find targets that are not there, cycles, and what cannot be reached; `trees` may be led to."""
    broken = list(_targets(tree, document, trees))
    yield from broken
    yield from _cycles(tree, document)
    if not broken:
        yield from _reach(tree, document)


def _targets(tree: "Tree", document: "Document", trees: "Collection[str]") -> Iterator["Problem"]:
    known = {*tree.questions, *(f"={name}" for name in tree.outcomes), *(f"{TREE}{name}" for name in trees)}
    for _, target, at in edges(tree):
        if target not in known or target == f"{TREE}{tree.id}":
            what = "outcome" if target.startswith("=") else "tree" if target.startswith(TREE) else "question"
            message = f"there is no {what} '{target.removeprefix('=').removeprefix(TREE)}'"
            yield document.problem("undefined", message, *at, hint=_near(target, known))
    if tree.start not in tree.questions:
        near = nearest(tree.start, tree.questions)
        hint = f"did you mean '{near}'?" if near else "name the first question"
        yield document.problem("undefined", f"there is no question '{tree.start}' to start with", "start", hint=hint)
    for index, name in enumerate(tree.keep):
        if name not in tree.questions:
            near = nearest(name, tree.questions)
            hint = f"did you mean '{near}'?" if near else ""
            yield document.problem("undefined", f"there is no question '{name}' to keep", "keep", index, hint=hint)


def _near(target: str, known: "Iterable[str]") -> str:
    if f"={target}" in known:
        return f'an outcome is written "={target}"'
    if target.removeprefix("=") in known:
        return f"a question is written without '=': {target.removeprefix('=')}"
    found = nearest(target, known)
    return f"did you mean '{found}'?" if found else 'name a question, or an outcome as "=its-id"'


def _reach(tree: "Tree", document: "Document") -> Iterator["Problem"]:
    onward: dict[str, list[str]] = {}
    for name, target, _ in edges(tree):
        onward.setdefault(name, []).append(target)
    seen: set[str] = set()
    waiting = [tree.start]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(onward.get(name, ()))
            end = tree.outcomes.get(name.removeprefix("=")) if name.startswith("=") else None
            waiting.extend([f"={end.probably}"] if end and end.probably else [])
    hint = "let an option lead there, or delete it"
    for name in tree.questions:
        if name not in seen:
            message = f"no path leads to question '{name}'"
            yield document.problem("unreachable", message, "questions", name, hint=hint, key=True)
    for name in tree.outcomes:
        if f"={name}" not in seen:
            message = f"no path leads to outcome '{name}'"
            yield document.problem("unreachable", message, "outcomes", name, hint=hint, key=True)


def _cycles(tree: "Tree", document: "Document") -> Iterator["Problem"]:
    onward: dict[str, list[tuple[str, tuple[str | int, ...]]]] = {name: [] for name in tree.questions}
    for name, target, at in edges(tree):
        if target in onward:
            onward[name].append((target, at))
    done: set[str] = set()
    for start in tree.questions:
        if start in done:
            continue
        stack, trail = [(start, iter(onward[start]))], [start]
        while stack:
            name, rest = stack[-1]
            for target, at in rest:
                if target in trail:
                    loop = " → ".join([*trail[trail.index(target) :], target])
                    hint = "a path never asks the same question twice"
                    yield document.problem("cycle", f"the path returns to '{target}': {loop}", *at, hint=hint)
                elif target not in done:
                    trail.append(target)
                    stack.append((target, iter(onward[target])))
                    break
            else:
                stack.pop()
                done.add(trail.pop())
