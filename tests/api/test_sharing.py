"""Permanent links: the same page opens again under its version and its law, and says what holds today."""

import re
from datetime import date
from html import unescape
from typing import TYPE_CHECKING

import pytest

from cirede.settings import Settings
from cirede_api import create_app
from tests.api.conftest import CONTENT, DONE, KEPT, LANGS, TODAY
from tests.api.revising import revised

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

START = "p/bridge/1/2026-11-23?a=7rnsb"


def link_of(page: str) -> str:
    """Give the permanent link that a page shows, without scheme and host."""
    found = re.search(r'<p class="link">http://localhost(/.*?)</p>', page)
    assert found is not None
    return unescape(found[1])


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("place", "query", "shown"),
    [
        ("bridge/result", DONE, 'class="verdict favourable"'),
        ("bridge/result", "vehicle=unsure", 'class="verdict waste"'),
        ("bridge", "submit=start", 'id="answer-foot"'),
        ("bridge", "vehicle=cart", 'id="answer-value"'),
        ("bridge", "vehicle=cart&weight=7%2C5", 'id="answer-hay"'),
        ("bridge", f"{DONE}&change=weight", 'id="answer-value"'),
    ],
)
def test_a_link_opens_its_page_again(client: "FlaskClient", lang: str, place: str, query: str, shown: str) -> None:
    """The link shown on a question or a result opens the same question or result, and shows itself again."""
    page = client.get(f"/{lang}/{place}?{query}").text
    assert shown in page
    link = link_of(page)
    assert link.startswith(f"/{lang}/p/bridge/1/2026-11-23?a=")
    again = client.get(link)
    assert again.status_code == 200
    assert shown in again.text
    assert link_of(again.text) == link


def test_links_given_out_open_for_ever(client: "FlaskClient") -> None:
    """The link of these answers is the one that was first given out."""
    assert link_of(client.get(f"/fr/bridge/result?{DONE}").text) == f"/fr/{KEPT}"


def test_a_link_keeps_nothing_else(client: "FlaskClient") -> None:
    """What the path did not need, and what mailing programs add, is not in the link and does no harm in it."""
    page = client.get(f"/fr/bridge/result?{DONE}&utm_source=x").text
    assert link_of(page) == f"/fr/{KEPT}"
    assert client.get(f"/fr/{KEPT}&utm_source=x&fbclid=1").status_code == 200


@pytest.mark.parametrize(("lang", "words"), [("fr", "version 1 du questionnaire"), ("nl", "versie 1"), ("en", "version 1 of")])
def test_the_version_and_the_day_are_said(client: "FlaskClient", lang: str, words: str) -> None:
    """A page opened by its link says version and day; its own address is the canonical one, and it is not indexed."""
    page = client.get(f"/{lang}/{KEPT}").text
    assert words in page
    assert "2026" in page.split(words)[1][:80]
    assert f'<link rel="canonical" href="http://localhost/{lang}/{KEPT}">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert 'rel="canonical"' not in client.get(f"/{lang}/bridge/result?{DONE}").text


def test_every_way_on_keeps_version_and_day(client: "FlaskClient") -> None:
    """Changing an answer, looking at the tree and switching the language stay in the version and the law of the link."""
    page = client.get(f"/fr/{KEPT}").text
    links = [unescape(link) for link in re.findall(r'href="(/fr/bridge[^"]*)"', page)]
    assert len(links) >= 4
    assert [link for link in links if "weight=50" in link and not re.search(r"&on=20\d\d-\d\d-\d\d&v=1\b", link)] == []
    assert f'href="/nl/{KEPT}"' in page
    question = client.get(f"/fr/{START}").text
    assert '<input type="hidden" name="v" value="1">' in question
    assert '<input type="hidden" name="on" value="2026-11-23">' in question


@pytest.mark.parametrize(
    ("link", "status"),
    [
        ("p/bridge/1/2026-11-23?a=610jqehah", 404), ("p/bridge/1/2026-11-23?a=610jqeha", 404), ("p/bridge/1/2026-11-23?a=", 404),
        ("p/bridge/1/2026-11-23", 404), ("p/bridge/1/2026-11-24?a=610jqehag", 404), ("p/bridge/2/2026-11-23?a=610jqehag", 404),
        ("p/brigde/1/2026-11-23?a=610jqehag", 404), ("p/bridge/1/2026-11-31?a=610jqehag", 422), ("p/bridge/1/today?a=x", 422),
        ("p/bridge/1/2020-11-23?a=610jqehag", 404), ("p/bridge/1/2026-11-23?a=x&a=y", 422), (f"{START}<script>", 404),
        ("p/bridge/1/2026-11-23?a=" + "z" * 3900, 404), ("p/bridge/1/2026-11-23?a=%F0%9F%98%80", 404),
        ("p/bridge/1/2026-11-23/result.pdf?a=610jqehah", 404), ("bridge?v=2", 404), ("bridge?v=1&v=1", 422),
        ("bridge/result.pdf?vehicle=boat", 303),
    ],
)  # fmt: skip
def test_a_damaged_link_is_told(client: "FlaskClient", link: str, status: int) -> None:
    """A link cut, changed, or of a tree or version that there is not gets its own words, and never another result."""
    answer = client.get(f"/en/{link}")
    assert answer.status_code == status
    assert "verdict" not in answer.text
    assert "<script" not in answer.text
    if link.startswith("p/bridge/1/2026-11-2") and status == 404:
        assert "This link is damaged" in answer.text


