"""A tree as DOT text: words broken to measure, boxes of fixed size, ids made here."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cirede.drawing.font import FAMILY, Face, Font, load_font, plain
from cirede.drawing.graph import Edge, Graph, edge_ids, end_id, goto_id, graph, node_id
from cirede.model.text import Text

if TYPE_CHECKING:
    from datetime import date

    from graphviz import Digraph

    from cirede.model.text import Lang
    from cirede.model.tree import Tree

SIZE = 14.0
"""Size of the words, in the unit of the drawing."""

INK = "#1b1b1b"
START = Text(fr="Départ", nl="Start", en="Start")
GOTO = Text(fr="Question", nl="Vraag", en="Question")

_LINE = 18.0
_LABEL_SIZE = 13.0
_LABEL_LINES = 3
_PAINT = {
    "begin": {"style": "rounded,filled", "fillcolor": "#44546a", "color": "#44546a", "fontcolor": "#ffffff"},
    "q": {"style": "rounded,filled", "fillcolor": "#ffffff", "color": "#44546a", "penwidth": "1.25"},
    "q start": {"style": "rounded,filled", "fillcolor": "#e8eef7", "color": "#44546a", "penwidth": "2"},
    "q hub": {"style": "rounded,filled", "fillcolor": "#e6e9ee", "color": "#44546a", "penwidth": "2"},
    "goto": {"style": "rounded,filled", "fillcolor": "#e6e9ee", "color": "#44546a", "penwidth": "1"},
    "onward": {"style": "rounded,filled", "fillcolor": "#dfe8f6", "color": "#0b3d91", "penwidth": "1.5"},
    "label": {"style": "rounded,filled", "fillcolor": "#ffffff", "color": "#ffffff"},
    "favourable": {"style": "filled", "fillcolor": "#e3f4e4", "color": "#1d6b2b", "penwidth": "1.5"},
    "to-confirm": {"style": "filled,dashed", "fillcolor": "#fff4d6", "color": "#8a5a00", "penwidth": "1.5"},
    "waste": {"style": "filled", "fillcolor": "#f0e6e4", "color": "#7d2d1f", "penwidth": "2.5"},
}


@dataclass(frozen=True, slots=True)
class _Box:
    """Lines of words in a box that is as large as they are wide in the site's font."""

    name: str
    lines: tuple[str, ...]
    face: Face
    pad: tuple[float, float]
    size: float = SIZE

    def write(self, text: "Digraph", identity: str, css: str, paint: dict[str, str]) -> None:
        width = max(self.face.width(line, self.size) for line in self.lines) + 2 * self.pad[0]
        height = len(self.lines) * _LINE * self.size / SIZE + 2 * self.pad[1]
        text.node(
            self.name,
            quoted(self.lines),
            id=identity,
            width=f"{width / 72:.3f}",
            height=f"{height / 72:.3f}",
            fontsize=f"{self.size:g}",
            **{"class": css},
            **paint,
        )


def dot_text(tree: "Tree", lang: "Lang", *, on: "date", font: Font | None = None) -> str:
    """Write what can be reached on that day as DOT; the same tree, language and edges give the same text."""
    return dot_of(graph(tree, lang, on=on), font or load_font())


def dot_of(drawn: Graph, font: Font) -> str:
    """Write a graph as DOT, its words measured with the font."""
    text = _empty()
    names = {question: f"n{number}" for question, number in drawn.number.items()}
    crowded = drawn.crowded()
    _start(text, drawn, font, names)
    for question in drawn.questions:
        css = "q start" if question == drawn.tree.start else "q hub" if question in crowded else "q"
        _question(text, drawn, font, question, css=css)
    for number, edge in enumerate(drawn.edges, 1):
        label = _label(text, font, edge, number)
        if edge.outcome:
            target = _outcome(text, drawn, font, edge, number)
        elif edge.beyond:
            target = _beyond(text, drawn, font, edge, number)
        else:
            target = _goto(text, drawn, font, edge, number) if edge.target in crowded else names[edge.target]
        _edge(text, edge, names[edge.question], label, target)
    return str(text.source)


