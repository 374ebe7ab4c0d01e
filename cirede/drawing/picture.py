"""Drawings that are kept, and the path of a walk marked on them without drawing again."""

import re
from bisect import bisect_right
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING

from cirede.drawing.dot import dot_of
from cirede.drawing.font import Font, load_font, plain
from cirede.drawing.graph import Graph, days, edge_ids, end_id, goto_id, graph, node_id
from cirede.drawing.render import Renderer
from cirede.drawing.svg import Frame, clean
from cirede.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from cirede.model.text import Lang
    from cirede.model.tree import Tree
    from cirede.model.walk import Walk

_DESCRIPTION = Text(
    fr="Arbre de décision : {questions} questions, {ends} résultats. La même chose est donnée en liste.",
    nl="Beslisboom: {questions} vragen, {ends} resultaten. Hetzelfde staat in een lijst.",
    en="Decision tree: {questions} questions, {ends} outcomes. The same is given as a list.",
)
_OPENING = re.compile(r'<g id="([a-z][a-z0-9-]*)" class="([a-z0-9 -]+)"([^>]*)>')
_ORIGIN = re.compile(r"translate\(([-\d.]+) ([-\d.]+)\)")
_WORDS = re.compile(r'<text x="([-\d.]+)" y="([-\d.]+)"')
_TAKEN = "#0b3d91"


@dataclass(frozen=True, slots=True)
class Picture:
    """One safe drawing, cut at every node and edge; `width` and `height` are its natural CSS pixels."""

    tree: str
    version: str
    lang: "Lang"
    digest: str
    width: int
    height: int
    parts: tuple[str, ...]
    places: "Mapping[str, int]"
    taken: "Mapping[str, str]"

    @property
    def svg(self) -> str:
        """The drawing with nothing marked."""
        return "".join(self.parts)

    def spot(self, name: str) -> tuple[int, int]:
        """Give the middle of the first line of words in a node, in CSS pixels from the corner; (0, 0) where there is none."""
        origin = _ORIGIN.search("".join(self.parts[:2]))
        words = _WORDS.search(self.parts[self.places[name] + 1]) if name in self.places else None
        if origin is None or words is None:
            return 0, 0
        right, down = (round(float(own) + float(moved)) for own, moved in zip(words.groups(), origin.groups(), strict=True))
        return max(right, 0), max(down, 0)


class Pictures:
    """The drawings made so far, found by tree, language and the stretch of days with the same edges."""

    def __init__(self, renderer: Renderer | None = None, *, kept: int = 64) -> None:
        """Draw with the renderer given, and keep so many drawings in memory."""
        self._renderer = renderer or Renderer()
        self._kept = kept
        self._font: Font | None = None
        self._lock = Lock()
        self._days: dict[int, tuple[Tree, tuple[date, ...]]] = {}
        self._found: OrderedDict[tuple[int, Lang, int], tuple[Tree, Picture]] = OrderedDict()
        self._drawn: dict[str, Picture] = {}

    def picture(self, tree: "Tree", lang: "Lang", *, on: "date") -> Picture:
        """Give the drawing of a tree as it stands on that day. Raises: DrawingError."""
        with self._lock:
            key = (id(tree), lang, bisect_right(self._days_of(tree), on))
            known = self._found.get(key)
            if known is not None and known[0] is tree:
                self._found.move_to_end(key)
                return known[1]
            font = self._font = self._font or load_font()
        drawn = graph(tree, lang, on=on)
        dot, frame = dot_of(drawn, font), _frame(drawn)
        said = "\0".join((dot, frame.title, frame.description, *frame.tips.values()))
        digest = sha256(said.encode(errors="replace")).hexdigest()
        picture = self._drawn.get(digest)
        if picture is None:
            picture = _cut(drawn, digest, clean(self._renderer.render(dot), frame, font))
        with self._lock:
            self._keep(key, tree, picture)
        return picture

    def _days_of(self, tree: "Tree") -> "tuple[date, ...]":
        known = self._days.get(id(tree))
        if known is None or known[0] is not tree:
            known = self._days[id(tree)] = (tree, days(tree))
        return known[1]

    def _keep(self, key: "tuple[int, Lang, int]", tree: "Tree", picture: Picture) -> None:
        self._found[key] = (tree, picture)
        while len(self._found) > self._kept:
            self._found.popitem(last=False)
        self._drawn = {each.digest: each for _, each in self._found.values()}
        named = {number for number, _, _ in self._found}
        self._days = {number: each for number, each in self._days.items() if number in named}


