"""Drawings kept, and walks marked on them."""

import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest

from cirede.drawing.picture import Pictures, draw, highlight
from cirede.drawing.render import Renderer
from cirede.engine.prepare import prepare
from cirede.engine.walk import walk
from cirede.model.source import Sources
from cirede.model.tree import Tree
from cirede.model.walk import Walk

Grow = Callable[..., Tree]
Stride = Callable[..., Walk]
DAY = date(2026, 11, 23)


@pytest.fixture
def counted(renderer: Renderer, monkeypatch: pytest.MonkeyPatch) -> tuple[Renderer, list[str]]:
    """Give a renderer, and the list that what it draws is added to."""
    outer, drawn = Renderer(), list[str]()

    def render(dot: str) -> bytes:
        drawn.append(dot)
        return renderer.render(dot)

    monkeypatch.setattr(outer, "render", render)
    return outer, drawn


def taken(svg: str) -> set[str]:
    """Give the ids of what is marked."""
    return {found[1] for found in re.finditer(r'<g id="([^"]+)" class="[^"]* taken"', svg)}


def test_exactly_the_way_taken_is_marked(grow: Grow, stride: Stride, pictures: Pictures) -> None:
    """The questions answered, their edges and the one end reached are marked, and nothing else."""
    tree = grow()
    picture = pictures.picture(tree, "fr", on=DAY)
    went = stride(tree, [("who", "state"), ("state", "=free")])
    edges = {f"{stem}{part}" for stem in ("edge-who--state", "exit-state--free") for part in ("", "--label", "--tip")}
    assert taken(highlight(picture, went)) == {"node-who", "node-state", "end-state--free"} | edges
    assert taken(picture.svg) == set()


def test_a_walk_of_the_engine_is_marked(grow: Grow, pictures: Pictures) -> None:
    """What the engine walks is found in the drawing, its end included."""
    tree = grow()
    prepared = prepare(tree, Sources(sources={}, references={}, authorities={}))
    went = walk(prepared, {"who": "yes", "state": "untried"}, on=DAY)
    marked = taken(highlight(pictures.picture(tree, "fr", on=DAY), went))
    assert {"node-who", "node-state", "end-state--open", "edge-who--state", "exit-state--open"} <= marked


def test_an_open_walk_marks_the_question_that_waits(grow: Grow, stride: Stride, pictures: Pictures) -> None:
    """A walk under way ends on the question it waits for; a walk of an unknown tree marks nothing."""
    tree = grow()
    picture = pictures.picture(tree, "en", on=DAY)
    assert taken(highlight(picture, stride(tree, [], "who"))) == {"node-who"}
    assert {"node-who", "node-state"} < taken(highlight(picture, stride(tree, [("who", "state")], "state")))
    assert taken(highlight(picture, stride(tree, [("a", "b"), ("b", "=c")]))) == set()


def test_the_mark_is_seen_without_a_style_sheet(grow: Grow, stride: Stride, pictures: Pictures) -> None:
    """The mark is a colour and a width in the SVG itself; the rest of the drawing is unchanged."""
    tree = grow()
    picture = pictures.picture(tree, "fr", on=DAY)
    svg = highlight(picture, stride(tree, [("who", "=free")]))
    assert re.search(r'<g id="node-who" class="node q start taken" fill="#\w{6}" stroke="#0b3d91" stroke-width="4">', svg)
    assert re.search(r'<g id="exit-who--free--tip" class="edge way taken"[^>]* stroke="#0b3d91" stroke-width="3.5">', svg)
    opening = re.compile(r"<g [^>]*>")
    assert opening.sub("<g>", svg) == opening.sub("<g>", picture.svg)


