"""The page for editors of other sites: choices, live result, snippets, rights, texts."""

from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from tests.api.conftest import LANGS
from tests.api.test_pages import Page

if TYPE_CHECKING:
    from flask.testing import FlaskClient


class Areas(HTMLParser):
    """The texts to paste, by their ids."""

    def __init__(self, html: str) -> None:
        """Read the page."""
        super().__init__()
        self.found: dict[str, str] = {}
        self.at = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter a text."""
        self.at = dict(attrs).get("id") or "" if tag == "textarea" else ""

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        if self.at:
            self.found[self.at] = self.found.get(self.at, "") + data

    def handle_endtag(self, tag: str) -> None:
        """Leave a text."""
        self.at = self.at if tag != "textarea" else ""


def pasted(client: "FlaskClient", query: str = "", lang: str = "fr") -> dict[str, str]:
    """Give the texts to paste."""
    answer = client.get(f"/{lang}/embed{query}")
    assert answer.status_code == 200
    return Areas(answer.text).found


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_opens_with_something_to_copy(client: "FlaskClient", lang: str) -> None:
    """Without a choice the page shows a questionnaire in its own language, the three snippets and the texts for legal pages."""
    page = Page(client.get(f"/{lang}/embed").text)
    assert len(page.all("h1")) == 1
    assert page.all("iframe")[0]["src"] == f"/embed/{lang}/bridge?h=2&theme=cirede"
    assert page.all("iframe")[0]["title"]
    assert pasted(client, lang=lang).keys() == {
        "link", "plain", "growing", "privacy-fr", "privacy-nl", "access-fr", "access-nl",
    }  # fmt: skip
    named = {found["for"] for found in page.all("label")}
    assert {found["id"] for tag in ("select", "textarea") for found in page.all(tag)} <= named


def test_snippets_ask_for_no_more_than_they_say(client: "FlaskClient") -> None:
    """The first is a link and text alone, the second has no script, the third adds one; none has an inline style or a handler."""
    found = pasted(client, "?tree=bridge&lang=nl&h=3&theme=leaf")
    tags = {name: [tag for tag, _ in Page(text).tags] for name, text in found.items()}
    assert tags["link"] == ["a"]
    assert tags["plain"] == ["iframe", "p", "a"]
    assert tags["growing"] == ["iframe", "p", "a", "script"]
    for name in ("link", "plain", "growing"):
        page = Page(found[name])
        assert page.all("a")[0]["href"] == "http://localhost/nl/bridge"
        assert not [key for _, given in page.tags for key in given if key == "style" or key.startswith("on")]
    frame = Page(found["growing"]).all("iframe")[0]
    assert frame["src"] == "http://localhost/embed/nl/bridge?h=3&theme=leaf"
    assert frame["title"] == "Vragenlijst: Mag ik over de brug?"
    assert frame["loading"] == "lazy"
    assert Page(found["growing"]).all("script")[0]["src"] == "http://localhost/embed/v1.js"


def test_a_thing_opens_the_questionnaire_there(client: "FlaskClient") -> None:
    """An object of the A–Z gives the answers with which frame and link begin."""
    assert Page(client.get("/fr/embed").text).all("option", value="cart")
    found = pasted(client, "?tree=bridge&thing=cart&lang=fr")
    assert Page(found["link"]).all("a")[0]["href"] == "http://localhost/fr/bridge?vehicle=cart"
    assert Page(found["plain"]).all("iframe")[0]["src"] == "http://localhost/embed/fr/bridge?vehicle=cart&h=2&theme=cirede"


@pytest.mark.parametrize("query", ["?tree=brigde", "?lang=de", "?h=7", "?theme=red", "?thing=nothing", "?h=2%22%3E"])
def test_a_choice_that_is_not_offered_is_named(client: "FlaskClient", query: str) -> None:
    """A value that the form does not offer answers 422 and names the field."""
    answer = client.get(f"/nl/embed{query}")
    assert answer.status_code == 422
    name = query[1:].partition("=")[0]
    assert f"‘{name}’" in unescape(answer.text)


def test_the_door_knows_the_language(client: "FlaskClient") -> None:
    """The short address leads to the page in the language that the browser prefers."""
    answer = client.get("/embed", headers={"Accept-Language": "nl-BE"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/nl/embed")
    assert "Accept-Language" in answer.headers["Vary"]


def test_ready_texts_name_the_publisher_and_the_server(client: "FlaskClient") -> None:
    """The texts for the host's legal pages say who publishes, from where it is loaded and whom to write to."""
    found = pasted(client)
    for lang in ("fr", "nl"):
        assert "The Publisher" in found[f"privacy-{lang}"]
        assert "http://localhost" in found[f"privacy-{lang}"]
        assert "info@example.org" in found[f"access-{lang}"]
