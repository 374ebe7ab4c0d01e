"""What a tree may name: references, authorities, statuses, questions, options, outcomes, barriers."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cirede.loader.conditions import read_condition, undefined
from cirede.model.condition import Compare, Member, names
from cirede.model.identifier import ASKED, is_taken

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from cirede.errors import Problem
    from cirede.loader.document import Document
    from cirede.model.source import Sources
    from cirede.model.tree import Guarantee, Tree

Path = tuple[str | int, ...]
RESERVED = ("change", "h", "host", "lang", "on", "submit", "theme", "v")
RESERVED_TREES = ("api", "barriers", "history", "legal", "problems", "programmes", "ranking", "static", "things")


def check_names(
    whole: "Tree", tree: "Tree", document: "Document", sources: "Sources", barriers: "Collection[str] | None"
) -> Iterator["Problem"]:
    """Find every name that nothing bears, and every place that lacks its reference.

    `whole` is the tree with those that it leads to. `barriers` are the ids of the register; None where it cannot be read,
    and no barrier is missed then.
    """
    yield from _references(tree, document, sources)
    yield from _ends(tree, document, sources)
    yield from _guarantees(whole, document)
    yield from _parameters(tree, document)
    for node, named in tree.barriers.items():
        if node not in tree.questions and node not in tree.outcomes:
            known = (*tree.questions, *tree.outcomes)
            yield undefined(document, "question or outcome", node, known, "barriers", node)
        for index, barrier in enumerate(named if barriers is not None else ()):
            if barrier not in (barriers or ()):
                yield undefined(document, "barrier", barrier, barriers or (), "barriers", node, index)
    hint = "choose another id"
    for name in RESERVED:
        if name in tree.questions:
            message = f"'{name}' is kept for the addresses of pages"
            yield document.problem("reserved-id", message, "questions", name, hint=hint, key=True)
    if tree.id in RESERVED_TREES:
        yield document.problem("reserved-id", f"'{tree.id}' is kept for the addresses of pages", "id", hint=hint)
    yield from _exported(tree, document)


def _exported(tree: "Tree", document: "Document") -> Iterator["Problem"]:
    """Warn of ids under which a tree cannot be exported; it can be walked all the same."""
    for name, question in tree.questions.items():
        if is_taken(name):
            message = f"'{name}' cannot be the name of a column: it has a meaning of its own in DMN or in Python"
            yield document.problem("dmn-name", message, "questions", name, hint="choose another id", key=True).as_warning()
        if ASKED in question.options:
            message = f"an option '{ASKED}' cannot be exported: in DMN it says that '{name}' was asked"
            at = ("questions", name, "options", ASKED)
            yield document.problem("dmn-name", message, *at, hint="choose another id", key=True).as_warning()


def cited(tree: "Tree") -> Iterator[tuple[tuple[str, ...], tuple[str, str]]]:
    """Give what each part of a tree cites, with its place."""
    for name, question in tree.questions.items():
        yield question.because, ("questions", name)
    for name, outcome in tree.outcomes.items():
        yield outcome.because, ("outcomes", name)
    for name, obligation in tree.obligations.items():
        yield obligation.because, ("obligations", name)
    for name, parameter in tree.parameters.items():
        yield parameter.because, ("parameters", name)


def _references(tree: "Tree", document: "Document", sources: "Sources") -> Iterator["Problem"]:
    terms = ((term.because, ("terms", name)) for name, term in tree.terms.items())
    for because, at in cited(tree):
        if not because:
            hint = "name the article: 'because: [reference]'"
            yield document.problem("no-source", f"'{at[-1]}' names no reference", *at, hint=hint, key=True)
    for because, at in (*cited(tree), *terms):
        for index, name in enumerate(because):
            if name not in sources.references:
                yield undefined(document, "reference", name, sources.references, *at, "because", index)


def _ends(tree: "Tree", document: "Document", sources: "Sources") -> Iterator["Problem"]:
    for name, outcome in tree.outcomes.items():
        if outcome.status not in tree.statuses:
            yield undefined(document, "status", outcome.status, tree.statuses, "outcomes", name, "status")
        if outcome.ask and outcome.ask not in sources.authorities:
            yield undefined(document, "authority", outcome.ask, sources.authorities, "outcomes", name, "ask")
        if all(action.when for action in outcome.do_now):
            message = f"'{name}' may leave the reader with nothing to do now"
            hint = "give one 'do_now' action without 'when'"
            yield document.problem("nothing-to-do", message, "outcomes", name, hint=hint, key=True)
    yield from _following(tree, document)
    for name, obligation in tree.obligations.items():
        if obligation.authority and obligation.authority not in sources.authorities:
            at = ("obligations", name, "authority")
            yield undefined(document, "authority", obligation.authority, sources.authorities, *at)


def _following(tree: "Tree", document: "Document") -> Iterator["Problem"]:
    for kind, items in (("obligations", tree.obligations), ("evidence", tree.evidence)):
        for name, item in items.items():
            if not item.outcomes:
                hint = "name them: 'outcomes: [id]'"
                yield document.problem("no-outcome", f"'{name}' follows from no outcome", kind, name, hint=hint, key=True)
            for index, outcome_id in enumerate(item.outcomes):
                if outcome_id not in tree.outcomes:
                    yield undefined(document, "outcome", outcome_id, tree.outcomes, kind, name, "outcomes", index)
    for name, obligation in tree.obligations.items():
        if obligation.start and obligation.end and obligation.start > obligation.end:
            message = f"obligation '{name}' ends before it begins"
            yield document.problem("wrong-order", message, "obligations", name, "until")


def _guarantees(tree: "Tree", document: "Document") -> Iterator["Problem"]:
    for index, guarantee in enumerate(tree.guarantees):
        at: Path = ("guarantees", index)
        if len(guarantee.forms) != 1:
            said = " and ".join(guarantee.forms) or "nothing"
            hint = "write one of 'never', 'always', 'whenever', 'independent' and 'at_most'"
            yield document.problem("guarantee", f"the guarantee says {said}", *at, hint=hint)
        form = guarantee.never or guarantee.always or guarantee.whenever
        for place, name in enumerate(form.ends if form and isinstance(form.ends, tuple) else ()):
            known = (*tree.statuses, *tree.outcomes)
            if name not in known:
                yield undefined(document, "status or outcome", name, known, *at, guarantee.forms[0], "ends", place)
        for place, name in enumerate(guarantee.always.asked if guarantee.always else ()):
            if name not in tree.questions:
                yield undefined(document, "question", name, tree.questions, *at, "always", "asked", place)
        for place, name in enumerate(guarantee.whenever.follows if guarantee.whenever else ()):
            if name not in tree.obligations:
                yield undefined(document, "obligation", name, tree.obligations, *at, "whenever", "follows", place)
        if guarantee.independent and guarantee.independent not in tree.questions:
            yield undefined(document, "question", guarantee.independent, tree.questions, *at, "independent")
        yield from _begun(guarantee, tree, document, at)


def _begun(guarantee: "Guarantee", tree: "Tree", document: "Document", at: Path) -> Iterator["Problem"]:
    begin = guarantee.never or guarantee.whenever
    if begin and (not _one_answer(begin.after, tree) or (guarantee.whenever and begin.after == "unsure")):
        hint = 'write "question = option"' + (", or unsure" if guarantee.never else "")
        message = "'after' names one answer of one question"
        yield document.problem("guarantee", message, *at, guarantee.forms[0], "after", hint=hint)


def _one_answer(after: str, tree: "Tree") -> bool:
    """Tell whether the guarantee starts from one edge; what cannot be read is told elsewhere."""
    condition = None if after == "unsure" else read_condition(after)
    if condition is None or not names(condition) <= tree.questions.keys():
        return True
    single = isinstance(condition, Member) or (isinstance(condition, Compare) and condition.op == "=")
    return single and all(tree.questions[name].type != "number" for name in names(condition))


def _parameters(tree: "Tree", document: "Document") -> Iterator["Problem"]:
    for name, parameter in tree.parameters.items():
        if not parameter.values or min(parameter.values) > tree.effective.start:
            begin = tree.effective.start.isoformat()
            message = f"'{name}' has no value on {begin}, when the tree begins"
            hint = f"add '{begin}: number' or an earlier day"
            yield document.problem("parameter-gap", message, "parameters", name, "values", hint=hint, key=True)
    if tree.effective.end and tree.effective.end < tree.effective.start:
        yield document.problem("wrong-order", "the tree ends before it begins", "effective", "to")


def check_review(tree: "Tree", document: "Document", today: "date") -> Iterator["Problem"]:
    """Warn when the day has passed on which the tree was to be read again."""
    if tree.reviewed.next < today:
        message = f"the tree was to be read again by {tree.reviewed.next.isoformat()}"
        hint = "read it again and set the next day"
        yield document.problem("review-overdue", message, "reviewed", "next", hint=hint).as_warning()
