"""A tree as DOT text: words broken to measure, boxes of fixed size, ids made here."""

from typing import TYPE_CHECKING

from cirede.drawing.font import FAMILY, Face, Font, load_font, plain
from cirede.drawing.graph import Edge, Graph, edge_ids, end_id, graph, node_id
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

_LINE = 18.0
_LABEL_SIZE = 13.0
_LABEL_LINES = 3
_PAINT = {
    "q": {"fillcolor": "#ffffff", "color": "#44546a", "penwidth": "1.25"},
    "start": {"fillcolor": "#e8eef7", "color": "#44546a", "penwidth": "2"},
    "favourable": {"fillcolor": "#e3f4e4", "color": "#1d6b2b", "penwidth": "1.5"},
    "to-confirm": {"fillcolor": "#fff4d6", "color": "#8a5a00", "penwidth": "1.5", "style": "filled,dashed"},
    "waste": {"fillcolor": "#f0e6e4", "color": "#7d2d1f", "penwidth": "2.5"},
}


def dot_text(tree: "Tree", lang: "Lang", *, on: "date", font: Font | None = None) -> str:
    """Write what can be reached on that day as DOT; the same tree, language and edges give the same text."""
    return dot_of(graph(tree, lang, on=on), font or load_font())


def dot_of(drawn: Graph, font: Font) -> str:
    """Write a graph as DOT, its words measured with the font."""
    text = _empty()
    names = {question: f"n{number}" for number, question in enumerate(drawn.questions, 1)}
    _start(text, drawn, font, names)
    for question in drawn.questions:
        _question(text, drawn, font, question, names[question])
    for number, edge in enumerate(drawn.edges, 1):
        _edge(text, drawn, font, edge, names, number)
    return str(text.source)


def quoted(lines: tuple[str, ...]) -> str:
    r"""Give lines as the value of a label: no control character, `\`, `&`, `<` and `"` made harmless.

    `<` and `"` become entities, so that no label opens as HTML or closes its quotes.
    """
    safe = (
        plain(line).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
        for line in lines
    )
    return "\\n".join(line.replace("\\", "\\\\") for line in safe)


def _empty() -> "Digraph":
    from graphviz import Digraph  # noqa: PLC0415 - only who draws pays for it

    text = Digraph("tree")
    text.attr(rankdir="TB", nodesep="0.22", ranksep="0.24", bgcolor="#ffffff", pad="0.2", charset="UTF-8")
    text.attr(nslimit="4", nslimit1="4", splines="true")
    text.attr("node", fontname=FAMILY, fontsize=f"{SIZE:g}", fontcolor=INK, fixedsize="true", margin="0")
    text.attr("edge", color="#5b6675", arrowsize="0.7", penwidth="1.1")
    return text


def _start(text: "Digraph", drawn: Graph, font: Font, names: dict[str, str]) -> None:
    if drawn.tree.start not in names:
        return
    lines = (START.to(drawn.lang),)
    _box(text, "n0", lines, font.bold, size=_LABEL_SIZE, pad=(10, 3), id="start", **{"class": "label start"},
         shape="box", style="rounded,filled", fillcolor="#44546a", color="#44546a", fontcolor="#ffffff")  # fmt: skip
    text.edge("n0", names[drawn.tree.start], id="start--tip", **{"class": "start"})


def _question(text: "Digraph", drawn: Graph, font: Font, question: str, name: str) -> None:
    lines = font.regular.wrap(drawn.ask(question), size=SIZE, width=190, lines=4)
    first = question == drawn.tree.start
    paint = _PAINT["start" if first else "q"]
    css = {"class": "q start" if first else "q"}
    _box(text, name, lines, font.regular, pad=(12, 8), shape="box", style="rounded,filled", id=node_id(question),
         **css, **paint)  # fmt: skip


def _edge(text: "Digraph", drawn: Graph, font: Font, edge: Edge, names: dict[str, str], number: int) -> None:
    before, label, tip = edge_ids(edge.question, edge.target)
    css = {"class": "unsure"} if edge.unsure else {}
    dashes = {"style": "dashed"} if edge.unsure else {}
    _box(text, f"l{number}", label_lines(edge, font.regular), font.regular, size=_LABEL_SIZE, pad=(5, 1), id=label,
         shape="box", style="filled", fillcolor="#ffffff", color="#ffffff", **{"class": "label"})  # fmt: skip
    if edge.outcome is None:
        name = names[edge.target]
    else:
        name = f"o{number}"
        _outcome(text, drawn, font, edge, name)
    text.edge(names[edge.question], f"l{number}", id=before, arrowhead="none", **css, **dashes)
    text.edge(f"l{number}", name, id=tip, **css, **dashes)


def _outcome(text: "Digraph", drawn: Graph, font: Font, edge: Edge, name: str) -> None:
    outcome = drawn.tree.outcomes[edge.outcome or ""]
    status = drawn.tree.statuses[outcome.status].label.to(drawn.lang)
    lines = (
        *font.bold.wrap(status, size=SIZE, width=150, lines=2),
        *font.regular.wrap(outcome.title.to(drawn.lang), size=SIZE, width=150, lines=3),
    )
    kind = drawn.kind(edge.outcome or "")
    paint = {"style": "filled", **_PAINT[kind]}
    _box(text, name, lines, font.bold, pad=(9, 6), shape="box", id=end_id(edge.question, edge.outcome or ""),
         **{"class": f"o {kind} status-{outcome.status}"}, **paint)  # fmt: skip


def label_lines(edge: Edge, face: Face) -> tuple[str, ...]:
    """Give the words on an edge: one label over two lines, or up to three labels, the rest as a number."""
    if len(edge.labels) == 1:
        return face.wrap(edge.labels[0], size=_LABEL_SIZE, width=130, lines=_LABEL_LINES)
    shown = edge.labels if len(edge.labels) <= _LABEL_LINES else edge.labels[: _LABEL_LINES - 1]
    lines = [face.wrap(label, size=_LABEL_SIZE, width=150, lines=1)[0] for label in shown]
    rest = len(edge.labels) - len(shown)
    return (*lines, f"+ {rest}") if rest else tuple(lines)


def _box(text: "Digraph", name: str, lines: tuple[str, ...], face: Face, *, pad: tuple[float, float],
         size: float = SIZE, **attributes: str) -> None:  # fmt: skip
    width = max(face.width(line, size) for line in lines) + 2 * pad[0]
    height = len(lines) * _LINE * size / SIZE + 2 * pad[1]
    text.node(name, quoted(lines), width=f"{width / 72:.3f}", height=f"{height / 72:.3f}", fontsize=f"{size:g}",
              **attributes)  # fmt: skip
