"""The pages in the frame: the same as on the site, bare, with their links inside, and small."""

import gzip
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from cirede.settings import Settings
from cirede_api import create_app
from tests.api.conftest import DONE, LANGS, TODAY
from tests.api.test_pages import Page

if TYPE_CHECKING:
    from flask.testing import FlaskClient

LOOK = "h=3&theme=leaf"
PLACES = (
    "bridge", "bridge?vehicle=cart", "bridge?submit=vehicle", f"bridge?{DONE}", f"bridge?{DONE}&change=weight",
    f"bridge/tree?{DONE}&on=2026-12-01", f"bridge/result?{DONE}", "bridge/result?vehicle=unsure",
    f"bridge/result?{DONE}&on=2026-12-01", f"bridge/tree?{DONE}",
)  # fmt: skip


def address(lang: str, place: str, look: str = LOOK) -> str:
    """Give the address of a page in the frame."""
    return f"/embed/{lang}/{place}{'&' if '?' in place else '?'}{look}"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("place", PLACES)
def test_a_page_in_the_frame(client: "FlaskClient", lang: str, place: str) -> None:
    """Each page is bare, has its first heading at the level asked for, no search engine, a canonical and the day of reading."""
    answer = client.get(address(lang, place))
    page = Page(answer.text)
    assert answer.status_code == (422 if "submit" in place else 200)
    assert page.all("html")[0]["lang"] == lang
    assert page.all("header") == []
    assert page.all("h1") == page.all("h2") == []
    assert len(page.all("h3")) >= 1
    assert page.all("meta", name="robots", content="noindex")
    tree = place.partition("?")[0]
    assert page.all("link", rel="canonical")[0]["href"] == f"http://localhost/{lang}/{tree}"
    assert {"fr": "1er janvier 2026", "nl": "1 januari 2026", "en": "1 January 2026"}[lang] in answer.text
    assert re.search(r'src="/static/embed-frame\.js\?v=', answer.text)
    assert not [tag for tag, found in page.tags if "style" in found or any(key.startswith("on") for key in found)]


@pytest.mark.parametrize("place", PLACES)
def test_links_stay_in_the_frame(client: "FlaskClient", place: str) -> None:
    """Every link leads to a page in the frame, with its look carried on, or opens a new tab; and every one of ours opens."""
    page = Page(client.get(address("fr", place)).text)
    for link in page.all("a"):
        href = link["href"]
        if href.startswith(("#", "mailto:")):
            continue
        assert "javascript" not in href
        if href.startswith("http"):
            assert (link["target"], link["rel"]) == ("_blank", "noopener"), href
        else:
            assert "target" not in link
            assert href.startswith(("/embed/fr/bridge", "?")), href
            assert "h=3" in href
            assert "theme=leaf" in href
        inner = href.removeprefix("http://localhost") if not href.startswith("?") else urlsplit(address("fr", place)).path + href
        if inner.startswith("/"):
            assert client.get(inner).status_code == 200, inner


def test_forms_carry_the_look(client: "FlaskClient") -> None:
    """Filling in the forms leads to the result in the same look, and the last page names tree and version for the host."""
    sent = [("submit", "start")]
    page = Page(client.get(f"/embed/nl/bridge?{LOOK}").text)
    for name, answer in {"vehicle": "foot", "open-now": "yes"}.items():
        action = page.all("form")[0]["action"].partition("?")[0]
        hidden = [(found["name"], found["value"]) for found in page.all("input", type="hidden")]
        page = Page(client.get(action, query_string=[*hidden, *(pair for pair in sent if pair not in hidden)]).text)
        sent = [(name, answer)]
    hidden = [(found["name"], found["value"]) for found in page.all("input", type="hidden")]
    page = Page(client.get("/embed/nl/bridge", query_string=[*hidden, *sent]).text)
    result = next(link for link in page.links if "/embed/nl/bridge/result?" in link)
    assert "data-tree" not in page.all("html")[0]
    end = Page(client.get(result).text).all("html")[0]
    assert (end["data-tree"], end["data-version"]) == ("bridge", "1")


