"""The pages of the programmes: the list, one programme, its sheets, and two side by side."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from cirede.settings import Settings
from cirede_api import create_app
from tests.api.conftest import LANGS, TODAY
from tests.api.test_pages import read
from tests.api.test_rankings import words

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from playwright.sync_api import Browser, Route

ROOT = Path(__file__).parents[2]


def test_the_list_has_the_latest_first_and_the_invented_apart(client: "FlaskClient") -> None:
    """Each programme once, with what it is; those for training under their own heading."""
    page = read(client, "/en/programmes")
    links = [link.rsplit("/", 1)[1] for link in page.links if "/programmes/" in link]
    assert links == ["winter", "autumn", "toy"]
    titles = [found["id"] for found in page.all("h2") if "id" in found]
    assert titles == ["true", "exercise", "two"]
    said = words(page.html)
    assert "Decided on 8 November 2026 by: Le comité du pont." in said


def test_a_proposal_says_that_nothing_is_decided(client: "FlaskClient") -> None:
    """No list of what was taken, and the words that say so."""
    page = read(client, "/fr/programmes/winter")
    assert "Rien n’est décidé." in words(page.html)
    assert not page.all("h2", id="taken")


def test_a_decided_programme_shows_who_was_passed_over_and_why(client: "FlaskClient") -> None:
    """Taken, deferred, the departure from the order with its reason; English readers get the French words marked as such."""
    page = read(client, "/en/programmes/autumn")
    said = words(page.html)
    assert "Departs from the order of merit, in favour of: Left bank." in said
    assert "Le péage attend le pont." in said
    assert {"lang": "fr"} in page.all("span", lang="fr")
    assert "De tol wacht op de brug." in words(read(client, "/nl/programmes/autumn").html)
    assert [found["id"] for found in page.all("h2") if found.get("id") in {"taken", "deferred"}] == ["taken", "deferred"]


def test_the_sheets_hold_what_made_each_level(client: "FlaskClient") -> None:
    """A sheet for each barrier that has a place or is to be documented, with facts, rules and the decision."""
    page = read(client, "/en/programmes/autumn/sheets")
    assert [found["id"] for found in page.all("article")] == [
        "narrow-bridge", "old-toll", "left-bank", "rotten-plank", "silent-bell"]  # fmt: skip
    said = words(page.html)
    for part in ("Carts as counted", "The village is against it", "Le péage attend le pont.", "Nothing known of"):
        assert part in said, part


def test_a_programme_is_read_from_its_own_file(client: "FlaskClient") -> None:
    """Its page shows the day and the fingerprints that stand in it, whatever the register says today."""
    found = words(read(client, "/en/programmes/autumn").html)
    assert "Ranking of 1 November 2026: 4 barriers ranked." in found
    assert "baf63db05e6f12d0" in found


@pytest.mark.parametrize("lang", LANGS)
def test_two_programmes_side_by_side(client: "FlaskClient", lang: str) -> None:
    """What differs, and for each barrier the places, the scores and why; what did not move is only listed."""
    page = read(client, f"/{lang}/programmes/compare?old=autumn&new=winter")
    assert len(page.all("td", **{"class": "rank"})) == 2 * 4
    assert "2 → 1" in words(page.html)
    assert page.all("option", value="now")


def test_a_programme_beside_today(client: "FlaskClient") -> None:
    """The ranking of today is made under the weights of the programme; on the same facts nothing moves."""
    assert "Nothing moved." in words(read(client, "/en/programmes/compare?old=winter&new=now").html)
    assert "Fictitious register" in words(read(client, "/en/programmes/compare?old=toy&new=now").html)


def test_the_true_and_the_invented_are_told_apart(client: "FlaskClient") -> None:
    """One of each is refused kindly, with the form to choose again."""
    page = read(client, "/en/programmes/compare?old=autumn&new=toy", 422)
    assert page.all("div", role="alert")
    assert page.all("form")


@pytest.mark.parametrize(
    "address", ["/en/programmes/autum", "/en/programmes/autum/sheets", "/en/programmes/compare?old=autum", "/en/programmes/now"]
)
def test_an_unknown_programme_is_not_found(client: "FlaskClient", address: str) -> None:
    """What does not exist is told; the nearest is named where there is one."""
    assert ("autumn" in read(client, address, 404).html) or address.endswith("now")


def test_the_ranking_leads_to_the_programmes(client: "FlaskClient") -> None:
    """From the ranking, from the triage and from the foot of every page."""
    for place in ("ranking", "barriers", "history", ""):
        assert "/fr/programmes" in read(client, f"/fr/{place}").links, place


@pytest.mark.browser
@pytest.mark.parametrize(
    ("lang", "name"), [("fr", "programme-2026-11-25"), ("nl", "programme-2026-11-25"), ("nl", "exercise-2026-11-05")]
)
def test_printed_each_barrier_takes_one_a4_page(browser: "Browser", lang: str, name: str) -> None:
    """One page of contents, then one page a barrier, all of the size A4; the shipped programmes, in French and Dutch."""
    shipped = create_app(Settings(content=ROOT), today=lambda: TODAY, testing=True)
    client = shipped.test_client()
    address = f"http://localhost/{lang}/programmes/{name}/sheets"

    def answer(route: "Route") -> None:
        with client.get(route.request.url.removeprefix("http://localhost")) as found:
            route.fulfill(status=found.status_code, body=found.data, content_type=found.content_type)

    page = browser.new_page()
    page.route("**/*", answer)
    page.goto(address)
    titles = page.locator(".leaf h2").all_inner_texts()
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    page.close()
    assert len(printed.pages) == 1 + len(titles)
    for title, sheet in zip(titles, printed.pages[1:], strict=True):
        assert "".join(title.split()) in "".join(sheet.extract_text().split())
        assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == (595, 842)
