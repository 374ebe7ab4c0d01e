"""What the operator relies on: health, the place behind a proxy, the journal, the limit, the counters."""

import io
import json
import logging
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from cirede.settings import Settings
from cirede.store.counters import open_counters
from cirede_api import counting, create_app
from cirede_api.health import NAME
from cirede_api.journal import REQUESTS, JsonLines
from cirede_api.limits import MOST, Limits, network
from tests.api.conftest import CONTENT, DONE, KEPT, TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient

RESULT = f"/fr/bridge/result?{DONE}"


def site(**settings: Any) -> "Flask":  # noqa: ANN401 - any setting
    """The site over the miniature content under further settings."""
    return create_app(Settings(content=CONTENT, **settings), today=lambda: TODAY)


@contextmanager
def listened(*names: str) -> "Iterator[io.StringIO]":
    """Listen to loggers as a server does."""
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    handler.setFormatter(JsonLines())
    loggers = [logging.getLogger(name) for name in names]
    levels = [each.level for each in loggers]
    for each in loggers:
        each.addHandler(handler)
        each.setLevel(logging.INFO)
    yield said
    for each, level in zip(loggers, levels, strict=True):
        each.removeHandler(handler)
        each.setLevel(level)


def test_health(client: "FlaskClient") -> None:
    """Both addresses answer at once, are kept by nobody, and say which content is served."""
    for place in ("/healthz", "/readyz"):
        answer = client.get(place)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    ready = client.get("/readyz").get_json()
    assert (ready["trees"], len(ready["stamp"])) == (1, 16)


def test_not_ready_once_the_server_leaves() -> None:
    """While the server finishes what is under way, it lives but takes no new readers."""
    app = site()
    app.extensions[NAME].leaving = lambda: True
    answer = app.test_client().get("/readyz")
    assert (answer.status_code, answer.get_json()["reason"]) == (503, "stopping")
    assert app.test_client().get("/healthz").status_code == 200


def test_not_ready_while_all_is_paused() -> None:
    """A notice that all questionnaires are paused keeps new readers away; one about a single state does not."""
    assert site(notice="paused").test_client().get("/readyz").get_json()["reason"] == "paused"
    assert site(notice="review").test_client().get("/readyz").status_code == 200


def test_only_named_hosts_are_served() -> None:
    """Another host gets 400, whatever it says of itself elsewhere; whoever watches the process may use any."""
    client = site(trusted_hosts=("tool.example.org", ".region.example")).test_client()
    for host, status in (("tool.example.org", 200), ("tool.example.org:443", 200), ("a.region.example", 200),
                         ("evil.example", 400), ("tool.example.org.evil.example", 400), ("", 400)):  # fmt: skip
        assert client.get("/fr/", headers={"Host": host, "X-Forwarded-Host": "tool.example.org"}).status_code == status, host
    assert client.get("/readyz", headers={"Host": "10.0.0.7"}).status_code == 200


def test_a_proxy_is_believed_only_where_the_settings_say_so() -> None:
    """Scheme and path prefix come from the proxy behind one, and from nobody without."""
    claims = {"X-Forwarded-Proto": "https", "X-Forwarded-Prefix": "/tool", "X-Forwarded-Host": "evil.example"}
    behind = site(proxies=1).test_client().get(RESULT, headers=claims)
    assert behind.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "https://localhost/tool/fr/p/bridge/" in behind.text
    exposed = site().test_client().get(RESULT, headers=claims)
    assert "Strict-Transport-Security" not in exposed.headers
    assert "/tool/" not in exposed.text
    assert "evil" not in behind.text + exposed.text


def test_the_journal_holds_no_answer(client: "FlaskClient") -> None:
    """A line names method, route, status, duration and number, and nothing that the reader sent."""
    with listened(REQUESTS.name) as said:
        client.get(RESULT, headers={"User-Agent": "secret-agent"})
        client.get(f"/fr/{KEPT}")
        client.get("/fr/brigde-secret?vehicle=cart")
        client.open("/fr/bridge", method="SECRET")
    lines = [json.loads(line) for line in said.getvalue().splitlines()]
    assert [line["status"] for line in lines] == [200, 200, 404, 405]
    assert lines[0]["route"] == "/<lang>/<tree>/result"
    assert lines[3]["method"] == "other"
    for word in ("cart", "secret", "SECRET", "610jqehag", "127.0.0.1", "vehicle"):
        assert word not in said.getvalue()
    assert all(set(line) == {"time", "level", "logger", "message", "method", "route", "status", "ms", "id"} for line in lines)


