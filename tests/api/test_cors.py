"""Reading from other sites: the API is open to every origin, without credentials, and nothing else is."""

from typing import TYPE_CHECKING

import pytest

from tests.api.conftest import API, PAGES

if TYPE_CHECKING:
    from flask.testing import FlaskClient

ELSEWHERE = {"Origin": "https://elsewhere.example"}


@pytest.mark.parametrize("address", [*API, "/api/v1/none", "/api/v1/trees?lnag=fr"])
def test_every_answer_of_the_api_can_be_read_from_elsewhere(client: "FlaskClient", address: str) -> None:
    """Answers and problem documents are open to every origin, and never to a visitor's credentials."""
    answer = client.get(address, headers=ELSEWHERE)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in answer.headers["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_what_has_not_changed_can_be_read_too(client: "FlaskClient") -> None:
    """A 304 carries the header that lets a page elsewhere use what it has."""
    etag = client.get("/api/v1/trees").headers["ETag"]
    answer = client.get("/api/v1/trees", headers={"If-None-Match": etag, **ELSEWHERE})
    assert answer.status_code == 304
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_preflight_says_what_may_be_sent(client: "FlaskClient") -> None:
    """A browser that asks whether it may send JSON to the rankings is told the method, the headers, and for how long."""
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type", **ELSEWHERE}
    answer = client.options("/api/v1/rankings", headers=asked)
    assert (answer.status_code, answer.data) == (204, b"")
    assert {"GET", "POST"} <= set(answer.headers["Access-Control-Allow-Methods"].split(", "))
    assert "Content-Type" in answer.headers["Access-Control-Allow-Headers"]
    assert answer.headers["Access-Control-Max-Age"] == "86400"
    assert client.options("/api/v1/trees", headers=asked).headers["Access-Control-Allow-Methods"].count("POST") == 0


def test_preflight_of_what_is_not_there_fails(client: "FlaskClient") -> None:
    """An address that does not exist allows nothing."""
    answer = client.options("/api/v1/none", headers=ELSEWHERE)
    assert answer.status_code == 404
    assert "Access-Control-Allow-Methods" not in answer.headers


@pytest.mark.parametrize("address", [*PAGES, "/static/site.css", "/fr/none"])
def test_pages_are_not_open(client: "FlaskClient", address: str) -> None:
    """Pages and files say nothing to scripts of other sites."""
    with client.get(address, headers=ELSEWHERE) as answer:
        assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]
