"""Trees that lead to each other: no circle, no id twice, no day without an answer, and only known answers handed over."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cirede.loader.conditions import undefined
from cirede.model.linked import TREE, leads_to, reached

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cirede.errors import Problem
    from cirede.loader.document import Document
    from cirede.model.tree import Case, Option, Tree

Path = tuple[str | int, ...]
_SHARED = ("questions", "outcomes", "obligations", "evidence", "parameters")


def check_links(tree: "Tree", document: "Document", trees: "Mapping[str, Tree]") -> Iterator["Problem"]:
    """Find every fault in how a tree leads to others; a tree that is not there is told elsewhere."""
    for way, at in _ways(tree):
        yield from _given(way, document, at, trees)
        yield from _withdrawn(way, document, at, trees)
    others = reached(tree, trees)
    if any(tree.id in leads_to(other) for other in others):
        message = f"'{tree.id}' leads to a tree that leads back to it"
        hint = "a walk goes on in another tree and never returns"
        yield document.problem("cycle", message, "id", hint=hint)
    for other in others:
        yield from _covered(tree, other, document)
        yield from _twice(tree, other, document)


def _ways(tree: "Tree") -> "Iterator[tuple[Option | Case, Path]]":
    for name, question in tree.questions.items():
        key = "next" if question.type == "yes_no" else "options"
        for option_id, option in question.options.items():
            yield option, ("questions", name, key, option_id)
        for index, case in enumerate(question.cases):
            yield case, ("questions", name, "cases", index)


def _others(way: "Option | Case") -> list[str]:
    """Give the ids of the other trees that a way leads to, today or on another day."""
    targets = (way.to, *getattr(way, "later", {}).values(), getattr(way, "otherwise", None))
    return [target.removeprefix(TREE) for target in targets if target and target.startswith(TREE)]


def _withdrawn(way: "Option | Case", document: "Document", at: Path, trees: "Mapping[str, Tree]") -> Iterator["Problem"]:
    for name in _others(way):
        if name in trees and trees[name].status == "withdrawn":
            message = f"this leads into '{name}', which is withdrawn"
            hint = "lead to an outcome that says whom to ask, or to another tree"
            yield document.problem("link-withdrawn", message, *at, hint=hint, key=True).as_warning()


def _given(way: "Option | Case", document: "Document", at: Path, trees: "Mapping[str, Tree]") -> Iterator["Problem"]:
    if not way.given:
        return
    names = _others(way)
    if not names:
        hint = 'only a way into another tree hands answers over: to: "tree:its-id"'
        yield document.problem("no-link", "nothing asks what is given here", *at, "given", hint=hint, key=True)
    for other in (trees[name] for name in names if name in trees):
        for question, answer in way.given.items():
            if question not in other.questions:
                yield undefined(document, f"question of '{other.id}' called", question, other.questions, *at, "given", question)
                continue
            options = other.questions[question].options
            for option in (answer,) if isinstance(answer, str) else answer:
                if options and option not in options:
                    yield undefined(document, f"option of '{question}' called", option, options, *at, "given", question)


def _covered(tree: "Tree", other: "Tree", document: "Document") -> Iterator["Problem"]:
    ends = other.effective.end
    late = ends is not None and (tree.effective.end is None or tree.effective.end > ends)
    if other.effective.start > tree.effective.start or late:
        days = f"from {other.effective.start.isoformat()}{f' to {ends.isoformat()}' if ends else ''}"
        message = f"'{other.id}', to which this tree leads, answers only {days}"
        yield document.problem("link-gap", message, "effective", hint="let both trees answer for the same days", key=True)


def _twice(tree: "Tree", other: "Tree", document: "Document") -> Iterator["Problem"]:
    for kind in _SHARED:
        for name in getattr(tree, kind).keys() & getattr(other, kind).keys():
            message = f"'{name}' stands in '{other.id}' too, to which this tree leads"
            yield document.problem("name-clash", message, kind, name, hint="rename one of them", key=True)
    for name in tree.statuses.keys() & other.statuses.keys():
        if tree.statuses[name] != other.statuses[name]:
            message = f"the status '{name}' means something else in '{other.id}', to which this tree leads"
            yield document.problem("name-clash", message, "statuses", name, hint="rename one of them", key=True)
