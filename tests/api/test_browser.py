"""A whole questionnaire in a real browser without JavaScript, in three languages."""

from typing import TYPE_CHECKING

import pytest

from tests.api.conftest import LANGS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [320, 1280])
def test_questionnaire_without_javascript(browser: "Browser", address: str, lang: str, width: int) -> None:
    """A reader goes from the choice of language to the result, changes an answer, and meets no refusal of the policy."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 700})
    page = context.new_page()
    page.set_default_timeout(8000)
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(address)
    page.locator(f"main a[hreflang={lang}]").click()
    page.locator(".card a").first.click()
    page.locator("button[value=start]").click()
    page.locator("label[for=answer-cart]").click()
    page.locator("form .button").click()
    page.locator("#answer-value").fill("50,5")
    page.locator("#answer-value").press("Enter")
    page.locator("#answer-hay").check()
    page.locator("form .button").click()
    page.locator("#answer-yes").check()
    page.locator("form .button").click()
    page.locator(".change a").nth(1).click()
    assert page.locator("#answer-value").input_value() == "50.5"
    page.go_back()
    page.locator("main .button").first.click()
    assert page.locator(".verdict.favourable h1").count() == 1
    assert page.locator("html").get_attribute("lang") == lang
    assert page.locator("g.taken").count() > 0
    assert refused == []
    assert context.cookies() == []
    box = page.locator("body").bounding_box()
    assert box is not None
    assert box["width"] <= width
    context.close()
