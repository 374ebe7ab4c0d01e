"""By keyboard alone, in Dutch: a whole questionnaire, and every stop of every type of page in view and marked."""

from typing import TYPE_CHECKING, Any

import pytest

from tests.api.page_types import PAGE_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
MOST_STOPS = 220
STOP = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const shown = (style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const round = at.closest('.option') || at;
  const marked = shown(getComputedStyle(at)) || shown(getComputedStyle(round)) || shown(getComputedStyle(at, '::after'));
  const box = at.getClientRects()[0] || at.getBoundingClientRect();
  const inside = [Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1),
    Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1)];
  const over = document.elementFromPoint(...inside);
  const free = over && (at.contains(over) || over.contains(at) || round.contains(over));
  const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  at.dataset.stop ??= String(document.querySelectorAll('[data-stop]').length);
  const name = `${at.tagName.toLowerCase()}${at.id && '#' + at.id} '${at.textContent.trim().slice(0, 30)}'`;
  const faults = [!marked && 'not marked', !seen && 'out of view', !free && 'covered'].filter(Boolean);
  return { key: at.dataset.stop, name, faults };
}"""


@pytest.fixture
def page(browser: "Browser") -> "Iterator[Page]":
    """A page in Dutch, on a small screen, where things get in each other's way."""
    context = browser.new_context(locale="nl-BE", viewport={"width": 360, "height": 640})
    page = context.new_page()
    page.set_default_timeout(8000)
    yield page
    context.close()


def stop(page: "Page") -> dict[str, Any] | None:
    """Say where the focus is and what is wrong there."""
    found: dict[str, Any] | None = page.evaluate(STOP)
    return found


def tab_to(page: "Page", selector: str) -> None:
    """Press Tab until an element has the focus; every stop on the way is marked and in view."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        at = stop(page)
        assert at is not None, f"{selector} cannot be reached"
        assert at["faults"] == [], at
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} cannot be reached")


def wait_until(page: "Page", holds: str) -> None:
    """Wait until an expression holds; asked from outside the page, whose policy forbids to evaluate in it."""
    for _ in range(100):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never: {holds}")


def press(page: "Page", key: str) -> None:
    """Press a key that leads to another page, and wait for it."""
    with page.expect_navigation():
        page.keyboard.press(key)


def test_questionnaire_by_keyboard(page: "Page", address: str) -> None:
    """Tab, arrows, space and Enter lead from the choice of language to the result, through an error that takes the focus."""
    page.goto(address)
    tab_to(page, "main a[hreflang=nl]")
    press(page, "Enter")
    tab_to(page, "a.skip")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    tab_to(page, ".card a")
    press(page, "Enter")
    tab_to(page, "button[value=start]")
    press(page, "Space")
    tab_to(page, "#answer-foot")
    page.keyboard.press("ArrowDown")
    assert page.locator("#answer-cart").is_checked()
    tab_to(page, "form .button")
    press(page, "Enter")
    mend_the_error(page)
    tab_to(page, "#answer-hay")
    page.keyboard.press("Space")
    tab_to(page, "form .button")
    press(page, "Enter")
    tab_to(page, "#answer-yes")
    page.keyboard.press("Space")
    press(page, "Enter")
    tab_to(page, "main .button")
    press(page, "Enter")
    assert page.locator(".verdict.favourable h1").inner_text() == "U mag over de brug."
    assert page.locator("html").get_attribute("lang") == "nl"


def mend_the_error(page: "Page") -> None:
    """Send no weight: the focus is on the summary of errors, and from there one key leads to the field."""
    tab_to(page, "#answer-value")
    press(page, "Enter")
    assert page.title().startswith("Fout:")
    wait_until(page, "document.activeElement.matches('.errors')")
    tab_to(page, ".errors a")
    page.keyboard.press("Enter")
    wait_until(page, "document.activeElement.id === 'answer-value'")
    page.keyboard.type("50,5")
    press(page, "Enter")


@pytest.mark.parametrize("kind", [kind for kind in PAGE_TYPES if ".svg" not in kind.address], ids=lambda kind: kind.name)
def test_every_stop_is_marked_and_in_view(page: "Page", address: str, kind: Any) -> None:  # noqa: ANN401 - a PageType
    """Tab passes through the whole page without a trap; at each stop the focus is visible and nothing covers it."""
    page.goto(address + kind.at("nl"))
    page.evaluate("document.activeElement.blur()")
    seen: dict[str, str] = {}
    faults = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        at = stop(page)
        if at and at["name"].startswith("iframe"):  # what stands in it is a type of page of its own
            continue
        if at is None or at["key"] in seen:
            break
        seen[at["key"]] = at["name"]
        faults += [f"{at['name']}: {fault}" for fault in at["faults"]]
    assert faults == []
    assert 0 < len(seen) < MOST_STOPS
    if kind.status == 200 and "embed" not in kind.name:  # where something is wrong, the focus begins at what is wrong
        assert seen["0"] == "a 'Naar de inhoud'"


def test_folds_open_by_keyboard(page: "Page", address: str) -> None:
    """What is folded opens and closes with Enter and with the space bar."""
    page.goto(f"{address}/nl/bridge?submit=start")
    tab_to(page, "summary")
    fold = page.locator("details").first
    for key, is_open in (("Enter", True), ("Space", False)):
        page.keyboard.press(key)
        assert (fold.get_attribute("open") is not None) is is_open


def test_a_step_in_a_frame_moves_the_focus_to_its_heading(page: "Page", address: str) -> None:
    """Inside another page, where a new step changes only the frame, the focus goes to the heading, or to the errors."""
    page.goto(f"{address}/nl/embed?tree=bridge")
    frame = page.frame_locator("main iframe")
    frame.locator("button[value=start]").press("Enter")
    frame.locator("#answer-cart").wait_for()
    focused = "document.querySelector('iframe').contentDocument?.activeElement"
    wait_until(page, f"/^H[2-5]$/.test({focused}?.tagName) && {focused}?.textContent === 'Hoe komt u?'")
    frame.locator("form .button").press("Enter")
    wait_until(page, f"{focused}?.matches('.errors')")
