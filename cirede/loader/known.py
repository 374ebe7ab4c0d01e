"""What a fact and a judgement may say: a value of the kind asked for, bounds in order, nothing said twice."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from cirede.loader.conditions import undefined
from cirede.loader.scoring import options_of

if TYPE_CHECKING:
    from cirede.errors import Problem
    from cirede.loader.document import Document
    from cirede.model.barrier import Fact, Judgement
    from cirede.model.rule import FactType

Path = tuple[str | int, ...]
_BOUNDS = ("least", "likely", "most")
HIGHEST = 5


def check_fact(name: str, fact: "Fact", kind: "FactType", document: "Document", at: Path) -> Iterator["Problem"]:
    """Find a fact that says nothing or two things, or what its kind cannot be."""
    given = [key for key in ("value", "values", *_BOUNDS) if getattr(fact, key) not in {None, ()}]
    if not given:
        hint = "write 'value:', 'values:' or 'least:' and 'most:'; delete the fact where nothing is known"
        yield document.problem("no-value", f"the fact '{name}' says nothing", *at, hint=hint, key=True)
        return
    fitting = {"value", *_BOUNDS} if kind.type == "number" else {"value", "values"}
    for key in given:
        if key not in fitting:
            wanted = "has no bounds" if key in _BOUNDS else "is one number"
            message = f"'{name}' {wanted}: '{key}' says nothing about it"
            yield document.problem("wrong-form", message, *at, key, hint=f"use {' or '.join(sorted(fitting))}", key=True)
    forms = [key for key in ("value", "values") if key in given] + (["least and most"] if set(given) & set(_BOUNDS) else [])
    if len(forms) > 1:
        message = f"the fact '{name}' contradicts itself: it has {' and '.join(forms)}"
        yield document.problem("contradiction", message, *at, hint="keep one", key=True)
    yield from _number(name, fact, kind, document, at) if kind.type == "number" else _options(name, fact, kind, document, at)


def _number(name: str, fact: "Fact", kind: "FactType", document: "Document", at: Path) -> Iterator["Problem"]:
    if fact.likely is not None and (fact.least is None or fact.most is None):
        message = f"'{name}' has a likely value without both bounds"
        yield document.problem("wrong-form", message, *at, "likely", hint="add 'least:' and 'most:'", key=True)
    said = [(key, getattr(fact, key)) for key in _BOUNDS if getattr(fact, key) is not None]
    for (key, lower), (other, higher) in pairwise(said):
        if lower > higher:
            message = f"'{other}' of '{name}' is below '{key}'"
            yield document.problem("wrong-order", message, *at, other, hint="least, likely, most")
    for key in ("value", *_BOUNDS):
        number = getattr(fact, key)
        if isinstance(number, str):
            message = f"'{name}' is a number"
            yield document.problem("wrong-type", message, *at, key, hint="12 or 2.5, with a point and without quotes")
        elif number is not None and not _within(number, kind):
            bounds = [f"{word} {bound}" for word, bound in (("from", kind.lowest), ("to", kind.highest)) if bound is not None]
            yield document.problem("out-of-range", f"{number} is no '{name}'", *at, key, hint=" ".join(bounds))


def _within(number: Decimal, kind: "FactType") -> bool:
    above = kind.lowest is None or number >= kind.lowest
    return above and (kind.highest is None or number <= kind.highest)


def _options(name: str, fact: "Fact", kind: "FactType", document: "Document", at: Path) -> Iterator["Problem"]:
    options = options_of(kind) or ()
    if fact.value is not None and fact.value not in options:
        yield undefined(document, f"option of '{name}' called", str(fact.value), options, *at, "value")
    for index, value in enumerate(fact.values):
        if value not in options:
            yield undefined(document, f"option of '{name}' called", value, options, *at, "values", index)
        elif value in fact.values[:index]:
            yield document.problem("contradiction", f"'{value}' stands twice", *at, "values", index, hint="delete one")


def check_judgement(judgement: "Judgement", document: "Document", at: Path) -> Iterator["Problem"]:
    """Find a judgement whose bounds are the wrong way round; warn of one that leaves every level open."""
    if judgement.lowest > judgement.highest:
        message = f"the lowest level, {judgement.lowest}, is above the highest, {judgement.highest}"
        yield document.problem("wrong-order", message, *at, "highest", hint="exchange them")
    if (judgement.lowest, judgement.highest) == (0, HIGHEST):
        hint = "narrow it, or delete it: the criterion is then unknown"
        message = "a judgement from 0 to 5 says nothing"
        yield document.problem("empty-judgement", message, *at, hint=hint).as_warning()
