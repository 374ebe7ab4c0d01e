"""Compression: text for whoever accepts it, with validators and `Vary` that keep both forms apart."""

import gzip
from typing import TYPE_CHECKING

import pytest

from cirede_api.compression import SMALLEST
from tests.api.conftest import API, DONE, PAGES

if TYPE_CHECKING:
    from flask.testing import FlaskClient

ZIPPED = {"Accept-Encoding": "gzip, deflate, br"}
BIG = ("/fr/", "/fr/bridge", f"/fr/bridge.svg?{DONE}", "/api/v1/trees/bridge", "/api/v1/openapi.json", "/static/site.css")


@pytest.mark.parametrize("address", [*PAGES, *API, "/static/site.css", "/fr/none", "/api/v1/none"])
def test_both_forms_say_the_same(client: "FlaskClient", address: str) -> None:
    """The compressed form, unpacked, is the plain one; each says that it depends on what is accepted."""
    with client.get(address) as plain, client.get(address, headers=ZIPPED) as squeezed:
        assert "Content-Encoding" not in plain.headers
        assert "Accept-Encoding" in plain.headers["Vary"]
        assert plain.headers["Vary"] == squeezed.headers["Vary"]
        zipped = squeezed.headers.get("Content-Encoding") == "gzip"
        assert zipped == (len(plain.data) >= SMALLEST)
        assert (gzip.decompress(squeezed.data) if zipped else squeezed.data) == plain.data
        assert squeezed.headers["Content-Length"] == str(len(squeezed.data))


@pytest.mark.parametrize("address", BIG)
def test_each_form_has_its_own_strong_validator(client: "FlaskClient", address: str) -> None:
    """Two forms have two strong ETags, each good for 304 in its form, and the same bytes each time."""
    with client.get(address) as plain, client.get(address, headers=ZIPPED) as first, client.get(address, headers=ZIPPED) as again:
        tags = plain.headers["ETag"], first.headers["ETag"]
        assert tags[0] != tags[1]
        assert all(tag.startswith('"') for tag in tags)
        assert (first.data, first.headers["ETag"]) == (again.data, again.headers["ETag"])
    with client.get(address, headers={**ZIPPED, "If-None-Match": tags[1]}) as known:
        assert (known.status_code, known.data, known.headers["ETag"]) == (304, b"", tags[1])
        assert "Accept-Encoding" in known.headers["Vary"]
    with client.get(address, headers={"If-None-Match": tags[0]}) as known:
        assert (known.status_code, known.headers["ETag"]) == (304, tags[0])
    with client.get(address, headers={"If-None-Match": tags[1]}) as other:
        assert other.status_code == 200


@pytest.mark.parametrize("accepted", ["gzip;q=0", "identity", "br", "gzip;q=0, *;q=0.5", ""])
def test_who_does_not_accept_it_gets_the_plain_form(client: "FlaskClient", accepted: str) -> None:
    """Nothing is compressed for a client that refuses it or does not name it."""
    assert "Content-Encoding" not in client.get("/fr/", headers={"Accept-Encoding": accepted}).headers


@pytest.mark.parametrize("address", ["/static/fonts/atkinson-hyperlegible-next-regular.woff2", "/fr/ranking.xlsx"])
def test_what_is_compressed_already_is_left_alone(client: "FlaskClient", address: str) -> None:
    """Fonts and workbooks are sent as they are."""
    with client.get(address, headers=ZIPPED) as answer:
        assert answer.status_code == 200
        assert "Content-Encoding" not in answer.headers
        assert "Accept-Encoding" not in answer.headers.get("Vary", "")


def test_head_and_parts(client: "FlaskClient") -> None:
    """HEAD says the headers of GET; a part of a file is a part of the plain form."""
    assert client.head("/fr/", headers=ZIPPED).headers["ETag"] == client.get("/fr/", headers=ZIPPED).headers["ETag"]
    with client.get("/static/site.css", headers={**ZIPPED, "Range": "bytes=0-9"}) as part:
        assert (part.status_code, len(part.data)) == (206, 10)
        assert "Content-Encoding" not in part.headers
