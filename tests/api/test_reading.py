"""How every type of page reads: sizes to hit, wider text, a zoom of 400 %, nothing that moves, print, drawings in words."""

from typing import TYPE_CHECKING, Any

import pytest

from cirede.drawing import dot
from cirede_api.themes import TEXT, contrast
from tests.api.conftest import DONE, LANGS
from tests.api.page_types import PAGE_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
KINDS = [kind for kind in PAGE_TYPES if ".svg" not in kind.address]
MAIN = ".button, .option, select, input[type=date], .number, summary, .back, .brand, .languages a, .door, .alphabet a"
SMALL = """(main) => [...document.querySelectorAll('a[href], button, summary, select, input:not([type=hidden]), .option')]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.matches('.skip, .option input'))
  .filter((each) => getComputedStyle(each).display !== 'inline')
  .map((each) => [each, each.getBoundingClientRect(), each.matches(main) ? 44 : 24])
  .filter(([each, box, least]) => box.height < least - 0.5 || box.width < 24)
  .map(([each, box]) => [each.tagName, each.className, each.textContent.trim().slice(0, 30), box.width, box.height].join(' '))"""
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
LOST = """() => {
  const cut = (each) => /hidden|clip/.test(getComputedStyle(each).overflow);
  const hidden = (each) => each.closest('.visually-hidden, .long, thead, svg, .show, textarea, select');
  const faults = [...document.querySelectorAll('body *')]
    .filter((each) => cut(each) && !hidden(each))
    .filter((each) => each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1)
    .map((each) => `${each.tagName} ${each.className} is cut`);
  const wide = document.documentElement.scrollWidth - innerWidth;
  return faults.concat(wide > 0 ? [`${wide} px too wide`] : []);
}"""
MOVING = """() => [...document.querySelectorAll('*')].map((each) => [each, getComputedStyle(each)])
  .filter(([, style]) => style.animationName !== 'none' || style.transitionDuration !== '0s' || style.scrollBehavior !== 'auto')
  .map(([each]) => each.tagName + '.' + each.className)"""


@pytest.fixture(scope="module")
def look(browser: "Browser", address: str) -> "Iterator[Callable[..., Page]]":
    """Open an address of the site in a window of a given size."""
    contexts = []

    def open_page(place: str, width: int = 360, height: int = 740, **how: Any) -> "Page":  # noqa: ANN401 - what Playwright takes
        context = browser.new_context(viewport={"width": width, "height": height}, locale="nl-BE", **how)
        contexts.append(context)
        page = context.new_page()
        page.goto(address + place)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def phone(browser: "Browser", address: str) -> "Iterator[Callable[[str], Page]]":
    """Open addresses one after the other on a screen of 1280 pixels at a zoom of 400 %."""
    page = browser.new_page(viewport={"width": 320, "height": 256}, locale="fr-BE")

    def go(place: str) -> "Page":
        page.goto(address + place)
        return page

    yield go
    page.close()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_targets_are_large_enough(phone: "Callable[[str], Page]", kind: Any) -> None:  # noqa: ANN401 - a PageType
    """Buttons, answers, fields and folds are 44 pixels high, whatever else is not a link in a sentence 24 (WCAG 2.5.8)."""
    assert phone(kind.at("fr")).evaluate(SMALL, MAIN) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_text_may_be_spaced(phone: "Callable[[str], Page]", kind: Any) -> None:  # noqa: ANN401 - a PageType
    """With the spacing of WCAG 1.4.12, on a screen as small as a zoom of 400 % makes it, nothing is cut or scrolls sideways."""
    page = phone(kind.at("fr"))
    page.evaluate(SPACED)
    assert page.evaluate(LOST) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_nothing_moves(phone: "Callable[[str], Page]", kind: Any) -> None:  # noqa: ANN401 - a PageType
    """No page has an animation, a transition or a scroll that glides: there is nothing to reduce."""
    assert phone(kind.at("fr")).evaluate(MOVING) == []


@pytest.mark.parametrize("place", [f"/nl/bridge/result?{DONE}", "/nl/barriers/narrow-bridge", "/nl/programmes/autumn/sheets"])
def test_print_is_black_on_white(look: "Callable[..., Page]", place: str) -> None:
    """Printed from a dark screen, a page is dark on white, without menus, and what was folded about the law is open."""
    page = look(place, 1280, 900, color_scheme="dark")
    page.emulate_media(media="print")
    colours = page.evaluate("[document.body, document.querySelector('h1')].map((each) => getComputedStyle(each))"
                            ".map((each, at) => at ? each.color : each.backgroundColor)")  # fmt: skip
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    assert not any(each.is_visible() for each in page.locator("footer, .languages, .back, .skip").all())
    assert page.locator("main h1").is_visible()
    boxes = [each.bounding_box() for each in page.locator(".law li, .known li").all()]
    assert all(box and box["height"] > 0 for box in boxes)


@pytest.mark.parametrize("place", [f"/nl/bridge/result?{DONE}", f"/nl/bridge/tree?{DONE}"])
def test_a_drawing_opens_on_the_taken_path(look: "Callable[..., Page]", place: str) -> None:
    """On a phone the drawing shows its first question at full size, and its links lead to where the path ends and back."""
    page = look(place)
    inside = """(id) => {
      const box = (each) => each.getBoundingClientRect();
      const [node, window] = [box(document.getElementById(id)), box(document.querySelector('.drawing'))];
      return node.left >= window.left && node.right <= window.right && node.top >= window.top && node.bottom <= window.bottom;
    }"""
    assert page.evaluate(inside, "node-vehicle")
    words = page.locator("#node-vehicle text").first.bounding_box()
    assert words is not None
    assert words["height"] >= 12
    end = page.locator(".jumps a", has_text="einde").get_attribute("href") or ""
    page.locator(f".jumps a[href='{end}']").click()
    assert page.evaluate(inside, end[1:])


@pytest.mark.parametrize("lang", LANGS)
def test_a_drawing_has_its_twin_in_words(look: "Callable[..., Page]", lang: str) -> None:
    """Each question and each outcome of the drawing stands in the list too, with the path marked as it is on the drawing."""
    page = look(f"/{lang}/bridge/tree?{DONE}")
    assert page.locator(".drawing svg[role=img] > title").text_content()
    assert page.locator(".outline > li").count() == page.locator(".drawing g.node.q").count() == 4
    for title in page.locator(".drawing g.node.o > title").all_text_contents():
        assert page.locator(".ends li", has_text=title).count() == 1
    for title in page.locator(".drawing g.node.q > title").all_text_contents():
        assert page.locator(".outline h3", has_text=title).count() == 1
    assert page.locator(".outline > li.taken").count() == page.locator(".drawing g.node.q.taken").count() == 4


def test_words_in_a_drawing_stand_out() -> None:
    """Every box of a drawing has words of enough contrast on it, in colours that do not change with the page."""
    for name, paint in dot._PAINT.items():
        assert contrast(paint.get("fontcolor", dot.INK), paint["fillcolor"]) >= TEXT, name