def draw(tree: "Tree", lang: "Lang", *, on: "date", renderer: Renderer | None = None) -> Picture:
    """Draw a tree once, for who keeps nothing. Raises: DrawingError."""
    return Pictures(renderer, kept=1).picture(tree, lang, on=on)


def highlight(picture: Picture, walk: "Walk") -> str:
    """Give the drawing with the questions answered, the ways taken and the end reached marked `taken`."""
    parts = list(picture.parts)
    for name in taken_ids(walk):
        place = picture.places.get(name)
        if place is not None:
            parts[place] = picture.taken[name]
    return "".join(parts)


def taken_ids(walk: "Walk") -> "Iterator[str]":
    """Name what a walk marks in a drawing, by the ids in the SVG."""
    for step in walk.steps:
        yield node_id(step.question)
        yield from edge_ids(step.question, step.target)
        if step.target.startswith("="):
            yield end_id(step.question, step.target[1:])
        else:
            yield goto_id(step.question, step.target)
    if walk.next is not None:
        yield node_id(walk.next.id)


def _cut(drawn: Graph, digest: str, text: str) -> Picture:
    """Cut a clean drawing at each group that a walk may mark, the marked opening beside it."""
    parts: list[str] = []
    places: dict[str, int] = {}
    taken: dict[str, str] = {}
    at = 0
    for found in _OPENING.finditer(text):
        parts += [text[at : found.start()], found[0]]
        places[found[1]] = len(parts) - 1
        taken[found[1]] = _marked(found)
        at = found.end()
    box = re.search(r'viewBox="\S+ \S+ (\S+) (\S+)"', text)
    width, height = (round(float(side)) for side in box.groups()) if box else (0, 0)
    whole = (*parts, text[at:])
    tree = drawn.tree
    return Picture(tree.id, tree.version, drawn.lang, digest, width, height, whole, places, taken)


def _marked(found: "re.Match[str]") -> str:
    name, classes, rest = found.groups()
    wide = "3.5" if classes.startswith("edge") else "2" if " label" in classes else "4"
    rest = re.sub(r' stroke(?:-width|-dasharray)?="[^"]*"', "", rest)
    if classes.startswith("edge"):
        rest = re.sub(r' fill="[^"]*"', f' fill="{_TAKEN}"', rest)
    return f'<g id="{name}" class="{classes} taken"{rest} stroke="{_TAKEN}" stroke-width="{wide}">'


def _frame(drawn: Graph) -> Frame:
    tree, lang = drawn.tree, drawn.lang
    ends = {edge.outcome for edge in drawn.edges if edge.outcome}
    said = _DESCRIPTION.to(lang).format(questions=len(drawn.questions), ends=len(ends))
    return Frame(lang, plain(tree.title.to(lang)), said, {name: plain(tip) for name, tip in _tips(drawn)})


def _tips(drawn: Graph) -> "Iterator[tuple[str, str]]":
    """Pair each node and label with its words in full, for the pointer that rests on it."""
    for question in drawn.questions:
        yield node_id(question), drawn.ask(question)
    for edge in drawn.edges:
        yield edge_ids(edge.question, edge.target)[1], " / ".join(edge.labels)
        if edge.outcome:
            yield end_id(edge.question, edge.outcome), drawn.tree.outcomes[edge.outcome].title.to(drawn.lang)
        else:
            words = drawn.title(edge.beyond) if edge.beyond else drawn.ask(edge.target)
            yield goto_id(edge.question, edge.target), words
