"""The drawing of a questionnaire and its twin in words, as the pages show them."""

from hashlib import sha256
from typing import TYPE_CHECKING

from markupsafe import Markup

from cirede.drawing.outline import Outline, outline
from cirede.drawing.picture import Pictures, highlight, taken_ids
from cirede.errors import DrawingError

if TYPE_CHECKING:
    from cirede.drawing.picture import Picture
    from cirede_api.journey import Visit


class Gallery:
    """The drawings kept in memory, and the taken path marked on them."""

    def __init__(self) -> None:
        """Begin with none."""
        self.pictures = Pictures()

    def kept(self, here: "Visit") -> "Picture":
        """Give the drawing of the tree on the day of the visit. Raises: DrawingError."""
        return self.pictures.picture(here.prepared.tree, here.lang, on=here.day)

    def svg(self, here: "Visit") -> str:
        """Give the drawing with the path marked. Raises: DrawingError."""
        return highlight(self.kept(here), here.walk)

    def tag(self, here: "Visit") -> str:
        """Name the drawing and the path on it, so that a reader who has it is not sent it again."""
        path = " ".join(taken_ids(here.walk))
        return sha256(f"{self.kept(here).digest} {path}".encode()).hexdigest()[:32]

    def picture(self, here: "Visit") -> Markup | None:
        """Give the drawing for a page, or None where it cannot be made: the list says the same."""
        try:
            picture = self.kept(here)
            size = f'<svg width="{picture.width}" height="{picture.height}" '
            sized = highlight(picture, here.walk).replace("<svg ", size, 1)
            return Markup(_peg(*picture.spot(here.start_mark)) + sized)  # noqa: S704 - built from an allow-list
        except DrawingError:
            return None

    def outline(self, here: "Visit") -> Outline:
        """Give the same tree as a list, with the path marked."""
        return outline(here.prepared.tree, here.lang, on=here.day, walk=here.walk)


def _peg(right: int, down: int) -> str:
    """Mark a place for the style sheet, which opens a small screen there; the policy allows no style in the page to do so."""
    return f'<span class="peg" aria-hidden="true"><svg width="{right}" height="{down}"></svg><i></i></span>'
