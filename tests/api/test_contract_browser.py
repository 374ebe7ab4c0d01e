"""The API from a page of another site, in a real browser: what the documentation shows, and what the browser refuses."""

import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from waitress import create_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
DOCS = Path(__file__).parents[2] / "docs" / "http-api.md"


class Elsewhere(BaseHTTPRequestHandler):
    """A page of another site, with nothing on it."""

    def do_GET(self) -> None:
        """Give the page."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Elsewhere</title>")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site(app: "Flask") -> "Iterator[str]":
    """The site, on a free port of this machine."""
    server = create_server(app, host="127.0.0.1", port=0)
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()


@pytest.fixture(scope="module")
def elsewhere() -> "Iterator[str]":
    """Another site: another host and another port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: "Browser", elsewhere: str) -> "Iterator[Page]":
    """The page of the other site, open in the browser."""
    context = browser.new_context()
    opened = context.new_page()
    opened.set_default_timeout(8000)
    opened.goto(elsewhere)
    yield opened
    context.close()


def test_the_documented_example_runs_on_another_site(page: "Page", site: str) -> None:
    """The `fetch` of docs/http-api.md, pasted into a page of another origin, prints the first question."""
    (code,) = re.findall(r"^```js\n(.*?)^```$", DOCS.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    printed: list[str] = []
    page.on("console", lambda message: printed.append(message.text))
    page.evaluate(f"(async () => {{ {code.replace('https://host', site).replace('waste-status', 'bridge')} }})()")
    assert len(printed) == 1
    assert printed[0].startswith("How do you come?")
    page.evaluate(f"(async () => {{ {code.replace('https://host', site)} }})().catch((error) => console.log(error.message))")
    assert printed[-1].startswith("There is no tree 'waste-status'")


def test_a_ranking_is_posted_from_another_site(page: "Page", site: str) -> None:
    """JSON sent from another origin passes the preflight; the ETag of an answer and a refusal's words can be read."""
    send = """async ([address, body]) => {
        const answer = await fetch(address, {method: "POST", headers: {"Content-Type": "application/json"}, body});
        return [answer.status, await answer.json()];
    }"""
    even = '{"weights": {"impact": 1, "ease": 1, "instrument": 1}}'
    status, found = page.evaluate(send, [f"{site}/api/v1/rankings?lang=en", even])
    assert (status, found["weights"]["ease"]) == (200, 1)
    status, found = page.evaluate(send, [f"{site}/api/v1/rankings", '{"wieghts": {}}'])
    assert (status, found["errors"][0]["nearest"]) == (422, "weights")
    tag = page.evaluate("async (address) => (await fetch(address)).headers.get('ETag')", f"{site}/api/v1/trees")
    assert tag.startswith('"')


def test_nothing_is_read_in_a_visitors_name(page: "Page", site: str) -> None:
    """A request with credentials, and any page of the site, cannot be read from another origin."""
    ask = "([address, how]) => fetch(address, how).then(() => 'read', () => 'refused')"
    assert page.evaluate(ask, [f"{site}/api/v1/trees", {"credentials": "include"}]) == "refused"
    assert page.evaluate(ask, [f"{site}/fr/bridge", {}]) == "refused"
    assert page.evaluate(ask, [f"{site}/api/v1/trees", {}]) == "read"
