"""The themes an embed may have: named sets of colours, read from YAML and refused where they cannot be read by everyone."""

import re
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from cirede.errors import ContentError, Problem, nearest
from cirede.loader.document import read_yaml
from cirede.loader.read import read_as
from cirede.model.text import Frozen, Id, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cirede.loader.document import Document


def as_colour(given: object) -> str:
    """Read a colour. Raises: PydanticCustomError saying how one is written."""
    if isinstance(given, str) and re.fullmatch(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", given):
        return given
    kind = "colour"
    raise PydanticCustomError(kind, 'write a colour as "#1d2b26"')


Colour = Annotated[str, BeforeValidator(as_colour)]
Palette = dict[str, str]
Scheme = Literal["light", "dark"]

TEXT, SHAPE = 4.5, 3.0
_TEXTS = {
    "ink": ("paper", "surface", "accent-soft", "good-soft", "care-soft", "bound-soft"),
    "quiet": ("paper", "surface", "accent-soft"),
    "link": ("paper", "surface", "accent-soft"),
    "wrong": ("paper", "surface"),
    "care": ("paper", "surface"),
    "on-accent": ("accent", "accent-strong"),
    "surface": ("good", "bound"),
}
_SHAPES = {
    "edge": ("paper", "surface"),
    "accent": ("paper", "surface", "accent-soft"),
    "focus": ("paper", "surface", "accent-soft"),
    "good": ("paper", "good-soft"),
    "care": ("paper", "care-soft"),
    "bound": ("paper", "bound-soft"),
    "wrong": ("paper", "surface"),
}
_RULE = re.compile(r":root \{([^}]*)\}")
_COLOUR = re.compile(r"--([a-z-]+): (#[0-9a-f]{3,6});")


class Theme(Frozen):
    """A theme as it is written: its name for editors, and the colours in which it differs from the site."""

    label: Text
    font: Literal["own", "system"] = "own"
    corners: Literal["round", "square"] = "round"
    light: dict[Id, Colour]
    dark: dict[Id, Colour] | None = None


class ThemeFile(Frozen):
    """The file of themes; `default` is the one an address without a theme gets."""

    default: Id
    themes: dict[Id, Theme]


@dataclass(frozen=True, slots=True)
class Themes:
    """All themes with their colours complete, the default first."""

    themes: dict[str, Theme]
    palettes: dict[tuple[str, Scheme], Palette]

    @property
    def default(self) -> str:
        """The id of the theme that is taken where none is named."""
        return next(iter(self.themes))


def read_themes(css: str, path: Path | None = None) -> Themes:
    """Read the file of themes, the one of the package where none is given; `css` is the sheet whose colours they change.

    Raises: ContentError with every problem: a colour that the sheet does not have, a contrast that is too low.
    """
    own = Path(str(resources.files("cirede_api") / "themes.yaml"))
    document, problems = read_yaml(path or own, file=str(path) if path else "themes.yaml")
    read, faults = read_as(ThemeFile, document) if document else (None, [])
    problems += faults
    if read is None or document is None:
        raise ContentError(problems)
    site = site_palettes(css)
    palettes = {
        (name, scheme): site[scheme] | given
        for name, theme in read.themes.items()
        for scheme, given in _given(theme)
    }  # fmt: skip
    problems += _check(read, document, site, palettes)
    if problems:
        raise ContentError(problems)
    return Themes({read.default: read.themes[read.default]} | read.themes, palettes)


def site_palettes(css: str) -> dict[Scheme, Palette]:
    """Read the colours of the site from its own style sheet: the first `:root` is light, the second changes it for dark."""
    light, dark = (dict(_COLOUR.findall(rule)) for rule in _RULE.findall(css)[:2])
    return {"light": light, "dark": light | dark}


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, from 1 to 21, as WCAG 2 defines it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) > len("#rgb") else "".join(digit * 2 for digit in colour[1:])
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]  # noqa: PLR2004 - WCAG 2
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _given(theme: Theme) -> "Iterator[tuple[Scheme, Palette]]":
    yield "light", theme.light
    if theme.dark is not None:
        yield "dark", theme.dark


def _check(
    read: ThemeFile, document: "Document", site: dict[Scheme, Palette], palettes: dict[tuple[str, Scheme], Palette]
) -> "Iterator[Problem]":
    if read.default not in read.themes:
        near = nearest(read.default, read.themes)
        hint = f"did you mean '{near}'?" if near else f"known: {', '.join(read.themes)}"
        yield document.problem("undefined", f"there is no theme '{read.default}'", "default", hint=hint)
    for name, theme in read.themes.items():
        for scheme, given in _given(theme):
            for colour in given:
                if colour not in site["light"]:
                    near = nearest(colour, site["light"])
                    hint = f"did you mean '{near}'?" if near else f"known: {', '.join(site['light'])}"
                    at = ("themes", name, scheme, colour)
                    yield document.problem("unknown-key", f"there is no colour '{colour}' to replace", *at, hint=hint, key=True)
    for (name, scheme), palette in palettes.items():
        yield from _low(document, name, scheme, palette)


def _low(document: "Document", name: str, scheme: Scheme, palette: Palette) -> "Iterator[Problem]":
    for pairs, wanted in ((_TEXTS, TEXT), (_SHAPES, SHAPE)):
        for front, grounds in pairs.items():
            for ground in grounds:
                found = contrast(palette[front], palette[ground])
                if found < wanted:
                    at = front if front in (document.value["themes"][name][scheme] or {}) else ground
                    message = f"'{front}' on '{ground}' has a contrast of {found:.2f}, and {wanted} is needed"
                    hint = f"change {palette[front]} or {palette[ground]} in '{scheme}'"
                    yield document.problem("contrast", message, "themes", name, scheme, at, hint=hint)
