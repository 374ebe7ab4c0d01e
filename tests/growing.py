"""Random miniature trees, and answers to them, for property tests."""

from datetime import date
from itertools import chain, combinations
from typing import Any

from hypothesis import strategies as st

from cirede.engine.prepare import PreparedTree, prepare
from cirede.model.source import Sources
from cirede.model.tree import Tree

DAY = date(2026, 11, 23)
NO_SOURCES = Sources(sources={}, references={}, authorities={})
OUTCOMES = ("free", "bound", "open")


def text(words: str) -> dict[str, str]:
    """Give the same words in each language."""
    return {"fr": words, "nl": words, "en": words}


@st.composite
def trees(draw: st.DrawFn) -> PreparedTree:
    """Grow a tree of one to five questions in which every target lies further on."""
    names = [f"q{index}" for index in range(draw(st.integers(1, 5)))]
    questions: dict[str, Any] = {}
    for index, name in enumerate(names):
        target = st.sampled_from([*names[index + 1 :], *(f"={end}" for end in OUTCOMES)])
        questions[name] = draw(st.one_of(_choice(target), _several(name, target), _number(name, target)))
    read = st.sampled_from([f"{name} {rest}" for name in names for rest in _readable(questions[name])])
    return prepare(Tree.model_validate(_tree(names[0], questions, draw(st.lists(read, max_size=3)))), NO_SOURCES)


def _choice(target: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    option = st.builds(
        lambda to, unsure, later: {"label": text("a"), "to": to, "certainty": "unsure" if unsure else "sure",
                                   **({"later": {"2028-01-01": later}} if later else {})},
        target, st.booleans(), st.none() | target,
    )  # fmt: skip
    options = st.lists(option, min_size=2, max_size=3)
    return options.map(lambda found: {"type": "choice", "ask": text("?"), "options": dict(zip("abc", found, strict=False))})


def _several(name: str, target: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    def build(first: str, second: str, last: str, *, unsure: bool) -> dict[str, Any]:
        options = {key: {"label": text(key)} for key in "cab"}
        if unsure:
            options["c"]["certainty"] = "unsure"  # type: ignore[assignment]  # the label beside it is a map
        none = {"label": text("none"), "exclusive": True}
        cases = [{"when": f"{name} in [a, c]", "to": first}, {"when": f"not({name} = none)", "to": second}, {"else": last}]
        cases = [{**case, "label": text("case")} for case in cases]  # type: ignore[dict-item]  # a map of maps
        return {"type": "several", "ask": text("?"), "options": {**options, "none": none}, "cases": cases}

    return st.builds(build, target, target, target, unsure=st.booleans())


def _number(name: str, target: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    def build(bounds: list[int], targets: list[str]) -> dict[str, Any]:
        cases: list[dict[str, Any]] = [
            {"when": f"{name} {'<' if bound % 2 else '<='} {bound}", "to": to, "label": text("case")}
            for bound, to in zip(sorted(bounds), targets, strict=False)
        ]
        last = {"else": targets[-1], "label": text("else")}
        return {"type": "number", "ask": text("?"), "unit": text("kg"), "lowest": 0, "cases": [*cases, last]}

    return st.builds(build, st.lists(st.integers(0, 9), max_size=2, unique=True), st.lists(target, min_size=3, max_size=3))


def _readable(question: dict[str, Any]) -> tuple[str, ...]:
    return ("< 4", ">= 4") if question["type"] == "number" else ("= a", "!= b", "in [a, b]")


def _tree(start: str, questions: dict[str, Any], conditions: list[str]) -> dict[str, Any]:
    outcome = {"status": "yes", "title": text("end"), "text": text("end"), "do_now": [{"text": text("go")}], "because": []}
    duty = {"label": text("duty"), "who": text("you"), "outcomes": OUTCOMES, "before": text("now"), "because": []}
    return {
        "schema": "cirede.tree/1", "id": "grown", "version": "1", "status": "draft", "jurisdiction": "BE-BRU",
        "effective": {"from": "2026-01-01"}, "reviewed": {"next": "2030-01-01"}, "languages": ["fr", "nl", "en"],
        "title": text("grown"), "intro": text("grown"), "start": start, "questions": questions,
        "statuses": {"yes": {"label": text("yes"), "favourable": True}, "no": {"label": text("no"), "favourable": False}},
        "outcomes": {name: {**outcome, "status": "yes" if name == "free" else "no"} for name in OUTCOMES},
        "obligations": {f"duty{index}": {**duty, "when": when} for index, when in enumerate(conditions)},
        "guarantees": [{"name": text("g"), "never": {"after": "unsure", "ends": "favourable"}},
                       {"name": text("g"), "always": {"ends": "favourable", "asked": ["q1", "q2"]}}],
    }  # fmt: skip


def offered(prepared: PreparedTree, name: str) -> list[str | tuple[str, ...]]:
    """Give every answer that a question takes; for a number one below, at and above each bound."""
    question = prepared.tree.questions[name]
    if question.type == "number":
        return [str(number / 2) for number in range(21)]
    if question.type != "several":
        return list(question.options)
    free = [key for key, option in question.options.items() if not option.exclusive]
    sets = chain.from_iterable(combinations(free, size) for size in range(1, len(free) + 1))
    return [*sets, ("none",)]


def answers_to(prepared: PreparedTree) -> st.SearchStrategy[dict[str, Any]]:
    """Give sound answers to some of the questions."""
    given = {name: st.sampled_from(offered(prepared, name)) for name in prepared.tree.questions}
    return st.fixed_dictionaries({}, optional=given)


ANYTHING: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.integers(), st.floats(), st.booleans(), st.binary(max_size=4), st.text(max_size=8), st.sampled_from("abcyn"),
    st.lists(st.sampled_from(["a", "b", "c", "none", "zz", "1"]), max_size=4), st.lists(st.integers(), max_size=2),
    st.tuples(st.just("a"), st.lists(st.text(max_size=2), max_size=1)),
    st.dictionaries(st.text(max_size=1), st.text(max_size=1), max_size=2),
    st.sets(st.sampled_from("abc"), max_size=2), st.sampled_from(["1", "-1", "3,5", "1e9", "NaN", "Infinity", "1" * 30, "٣", ""]),
)  # fmt: skip
