"""Nothing about a visitor is kept: no cookie, no storage, no worker, no request to another host; on every page, in a browser."""

import threading
from typing import TYPE_CHECKING

import pytest
from waitress import create_server

from tests.api.addresses import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from flask.testing import FlaskClient
    from playwright.sync_api import Browser, Request

STORED = """async () => [
    document.cookie, localStorage.length, sessionStorage.length,
    navigator.serviceWorker ? (await navigator.serviceWorker.getRegistrations()).length : 0,
    (await indexedDB.databases()).length, window.caches ? (await caches.keys()).length : 0,
]"""


@pytest.fixture(scope="module")
def address(app: "Flask") -> "Iterator[str]":
    """The site, served on a free port of this machine."""
    server = create_server(app, host="127.0.0.1", port=0)
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()


@pytest.mark.parametrize("address", EVERYTHING)
def test_no_answer_sets_a_cookie(client: "FlaskClient", address: str) -> None:
    """No answer sets a cookie, and a cookie that is sent changes nothing."""
    with client.get(address) as plain, client.get(address, headers={"Cookie": "session=1; lang=nl"}) as sent:
        assert "Set-Cookie" not in plain.headers
        assert (plain.status_code, plain.data if plain.mimetype != "application/pdf" else b"") == (
            sent.status_code, sent.data if sent.mimetype != "application/pdf" else b"",
        )  # fmt: skip
        assert "Cookie" not in plain.headers.get("Vary", "")


@pytest.mark.browser
def test_the_browser_keeps_nothing_and_asks_nobody_else(browser: "Browser", address: str) -> None:
    """Through every page in every language: nothing stored, nothing asked of another host, and the policy never broken."""
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(15_000)
    asked: list[str] = []
    said: list[str] = []

    def note(request: "Request") -> None:
        asked.append(request.url)

    page.on("request", note)
    page.on("console", lambda message: said.append(message.text) if "Content Security Policy" in message.text else None)
    seen = 0
    for each in EVERYTHING:
        if ".pdf" in each or ".xlsx" in each:  # a file to save is no page
            continue
        page.goto(f"{address}{each}")
        assert page.evaluate(STORED) == ["", 0, 0, 0, 0, 0], each
        seen += 1
    assert seen > 80
    assert context.cookies() == []
    assert {url for url in asked if not url.startswith((f"{address}/", "data:"))} == set()
    assert len(asked) > seen
    assert said == []
    context.close()