def test_an_error_bears_its_number() -> None:
    """The number of a fault stands in its answer and in its line; only a trusted proxy may give it, and only a plain one."""
    number = "0123456789abcdef0123456789abcdef"
    for app, given, same in ((site(proxies=1), number, True), (site(proxies=1), 'x"}\n{', False), (site(), number, False)):
        with listened(REQUESTS.name) as said:
            answer = app.test_client().get("/nothing", headers={"X-Request-Id": given.replace("\n", " ")})
        assert (answer.headers["X-Request-Id"] == number) is same
        assert json.loads(said.getvalue())["id"] == answer.headers["X-Request-Id"]


def test_a_line_cannot_be_forged() -> None:
    """Line ends and quotes in what is logged stay inside their line; of other libraries only numbers are filled in."""
    with listened("cirede_api.forged", "other") as said:
        logging.getLogger("cirede_api.forged").warning('a\r\n{"level": "info"} %s', "\u2028\u0085")
        logging.getLogger("other").warning("client %s sent %d bytes of %s", "10.1.2.3", 7, "?answer=1")
    lines = said.getvalue().splitlines()
    assert len(lines) == 2
    assert said.getvalue().isascii()
    assert json.loads(lines[1])["message"] == "client … sent 7 bytes of …"
    wrong = logging.LogRecord("other", logging.WARNING, "", 0, "wrong %d", ("number", "more"), None)
    assert json.loads(JsonLines().format(wrong))["message"] == "wrong %d"


