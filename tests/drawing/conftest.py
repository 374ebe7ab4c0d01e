"""Miniature trees and walks for the drawing floor, built in code."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest

from cirede.drawing.font import Font, load_font
from cirede.drawing.picture import Pictures
from cirede.drawing.render import Renderer
from cirede.model.text import Text
from cirede.model.tree import Tree
from cirede.model.walk import NextQuestion, Step, Walk

DAY = date(2026, 11, 23)
Grow = Callable[..., Tree]
Stride = Callable[..., Walk]


def words(text: str) -> dict[str, str]:
    """Give the same words in three languages, told apart by their first letters."""
    return {"fr": text, "nl": f"nl {text}", "en": f"en {text}"}


def option(label: str, to: str, **more: object) -> dict[str, Any]:
    """Write one option."""
    return {"label": words(label), "to": to, **more}


def small() -> dict[str, Any]:
    """Write three questions: a long label, merged answers, an unsure answer, a dated target."""
    ask = {
        "who": {"yes": option("Oui", "state"), "no": option("Non", "=free"), "unsure": option("?", "=open")},
        "state": {
            "works": option("Il fonctionne", "=free"),
            "clean": option("À nettoyer", "=free"),
            "dead": option("Hors d'usage", "=bound", later={date(2027, 6, 17): "later"}),
            "untried": option("Pas essayé", "=open", certainty="unsure"),
        },
        "later": {"yes": option("Oui", "=bound"), "no": option("Non", "=free")},
        "nowhere": {"yes": option("Oui", "=bound"), "no": option("Non", "=free")},
    }
    status = {"free": "not-waste", "open": "to-confirm", "bound": "waste"}
    return {
        "schema": "cirede.tree/1",
        "id": "small",
        "version": "2026.1",
        "status": "draft",
        "effective": {"from": "2026-01-01"},
        "reviewed": {"next": "2027-01-01"},
        "jurisdiction": "BE-BRU",
        "languages": ["fr", "nl", "en"],
        "title": words("Petit arbre"),
        "intro": words("Début"),
        "start": "who",
        "statuses": {
            each: {"label": words(each), "favourable": each == "not-waste", "undecided": each == "to-confirm"}
            for each in status.values()
        },
        "questions": {
            name: {"type": "choice", "ask": words(f"Question {name} ?"), "options": options} for name, options in ask.items()
        },
        "outcomes": {
            name: {"status": each, "title": words(f"Fin {name}"), "text": words("x")} | {"do_now": [], "because": []}
            for name, each in status.items()
        },
    }


def chain(length: int) -> dict[str, Any]:
    """Write a tree of so many questions in a row, each with two ends and three ways on."""
    raw = small()
    raw["start"] = "q0"
    raw["questions"] = {}
    for number in range(length):
        ways = [number + step for step in (1, 2, 5)]
        on = {f"to-{way}": option(f"Vers la question {way}", f"q{way}") for way in ways if way < length}
        ends = {"no": option("Non, pas du tout", "=bound"), "unsure": option("Je ne sais pas", "=open")}
        ask = words(f"Question {number} : l'objet a-t-il été essayé par la personne qui le recevra ?")
        raw["questions"][f"q{number}"] = {"type": "choice", "ask": ask, "options": on | ends}
    return raw


@pytest.fixture
def grow() -> Grow:
    """Give a maker of trees: the small one, with whatever the test changes in its raw form."""

    def make(change: Callable[[dict[str, Any]], object] | None = None, *, length: int = 0) -> Tree:
        raw = chain(length) if length else small()
        if change:
            change(raw)
        return Tree.model_validate(raw)

    return make


@pytest.fixture
def stride() -> Stride:
    """Give a maker of walks, from (question, target) pairs and the question that waits."""

    def make(tree: Tree, steps: Sequence[tuple[str, str]], waiting: str | None = None) -> Walk:
        text = Text.model_validate(words("x"))
        took = tuple(
            Step(
                question=question,
                answer="x",
                ask=text,
                label=text,
                certainty="sure",
                target=target,
                references=(),
            )
            for question, target in steps
        )
        ahead = NextQuestion(waiting, tree.questions[waiting], (), ()) if waiting else None
        return Walk(
            tree=tree.id, version=tree.version, on=DAY, steps=took, status=None, ending=None, do_now=(),
            obligations=(), evidence=(), next=ahead, missing=(), unused=(), refused=None,
        )  # fmt: skip

    return make


@pytest.fixture(scope="session")
def font() -> Font:
    """Give the site's font."""
    return load_font()


@pytest.fixture(scope="session")
def renderer() -> Renderer:
    """Give one renderer for all tests: starting the embedded Graphviz takes half a second."""
    return Renderer()


@pytest.fixture
def pictures(renderer: Renderer) -> Pictures:
    """Give an empty store of drawings."""
    return Pictures(renderer)
