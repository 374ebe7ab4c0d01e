"""A paper as a tagged PDF on A4, in the font that comes along with the drawings."""

from importlib import resources
from typing import TYPE_CHECKING

from cirede.exchange.paper.html import as_html
from cirede.exchange.pdf import SCHEME, Printer

if TYPE_CHECKING:
    from cirede.exchange.paper.parts import Paper

_FONTS = {400: "atkinson-hyperlegible-next-regular.ttf", 700: "atkinson-hyperlegible-next-bold.ttf"}


def as_pdf(paper: "Paper") -> bytes:
    """Print a paper. Raises: PrintingError where PDF does not work here."""
    held = resources.files("cirede") / "drawing" / "fonts"
    files = {name: (held / name).read_bytes() for name in _FONTS.values()}
    faces = (
        f'@font-face {{ font-family: "Atkinson Hyperlegible Next"; src: url("{SCHEME}{name}"); font-weight: {weight}; }}'
        for weight, name in _FONTS.items()
    )
    return Printer("\n".join(faces), files).write(as_html(paper))
