"""What no page can answer: always a clear 4xx, never a 500, never the reader's own markup."""

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cirede.errors import ContentError
from cirede.settings import Settings
from cirede_api import create_app
from tests.api.conftest import DONE, TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient

MARKUP = "<script>alert(1)</script>"
PLACES = ("/fr/bridge", "/nl/bridge/result", "/en/bridge/tree", "/fr/bridge.svg", "/api/v1/trees/bridge/walk",
          "/api/v1/trees/bridge/drawing", "/", "/fr/things", "/api/v1/trees")  # fmt: skip

BAD = [
    ("/fr/brigde", 404), ("/de/", 404), ("/fr/bridge?change=wieght", 404), ("/fr/bridge?submit=wieght", 404),
    ("/fr/nothing/here/at/all", 404), ("/problems/none", 404), ("/fr/%00", 404), ("/fr/%ff%fe", 404),
    ("/fr/bridge?vehicle=foot&vehicle=cart", 422), ("/fr/bridge?on=2026-02-30", 422), ("/fr/bridge?on=today", 422),
    ("/fr/bridge?on=2026-11-23&on=2026-11-24", 422), ("/fr/bridge?on=2020-01-01", 404),
    ("/fr/bridge?change=weight&change=load", 422), ("/fr/bridge?vehicle=boat", 422),
    ("/fr/bridge?vehicle=%ff%fe", 400), ("/fr/bridge?vehicle=%00", 400), ("/fr/bridge?vehicle=a%0d%0ab", 400),
    ("/fr/bridge?vehicle=%zz", 400), ("/fr/bridge?%1b=x", 400), ("/fr/bridge?vehicle=" + "x" * 4001, 414),
    ("/api/v1/trees/brigde", 404), ("/api/v1/nothing", 404), ("/api/v1/trees/bridge/questions/wieght", 404),
    ("/api/v1/trees/bridge/walk?wieght=1", 422), ("/api/v1/trees/bridge/walk?utm_source=x", 422),
    ("/api/v1/trees/bridge/walk?vehicle=boat", 422), ("/api/v1/trees/bridge/walk?vehicle=foot&vehicle=cart", 422),
    ("/api/v1/trees/bridge/walk?on=2026-02-30", 422), ("/api/v1/trees/bridge/walk?on=2020-01-01", 404),
    ("/api/v1/trees/bridge/walk?lang=de", 422), ("/api/v1/trees?lang=fr&lang=nl", 422), ("/api/v1/health?x=1", 422),
    ("/api/v1/trees/bridge/walk?vehicle=%ff", 400), ("/api/v1/trees/bridge/walk?vehicle=" + "x" * 4001, 414),
]  # fmt: skip


@pytest.mark.parametrize(("address", "status"), BAD)
def test_bad_address(client: "FlaskClient", address: str, status: int) -> None:
    """Each bad address gets its status, as a page or as a problem document."""
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.mimetype == ("application/problem+json" if address.startswith("/api/") else "text/html")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("/fr/brigde", "/fr/bridge"),
        ("/fr/bridge?change=wieght", "/fr/bridge?change=weight"),
        ("/frr/", "/fr/"),
    ],
)
def test_nearest_name_is_offered(client: "FlaskClient", address: str, near: str) -> None:
    """A page that does not exist leads to the nearest one that does."""
    assert f'<a href="{near}">' in client.get(address).text


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("query", [f"vehicle={MARKUP}", f"{MARKUP}=1", f"on={MARKUP}", f"change={MARKUP}", f"lang={MARKUP}",
                                   f"vehicle=cart&weight={MARKUP}", f"vehicle=foot&open-now=yes&load={MARKUP}"])  # fmt: skip
def test_markup_is_never_reflected(client: "FlaskClient", place: str, query: str) -> None:
    """Markup in keys and values never comes back as markup."""
    answer = client.get(place, query_string=query)
    assert answer.status_code < 500
    assert b"<script" not in answer.data.lower()


