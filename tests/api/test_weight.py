"""What is shipped: every page type of the real content under 60 kB, an embed under 30, compressed; nothing from elsewhere."""

import gzip
import re
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

import pytest

from cirede.settings import Settings
from cirede_api import create_app
from tests.api.addresses import BY_ENDPOINT
from tests.api.conftest import LANGS

if TYPE_CHECKING:
    from flask.testing import FlaskClient

PAGE, EMBED = 60_000, 30_000
DRAWING = re.compile(r'<svg [^>]*class="tree".*?</svg>', re.DOTALL)
LOADED = re.compile(
    r'<link(?=[^>]*rel="(?:stylesheet|icon)")[^>]*href="([^"]+)"|<(?:script|img|source|iframe)[^>]*\bsrc="([^"]+)"'
)
ADDRESS = re.compile(r'(?:href|src|action|srcset|poster|data)="((?:https?:)?//[^"]+)"')
ZIPPED = {"Accept-Encoding": "gzip"}


@cache
def real() -> "FlaskClient":
    """A client of the site over the content that is shipped."""
    return create_app(Settings(contact="info@example.org", publisher="The Publisher")).test_client()


def questionnaires() -> list[str]:
    """Give an address for each page of each questionnaire that is shipped, in one language each."""
    trees = real().get("/api/v1/trees").get_json()["trees"]
    found = []
    for index, tree in enumerate(trees):
        lang = LANGS[index % len(LANGS)]
        start = f"{lang}/{tree['id']}"
        found += [f"/{start}", f"/{start}?submit=start", f"/{start}/tree", f"/embed/{start}", f"/embed/{start}?submit=start",
                  f"/embed/{start}/tree"]  # fmt: skip
        answers = ended(tree["id"])
        found += [f"{before}/{start}{after}?{answers}" for before in ("", "/embed") for after in ("", "/result")]
    return found


def ended(tree: str) -> str:
    """Give answers that reach an end: always the first option, or a number within bounds."""
    answers: list[str] = []
    for _ in range(60):
        found = real().get(f"/api/v1/trees/{tree}/walk?{'&'.join(answers)}").get_json()
        if not found["next"]:
            return "&".join(answers)
        options = found["next"]["options"]
        answers.append(f"{found['next']['question']}={options[0]['id'] if options else '1'}")
    pytest.fail(f"'{tree}' does not end")


def others() -> list[str]:
    """Give an address of every other page type that is shipped, in each language."""
    client = real()
    barrier = client.get("/api/v1/rankings?lang=en").get_json()["rankings"][0]["ranked"]
    first, second = barrier[0]["barrier"], barrier[1]["barrier"]
    kinds = {"pages", "editor", "barriers", "rankings", "programmes", "reference"}
    named = {name: lot for name, lot in BY_ENDPOINT.items() if name.split(".")[0] in kinds and not name.endswith(".door")}
    lots = [each for lot in named.values() for each in lot if "bridge" not in each]
    lots += [f"/{{lang}}/barriers/{first}", f"/{{lang}}/ranking/compare?a={first}&b={second}", "/embed/down", "/{lang}/nothing"]
    lots = [each for each in lots if "toll" not in each and "autumn" not in each]
    return sorted({each.format(lang=lang) for each in lots for lang in LANGS})


def shipped(address: str) -> tuple[int, list[str]]:
    """Give the bytes that a page and all that it loads take on the way, font and drawing left out, and what it loads."""
    page = real().get(address).text
    total = len(gzip.compress(DRAWING.sub("", page).encode(), 6, mtime=0))
    loaded = [unescape(one or other) for one, other in LOADED.findall(page)]
    for each in loaded:
        assert each.startswith("/"), each
        if not each.startswith("/embed/") or each.endswith(".js") or ".css" in each:
            with real().get(each, headers=ZIPPED) as file:
                assert file.status_code == 200, each
                total += len(file.data)
    return total, loaded


def test_every_page_is_light() -> None:
    """No page of any questionnaire, and no other page, ships 60 kB; no embed 30 kB."""
    addresses = [*questionnaires(), *others()]
    assert len(addresses) > 60
    heavy = []
    for address in addresses:
        total, loaded = shipped(address)
        assert any(".css" in each for each in loaded) or address == "/embed/down", address
        if total >= (EMBED if re.match(r"/embed/(?:fr|nl|en)/", address) else PAGE):
            heavy.append((address, total))
    assert heavy == []


def test_pages_load_nothing_from_elsewhere() -> None:
    """Addresses of other hosts stand only in links that a reader follows, never in what a page loads or sends to."""
    for address in [*questionnaires(), *others()]:
        page = real().get(address).text
        loads = re.sub(r"<a\b[^>]*>|<link\b[^>]*rel=\"(?:canonical|alternate)\"[^>]*>|<meta\b[^>]*>", "", page)
        assert [each for each in ADDRESS.findall(loads) if not each.startswith("http://localhost/")] == [], address
