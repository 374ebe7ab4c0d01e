"""SVG built again: the allow-list."""

import pytest

from cirede.drawing.font import Font
from cirede.drawing.svg import Frame, clean
from cirede.errors import DrawingError

FRAME = Frame("fr", 'Titre <b> & "x"', "Décrit", {"node-a": "Tout le texte <i>"})
OPEN = '<svg width="10pt" height="8pt" viewBox="0.00 0.00 10.00 8.00" xmlns="http://www.w3.org/2000/svg">'


def built(inside: str, font: Font, before: str = "") -> str:
    """Clean a drawing with these elements in it."""
    return clean(f"{before}{OPEN}{inside}</svg>".encode(), FRAME, font)


@pytest.mark.parametrize(
    "element",
    [
        "<script>alert(1)</script>",
        "<style>*{background:url(//example.org)}</style>",
        '<image href="file:///etc/passwd"/>',
        "<foreignObject><b>x</b></foreignObject>",
        '<use href="#x"/>',
        '<animate attributeName="href" to="javascript:x"/>',
        '<path d="M0 0" onclick="x()" style="fill:url(//example.org)"/>',
        '<path d="url(javascript:x)"/>',
        '<polygon points="0,0" fill="url(#x)"/>',
        '<polygon points="0,0" fill="#000000" xmlns:x="urn:x" x:href="javascript:x"/>',
        '<g id="a&quot; onload=&quot;x" class="a&quot;&gt;"><path d="M0,0"/></g>',
        '<g transform="matrix(evil)"><path d="M0,0"/></g>',
        '<text x="1" y="expression(x)" font-family="&lt;script&gt;">&lt;script&gt;</text>',
        '<?xml-stylesheet href="https://example.org/x.css"?>',
        "<!-- a comment -->",
    ],
)
def test_nothing_that_runs_or_points_elsewhere_passes(font: Font, element: str) -> None:
    """Elements and attributes outside the list, and values of the wrong shape, are left out."""
    svg = built(element, font).lower()
    words = (
        "<script <style onclick onload href url( javascript style= <!-- "
        "expression evil foreignobject stylesheet <image <use animate"
    )
    for word in words.split():
        assert word not in svg


def test_a_link_is_unwrapped(font: Font) -> None:
    """What stands in a link stays, the link goes."""
    inside = '<g id="node-a" class="q"><g id="a_x"><a xlink:href="javascript:x" xmlns:xlink="x">'
    svg = built(inside + '<path fill="#ffffff" stroke="#000000" d="M0,0"/></a></g></g>', font)
    assert '<g id="node-a" class="q" fill="#ffffff" stroke="#000000"><title>Tout le texte &lt;i&gt;</title>' in svg
    assert '<path d="M0,0"/></g>' in svg


def test_the_drawing_has_a_role_a_name_and_no_size(font: Font) -> None:
    """The picture names itself, escaped, and leaves its size to the page."""
    svg = built("", font, '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://x/svg11.dtd">')
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0.00 0.00 10.00 8.00" class="tree"')
    assert 'role="img" lang="fr" aria-labelledby="tree-title tree-desc"' in svg
    assert '<title id="tree-title">Titre &lt;b&gt; &amp; "x"</title><desc id="tree-desc">Décrit</desc>' in svg
    assert "width=" not in svg
    assert "DOCTYPE" not in svg


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE svg [<!ENTITY a "b">]>',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x">%p;]>',
        '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
    ],
)
def test_declared_entities_are_refused(font: Font, before: str) -> None:
    """No entity is ever declared, expanded or fetched."""
    with pytest.raises(DrawingError, match="entities"):
        built("<text>&a;</text>", font, before)


@pytest.mark.parametrize("broken", [b"", b"<svg", b"<html/>", b"<svg/>", b"\xff\xfe", b"<svg viewBox='0 0 1 x'/>"])
def test_what_is_no_svg_is_refused(font: Font, broken: bytes) -> None:
    """Bytes that are not a drawing raise the error of this floor."""
    with pytest.raises(DrawingError):
        clean(broken, FRAME, font)


def test_words_are_fitted_to_their_measured_width(font: Font) -> None:
    """Each line carries the width that its box was made for, so that another font cannot leave the box."""
    svg = built('<text x="1" y="2" font-size="14.00">Pas un déchet</text>', font)
    assert f'textLength="{font.regular.width("Pas un déchet", 14):.1f}" lengthAdjust="spacingAndGlyphs"' in svg
