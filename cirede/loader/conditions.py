"""What the conditions of a tree may say: names, options and numbers that exist, each compared as it can be."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import prod
from typing import TYPE_CHECKING

from cirede.errors import nearest
from cirede.model.condition import All, Any, Compare, ConditionError, Member, Not, Unless, names, parse, walk_parts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cirede.errors import Problem
    from cirede.loader.document import Document
    from cirede.model.catalogue import Places
    from cirede.model.condition import Condition, Value
    from cirede.model.tree import Tree

Path = tuple[str | int, ...]
MAX_WAYS = 200
_LISTED = 8


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What conditions may name: things with their options (None for a number), and parameters.

    `both_ways` tells that a condition is also read the other way round, as not holding.
    """

    kind: str
    things: dict[str, tuple[str, ...] | None]
    parameters: tuple[str, ...] = ()
    both_ways: bool = False


def read_condition(text: str) -> "Condition | None":
    """Read a condition, or give None where it cannot be read: `check_conditions` tells why."""
    try:
        return parse(text)
    except ConditionError:
        return None


def check_conditions(tree: "Tree", document: "Document") -> Iterator["Problem"]:
    """Find every condition that cannot be read, or that compares what cannot be compared."""
    things = {name: None if asked.type == "number" else tuple(asked.options) for name, asked in tree.questions.items()}
    vocabulary = Vocabulary("question", things, tuple(tree.parameters))
    for text, at in _conditions(tree):
        yield from check_condition(document, text, at, vocabulary)
    for name in tree.parameters:
        for question_id, question in tree.questions.items():
            if name in question.options:
                message = f"parameter '{name}' has the name of an option of '{question_id}'"
                yield document.problem("name-clash", message, "parameters", name, hint="rename one", key=True)


def undefined(document: "Places", kind: str, name: str, known: "Iterable[str]", *at: str | int) -> "Problem":
    """Make the problem of a name that nothing bears, with the nearest one."""
    near = nearest(name, known := list(known))
    listed = f"known: {', '.join(known)}" if 0 < len(known) <= _LISTED else ""
    hint = f"did you mean '{near}'?" if near else listed
    return document.problem("undefined", f"there is no {kind} '{name}'", *at, hint=hint)


def _ways(condition: "Condition", *, holds: bool) -> int:
    """Count the combinations of simple conditions in which a condition holds, or does not."""
    if isinstance(condition, (Not, Unless)):
        return _ways(condition.part, holds=not holds)
    if isinstance(condition, (All, Any)):
        counts = (_ways(part, holds=holds) for part in condition.parts)
        return prod(counts) if isinstance(condition, All) is holds else sum(counts)
    return 1


def _conditions(tree: "Tree") -> Iterator[tuple[str, Path]]:
    yield from ((text, ("conditions", name)) for name, text in tree.conditions.items())
    yield from _of_ends(tree)
    for index, guarantee in enumerate(tree.guarantees):
        begin = guarantee.never or guarantee.whenever
        if begin and begin.after != "unsure":
            yield begin.after, ("guarantees", index, guarantee.forms[0], "after")
    for name, question in tree.questions.items():
        for index, case in enumerate(question.cases):
            if case.when:
                yield case.when, ("questions", name, "cases", index, "when")


def _of_ends(tree: "Tree") -> Iterator[tuple[str, Path]]:
    for kind, items in (("obligations", tree.obligations), ("evidence", tree.evidence)):
        for name, item in items.items():
            if item.when:
                yield item.when, (kind, name, "when")
    for name, outcome in tree.outcomes.items():
        for index, action in enumerate(outcome.do_now):
            if action.when:
                yield action.when, ("outcomes", name, "do_now", index, "when")


def check_condition(document: "Document", text: str, at: Path, vocabulary: "Vocabulary") -> Iterator["Problem"]:
    """Find what is wrong with one condition: its form, a name that nothing bears, a value that cannot be compared."""
    try:
        condition = parse(text)
    except ConditionError as error:
        seen = f"{text[: error.at]}⟨here⟩{text[error.at :]}"
        yield document.problem("condition", f"{error}: {seen}", *at, hint='as in "q = option" or "all(a = b, c > 2)"')
        return
    open_too = vocabulary.both_ways and _ways(condition, holds=True) * _ways(condition, holds=False) > MAX_WAYS
    if open_too or _ways(condition, holds=True) > MAX_WAYS:
        message = f"the condition can hold in more than {MAX_WAYS} ways"
        yield document.problem("condition", message, *at, hint="split what depends on it in two")
        return
    for name in sorted(names(condition) - vocabulary.things.keys()):
        yield undefined(document, vocabulary.kind, name, vocabulary.things, *at)
    for part in walk_parts(condition):
        if isinstance(part, (Compare, Member)) and part.name in vocabulary.things:
            op = part.op if isinstance(part, Compare) else "in"
            given = (part.value,) if isinstance(part, Compare) else part.values
            yield from _compared(document, vocabulary, (part.name, op, given), at)


def _compared(
    document: "Document", vocabulary: "Vocabulary", said: "tuple[str, str, tuple[Value, ...]]", at: Path
) -> Iterator["Problem"]:
    name, op, given = said
    options = vocabulary.things[name]
    if options is None and op == "in":
        message = f"'{name}' is a number: it is not looked up in a list"
        yield document.problem("condition", message, *at, hint=f'write "any({name} = 1, {name} = 2)"')
        return
    if options is not None and op not in {"=", "!=", "in"}:
        message = f"'{name}' is no number: it cannot be compared with '{op}'"
        yield document.problem("condition", message, *at, hint="use =, != or in")
        return
    for value in given:
        if options is not None and value not in options:
            yield undefined(document, f"option of '{name}' called", str(value), options, *at)
        elif options is None and not isinstance(value, Decimal) and value not in vocabulary.parameters:
            yield undefined(document, "parameter", value, vocabulary.parameters, *at)