@pytest.mark.parametrize("place", ["", "/walk", "/questions/load", "/drawing"])
def test_the_api_takes_a_version(client: "FlaskClient", place: str) -> None:
    """`v` pins the version of a tree; an unknown one is a problem that names those there are."""
    assert client.get(f"/api/v1/trees/bridge{place}?v=1").status_code == 200
    problem = client.get(f"/api/v1/trees/bridge{place}?v=7")
    assert problem.status_code == 404
    assert "known: 1" in problem.get_json()["detail"]
    assert client.get(f"/api/v1/trees/bridge{place}?v=1&v=1").status_code == 422


def later(today: date) -> "FlaskClient":
    """Give a client of the site as it is on a later day."""
    return create_app(Settings(content=CONTENT), today=lambda: today, testing=True).test_client()


def test_today_is_said_when_it_is_the_same(client: "FlaskClient") -> None:
    """On its own day a link says nothing of today; later it says that the same answers give the same result."""
    assert "Today" not in client.get(f"/en/{KEPT}").text
    assert "Today the same answers give the same result." in later(date(2026, 12, 24)).get(f"/en/{KEPT}").text


@pytest.mark.parametrize(
    ("lang", "words"), [("fr", "un autre résultat"), ("nl", "een ander resultaat"), ("en", "another result: Wait.")]
)
def test_another_law_today_is_told(lang: str, words: str) -> None:
    """When the same answers end elsewhere today, the page says where and leads there; the kept result stays."""
    then = client_link = link_of(later(TODAY).get(f"/{lang}/bridge/result?{DONE.replace('=50', '=90')}").text)
    client = later(date(2027, 3, 1))
    page = client.get(client_link).text
    assert 'class="verdict favourable"' in page
    assert words in page
    (way,) = set(re.findall(rf'href="(/{lang}/bridge/result\?vehicle=cart&amp;weight=90[^"]*yes)"', page))
    assert 'class="verdict waste"' in client.get(unescape(way)).text
    assert then in unescape(page)


def test_an_earlier_version_stays_answerable(tmp_path: "Path") -> None:
    """After a revision the old link opens the old words, says that there is a new version, and leads to it."""
    client = revised(tmp_path / "content", ("You may cross.", "You may walk across."))
    page = client.get(f"/en/{KEPT}").text
    assert re.search("<h1>You may cross.</h1>", page)
    assert "It is now version 2" in page or "it is now version 2" in page
    assert "Today the same answers give the same result." in page
    assert f'href="/en/bridge/result?{DONE.replace("&", "&amp;")}"' in page
    assert "<h1>You may walk across.</h1>" in client.get(f"/en/bridge/result?{DONE}").text
    assert "<h1>You may cross.</h1>" in client.get(f"/en/bridge/result?{DONE}&v=1").text
    assert link_of(client.get(f"/en/bridge/result?{DONE}").text).startswith("/en/p/bridge/2/")
    found = client.get(f"/api/v1/trees/bridge/walk?{DONE}&v=1&lang=en").get_json()
    assert (found["version"], found["result"]["title"]) == ("1", "You may cross.")


def test_an_answer_no_longer_offered_is_told(tmp_path: "Path") -> None:
    """When a revision took an answer away, the old link still opens, and says that it must be chosen anew."""
    client = revised(tmp_path / "content", ("hay", "straw"))
    page = client.get(f"/en/{KEPT}").text
    assert 'class="verdict favourable"' in page
    assert "one of these answers is no longer offered" in page


def test_another_question_today_is_told(tmp_path: "Path") -> None:
    """When a revision asks something else at the same place, an old link to a question says which."""
    client = revised(tmp_path / "content", ("weight", "burden"))
    page = client.get("/en/p/bridge/1/2026-11-23?a=2wsxth").text
    assert 'id="answer-value" name="weight"' in page
    assert "Today there is another question to answer" in page


def test_a_withdrawn_tree_leads_nowhere(tmp_path: "Path") -> None:
    """A link to a questionnaire withdrawn since opens, and says so instead of leading on."""
    client = revised(tmp_path / "content", ("status: draft", "status: withdrawn"))
    page = client.get(f"/en/{KEPT}").text
    assert "no longer offered for the law of today" in page
    assert "See the same answers today" not in page


def test_the_code_stands_behind_the_question_mark(client: "FlaskClient") -> None:
    """Answers are never in the path of an address, which servers log."""
    for rule in client.application.url_map.iter_rules():
        assert "code" not in rule.arguments
    assert "?a=" in link_of(client.get(f"/fr/bridge/result?{DONE}").text)


def test_the_result_carries_a_code_to_scan(client: "FlaskClient") -> None:
    """The QR code is named, holds nothing but two paths, and stands beside the link in words."""
    page = client.get(f"/nl/bridge/result?{DONE}").text
    (drawn,) = re.findall(r'<svg class="qr".*?</svg>', page)
    assert "<title>QR-code van de link" in drawn
    assert re.findall(r"<(\w+)", drawn) == ["svg", "title", "path", "path"]
    assert "style" not in drawn
    assert page.index(drawn) < page.index('<p class="link">') < page.index(drawn) + len(drawn) + 60
