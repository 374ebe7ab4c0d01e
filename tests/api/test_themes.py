"""The themes: complete, readable by everyone, and refused with their place where they are not."""

import re
from pathlib import Path

import pytest

from cirede.errors import ContentError
from cirede.settings import Settings
from cirede_api import create_app
from cirede_api.looks import LEVELS, Looks, moved
from cirede_api.themes import contrast, read_themes, site_palettes
from tests.api.conftest import CONTENT

API = Path(__file__).parents[2] / "api" / "cirede_api"
CSS = (API / "static" / "site.css").read_text(encoding="utf-8")


def changed(folder: Path, old: str, new: str) -> Path:
    """Copy the file of themes with one change."""
    text = (API / "themes.yaml").read_text(encoding="utf-8")
    assert old in text
    path = folder / "themes.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("one", "other", "wanted"), [("#000", "#fff", 21.0), ("#777777", "#ffffff", 4.478), ("#1b4fd6", "#1b4fd6", 1.0)]
)
def test_contrast_is_that_of_wcag(one: str, other: str, wanted: float) -> None:
    """The contrast of known pairs is the published one, whichever comes first."""
    assert contrast(one, other) == pytest.approx(wanted, abs=0.001)
    assert contrast(one, other) == contrast(other, one)


def test_the_colours_of_the_site_are_read_from_its_sheet() -> None:
    """The light and the dark colours come from the style sheet itself, the dark ones complete."""
    site = site_palettes(CSS)
    assert site["light"]["accent"] == "#0b5a4f"
    assert site["dark"]["accent"] == "#7fd1bf"
    assert site["light"].keys() == site["dark"].keys()
    used = set(re.findall(r"var\(--([a-z-]+)\)", CSS))
    assert used - site["light"].keys() <= {"space", "column", "radius", "tone", "tone-soft"}


@pytest.mark.parametrize(
    ("old", "new", "rule", "said"),
    [
        ('quiet: "#4f5d58"', 'quiet: "#9aa8a3"', "contrast", "'quiet' on 'paper' has a contrast of"),
        ('edge: "#6a7b74"', 'edge: "#c6cdca"', "contrast", "'edge' on 'paper'"),
        ('accent: "#9cc3f5"', 'accent: "#1f4e8d"', "contrast", "'accent' on 'paper'"),
        ('on-accent: "#0d2038"', 'on-accent: "#5d7088"', "contrast", "'on-accent' on 'accent'"),
        ('paper: "#16191d"', 'paper: "#9099a3"', "contrast", "'ink' on 'paper'"),
        ('quiet: "#4f5d58"', 'quite: "#4f5d58"', "unknown-key", "no colour 'quite'"),
        ('quiet: "#4f5d58"', 'quiet: "red"', "wrong-type", "write a colour as"),
        ('quiet: "#4f5d58"', 'quiet: "#000;} body{display:none"', "wrong-type", "write a colour as"),
        ("default: cirede", "default: cirde", "undefined", "did you mean"),
        ("    font: own\n", "    font: comic\n", "wrong-type", "'own' or 'system'"),
    ],
)
def test_a_theme_that_cannot_be_used_stops_the_start(tmp_path: Path, old: str, new: str, rule: str, said: str) -> None:
    """A contrast too low, a colour unknown or malformed is a problem with its line, before anything is served."""
    path = changed(tmp_path, old, new)
    with pytest.raises(ContentError) as error:
        create_app(Settings(content=CONTENT, themes=path))
    problems = error.value.problems
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if new.strip() in text)
    assert {problem.file for problem in problems} == {str(path)}
    assert any(said in f"{problem.message} {problem.hint}" for problem in problems)
    assert (rule, line) in {(problem.rule, problem.line) for problem in problems}


def test_a_missing_file_of_themes_is_named(tmp_path: Path) -> None:
    """A path that leads nowhere is a problem, not a traceback."""
    with pytest.raises(ContentError, match="cannot be read"):
        read_themes(CSS, tmp_path / "none.yaml")


def test_own_themes_replace_those_of_the_package(tmp_path: Path) -> None:
    """A file named in the settings is what editors choose from, and its default comes first."""
    path = changed(tmp_path, "default: cirede", "default: leaf")
    client = create_app(Settings(content=CONTENT, themes=path), testing=True).test_client()
    assert "/embed/look/leaf-2.css" in client.get("/embed/fr/bridge").text


@pytest.mark.parametrize("level", LEVELS)
def test_the_sheet_follows_the_headings(level: int) -> None:
    """In the sheet of a level every rule for a heading is for the heading that stands there, and no heading is left without."""
    looks = Looks(None)
    sheet = looks.sheets["cirede", level]
    asked = {int(found) for found in re.findall(r"(?<![\w.#-])h([1-6])(?![\w-])(?=[^{}]*\{)", sheet)}
    assert asked == {level, level + 1, level + 2}
    assert moved('<h1 class="ask">a</h1><h3>b</h3><hr>', level) == (
        f'<h{level} class="ask">a</h{level}><h{level + 2}>b</h{level + 2}><hr>'
    )


def test_a_sheet_is_whole() -> None:
    """A theme's sheet sets every colour, keeps to one scheme where it is light only, and finds the font from where it stands."""
    looks = Looks(None)
    leaf, site = looks.sheets["leaf", 2], looks.sheets["cirede", 2]
    assert leaf.rstrip().endswith("}")
    assert leaf.count("{") == leaf.count("}")
    last = leaf.rpartition(":root {")[2]
    assert all(f"--{colour}: " in last for colour in site_palettes(CSS)["light"])
    assert "color-scheme: light; " in last
    assert "@font-face" not in leaf
    assert 'url("../../static/fonts/' in site
