"""What the graph of a tree must be: targets that exist, no cycle, nothing out of reach, every case used."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cirede.errors import Problem, nearest
from cirede.model.condition import ConditionError, names, parse

if TYPE_CHECKING:
    from cirede.loader.document import Document
    from cirede.model.tree import Question, Tree

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
            yield name, case.target, (*at, "cases", index, "to" if case.to else "else")


def check_graph(tree: "Tree", document: "Document") -> Iterator[Problem]:
    """Find targets that are not there, cycles, what cannot be reached, and faults of single questions."""
    broken = list(_targets(tree, document))
    yield from broken
    for name, question in tree.questions.items():
        yield from _question(name, question, document)
    if not broken:
        yield from _reach(tree, document)
        yield from _cycles(tree, document)


def _targets(tree: "Tree", document: "Document") -> Iterator[Problem]:
    known = (*tree.questions, *(f"={name}" for name in tree.outcomes))
    for _, target, at in edges(tree):
        if target not in known:
            yield document.problem("undefined", f"'{target}' is no question or outcome", *at, hint=_near(target, known))
    if tree.start not in tree.questions:
        hint = _near(tree.start, tree.questions)
        yield document.problem("undefined", f"'{tree.start}' is no question", "start", hint=hint)


def _near(name: str, known: "tuple[str, ...] | dict[str, Question]") -> str:
    if f"={name}" in known:
        return f"an outcome is written \"={name}\""
    found = nearest(name, known)
    return f"did you mean '{found}'?" if found else ""


def _question(name: str, question: "Question", document: "Document") -> Iterator[Problem]:
    at = ("questions", name)
    if question.type in {"yes_no", "choice"}:
        if len(question.options) < 2:  # noqa: PLR2004 - one answer is no question
            yield document.problem("too-few-options", f"'{name}' offers fewer than two answers", *at, key=True)
        for option_id, option in question.options.items():
            if not option.to:
                yield document.problem("no-target", f"'{option_id}' leads nowhere", *at, "options", option_id)
        if question.cases:
            yield document.problem("wrong-type", "only 'several' and 'number' have cases", *at, "cases")
    else:
        yield from _cases(name, question, document)
    unsure = any(option.certainty == "unsure" for option in question.options.values())
    if question.type != "number" and not unsure and not question.certain:
        hint = "add an option with 'certainty: unsure', or say in 'certain:' why nobody can doubt"
        yield document.problem("no-unsure", f"'{name}' offers no way to be unsure", *at, hint=hint, key=True)


def _cases(name: str, question: "Question", document: "Document") -> Iterator[Problem]:
    at = ("questions", name, "cases")
    if not question.cases or question.cases[-1].otherwise is None:
        yield document.problem("missing-else", f"'{name}' has no last case 'else'", *at, hint="add 'else: target'")
        return
    for index, case in enumerate(question.cases):
        if case.when is None:
            continue
        try:
            read = names(parse(case.when))
        except ConditionError as error:
            yield document.problem("condition", f"{error}: {case.when}", *at, index, "when")
            continue
        if read != {name}:
            others = ", ".join(sorted(read - {name}))
            yield document.problem("foreign-case", f"the case reads '{others}'", *at, index, "when",
                                   hint=f"a case reads its own question only: '{name}'")  # fmt: skip
    if question.type == "several":
        if not any(option.exclusive and option.certainty == "sure" for option in question.options.values()):
            message = f"'{name}' has no exclusive option 'none of these'"
            yield document.problem("no-none", message, "questions", name, "options")


def _reach(tree: "Tree", document: "Document") -> Iterator[Problem]:
    onward: dict[str, list[str]] = {}
    for name, target, _ in edges(tree):
        onward.setdefault(name, []).append(target)
    seen, waiting = set(), [tree.start]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(onward.get(name, ()))
    for name in tree.questions:
        if name not in seen:
            yield document.problem("unreachable", f"no path leads to question '{name}'", "questions", name, key=True)
    for name in tree.outcomes:
        if f"={name}" not in seen:
            yield document.problem("unreachable", f"no path leads to outcome '{name}'", "outcomes", name, key=True)


def _cycles(tree: "Tree", document: "Document") -> Iterator[Problem]:
    onward: dict[str, list[tuple[str, tuple[str | int, ...]]]] = {name: [] for name in tree.questions}
    for name, target, at in edges(tree):
        if target in onward:
            onward[name].append((target, at))
    done: set[str] = set()
    for start in tree.questions:
        stack, trail = [(start, iter(onward[start]))], {start}
        while stack and start not in done:
            name, rest = stack[-1]
            for target, at in rest:
                if target in trail:
                    yield document.problem("cycle", f"the path returns to '{target}'", *at,
                                           hint="a path never asks the same question twice")  # fmt: skip
                elif target not in done:
                    trail.add(target)
                    stack.append((target, iter(onward[target])))
                    break
            else:
                stack.pop()
                trail.discard(name)
                done.add(name)
                if not stack:
                    break
