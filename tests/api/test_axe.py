"""Every type of page in three languages through axe-core, under settings of which every pair occurs."""

import json
from dataclasses import dataclass, field
from itertools import combinations, product
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml

from tests.api.conftest import LANGS
from tests.api.page_types import NO_PAGES, PAGE_TYPES

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Browser, Page, Route

ROOT = Path(__file__).parents[2]
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
PINS: list[dict[str, str]] = yaml.safe_load((Path(__file__).parent / "axe_incomplete.yaml").read_text("utf-8"))
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN = (Path(__file__).parent / "axe_run.js").read_text("utf-8")


class Setting(NamedTuple):
    """How a page is looked at."""

    lang: str
    colours: str
    scripts: str
    width: int


VALUES = (LANGS, ("light", "dark", "forced"), ("allowed", "blocked"), (320, 1280))
FRAMED = {"embed.questionnaire", "embed.result", "embed.outline"}
"""Pages that stand in another one, whose first heading is that of the host: theirs begin where the editor said."""

SETTINGS = (
    Setting("fr", "light", "blocked", 320),
    Setting("fr", "dark", "allowed", 1280),
    Setting("fr", "forced", "allowed", 320),
    Setting("nl", "light", "allowed", 320),
    Setting("nl", "dark", "allowed", 320),
    Setting("nl", "forced", "blocked", 1280),
    Setting("en", "light", "allowed", 1280),
    Setting("en", "dark", "blocked", 320),
    Setting("en", "forced", "allowed", 320),
)
"""The fewest rows in which every pair of values occurs: three languages times three sets of colours."""


@dataclass
class Found:
    """What was found under one setting, each with the type of page."""

    violations: list[str] = field(default_factory=list)
    unpinned: list[str] = field(default_factory=list)
    overflow: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    pinned: set[int] = field(default_factory=set)


def is_page(endpoint: str) -> bool:
    """Tell whether an endpoint makes a page for people."""
    return endpoint not in NO_PAGES and not endpoint.startswith("api.")


def test_every_page_type_is_listed(app: "Flask") -> None:
    """A page that is added to the site fails here until an address of it is listed, and what is gone is taken off."""
    made = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert {endpoint for endpoint in made if is_page(endpoint)} == {page.endpoint for page in PAGE_TYPES}
    assert set(NO_PAGES) <= made
    assert len({page.name for page in PAGE_TYPES}) == len(PAGE_TYPES)


def test_every_pair_of_settings_occurs() -> None:
    """The rows cover every pair of values of two settings, so each type of page meets each pair."""
    for first, second in combinations(range(len(VALUES)), 2):
        assert {(row[first], row[second]) for row in SETTINGS} == set(product(VALUES[first], VALUES[second]))


@pytest.fixture(scope="module")
def walked(browser: "Browser", address: str) -> dict[Setting, Found]:
    """Walk through every type of page under every setting, in one browser."""
    return {setting: walk(browser, address, setting) for setting in SETTINGS}


def walk(browser: "Browser", address: str, setting: Setting) -> Found:
    """Open every type of page under one setting and let axe judge it."""
    found = Found()
    context = browser.new_context(
        locale=f"{setting.lang}-BE", viewport={"width": setting.width, "height": 800},
        color_scheme="dark" if setting.colours == "dark" else "light",
        forced_colors="active" if setting.colours == "forced" else "none",
    )  # fmt: skip
    page = context.new_page()
    page.set_default_timeout(20_000)
    if setting.scripts == "blocked":  # with JavaScript off, axe could not run either
        page.route("**/*", stop_scripts)
    page.on("console", lambda message: found.console.append(message.text) if "Policy" in message.text else None)
    forced = ["color-contrast"] if setting.colours == "forced" else []  # the browser sets these colours: known false positives
    for kind in PAGE_TYPES:
        answer = page.goto(address + kind.at(setting.lang))
        assert answer is not None
        assert answer.status == kind.status, kind.name
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            found.overflow.append(f"{kind.name}: {wide} px too wide")
        framed = ["page-has-heading-one"] if kind.endpoint in FRAMED else []
        judge(page, kind.name, forced + framed, found)
    context.close()
    return found


def stop_scripts(route: "Route") -> None:
    """Let everything through but scripts."""
    if route.request.resource_type == "script":
        route.abort()
    else:
        route.continue_()


def judge(page: "Page", name: str, off: list[str], found: Found) -> None:
    """Run axe in the page and its frames; keep what it found, and what it could not decide and nobody has reviewed."""
    for frame in page.frames:
        frame.evaluate(AXE)
    result: dict[str, Any] = page.evaluate(RUN, {"tags": TAGS, "off": off, "pins": PINS})
    found.violations += [f"{name}: {each}" for each in result["violations"]]
    found.unpinned += [f"{name}: {each}" for each in result["unpinned"]]
    found.pinned |= set(result["pinned"])


@pytest.mark.browser
@pytest.mark.parametrize("setting", SETTINGS, ids=lambda each: "-".join(map(str, each)))
def test_no_violation(walked: dict[Setting, Found], setting: Setting) -> None:
    """Axe finds nothing against WCAG 2.2 A and AA, nor against good practice."""
    assert walked[setting].violations == []


@pytest.mark.browser
@pytest.mark.parametrize("setting", SETTINGS, ids=lambda each: "-".join(map(str, each)))
def test_what_axe_cannot_decide_was_reviewed(walked: dict[Setting, Found], setting: Setting) -> None:
    """Whatever axe leaves to people stands in the file of reviews, with a reason."""
    assert walked[setting].unpinned == []


@pytest.mark.browser
@pytest.mark.parametrize("setting", SETTINGS, ids=lambda each: "-".join(map(str, each)))
def test_no_page_is_wider_than_the_screen(walked: dict[Setting, Found], setting: Setting) -> None:
    """No page scrolls sideways, and the policy of the site refuses nothing that a page asks for."""
    assert walked[setting].overflow == []
    assert walked[setting].console == []


@pytest.mark.browser
def test_no_review_is_left_over(walked: dict[Setting, Found]) -> None:
    """Every review is still needed, and says why the element is sound."""
    needed = set().union(*(found.pinned for found in walked.values()))
    assert [pin for number, pin in enumerate(PINS) if number not in needed] == []
    assert all(len(pin["reason"]) > 20 for pin in PINS)


@pytest.mark.browser
def test_axe_finds_what_is_wrong(browser: "Browser") -> None:
    """The check itself sees faults: a page made to be bad does not pass."""
    page = browser.new_page()
    page.set_content("<p style='color:#aaa'>grey</p><img src=x><a href='#'></a><input><svg role=img></svg>")
    found = Found()
    judge(page, "bad", [], found)
    said = {each.split()[1] for each in found.violations}
    assert {"color-contrast", "image-alt", "link-name", "label", "svg-img-alt", "html-has-lang", "document-title"} <= said
    page.close()


def test_the_lock_names_the_axe_that_runs() -> None:
    """What runs is the version that the lock names, and that the statement quotes."""
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    assert lock["packages"]["node_modules/axe-core"]["version"] in AXE[:200]
