"""The site's font: how wide words are, and where lines break."""

import re
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FAMILY = "Atkinson Hyperlegible Next"
FALLBACKS = "'Source Sans 3', 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', Arial, sans-serif"
"""What stands in where the site's font is not installed; words are then fitted to the width measured here."""

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]+")
_SPACES = re.compile(r"[ \t\n\r]+")
_TIED = re.compile(r" (?=[?!:;»%])|(?<=«) ")

_LOOSE = " ,;:.(«“-\u2013\u2014\u00a0\u202f"
"""What does not stand before an ellipsis."""


@dataclass(frozen=True, slots=True)
class Face:
    """The advance of each character of one weight, in thousandths of the size."""

    advances: "Mapping[str, int]"
    average: int

    def width(self, words: str, size: float) -> float:
        """Give the width of one line, in the unit of `size`."""
        return sum(self.advances.get(letter, self.average) for letter in words) * size / 1000

    def wrap(self, words: str, *, size: float, width: float, lines: int) -> tuple[str, ...]:
        """Break words into at most so many lines of at most that width; what does not fit ends in `…`."""
        rows: list[str] = []
        for word in _TIED.sub("\u00a0", plain(words)).split(" "):
            joined = f"{rows[-1]} {word}" if rows else word
            if rows and self.width(joined, size) <= width:
                rows[-1] = joined
            else:
                rows.extend(self._cut(word, size, width))
        if len(rows) > lines:
            rows = [*rows[: lines - 1], self._shorten(" ".join(rows[lines - 1 : lines + 1]), size, width)]
        return tuple(rows)

    def _cut(self, word: str, size: float, width: float) -> list[str]:
        pieces, piece = [], ""
        for letter in word:
            if piece and self.width(piece + letter, size) > width:
                pieces.append(piece)
                piece = ""
            piece += letter
        return [*pieces, piece]

    def _shorten(self, words: str, size: float, width: float) -> str:
        while words and self.width(words + "…", size) > width:
            shorter = words.rpartition(" ")[0]
            words = shorter if shorter and len(words) - len(shorter) < len(words) / 2 else words[:-1]
        return words.rstrip(_LOOSE) + "…"


@dataclass(frozen=True, slots=True)
class Font:
    """Both weights of the site's font."""

    regular: Face
    bold: Face


def load_font() -> Font:
    """Read the font files of this package (about 5 ms); keep the result as long as you draw."""
    name = FAMILY.lower().replace(" ", "-")
    return Font(_face(f"{name}-regular.ttf"), _face(f"{name}-bold.ttf"))


def plain(words: str) -> str:
    """Give words as one line without control characters."""
    return _SPACES.sub(" ", _CONTROLS.sub(" ", words)).strip(" ")


def _face(name: str) -> Face:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - only who draws pays for it

    with TTFont(BytesIO((files(__package__) / "fonts" / name).read_bytes()), lazy=True) as font:
        scale = 1000 / font["head"].unitsPerEm
        metrics = font["hmtx"].metrics
        advances = {chr(code): round(metrics[glyph][0] * scale) for code, glyph in font.getBestCmap().items()}
    advances.setdefault("\u202f", advances[" "])
    return Face(advances, round(sum(advances.values()) / len(advances)))
