"""What the tests written in a tree may name and expect."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cirede.loader.conditions import undefined

if TYPE_CHECKING:
    from cirede.errors import Problem
    from cirede.loader.document import Document
    from cirede.model.tree import Tree, TreeTest

Path = tuple[str | int, ...]


def check_tests(tree: "Tree", document: "Document") -> Iterator["Problem"]:
    """Find tests that expect nothing, or name what the tree does not have."""
    for index, test in enumerate(tree.tests):
        at: Path = ("tests", index)
        yield from _expected(tree, test, document, at)
        yield from _answers(tree, test, document, at)
        if test.on and not tree.covers(test.on):
            message = f"the tree does not answer for {test.on.isoformat()}"
            hint = f"it begins on {tree.effective.start.isoformat()}"
            yield document.problem("not-covered", message, *at, "on", hint=hint)


def _expected(tree: "Tree", test: "TreeTest", document: "Document", at: Path) -> Iterator["Problem"]:
    said = [kind for kind in ("outcome", "outcomes", "never") if getattr(test, kind)]
    if len(said) != 1:
        message = f"test '{test.name}' expects {'nothing' if not said else ' and '.join(said)}"
        hint = "write one of 'outcome:', 'outcomes:' and 'never:'"
        yield document.problem("no-expectation", message, *at, hint=hint)
    if test.outcome and test.outcome not in tree.outcomes:
        yield undefined(document, "outcome", test.outcome, tree.outcomes, *at, "outcome")
    for place, name in enumerate(test.outcomes):
        if name not in tree.outcomes:
            yield undefined(document, "outcome", name, tree.outcomes, *at, "outcomes", place)
    for place, name in enumerate(test.never if isinstance(test.never, tuple) else ()):
        known = (*tree.statuses, *tree.outcomes)
        if name not in known:
            yield undefined(document, "status or outcome", name, known, *at, "never", place)
    for key, listed in (("obligations", test.obligations), ("without", test.without)):
        for place, name in enumerate(listed):
            if name not in tree.obligations:
                yield undefined(document, "obligation", name, tree.obligations, *at, key, place)


def _answers(tree: "Tree", test: "TreeTest", document: "Document", at: Path) -> Iterator["Problem"]:
    for name, given in test.answers.items():
        question = tree.questions.get(name)
        if question is None:
            yield undefined(document, "question", name, tree.questions, *at, "answers", name)
            continue
        if question.type == "number":
            continue
        for option in (given,) if isinstance(given, str) else given:
            if option not in question.options:
                kind = f"option of '{name}' called"
                yield undefined(document, kind, option, question.options, *at, "answers", name)
