"""Who may frame what: the allow-list is checked at the start, written into the headers, and refused with a reason."""

import re
from typing import TYPE_CHECKING

import pytest

from cirede.errors import WrongUseError
from cirede.settings import Settings, read_settings
from cirede_api import create_app
from tests.api.conftest import API, CONTENT, DONE, PAGES, TODAY

if TYPE_CHECKING:
    from flask.testing import FlaskClient

SITES = "https://www.host.example, https://*.many.example:8443 http://127.0.0.1:9001"
FRAMED = {"Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "cross-site"}
EMBEDS = ("/embed/fr/bridge", f"/embed/nl/bridge?{DONE}&h=3", f"/embed/en/bridge/result?{DONE}", "/embed/fr/bridge/tree")


@pytest.fixture(scope="module")
def listed() -> "FlaskClient":
    """A client of a service that two sites and a machine may frame."""
    given = {"CIREDE_CONTENT": str(CONTENT), "CIREDE_FRAME_ANCESTORS": SITES, "CIREDE_CONTACT": "info@example.org"}
    return create_app(read_settings(given), today=lambda: TODAY, testing=True).test_client()


@pytest.mark.parametrize("address", EMBEDS)
def test_embeds_name_who_may_frame_them(listed: "FlaskClient", address: str) -> None:
    """A page in the frame allows the listed sites and ourselves, runs our script only, and is kept out of search engines."""
    headers = listed.get(address).headers
    policy = headers["Content-Security-Policy"].split("; ")
    assert "frame-ancestors 'self' https://www.host.example https://*.many.example:8443 http://127.0.0.1:9001" in policy
    assert "script-src 'self'" in policy
    assert "default-src 'none'" in policy
    assert "X-Frame-Options" not in headers
    assert headers["X-Robots-Tag"] == "noindex"
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("address", [*PAGES, *API, "/fr/embed", "/embedded", "/fr/embed/"])
def test_all_else_is_framed_by_nobody(listed: "FlaskClient", address: str) -> None:
    """Every other address forbids frames, whatever the list says."""
    headers = listed.get(address).headers
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    "address",
    ["/embed/fr/nothing", "/embed/frr/bridge", "/embed/fr/brigde", "/embed/fr/bridge?on=x", "/embed/fr/bridge/none",
     "/embed/fr/bridge?vehicle=%ff"],
)  # fmt: skip
def test_faults_in_the_frame_are_shown_in_the_frame(listed: "FlaskClient", address: str) -> None:
    """A fault under a frame's address is a page that the host can show, with a way to the full site in a new tab."""
    answer = listed.get(address)
    assert answer.status_code in {400, 404, 422}
    assert "frame-ancestors 'self' https://www.host.example" in answer.headers["Content-Security-Policy"]
    assert 'target="_blank"' in answer.text
    assert 'name="robots" content="noindex"' in answer.text
    assert not re.search(r'href="/(?!embed/|static/)', answer.text)


@pytest.mark.parametrize(
    "referer",
    ["https://www.host.example/", "https://a.many.example:8443/", "https://a.b.many.example:8443/", "http://127.0.0.1:9001/",
     "http://localhost/fr/embed"],
)  # fmt: skip
def test_listed_sites_are_answered(listed: "FlaskClient", referer: str) -> None:
    """A site on the list, one below a listed name, and our own page for editors get the questionnaire."""
    assert listed.get("/embed/fr/bridge", headers=FRAMED | {"Referer": referer}).status_code == 200


@pytest.mark.parametrize(
    "referer",
    ["https://other.example/", "http://www.host.example/", "https://www.host.example:444/", "https://www.host.example.evil.example/",
     "https://evilmany.example:8443/", "https://many.example:8443/", "https://host.example/"],
)  # fmt: skip
def test_other_sites_are_told_why(listed: "FlaskClient", referer: str) -> None:
    """A site that is not on the list gets a page that it may show: its own name, the link and whom to ask, no question."""
    answer = listed.get("/embed/fr/bridge", headers=FRAMED | {"Referer": referer})
    assert answer.status_code == 403
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert referer.rstrip("/") in answer.text
    assert "mailto:info@example.org" in answer.text
    assert 'href="http://localhost/fr/bridge"' in answer.text
    assert "<form" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [{}, FRAMED, {"Referer": "https://other.example/"}, FRAMED | {"Referer": "about:blank"}, FRAMED | {"Referer": "https://[x/"},
     {"Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "same-origin", "Referer": "https://other.example/"}],
)  # fmt: skip
def test_where_the_site_cannot_be_told_the_browser_decides(listed: "FlaskClient", headers: dict[str, str]) -> None:
    """A request that is no frame, or does not name its site, gets the page with the list, by which the browser decides."""
    answer = listed.get("/embed/fr/bridge", headers=headers)
    assert answer.status_code == 200
    assert "frame-ancestors 'self' https://www.host.example" in answer.headers["Content-Security-Policy"]


def test_the_site_that_is_refused_cannot_write_on_the_page(listed: "FlaskClient") -> None:
    """What the header says is written as text."""
    answer = listed.get("/embed/fr/bridge", headers=FRAMED | {"Referer": "https://<b>x</b>/"})
    assert answer.status_code == 403
    assert "<b>" not in answer.text


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("*", "name each site"), ("www.host.example", "as https://www.example.org"), ("http://www.host.example", "write 'https://www"),
        ("https://www.host.example/page", "without a path"), ("https://www.host.example/", "without a path"),
        ("https://*", "without a path"), ("https://a.example;script-src *", "names 'script-src'"),
        ("'unsafe-inline'", "without a path"), ("https://a.example\r\nX: y", "names 'X:'"),
        ("javascript://a.example", "without a path"),
        ("https://localhost.", "without a path"), ("https://com", "without a path"),
    ],
)  # fmt: skip
def test_a_wrong_list_stops_the_start(line: str, said: str) -> None:
    """What is no origin of a site is named at the start, with the way to write it; nothing of it reaches a header."""
    with pytest.raises(WrongUseError, match="CIREDE_FRAME_ANCESTORS") as error:
        create_app(Settings(content=CONTENT, frame_ancestors=line))
    assert said in str(error.value)


def test_an_empty_list_still_lets_us_show_our_own_page(client: "FlaskClient") -> None:
    """Without a list only our own page for editors may frame a questionnaire."""
    policy = client.get("/embed/fr/bridge").headers["Content-Security-Policy"]
    assert "frame-ancestors 'self';" in policy