def test_it_may_begin_with_answers(client: "FlaskClient") -> None:
    """An address with an answer opens at the next question, and the answer given is kept."""
    page = Page(client.get("/embed/fr/bridge?vehicle=cart&h=2").text)
    assert page.all("input", id="answer-value")
    assert page.all("input", type="hidden", name="vehicle")[0]["value"] == "cart"


@pytest.mark.parametrize("look", ["h=9&theme=gone", "h=&theme=", "h=<b>&theme=%22%3E%3Cscript%3E", ""])
def test_an_old_look_still_shows_its_questionnaire(client: "FlaskClient", look: str) -> None:
    """A level or a theme that there is no longer gives the usual one, and is not carried on."""
    answer = client.get(f"/embed/fr/bridge?vehicle=cart&{look}")
    assert answer.status_code == 200
    assert "/embed/look/cirede-2.css" in answer.text
    assert "theme=" not in answer.text
    assert "<script>" not in answer.text


def test_the_lasting_address_is_that_of_the_site(client: "FlaskClient") -> None:
    """The address to keep, shown on the result, is that of the full page, without the look."""
    text = client.get(f"/embed/fr/bridge/result?{DONE}&{LOOK}").text
    kept = text.partition('<p class="link">')[2].partition("</p>")[0]
    assert kept.startswith("http://localhost/fr/p/bridge/1/2026-11-23?")
    assert "theme" not in kept


def test_files_of_the_frame_are_kept_and_open(client: "FlaskClient") -> None:
    """The host's script is small, kept long and loadable from any site; sheets are kept for a year; fonts reach a sandbox."""
    script = client.get("/embed/v1.js")
    assert script.mimetype == "text/javascript"
    assert script.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "max-age=2592000" in script.headers["Cache-Control"]
    assert len(script.data) < 3000
    sheet = client.get("/embed/look/leaf-3.css")
    assert sheet.mimetype == "text/css"
    assert "max-age=31536000" in sheet.headers["Cache-Control"]
    with client.get("/static/fonts/atkinson-hyperlegible-next-regular.woff2") as font:
        assert font.headers["Access-Control-Allow-Origin"] == "*"
    for name in ("leaf-9", "gone-2", "leaf", "-2"):
        assert client.get(f"/embed/look/{name}.css").status_code == 404


@pytest.mark.parametrize("lang", LANGS)
def test_an_embed_is_small(lang: str) -> None:
    """Over the real content, a question, the answers and a long result ship under 30 kB compressed, font and drawing apart."""
    client = create_app(Settings(), today=lambda: TODAY, testing=True).test_client()
    files = [client.get("/embed/look/cirede-2.css").data]
    with client.get("/static/embed-frame.js") as script:
        files.append(script.data)
    answers = "who=gives&lot=one&origin=used"
    for place in ("", f"?{answers}", f"/result?{answers}&wanted=unsure"):
        page = client.get(f"/embed/{lang}/waste-status{place}").data
        page = re.sub(rb"<svg .*?</svg>", b"", page, flags=re.DOTALL)
        assert sum(len(gzip.compress(each)) for each in (page, *files)) < 30_000


@pytest.mark.parametrize("place", ["", "bridge", "things", "bridge?vehicle=cart", f"bridge/result?{DONE}", "ranking", "embed"])
def test_full_pages_can_be_shared(client: "FlaskClient", place: str) -> None:
    """A page of the site says title, summary, address and picture for those who share it, and the picture is there."""
    page = Page(client.get(f"/nl/{place}").text)
    said = {found["property"]: found["content"] for found in page.all("meta") if "property" in found}
    assert said["og:title"]
    assert said["og:description"] == page.all("meta", name="description")[0]["content"]
    assert said["og:locale"] == "nl_BE"
    assert said["og:url"].startswith("http://localhost/nl/")
    with client.get(said["og:image"].removeprefix("http://localhost")) as picture:
        assert picture.data.startswith(b"\x89PNG")
        assert (int.from_bytes(picture.data[16:20]), int.from_bytes(picture.data[20:24])) == (1200, 630)
