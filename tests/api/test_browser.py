"""A whole questionnaire in a real browser without JavaScript, in three languages."""

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from waitress import create_server

from tests.api.conftest import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update",
         "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="module")
def address(app: "Flask") -> "Iterator[str]":
    """The site, served on a free port of this machine."""
    server = create_server(app, host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """Debian's Chromium."""
    if not CHROMIUM.exists():
        pytest.fail("Chromium is not installed: apt-get install chromium (or set CHROMIUM)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        yield chromium
        chromium.close()


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