def test_outcomes_differ_by_more_than_colour(grow: Grow, pictures: Pictures) -> None:
    """Each kind of outcome has its class, its line and its status in bold words; unsure ways are dashed."""
    svg = pictures.picture(grow(), "nl", on=DAY).svg
    assert 'class="node o favourable status-not-waste"' in svg
    assert re.search(r'class="node o to-confirm status-to-confirm"[^>]*stroke-dasharray', svg)
    assert re.search(r'class="node o waste status-waste"[^>]*stroke-width="2.5"', svg)
    assert re.search(r'font-weight="700"[^>]*>nl not-waste</text>', svg)
    assert re.search(r'class="edge way unsure"[^>]*stroke-dasharray', svg)


def test_a_drawing_is_made_once(grow: Grow, counted: tuple[Renderer, list[str]]) -> None:
    """Days with the same edges share a drawing; another language or another law is another drawing."""
    outer, made = counted
    pictures = Pictures(outer)
    tree = grow()
    first = pictures.picture(tree, "fr", on=DAY)
    assert pictures.picture(tree, "fr", on=date(2027, 6, 16)) is first
    assert pictures.picture(grow(), "fr", on=DAY) is first
    assert len(made) == 1
    assert pictures.picture(tree, "fr", on=date(2027, 6, 17)) is not first
    assert pictures.picture(tree, "nl", on=DAY) is not first
    assert len(made) == 3


def test_words_that_are_not_in_the_boxes_count_too(grow: Grow, pictures: Pictures) -> None:
    """A tree with another title is another picture, though its boxes are the same."""

    def rename(raw: dict[str, Any]) -> None:
        raw["title"] = {"fr": "Autre", "nl": "Autre", "en": "Autre"}

    assert ">Petit arbre</title>" in pictures.picture(grow(), "fr", on=DAY).svg
    assert ">Autre</title>" in pictures.picture(grow(rename), "fr", on=DAY).svg


def test_memory_is_bounded(grow: Grow, counted: tuple[Renderer, list[str]]) -> None:
    """Only so many drawings are kept: the one used longest ago is drawn again."""
    outer, made = counted
    pictures = Pictures(outer, kept=2)
    tree = grow()
    for lang in ("fr", "nl", "fr", "en", "fr", "nl"):
        pictures.picture(tree, lang, on=DAY)
    assert len(made) == 4


def test_threads_share_a_store(grow: Grow, stride: Stride, pictures: Pictures) -> None:
    """Eight threads asking for pictures and marks get the same right answers."""
    tree = grow()
    went = stride(tree, [("who", "=open")])

    def ask(number: int) -> tuple[str, str]:
        lang = ("fr", "nl", "en")[number % 3]
        return lang, highlight(pictures.picture(tree, lang, on=DAY), went)  # type: ignore[arg-type]

    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(ask, range(800)))
    assert len(found) == 3
    assert all("end-who--open" in taken(svg) for _, svg in found)


def test_the_size_of_a_picture_is_known(grow: Grow, renderer: Renderer) -> None:
    """The natural size is that of the view box, so that a page can scroll it instead of shrinking it."""
    picture = draw(grow(), "fr", on=DAY, renderer=renderer)
    width, height = re.findall(r'viewBox="\S+ \S+ (\S+) (\S+)"', picture.svg)[0]
    assert (picture.width, picture.height) == (round(float(width)), round(float(height)))
    assert picture.width > 300


def test_a_kept_drawing_takes_less_than_a_millisecond(grow: Grow, stride: Stride, pictures: Pictures) -> None:
    """Seventy questions, marked along the longest way: under a millisecond at best, of twenty tries."""
    tree = grow(length=70)
    went = stride(tree, [*((f"q{step}", f"q{step + 1}") for step in range(69)), ("q69", "=open")])
    assert len(taken(highlight(pictures.picture(tree, "fr", on=DAY), went))) == 70 * 4 + 1
    spent = []
    for _ in range(20):
        start = time.perf_counter()
        highlight(pictures.picture(tree, "fr", on=DAY), went)
        spent.append(time.perf_counter() - start)
    assert min(spent) < 0.001
