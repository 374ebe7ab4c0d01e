"""What a single question must be: ways on for every answer, a way to doubt, bounds in order."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cirede.loader.conditions import read_condition
from cirede.model.condition import names
from cirede.model.tree import YES_NO

if TYPE_CHECKING:
    from datetime import date

    from cirede.errors import Problem
    from cirede.loader.document import Document
    from cirede.model.tree import Case, Question, Tree

_FEWEST = 2


def check_questions(tree: "Tree", document: "Document") -> Iterator["Problem"]:
    """Find every fault of a question that can be seen without the rest of the tree."""
    days = tuple(day for day in tree.days_of_change() if tree.covers(day))
    for name, question in tree.questions.items():
        if question.type in {"yes_no", "choice"}:
            yield from _choice(name, question, document)
        else:
            yield from _cases(name, question, document)
        yield from _days(days, name, question, document)
        unsure = any(option.certainty == "unsure" for option in question.options.values())
        if question.type != "number" and not unsure and not question.certain:
            hint = "add an option with 'certainty: unsure', or say in 'certain:' why nobody can doubt"
            message = f"'{name}' offers no way to be unsure"
            yield document.problem("no-unsure", message, "questions", name, hint=hint, key=True)


def _choice(name: str, question: "Question", document: "Document") -> Iterator["Problem"]:
    at = ("questions", name)
    key = "next" if question.type == "yes_no" else "options"
    if len(question.options) < _FEWEST:
        hint = "write 'next: {yes: …, no: …, unsure: …}'" if key == "next" else "write them under 'options:'"
        yield document.problem("too-few-options", f"'{name}' offers fewer than two answers", *at, hint=hint, key=True)
    if question.type == "yes_no" and question.options.keys() - YES_NO.keys():
        message = f"'{name}' offers more than yes, no and unsure"
        yield document.problem("wrong-type", message, *at, "options", hint="write 'type: choice'", key=True)
    for option_id, option in question.options.items():
        if not option.to:
            message = f"option '{option_id}' of '{name}' leads nowhere"
            hint = "add 'to: question' or 'to: \"=outcome\"'"
            yield document.problem("no-target", message, *at, key, option_id, hint=hint, key=True)
        if option.exclusive:
            message = "only an option of 'several' can be exclusive"
            yield document.problem("wrong-type", message, *at, key, option_id, "exclusive", hint="delete it", key=True)
    if question.cases:
        hint = "give each option its own 'to:'"
        yield document.problem("wrong-type", "only 'several' and 'number' have cases", *at, "cases", hint=hint, key=True)


def _cases(name: str, question: "Question", document: "Document") -> Iterator["Problem"]:
    at = ("questions", name)
    if not question.cases or question.cases[-1].otherwise is None:
        where = (*at, "cases", len(question.cases) - 1) if question.cases else at
        message = f"'{name}' has no last case 'else'"
        yield document.problem("missing-else", message, *where, hint="end with '- else: target'", key=True)
    for index, case in enumerate(question.cases):
        yield from _case(name, case, index, len(question.cases), document)
    for option_id, option in question.options.items():
        if option.to or option.later:
            message = f"option '{option_id}' cannot lead on: several may be ticked"
            yield document.problem("wrong-type", message, *at, "options", option_id, "to", hint="use 'cases:'", key=True)
    if question.type == "several":
        if not any(option.exclusive and option.certainty == "sure" for option in question.options.values()):
            hint = "add an option 'none' with 'exclusive: true'"
            message = f"'{name}' has no exclusive option 'none of these'"
            yield document.problem("no-none", message, *at, "options", hint=hint, key=True)
        return
    if question.options:
        message = f"'{name}' is a number: it has no options"
        yield document.problem("wrong-type", message, *at, "options", hint="use 'cases:'", key=True)
    if question.unit is None:
        yield document.problem("missing-key", f"missing key 'unit' in '{name}'", *at, hint="kg, m³, years …", key=True)
    if question.lowest is not None and question.highest is not None and question.lowest > question.highest:
        yield document.problem("wrong-order", f"'{name}' has its lowest above its highest", *at, "lowest")


def _case(name: str, case: "Case", index: int, count: int, document: "Document") -> Iterator["Problem"]:
    at = ("questions", name, "cases", index)
    form = (case.when is not None, case.to is not None, case.otherwise is not None)
    if form not in {(True, True, False), (False, False, True)}:
        hint = "write '- when: \"condition\"' with 'to: target', or '- else: target'"
        yield document.problem("case-form", "a case is either 'when' with 'to', or 'else' alone", *at, hint=hint)
        return
    if case.otherwise is not None and index < count - 1:
        hint = "move it to the end"
        yield document.problem("shadowed-case", "the cases below 'else' are never read", *at, "else", hint=hint, key=True)
    condition = read_condition(case.when) if case.when else None
    others = sorted(names(condition) - {name}) if condition else []
    if others:
        hint = f"a case reads its own question only: '{name}'"
        yield document.problem("foreign-case", f"the case reads '{', '.join(others)}'", *at, "when", hint=hint)


def _days(days: "tuple[date, ...]", name: str, question: "Question", document: "Document") -> Iterator["Problem"]:
    key = "next" if question.type == "yes_no" else "options"
    for option_id, option in question.options.items():
        if option.start and option.end and option.start > option.end:
            message = f"option '{option_id}' ends before it begins"
            yield document.problem("wrong-order", message, "questions", name, key, option_id, "until")
    if not question.options:
        return
    for day in days:
        if not any(option.open_on(day) for option in question.options.values()):
            message = f"on {day.isoformat()} '{name}' offers no answer at all"
            yield document.problem("no-open-option", message, "questions", name, key, hint="look at 'from' and 'until'")
            return
