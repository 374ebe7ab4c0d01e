"""What a tree may name: references, authorities, statuses, questions, options, outcomes, barriers."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from cirede.errors import Problem, nearest
from cirede.model.condition import ConditionError, Known, names, parse, values

if TYPE_CHECKING:
    from datetime import date

    from cirede.loader.document import Document
    from cirede.model.barrier import Register
    from cirede.model.source import Sources
    from cirede.model.tree import Tree

Path = tuple[str | int, ...]
RESERVED = frozenset({"on", "lang", "v", "h", "theme", "change", "submit"})


def check_names(tree: "Tree", document: "Document", sources: "Sources", register: "Register") -> Iterator[Problem]:
    """Find every name that nothing bears, and every place that lacks its reference."""
    yield from _references(tree, document, sources)
    yield from _ends(tree, document, sources)
    for text, at in _conditions(tree):
        yield from _condition(tree, document, text, at)
    yield from _guarantees(tree, document)
    yield from _tests(tree, document)
    for node, barriers in tree.barriers.items():
        if node not in tree.questions and node not in tree.outcomes:
            yield _undefined(document, "question or outcome", node, tree.questions, "barriers", node)
        for index, barrier in enumerate(barriers):
            if barrier not in register.barriers:
                yield _undefined(document, "barrier", barrier, register.barriers, "barriers", node, index)
    for name in RESERVED & tree.questions.keys():
        message = f"'{name}' is kept for the addresses of pages"
        yield document.problem("reserved-id", message, "questions", name, key=True)


def _undefined(document: "Document", kind: str, name: str, known: Iterable[str], *at: str | int) -> Problem:
    near = nearest(name, known)
    hint = f"did you mean '{near}'?" if near else ""
    return document.problem("undefined", f"there is no {kind} '{name}'", *at, hint=hint)


def _cited(tree: "Tree") -> Iterator[tuple[tuple[str, ...], Path]]:
    for name, question in tree.questions.items():
        yield question.because, ("questions", name)
    for name, outcome in tree.outcomes.items():
        yield outcome.because, ("outcomes", name)
    for name, obligation in tree.obligations.items():
        yield obligation.because, ("obligations", name)
    for name, parameter in tree.parameters.items():
        yield parameter.because, ("parameters", name)


def _references(tree: "Tree", document: "Document", sources: "Sources") -> Iterator[Problem]:
    for because, at in _cited(tree):
        if not because:
            hint = "name the article under 'because:'"
            yield document.problem("no-source", f"'{at[-1]}' names no reference", *at, hint=hint, key=True)
        for index, name in enumerate(because):
            if name not in sources.references:
                yield _undefined(document, "reference", name, sources.references, *at, "because", index)
    for name, outcome in tree.outcomes.items():
        status = tree.statuses.get(outcome.status)
        if status is None or not status.favourable:
            continue
        for index, cited in enumerate(outcome.because):
            reference = sources.references.get(cited)
            if reference and not reference.verified:
                message = f"'{name}' frees the reader on '{cited}', which was not read in its text"
                yield document.problem("favourable-unverified", message, "outcomes", name, "because", index,
                                       hint="verify the reference, or end in 'probably not waste'")  # fmt: skip


def _ends(tree: "Tree", document: "Document", sources: "Sources") -> Iterator[Problem]:
    for name, outcome in tree.outcomes.items():
        if outcome.status not in tree.statuses:
            yield _undefined(document, "status", outcome.status, tree.statuses, "outcomes", name, "status")
        if outcome.ask and outcome.ask not in sources.authorities:
            yield _undefined(document, "authority", outcome.ask, sources.authorities, "outcomes", name, "ask")
        if not outcome.do_now:
            yield document.problem("nothing-to-do", f"'{name}' names nothing to do now", "outcomes", name, key=True)
    for kind, items in (("obligations", tree.obligations), ("evidence", tree.evidence)):
        for name, item in items.items():
            for index, outcome_id in enumerate(item.outcomes):
                if outcome_id not in tree.outcomes:
                    yield _undefined(document, "outcome", outcome_id, tree.outcomes, kind, name, "outcomes", index)
    for name, obligation in tree.obligations.items():
        if obligation.authority and obligation.authority not in sources.authorities:
            known = sources.authorities
            yield _undefined(document, "authority", obligation.authority, known, "obligations", name, "authority")


def _conditions(tree: "Tree") -> Iterator[tuple[str, Path]]:
    for name, obligation in tree.obligations.items():
        if obligation.when:
            yield obligation.when, ("obligations", name, "when")
    for name, evidence in tree.evidence.items():
        if evidence.when:
            yield evidence.when, ("evidence", name, "when")
    for name, outcome in tree.outcomes.items():
        for index, action in enumerate(outcome.do_now):
            if action.when:
                yield action.when, ("outcomes", name, "do_now", index, "when")
    for index, guarantee in enumerate(tree.guarantees):
        if guarantee.never and guarantee.never.after != "unsure":
            yield guarantee.never.after, ("guarantees", index, "never", "after")
    for name, question in tree.questions.items():
        for index, case in enumerate(question.cases):
            if case.when:
                yield case.when, ("questions", name, "cases", index, "when")


def _condition(tree: "Tree", document: "Document", text: str, at: Path) -> Iterator[Problem]:
    try:
        condition = parse(text)
    except ConditionError as error:
        yield document.problem("condition", f"{error}: {text}", *at)
        return
    for name in sorted(names(condition)):
        if name not in tree.questions:
            yield _undefined(document, "question", name, tree.questions, *at)
    if isinstance(condition, Known):
        return
    for name, value in values(condition):
        question = tree.questions.get(name)
        if question is None:
            continue
        if question.type == "number":
            if not isinstance(value, Decimal) and value not in tree.parameters:
                yield _undefined(document, "parameter", value, tree.parameters, *at)
        elif value not in question.options:
            yield _undefined(document, f"option of '{name}' called", str(value), question.options, *at)


def _guarantees(tree: "Tree", document: "Document") -> Iterator[Problem]:
    for index, guarantee in enumerate(tree.guarantees):
        if (guarantee.never is None) == (guarantee.always is None):
            message = "a guarantee says either 'never' or 'always'"
            yield document.problem("guarantee", message, "guarantees", index)
        form = guarantee.never or guarantee.always
        kind = "never" if guarantee.never else "always"
        if form and form.ends != "favourable":
            for place, name in enumerate(form.ends):
                if name not in tree.statuses and name not in tree.outcomes:
                    known = (*tree.statuses, *tree.outcomes)
                    yield _undefined(document, "status or outcome", name, known, "guarantees", index, kind, "ends", place)
        for place, name in enumerate(guarantee.always.asked if guarantee.always else ()):
            if name not in tree.questions:
                yield _undefined(document, "question", name, tree.questions, "guarantees", index, kind, "asked", place)


def _tests(tree: "Tree", document: "Document") -> Iterator[Problem]:
    for index, test in enumerate(tree.tests):
        at: Path = ("tests", index)
        ends = [*([test.outcome] if test.outcome else []), *test.outcomes]
        if not ends and test.never is None:
            yield document.problem("no-expectation", f"test '{test.name}' expects nothing", *at)
        for end in ends:
            if end not in tree.outcomes:
                yield _undefined(document, "outcome", end, tree.outcomes, *at)
        for name in (*test.obligations, *test.without):
            if name not in tree.obligations:
                yield _undefined(document, "obligation", name, tree.obligations, *at, "obligations")
        for name, given in test.answers.items():
            question = tree.questions.get(name)
            if question is None:
                yield _undefined(document, "question", name, tree.questions, *at, "answers", name)
                continue
            for option in (given,) if isinstance(given, str) else given:
                if question.type != "number" and option not in question.options:
                    known = question.options
                    yield _undefined(document, f"option of '{name}' called", option, known, *at, "answers", name)


def check_review(tree: "Tree", document: "Document", today: "date") -> Iterator[Problem]:
    """Warn when the day has passed on which the tree was to be read again."""
    if tree.reviewed.next < today:
        line, column = document.place("reviewed", "next")
        message = f"the tree was to be read again by {tree.reviewed.next.isoformat()}"
        hint = "read it again and set the next day"
        yield Problem(document.file, line, column, "review-overdue", message, hint, "warning")