@pytest.mark.parametrize("path", [f"{before}/{MARKUP}" for before in ("", "/fr", "/api/v1", "/api/v1/trees", "/problems")])
def test_markup_in_paths_is_never_reflected(client: "FlaskClient", path: str) -> None:
    """Markup in the path is not found, and not repeated."""
    answer = client.get(path)
    assert answer.status_code == 404
    assert b"<script" not in answer.data.lower()


TEXT = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["vehicle", "weight", "load", "open-now", "on", "lang", "change", "submit", "foot", "cart", "hay", "yes",
                     "none", "NaN", "Infinity", "1e999", "-0", "50", "2026-12-01", "0001-01-01", "9999-12-31", MARKUP]),
)  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.sampled_from(PLACES), pairs=st.lists(st.tuples(TEXT, TEXT), max_size=8))
def test_no_query_makes_an_error_of_ours(app: "Flask", place: str, pairs: list[tuple[str, str]]) -> None:
    """No pairs of keys and values, well-known ones among them, give a 500 or come back as markup."""
    try:
        answer = app.test_client().get(place, query_string=pairs)
    except UnicodeEncodeError:
        return
    assert answer.status_code < 500
    assert b"<script" not in answer.data.lower()


@settings(max_examples=300, deadline=None)
@given(place=st.sampled_from(PLACES), raw=st.binary(max_size=60))
def test_no_bytes_make_an_error_of_ours(app: "Flask", place: str, raw: bytes) -> None:
    """No bytes after the question mark give a 500 or come back as markup."""
    answer = app.test_client().get(place, environ_overrides={"QUERY_STRING": raw.decode("latin-1")})
    assert answer.status_code < 500
    assert b"<script" not in answer.data.lower()


@pytest.mark.parametrize("address", ["/fr/bridge", "/api/v1/trees"])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_other_methods_are_refused(client: "FlaskClient", address: str, method: str) -> None:
    """Every method that writes is refused with 405 and the methods that are allowed."""
    answer = client.open(address, method=method)
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_head_and_body_of_get(client: "FlaskClient") -> None:
    """HEAD gives the headers alone; a small body sent with GET is ignored."""
    assert client.head("/fr/bridge").data == b""
    assert client.get("/fr/bridge", data=b"x" * 100).status_code == 200


@pytest.mark.parametrize("address", ["/fr/bridge", "/api/v1/trees"])
def test_bodies_are_limited(client: "FlaskClient", address: str) -> None:
    """A body without length is refused with 411, a large one with 413."""
    chunked = client.post(address, environ_overrides={"HTTP_TRANSFER_ENCODING": "chunked"})
    assert chunked.status_code == 411
    assert client.post(address, data=b"x" * 20_000).status_code == 413


def test_a_false_host_is_refused(client: "FlaskClient") -> None:
    """A Host header that is no host is refused, so that it stands in no link."""
    assert client.get("/fr/bridge", headers={"Host": 'x"><script>'}).status_code == 400


def test_an_unforeseen_fault_is_a_clean_500(monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception that nobody foresaw gives a page or a problem document without its words."""
    from cirede_api import result, whole
    from tests.api.conftest import CONTENT

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(MARKUP)

    client = create_app(Settings(content=CONTENT), today=lambda: TODAY).test_client()
    monkeypatch.setattr(result, "law_of", fail)
    monkeypatch.setattr(whole, "summary", fail)
    page, problem = client.get(f"/fr/bridge/result?{DONE}"), client.get("/api/v1/trees/bridge")
    assert (page.status_code, problem.status_code) == (500, 500)
    assert problem.mimetype == "application/problem+json"
    assert b"alert" not in page.data + problem.data


def test_broken_content_refuses_to_start(tmp_path: "Path") -> None:
    """A broken file stops the start, and every problem is told."""
    (tmp_path / "trees").mkdir()
    (tmp_path / "trees" / "a.yaml").write_text("schema: [", encoding="utf-8")
    with pytest.raises(ContentError) as error:
        create_app(Settings(content=tmp_path))
    assert "trees/a.yaml:" in str(error.value)
    assert len(error.value.problems) > 1
