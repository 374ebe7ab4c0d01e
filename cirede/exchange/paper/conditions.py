"""A condition in plain words, its parts as points below each other."""

from typing import TYPE_CHECKING

from cirede.exchange.paper.parts import Anchored, Block, Item, Listed, Quiet
from cirede.exchange.paper.subject import filled
from cirede.model.condition import All, Any, Compare, Known, Member, Not, parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cirede.exchange.paper.parts import Part, Runs
    from cirede.exchange.paper.subject import Subject
    from cirede.model.condition import Condition, Unless, Value

    Named = Mapping[Condition, str]

_NUMBERS = {"<": "below", "<=": "at_most", ">": "above", ">=": "at_least", "=": "equal", "!=": "unequal"}
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}


def in_words(subject: "Subject", text: str) -> Item:
    """Say what a condition asks for; a part of it that has a name in the tree is said by its number."""
    return _said(subject, parse(text), _named(subject))


def chapter(subject: "Subject") -> "Iterator[Part]":
    """Give every condition that has a name, since it stands in several places."""
    known = _named(subject)
    for name, text in subject.tree.conditions.items():
        others = {condition: each for condition, each in known.items() if each != name}
        start = (Anchored(subject.mark("conditions", name)), Quiet(f" {name}"))
        yield Block((Listed((Item(start, (_said(subject, parse(text), others),)),)),))


def _named(subject: "Subject") -> "Named":
    return {parse(text): name for name, text in reversed(subject.tree.conditions.items())}


def _said(subject: "Subject", condition: "Condition", named: "Named") -> Item:
    if condition in named:
        return Item(filled(subject.words["if_named"], {"condition": (subject.link("conditions", named[condition]),)}))
    match condition:
        case Compare(name=name, op=op, value=value):
            return Item(_compared(subject, name, op, value))
        case Member(name=name, values=values):
            return Item(_member(subject, name, values))
        case Known(name=name):
            return Item(_about(subject, "answered", name))
        case All(parts=parts) | Any(parts=parts):
            key = "all_of" if isinstance(condition, All) else "any_of"
            return Item((subject.words[key],), tuple(_said(subject, part, named) for part in parts))
        case _:
            return _denied(subject, condition, named)


def _denied(subject: "Subject", condition: "Not | Unless", named: "Named") -> Item:
    """Say that a part does not hold: with the opposite sign where it compares, else on one line where it is short."""
    part = condition.part
    if isinstance(condition, Not) and isinstance(part, Compare):
        return Item(_compared(subject, part.name, _OPPOSITE[part.op], part.value))
    inner = _said(subject, part, named)
    key = "none_of" if isinstance(condition, Not) else "unless"
    if inner.inside:
        return Item((subject.words[key],), (inner,))
    return Item(filled(subject.words[f"{key}_line"], {"part": inner.runs}))


def _compared(subject: "Subject", name: str, op: str, value: "Value") -> "Runs":
    question = subject.question(name)
    if question.type == "number":
        unit = f" {subject.say(question.unit)}" if question.unit else ""
        return _about(subject, f"number_{_NUMBERS[op]}", name, _amount(subject, value, unit))
    kind = "ticked" if question.type == "several" else "answer"
    return _about(subject, f"{kind}_{'is' if op == '=' else 'is_not'}", name, (subject.quoted(_label(subject, name, value)),))


def _member(subject: "Subject", name: str, values: "tuple[Value, ...]") -> "Runs":
    if len(values) == 1:
        return _compared(subject, name, "=", values[0])
    kind = "ticked_one_of" if subject.question(name).type == "several" else "answer_one_of"
    return _about(subject, kind, name, _alternatives(subject, name, values))


def _about(subject: "Subject", key: str, name: str, value: "Runs" = ()) -> "Runs":
    """Fill a sentence of the words with the number of a question and with what is said of it."""
    return filled(subject.words[f"if_{key}"], {"question": (subject.link("questions", name),), "value": value})


def _alternatives(subject: "Subject", name: str, values: "tuple[Value, ...]") -> "Runs":
    labels = [subject.quoted(_label(subject, name, value)) for value in values]
    return (f"{', '.join(labels[:-1])} {subject.words['or_word']} {labels[-1]}",)


def _label(subject: "Subject", name: str, value: "Value") -> str:
    options = subject.question(name).options
    return subject.say(options[str(value)].label) if str(value) in options else str(value)


def _amount(subject: "Subject", value: "Value", unit: str) -> "Runs":
    """Write a number, or the parameter that holds it with its value on the day of the paper."""
    if not isinstance(value, str):
        return (f"{subject.number(value)}{unit}",)
    parameter = subject.prepared.tree.parameters[value]
    return (subject.link("parameters", value), f" ({subject.number(parameter.on(subject.day))}{unit})")
