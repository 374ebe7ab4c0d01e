"""SVG built again from an allow-list: nothing that runs, points elsewhere or styles the page passes."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from cirede.drawing.font import FALLBACKS, FAMILY
from cirede.errors import DrawingError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cirede.drawing.font import Font

_NUMBER = r"-?\d+(?:\.\d+)?"
_DECIMALS = re.compile(r"(?<=\.\d)\d+")
_SHAPES = frozenset({"path", "polygon", "polyline", "ellipse"})
_PAINT = ("fill", "stroke", "stroke-width", "stroke-dasharray")
_ALLOWED: dict[str, tuple[str, ...]] = {
    "svg": ("viewBox",),
    "g": ("id", "class", "transform"),
    "path": ("d", *_PAINT),
    "polygon": ("points", *_PAINT),
    "polyline": ("points", *_PAINT),
    "ellipse": ("cx", "cy", "rx", "ry", *_PAINT),
    "text": ("x", "y", "text-anchor", "font-size", "fill"),
}
_COLOUR = re.compile(r"none|transparent|black|white|#[0-9a-f]{6}")
_NUMERIC = re.compile(_NUMBER)
_VALUES: dict[str, re.Pattern[str]] = {
    "viewBox": re.compile(rf"{_NUMBER}(?: {_NUMBER}){{3}}"),
    "id": re.compile(r"[a-z][a-z0-9-]*"),
    "class": re.compile(r"[a-z][a-z0-9-]*(?: [a-z][a-z0-9-]*)*"),
    "transform": re.compile(r"(?:(?:scale|rotate|translate)\([-0-9. ]+\) ?)+"),
    "d": re.compile(r"[MLHVCSQTAZmlhvcsqtaz0-9 ,.eE+-]*"),
    "points": re.compile(r"[0-9 ,.eE+-]*"),
    "fill": _COLOUR,
    "stroke": _COLOUR,
    "stroke-dasharray": re.compile(rf"{_NUMBER}(?:[ ,]{_NUMBER})*"),
    "text-anchor": re.compile(r"start|middle|end"),
}
_FAMILIES = f"'{FAMILY}', {FALLBACKS}"
_DEFAULT = {"font-size": "14", "text-anchor": "middle"}
_HEAD = re.compile(r" ?head-(\d)")


@dataclass(frozen=True, slots=True)
class Frame:
    """What is said around a picture: language, name, description, and the full words of each node by id."""

    lang: str
    title: str
    description: str
    tips: "Mapping[str, str]"


def clean(svg: bytes, frame: Frame, font: "Font") -> str:
    """Build a drawing of Graphviz again as a safe, named SVG without outer size.

    Colours stand on groups as presentation attributes, so that one attribute marks a whole node, and the
    picture stays right without a style sheet. Raises: DrawingError when the bytes are no SVG.
    """
    root = _parsed(svg)
    if _name(root) != "svg" or "viewBox" not in _attributes(root):
        message = "Graphviz gave something that is no SVG: report it with the tree"
        raise DrawingError(message)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{_attributes(root)["viewBox"]}" class="tree"'
        f' role="img" lang={quoteattr(frame.lang)} aria-labelledby="tree-title tree-desc"'
        f" font-family={quoteattr(_FAMILIES)}{_written(_DEFAULT)}>"
        f'<title id="tree-title">{escape(frame.title)}</title>'
        f'<desc id="tree-desc">{escape(frame.description)}</desc>'
    )
    return head + "".join(part for child in root for part in _built(child, frame, font)) + "</svg>\n"


def _parsed(svg: bytes) -> Element:
    builder = TreeBuilder()
    parser = expat.ParserCreate()

    def refuse(*_: object) -> int:
        message = "an SVG that declares entities is not shown"
        raise DrawingError(message)

    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    try:
        parser.Parse(svg, True)  # noqa: FBT003 - the C interface takes it by place
        root: Element = builder.close()
    except (expat.ExpatError, AssertionError) as error:
        message = f"Graphviz gave SVG that cannot be read ({error}): report it with the tree"
        raise DrawingError(message) from error
    return root


def _built(element: Element, frame: Frame, font: "Font") -> "Iterator[str]":
    name = _name(element)
    if name == "a":
        for child in element:
            yield from _built(child, frame, font)
    elif name == "g":
        yield from _group(element, frame, font)
    elif name in _SHAPES:
        yield f"<{name}{_written(_attributes(element))}/>"
    elif name == "text":
        yield _text(element, font, bold=False)


def _group(group: Element, frame: Frame, font: "Font") -> "Iterator[str]":
    attributes = _attributes(group)
    classes = attributes.get("class", "")
    bold = int(found[1]) if (found := _HEAD.search(classes)) else 0
    if classes:
        attributes["class"] = _HEAD.sub("", classes).replace("graph", "sheet")
    tip = frame.tips.get(attributes.get("id", ""))
    members = [child for child in _flat(group) if _name(child) in _SHAPES]
    if members and classes != "graph":
        attributes |= _paint_of(members)
    yield f"<g{_written(attributes)}>"
    yield f"<title>{escape(tip)}</title>" if tip else ""
    for child in _flat(group):
        if _name(child) in _SHAPES and classes != "graph":
            own = {key: value for key, value in _attributes(child).items() if key not in _PAINT}
            hollow = {"fill": "none"} if child.get("fill") == "none" else {}
            yield f"<{_name(child)}{_written(own | hollow)}/>"
        elif _name(child) == "text":
            yield _text(child, font, bold=bold > 0)
            bold -= 1
        else:
            yield from _built(child, frame, font)
    yield "</g>"


def _flat(group: Element) -> "Iterator[Element]":
    """Give the children, those inside links and bare groups in place of the link."""
    for child in group:
        if _name(child) == "a" or (_name(child) == "g" and group.get("class") != "graph"):
            yield from _flat(child)
        else:
            yield child


def _paint_of(shapes: list[Element]) -> dict[str, str]:
    """Give the paint that a whole group shares: its filled shape's colours, its first shape's line."""
    filled = next((each for each in reversed(shapes) if each.get("fill") != "none"), shapes[0])
    first, last = _attributes(shapes[0]), _attributes(filled)
    sources = zip(_PAINT, (last, first, first, first), strict=True)
    return {key: found[key] for key, found in sources if key in found}


def _text(element: Element, font: "Font", *, bold: bool) -> str:
    words = "".join(element.itertext())
    attributes = _attributes(element)
    size = float(attributes.get("font-size", "14"))
    face = font.bold if bold else font.regular
    attributes = {key: value for key, value in attributes.items() if _DEFAULT.get(key) != value.removesuffix(".00")}
    attributes |= {"stroke": "none"} | ({"font-weight": "700"} if bold else {})
    attributes |= {"textLength": f"{face.width(words, size):.1f}", "lengthAdjust": "spacingAndGlyphs"}
    return f"<text{_written(attributes)}>{escape(words)}</text>"


def _name(element: Element) -> str:
    return str(element.tag).rpartition(":")[2]


def _attributes(element: Element) -> dict[str, str]:
    """Give the allowed attributes of an element whose values have the shape that the attribute needs."""
    found = {}
    for key in _ALLOWED.get(_name(element), ()):
        value = element.get(key)
        if value is not None and _VALUES.get(key, _NUMERIC).fullmatch(value):
            found[key] = _DECIMALS.sub("", value) if key in {"d", "points", "x", "y"} else value
    return found


def _written(attributes: "Mapping[str, str]") -> str:
    return "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
