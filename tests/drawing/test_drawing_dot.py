"""DOT text: quoting, injection, order."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from cirede.drawing.dot import dot_text, label_lines, quoted
from cirede.drawing.font import Font
from cirede.drawing.graph import Edge
from cirede.drawing.picture import Pictures, highlight
from cirede.model.tree import Tree
from cirede.model.walk import Walk

Grow = Callable[..., Tree]
Stride = Callable[..., Walk]
DAY = date(2026, 11, 23)
ATTACKS = (
    'x"]; b [URL="javascript:alert(1)" label="',
    '", fontname="<script>alert(1)</script>',
    '" URL="javascript:alert(1)" stylesheet="https://example.org/x.css" image="/etc/passwd',
    '\\"]; b [shape=none image="/etc/passwd"]; c [label="',
    "\\\\" + '"];',
    "<b>x</b>",
    "<<table href='javascript:x'><tr><td>x</td></tr></table>>",
    "&lt;script&gt; &amp; &#60;b&#62; &quot;",
    "</text><script>alert(1)</script><text>",
    "]]><!-- --> <!DOCTYPE x [<!ENTITY a 'b'>]> &a;",
    "a\x00\x01\x08\x0b\x1f\x7fb\ufffe",
    "\\N \\G \\E \\T \\H \\L \\n \\l \\r \\",
    "digraph { subgraph } -> -- ; // /* #",
    "${x} {{ 1 + 1 }} %s",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_words_stay_words(grow: Grow, pictures: Pictures, attack: str) -> None:
    """Words that try to break out of a label are shown as they are, in the same number of boxes."""

    def everywhere(raw: dict[str, Any]) -> None:
        words = {"fr": attack, "nl": attack, "en": attack}
        raw["title"] = words
        for question in raw["questions"].values():
            question["ask"] = words
            for option in question["options"].values():
                option["label"] = words
        for part in raw["outcomes"].values():
            part["title"] = words
        for status in raw["statuses"].values():
            status["label"] = words

    tree = grow(everywhere)
    svg = pictures.picture(tree, "fr", on=DAY).svg
    assert len(re.findall(r'<g id="node-', svg)) == 2
    assert len(re.findall(r'<g id="end-', svg)) == 5
    assert not re.search(r"<(?!/?(?:svg|g|title|desc|path|polygon|polyline|ellipse|text)\b)", svg)
    assert not re.search(r"<[^>]*\s(?:on\w+|href|xlink:href|style|src)=", svg)
    dot = dot_text(tree, "fr", on=DAY)
    assert not re.search(r"\b(?:URL|href|image|stylesheet|imagepath|tooltip|target|shapefile)=", _outside(dot))
    assert set(re.findall(r'fontname=("[^"]*"|\S+)', _outside(dot))) <= {'"Atkinson Hyperlegible Next"', '""'}


@pytest.mark.parametrize("typed", ["a & b", "&lt;", "<x>", 'say "x"', "back\\slash\\n", "it's", "é € œ"])
def test_words_are_shown_as_typed(grow: Grow, pictures: Pictures, typed: str) -> None:
    """Entities are not decoded twice and backslashes are kept: the picture shows what the author wrote."""

    def ask(raw: dict[str, Any]) -> None:
        raw["questions"]["who"]["ask"] = {"fr": typed, "nl": "x", "en": "x"}

    svg = pictures.picture(grow(ask), "fr", on=DAY).svg
    shown = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert f">1. {shown}</text>" in svg


def test_a_question_that_many_lead_to_is_named_by_number(grow: Grow, pictures: Pictures, stride: Stride) -> None:
    """Beyond four edges to one question, each ends in a box with its number, marked with the way taken."""

    def crowd(raw: dict[str, Any]) -> None:
        words = {"fr": "x", "nl": "x", "en": "x"}
        again = {f"a{number}": {"label": words, "to": f"more-{number}"} for number in range(5)}
        raw["questions"]["who"]["options"] = again
        for number in range(5):
            yes = {"yes": {"label": words, "to": "state"}}
            raw["questions"][f"more-{number}"] = {"type": "choice", "ask": words, "options": yes}

    tree = grow(crowd)
    picture = pictures.picture(tree, "nl", on=DAY)
    assert picture.svg.count(">Vraag 2</text>") == 5
    svg = highlight(picture, stride(tree, [("who", "more-3"), ("more-3", "state")], "state"))
    assert re.findall(r'<g id="(goto[^"]*)" class="[^"]* taken"', svg) == ["goto-more-3--state"]


def test_quoting_leaves_nothing_to_close_or_open() -> None:
    """A quoted value holds no quote, no angle bracket and no lone backslash."""
    for attack in ATTACKS:
        value = quoted((attack, attack))
        assert not set('"<>') & set(value)
        assert re.fullmatch(r"(?:[^\\]|\\\\|\\n)*", value)


def test_the_same_tree_gives_the_same_text(grow: Grow) -> None:
    """Two trees built apart, on two days with the same edges, give one DOT text; another language another."""
    first = dot_text(grow(), "fr", on=DAY)
    assert first == dot_text(grow(), "fr", on=date(2027, 6, 16))
    assert first != dot_text(grow(), "nl", on=DAY)
    assert first != dot_text(grow(), "fr", on=date(2027, 6, 17))


def test_many_answers_on_one_edge_are_shortened(font: Font) -> None:
    """An edge shows three lines at most; the answers not named are counted."""
    edge = Edge("a", "b", ("un", "deux", "trois", "quatre"), unsure=False)
    assert label_lines(edge, font.regular) == ("un /", "deux /", "+ 2")
    long = Edge("a", "b", ("mot " * 60,), unsure=False)
    assert len(label_lines(long, font.regular)) == 3


def _outside(dot: str) -> str:
    """Give DOT text with the values of its labels taken out."""
    return re.sub(r'label="(?:[^"\\]|\\.)*"', "label", dot)