def test_an_unforeseen_fault_is_logged_without_its_message(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of ours is found by kind and place in the code; its message, which may hold an answer, is not written."""
    app = site()

    def fail() -> None:
        message = "secret answer"
        raise KeyError(message)

    monkeypatch.setitem(app.view_functions, "pages.choice", fail)
    with listened("cirede_api") as said:
        assert app.test_client().get("/").status_code == 500
    line = next(found for found in map(json.loads, said.getvalue().splitlines()) if found["level"] == "error")
    assert line["error"] == "KeyError"
    assert any("test_operation.py" in each for each in line["where"])
    assert "secret" not in said.getvalue()


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        """Give the seconds."""
        return self.now


def test_the_limit_lets_a_burst_pass_and_then_the_rate() -> None:
    """A fifth of a minute's worth passes at once, then one for each second of a rate of 60; waiting helps exactly so long."""
    clock = Clock()
    limits = Limits(60, clock=clock)
    assert [limits.wait("10.0.0.1") for _ in range(13)] == [0] * 12 + [1]
    clock.now = 0.5
    assert limits.wait("10.0.0.1") == 1
    clock.now = 1.0
    assert [limits.wait("10.0.0.1"), limits.wait("10.0.0.1")] == [0, 1]
    assert limits.wait("10.0.0.2") == 0


def test_the_limit_forgets() -> None:
    """A minute after its last request nothing of an address is left, and never more are kept than there is room for."""
    clock = Clock()
    limits = Limits(60, clock=clock)
    for number in range(MOST + 500):
        limits.wait(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
    assert len(limits.buckets) <= MOST
    clock.now = 61.0
    limits.wait("10.0.0.1")
    assert list(limits.buckets) == ["10.0.0.1"]


def test_an_ipv6_network_counts_as_one() -> None:
    """Whoever owns 64 bits of addresses does not get as many limits; an IPv4 address written as IPv6 is the same."""
    assert network("2001:db8:1:2::1") == network("2001:db8:1:2:ffff::9") != network("2001:db8:1:3::1")
    assert network("::ffff:10.0.0.1") == network("10.0.0.1")
    assert network("") == network("unix") == ""


def test_too_many_requests_are_told_in_every_form() -> None:
    """The page says it in the reader's language, the API as a problem document, both when to come back."""
    app = site()
    limits = Limits(5, clock=Clock())
    limits.watch(app)
    client = app.test_client()
    assert client.get("/fr/").status_code == 200
    page, problem = client.get("/nl/bridge?vehicle=cart"), client.get("/api/v1/health")
    assert page.status_code == problem.status_code == 429
    assert "Een ogenblik" in page.text
    assert problem.get_json()["type"] == "/problems/too-many-requests"
    assert page.headers["Retry-After"] == problem.headers["Retry-After"] == "12"
    assert client.get("/healthz").status_code == 200


def rows(path: "Path") -> list[tuple[object, ...]]:
    """Give what was counted."""
    file = sqlite3.connect(path)
    found = file.execute("SELECT * FROM shown ORDER BY lang").fetchall()
    file.close()
    return found


def test_results_are_counted(tmp_path: "Path") -> None:
    """Each result shown counts by tree, outcome, language and day; questions, answers unchanged and faults do not."""
    path = tmp_path / "counters"
    client = site(counters=path).test_client()
    first = client.get(RESULT)
    client.get(RESULT, headers={"If-None-Match": first.headers["ETag"]})
    client.get(f"/nl/bridge/result?{DONE}", headers={"Referer": "https://other.example/"})
    for place in ("/fr/bridge?vehicle=cart", "/fr/bridge/result?vehicle=none", "/fr/", f"/fr/bridge?{DONE}"):
        client.get(place)
    assert [row[0] for row in rows(path)] == ["bridge", "bridge"]
    assert [row[2:] for row in rows(path)] == [("fr", "", TODAY.isoformat(), 1), ("nl", "", TODAY.isoformat(), 1)]


def test_the_embedding_site_is_what_the_frame_declares(tmp_path: "Path") -> None:
    """A frame counts for the entry of the allow-list that its address names, through all its pages; never for its referrer."""
    path = tmp_path / "counters"
    client = site(counters=path, frame_ancestors="https://www.host.example https://*.region.example").test_client()
    names = ("www.host.example", "a.region.example", "b.region.example", "evil.example", "")
    for name in names:
        question = client.get(f"/embed/fr/bridge?vehicle=cart&host={name}").text
        assert (f'name="host" value="{name}"' in question) is (name in names[:3])
        client.get(f"/embed/fr/bridge/result?{DONE}&host={name}", headers={"Referer": "https://www.host.example/secret"})
    assert sorted((row[3], row[5]) for row in rows(path)) == [("*.region.example", 2), ("frame", 2), ("www.host.example", 1)]


def test_counters_are_off_by_default(client: "FlaskClient", monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the setting no file is opened."""
    monkeypatch.setattr(counting, "open_counters", lambda path: pytest.fail(f"{path} was opened"))
    assert client.get(RESULT).status_code == 200


def test_a_broken_or_full_file_breaks_no_page(tmp_path: "Path") -> None:
    """A reader sees the result whatever the file is, and the log says once that nothing is counted."""
    (tmp_path / "broken").write_bytes(b"no database" * 200)
    full = tmp_path / "full"
    file = open_counters(full)
    file.execute("CREATE TABLE filler (words TEXT)")
    file.close()

    def overflow(file: sqlite3.Connection, *shown: object) -> None:
        file.execute("INSERT INTO filler VALUES (zeroblob(100000))")

    def opened(path: "Path") -> sqlite3.Connection:
        found = open_counters(path)
        if path == full:
            pages = found.execute("PRAGMA page_count").fetchone()[0]
            found.execute(f"PRAGMA max_page_count = {pages}")
        return found

    for path in (tmp_path / "broken", full, tmp_path):
        app = site(counters=path)
        with pytest.MonkeyPatch.context() as patch, listened(counting.LOG.name) as said:
            patch.setattr(counting, "open_counters", opened)
            if path == full:  # one count fits into a page that is there, so a larger row stands in
                patch.setattr(counting, "add", overflow)
            assert [app.test_client().get(RESULT).status_code for _ in range(3)] == [200] * 3
        assert len(said.getvalue().splitlines()) == 1, path
        assert "not counted for 10 seconds" in said.getvalue()
