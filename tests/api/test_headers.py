"""What every answer carries: security headers, validators, no cookie."""

from typing import TYPE_CHECKING

import pytest

from tests.api.conftest import API, PAGES

if TYPE_CHECKING:
    from flask.testing import FlaskClient

FAULTS = ("/nothing", "/fr/brigde", "/api/v1/nothing", "/fr/bridge?vehicle=%ff", "/static/none.css", "/fr/bridge?submit=vehicle")


@pytest.mark.parametrize("address", [*PAGES, *API, *FAULTS, "/static/site.css"])
def test_security_headers(client: "FlaskClient", address: str) -> None:
    """Pages, answers, faults and files carry the same strict headers and set no cookie."""
    with client.get(address) as answer:
        headers = answer.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("address", [*PAGES, *API])
def test_what_has_not_changed_is_not_sent_again(client: "FlaskClient", address: str) -> None:
    """A strong ETag comes back as 304 without a body, and stays the same while nothing changes."""
    first = client.get(address)
    etag = first.headers["ETag"]
    assert etag.startswith('"')
    again = client.get(address, headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == etag
    assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_another_language_has_another_validator(client: "FlaskClient") -> None:
    """The same address in another language, and the same answers on another day, have another ETag."""
    place = "/api/v1/trees/bridge/walk"
    tags = {client.get(place, headers={"Accept-Language": lang}).headers["ETag"] for lang in ("fr", "nl", "en")}
    assert len(tags) == 3
    assert client.get(f"{place}?on=2027-01-01").headers["ETag"] not in tags


def test_faults_are_not_kept(client: "FlaskClient") -> None:
    """An error carries no validator and is not stored."""
    answer = client.get("/fr/brigde")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


def test_files_are_kept_for_long(client: "FlaskClient") -> None:
    """The style sheet has an address that changes with it, and so may be kept for a year."""
    page = client.get("/fr/").text
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]
    assert "?v=" in address
    with client.get(address) as answer:
        assert "max-age=31536000" in answer.headers["Cache-Control"]


def test_pages_name_their_language(client: "FlaskClient") -> None:
    """Pages say their language in a header too."""
    for lang in ("fr", "nl", "en"):
        assert client.get(f"/{lang}/bridge").headers["Content-Language"] == lang