def quoted(lines: tuple[str, ...]) -> str:
    r"""Give lines as the value of a label: no control character, `\`, `&`, `<` and `"` made harmless.

    `<` and `"` become entities, so that no label opens as HTML or closes its quotes.
    """
    safe = (plain(line).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;") for line in lines)
    return "\\n".join(line.replace("\\", "\\\\") for line in safe)


def _empty() -> "Digraph":
    from graphviz import Digraph  # noqa: PLC0415 - only who draws pays for it

    text = Digraph("tree")
    text.attr(rankdir="TB", nodesep="0.2", ranksep="0.24", bgcolor="#ffffff", pad="0.2", charset="UTF-8")
    text.attr(nslimit="4", nslimit1="4", splines="true")
    text.attr("node", fontname=FAMILY, fontsize=f"{SIZE:g}", fontcolor=INK, fixedsize="true", shape="box")
    text.attr("edge", color="#5b6675", arrowsize="0.7", penwidth="1.1")
    return text


def _start(text: "Digraph", drawn: Graph, font: Font, names: dict[str, str]) -> None:
    if drawn.tree.start not in names:
        return
    box = _Box("n0", (START.to(drawn.lang),), font.bold, pad=(10, 3), size=_LABEL_SIZE)
    box.write(text, "start", "label start", _PAINT["begin"])
    text.edge(box.name, names[drawn.tree.start], id="start--tip", **{"class": "way"})


def _question(text: "Digraph", drawn: Graph, font: Font, question: str, *, css: str) -> None:
    number = drawn.number[question]
    words = f"{number}. {drawn.ask(question)}"
    lines = font.regular.wrap(words, size=SIZE, width=180, lines=5)
    _Box(f"n{number}", lines, font.regular, pad=(12, 8)).write(text, node_id(question), css, _PAINT[css])


def _label(text: "Digraph", font: Font, edge: Edge, number: int) -> str:
    """Draw the words of an edge as a box of its own on it: so they keep their place and meet nothing else."""
    box = _Box(f"l{number}", label_lines(edge, font.regular), font.regular, pad=(7, 2), size=_LABEL_SIZE)
    box.write(text, edge_ids(edge.question, edge.target)[1], "label", _PAINT["label"])
    return box.name


def _edge(text: "Digraph", edge: Edge, start: str, label: str, end: str) -> None:
    before, _, tip = edge_ids(edge.question, edge.target)
    line = {"class": "way unsure", "style": "dashed"} if edge.unsure else {"class": "way"}
    text.edge(start, label, id=before, arrowhead="none", **line)
    text.edge(label, end, id=tip, **line)


def _goto(text: "Digraph", drawn: Graph, font: Font, edge: Edge, number: int) -> str:
    """Name a question that is drawn elsewhere, where one more line across the drawing would say less."""
    words = f"{GOTO.to(drawn.lang)} {drawn.number[edge.target]}"
    box = _Box(f"g{number}", (words,), font.bold, pad=(10, 4), size=_LABEL_SIZE)
    box.write(text, goto_id(edge.question, edge.target), "goto head-1", _PAINT["goto"])
    return box.name


def _beyond(text: "Digraph", drawn: Graph, font: Font, edge: Edge, number: int) -> str:
    """Name the other tree in which the edge goes on."""
    lines = font.bold.wrap(f"→ {drawn.title(edge.beyond or '')}", size=_LABEL_SIZE, width=150, lines=3)
    box = _Box(f"b{number}", lines, font.bold, pad=(10, 6), size=_LABEL_SIZE)
    box.write(text, goto_id(edge.question, edge.target), "goto onward head-1", _PAINT["onward"])
    return box.name


def _outcome(text: "Digraph", drawn: Graph, font: Font, edge: Edge, number: int) -> str:
    """Draw the outcome of an edge beside its question: one box for all would draw every line across.

    What follows from not knowing is much the same everywhere: its status is enough.
    """
    key = edge.outcome or ""
    outcome = drawn.tree.outcomes[key]
    status = drawn.tree.statuses[outcome.status].label.to(drawn.lang)
    head = font.bold.wrap(status, size=SIZE, width=130, lines=2)
    said = () if edge.unsure else font.regular.wrap(outcome.title.to(drawn.lang), size=SIZE, width=130, lines=5)
    kind = drawn.kind(key)
    box = _Box(f"o{number}", (*head, *said), font.bold, pad=(9, 6))
    css = f"o {kind} status-{outcome.status} head-{len(head)}"
    box.write(text, end_id(edge.question, key), css, _PAINT[kind])
    return box.name


def label_lines(edge: Edge, face: Face) -> tuple[str, ...]:
    """Give the words on an edge: one label over two lines, or up to three labels, the rest as a number."""
    if len(edge.labels) == 1:
        return face.wrap(edge.labels[0], size=_LABEL_SIZE, width=115, lines=_LABEL_LINES)
    shown = edge.labels if len(edge.labels) <= _LABEL_LINES else edge.labels[: _LABEL_LINES - 1]
    lines = [face.wrap(label, size=_LABEL_SIZE, width=150, lines=1)[0] for label in shown]
    rest = len(edge.labels) - len(shown)
    lines += [f"+ {rest}"] if rest else []
    return (*(f"{line} /" for line in lines[:-1]), lines[-1])
