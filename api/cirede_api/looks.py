"""The one style sheet of an embed: the site's own for its level of headings, what a frame needs, and a theme's colours."""

import re
from hashlib import sha256
from importlib import resources
from typing import TYPE_CHECKING

from cirede_api.themes import read_themes

if TYPE_CHECKING:
    from pathlib import Path

LEVELS = (1, 2, 3, 4)
"""Where the first heading of an embed may stand; its pages use three levels."""
USUAL_LEVEL = 2

SYSTEM = '"Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif'
_SELECTOR = re.compile(r"(?<![\w.#-])h([1-3])(?![\w-])(?=[^{}]*\{)")
_HEADING = re.compile(r"<(/?)h([1-3])(?=[ >])")
_FACE = re.compile(r"@font-face \{[^}]*\}\s*")
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


class Looks:
    """Every look there is: a sheet for each theme and level, made once."""

    def __init__(self, path: "Path | None") -> None:
        """Read the themes and make the sheets. Raises: ContentError with every problem of the themes."""
        files = resources.files("cirede_api") / "static"
        site, *more = ((files / name).read_text(encoding="utf-8") for name in ("site.css", "share.css", "embed.css"))
        self.themes = read_themes(site, path)
        self.sheets = {
            (name, level): _COMMENT.sub("", self._sheet("\n".join((site, *more)), name, level))
            for name in self.themes.themes
            for level in LEVELS
        }
        self.stamps = {key: sha256(sheet.encode()).hexdigest()[:16] for key, sheet in self.sheets.items()}

    def theme(self, given: str | None) -> str:
        """Give the theme asked for, or the default: an old snippet still shows its questionnaire."""
        return given if given in self.themes.themes else self.themes.default

    def level(self, given: str | None) -> int:
        """Give the level asked for, or the usual one."""
        return next((level for level in LEVELS if str(level) == given), USUAL_LEVEL)

    def dark(self, theme: str) -> bool:
        """Tell whether a theme follows the dark mode."""
        return (theme, "dark") in self.themes.palettes

    def _sheet(self, written: str, name: str, level: int) -> str:
        theme = self.themes.themes[name]
        sheet = written.replace('url("fonts/', 'url("../../static/fonts/')
        if theme.font == "system":
            sheet = _FACE.sub("", sheet)
        sheet = _SELECTOR.sub(lambda found: f"h{int(found[1]) + level - 1}", sheet)
        own = f"body {{ font-family: {SYSTEM}; }}\n" if theme.font == "system" else ""
        radius = "" if theme.corners == "round" else " --radius: 0;"
        schemes = "light dark" if self.dark(name) else "light"
        light = self._colours(name, "light")
        rules = f":root {{ color-scheme: {schemes};{radius} {light} }}\n"
        if self.dark(name):
            rules += f"@media (prefers-color-scheme: dark) {{ :root {{ {self._colours(name, 'dark')} }} }}\n"
        return sheet + rules + own

    def _colours(self, name: str, scheme: str) -> str:
        palette = self.themes.palettes[name, "dark" if scheme == "dark" else "light"]
        return " ".join(f"--{colour}: {value};" for colour, value in palette.items())


def moved(page: str, level: int) -> str:
    """Give a page whose first heading stands at a level, the others below it."""
    return _HEADING.sub(lambda found: f"<{found[1]}h{int(found[2]) + level - 1}", page)
