"""The site over the miniature content, on a fixed day, and a walk to an end for each language."""

import os
import threading
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from waitress import create_server

from cirede.settings import Settings
from cirede_api import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from flask.testing import FlaskClient
    from playwright.sync_api import Browser

CONTENT = Path(__file__).parents[1] / "fixtures" / "content"
TODAY = date(2026, 11, 23)
CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update",
         "--disable-sync"]  # fmt: skip
LANGS = ("fr", "nl", "en")
DONE = "vehicle=cart&weight=50&load=hay&open-now=yes"
"""Answers that reach the favourable outcome of the bridge."""

KEPT = "p/bridge/1/2026-11-23?a=610jqehag"
"""The permanent link of the same answers: it must open for ever, so it stands here as it was first given out."""

PAGES = (
    "/",
    *(f"/{lang}/{place}" for lang in LANGS for place in (
        "", "things", "legal", "accessibility",
        "bridge", "bridge?submit=start", "bridge?vehicle=cart", "bridge?vehicle=cart&weight=50",
        f"bridge?{DONE}", f"bridge/result?{DONE}", "bridge/result?vehicle=unsure", "bridge/tree", f"bridge/tree?{DONE}",
        f"bridge.svg?{DONE}", f"bridge?{DONE}&change=weight", KEPT, "p/bridge/1/2026-11-23?a=2wsxth",
        f"bridge/result?{DONE}&v=1", "bridge?vehicle=cart&v=1&on=2026-11-20", "barriers", "barriers?state=open&register=exercise",
        "barriers/narrow-bridge", "barriers/silent-bell", "barriers/far-law", "ranking", "ranking?profile=joined",
        "ranking?impact=0&ease=3&instrument=1", "ranking?register=exercise", "ranking/compare",
        "ranking/compare?a=old-toll&b=narrow-bridge", "history",
        "programmes", "programmes/autumn", "programmes/winter", "programmes/toy", "programmes/autumn/sheets",
        "programmes/compare", "programmes/compare?old=autumn&new=winter", "programmes/compare?old=toy&new=now",
    )),
    "/problems/not-found",
)  # fmt: skip
API = (
    "/api/v1/trees", "/api/v1/trees/bridge", "/api/v1/trees/bridge/questions/load", "/api/v1/trees/bridge/walk",
    f"/api/v1/trees/bridge/walk?{DONE}", "/api/v1/trees/bridge/drawing?vehicle=foot", "/api/v1/health",
    "/api/v1/openapi.json", "/api/v1/barriers?state=open&lang=nl", "/api/v1/barriers/old-toll", "/api/v1/profiles",
    "/api/v1/rankings", "/api/v1/rankings/joined?top=2", "/api/v1/rankings/plain/pairs/old-toll/narrow-bridge",
)  # fmt: skip


@pytest.fixture(scope="session")
def app() -> "Flask":
    """The application over the miniature content; unforeseen exceptions are raised."""
    settings = Settings(content=CONTENT, contact="info@example.org", publisher="The Publisher")
    return create_app(settings, today=lambda: TODAY, testing=True)


@pytest.fixture
def client(app: "Flask") -> "FlaskClient":
    """A client of the application."""
    return app.test_client()


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
