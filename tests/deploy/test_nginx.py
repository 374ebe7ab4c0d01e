"""The shipped configuration of nginx and gunicorn, run: pages under a path and under an own host, limits, slow clients."""

import json
import re
import time
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import pytest

from tests.api.conftest import DONE
from tests.deploy.conftest import HALF_BODY, HALF_HEADERS, HOST, slow

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.deploy.conftest import Answer, Site

PAGES = (f"/fr/bridge/result?{DONE}", "/nl/barriers", "/en/ranking", "/fr/things")
LINK = re.compile(r'\s(?:href|src|action)="([^"#]+)')
MOST = 120


def crawl(get: "Callable[..., Answer]", prefix: str) -> set[str]:
    """Follow every link of the site from a few pages; each must stay below the prefix and answer."""
    waiting, seen = [prefix + page for page in PAGES], set[str]()
    while waiting and len(seen) < MOST:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        assert path.startswith(f"{prefix}/"), path
        answer = get(path.removeprefix(prefix), source=f"127.0.1.{1 + len(seen) % 200}")
        assert answer.status in {200, 303}, f"{path}: {answer.status}"
        if "text/html" not in (answer.headers["Content-Type"] or ""):
            continue
        for link in LINK.findall(answer.text):
            target = urlsplit(urljoin(f"https://{HOST}{path}", link.replace("&amp;", "&")))
            if target.scheme in {"http", "https"} and target.hostname in {HOST, "127.0.0.1", "localhost"}:
                waiting.append(target.path + ("?" + target.query if target.query else ""))
    return seen


@pytest.mark.parametrize("variant", ["own host", "path"])
def test_every_link_works(site: "Site", variant: str) -> None:
    """Pages, forms, drawings and files are found under an own host and below a path, and no link leaves the path."""
    get, prefix = (site.own, "") if variant == "own host" else (site.under_path, "/tool")
    seen = crawl(get, prefix)
    assert len(seen) == MOST
    assert any("/static/" in path for path in seen)
    assert any(".svg" in path for path in seen)


def test_addresses_name_the_host_that_was_asked(site: "Site") -> None:
    """A page names itself by scheme, host and path of the request, and by nothing that a client claims beside them."""
    claims = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "gopher", "X-Forwarded-Prefix": "/evil",
              "Forwarded": "host=evil.example", "X-Forwarded-For": "6.6.6.6", "X-Forwarded-Ssl": "on"}  # fmt: skip
    path = f"/fr/bridge/result?{DONE}"
    own = site.own(path, headers=claims, source="127.0.2.1")
    below = site.under_path(path, headers=claims, source="127.0.2.1")
    assert f"https://{HOST}/fr/p/bridge/" in own.text
    assert f"http://127.0.0.1:{site.shared}/tool/fr/p/bridge/" in below.text
    for answer in (own, below):
        assert answer.status == 200
        assert "evil" not in answer.text
        assert "gopher" not in answer.text


def test_unknown_hosts_are_refused(site: "Site") -> None:
    """A host that the settings do not name gets 400 and no page."""
    answer = site.own("/api/v1/health", headers={"Host": "evil.example"}, source="127.0.2.2")
    assert answer.status == 400
    assert json.loads(answer.body)["type"] == "/problems/bad-request"


def test_tls_is_remembered(site: "Site") -> None:
    """Over TLS an answer asks to come back over TLS; without TLS it does not; the plain port of the own host leads to TLS."""
    from tests.deploy.conftest import ask

    assert site.own("/fr/", source="127.0.2.3").headers["Strict-Transport-Security"] == "max-age=31536000"
    assert site.under_path("/fr/", source="127.0.2.3").headers["Strict-Transport-Security"] is None
    moved = ask(site.http, "/fr/bridge?vehicle=cart", headers={"Host": HOST})
    assert (moved.status, moved.headers["Location"]) == (301, f"https://{HOST}/fr/bridge?vehicle=cart")


def test_no_server_is_named_in_detail(site: "Site") -> None:
    """No answer names a version of a server."""
    for answer in (site.own("/fr/", source="127.0.2.4"), site.own("/nothing", source="127.0.2.4")):
        assert answer.headers["Server"] == "nginx"


def test_body_without_length_is_refused(site: "Site") -> None:
    """A chunked body is refused with 411 and never cut silently; the same body with its length is answered."""
    body = b'{"weights": {}}' + b" " * 20_000
    sent = {"method": "POST", "headers": {"Content-Type": "application/json"}, "source": "127.0.2.5"}
    cut = {**sent, "headers": {"Content-Type": "application/json", "Transfer-Encoding": "chunked"}}
    chunked = site.under_path("/api/v1/rankings", body=body, encode_chunked=True, **cut)
    assert chunked.status == 411
    assert chunked.headers["Content-Type"] == "application/problem+json"
    assert json.loads(chunked.body)["type"] == "/problems/length-required"
    assert site.under_path("/api/v1/rankings", body=b"{}", **sent).status == 200


@pytest.mark.parametrize("size", [17_000, 400_000])
def test_long_bodies_are_refused(site: "Site", size: int) -> None:
    """A body above the limit gets the same problem document from the application and from nginx."""
    headers = {"Content-Type": "application/json"}
    answer = site.under_path("/api/v1/rankings", method="POST", body=b" " * size, headers=headers, source="127.0.2.6")
    assert answer.status == 413
    problem = json.loads(answer.body)
    assert (problem["type"], problem["limit"]) == ("/problems/body-too-large", 16_384)


def test_rate_is_limited_whatever_a_client_claims(site: "Site") -> None:
    """An address that asks too fast is told to wait, in the form it asked in, however it names itself; others go on."""
    claims = [{"X-Forwarded-For": f"9.9.{number}.1", "X-Real-Ip": f"9.9.{number}.2"} for number in range(120)]
    answers = [site.under_path("/api/v1/health", headers=each, source="127.0.3.1") for each in claims]
    refused = [each for each in answers if each.status == 429]
    assert {each.status for each in answers} == {200, 429}
    assert len(refused) >= 30
    assert json.loads(refused[0].body)["type"] == "/problems/too-many-requests"
    assert refused[0].headers["Retry-After"] == "5"
    page = site.under_path("/nl/", source="127.0.3.1")
    assert page.status == 429
    assert "Wacht enkele seconden" in page.text
    assert site.under_path("/nl/", source="127.0.3.2").status == 200


def test_slow_clients_do_not_stop_it(site: "Site") -> None:
    """While 200 clients send the half of a request, another reader is answered at once."""
    opened = slow(site.shared, HALF_HEADERS, 100) + slow(site.shared, HALF_BODY.replace(b" /api", b" /tool/api"), 100)
    try:
        begun = time.monotonic()
        statuses = [site.under_path("/fr/bridge?submit=start", source=f"127.0.4.{number + 1}").status for number in range(5)]
        assert statuses == [200] * 5
        assert time.monotonic() - begun < 5
    finally:
        for each in opened:
            each.close()


def test_logs_hold_no_answer_and_no_address(site: "Site") -> None:
    """The logs of nginx and of the application hold neither a query string nor a whole address; an error is found in both."""
    fault = site.under_path("/fr/brigde?secret=answer", source="127.0.5.77")
    number = fault.headers["X-Request-Id"]
    site.under_path("/fr/bridge?vehicle=cart&%0d%0aforged=1", source="127.0.5.77")
    time.sleep(0.3)
    logs = [(site.folder / "log" / "cirede.log").read_text("utf-8"), site.log.read_text("utf-8")]
    for text in logs:
        lines = [json.loads(line) for line in text.splitlines()]
        assert any(line.get("id") == number and line["status"] == 404 for line in lines)
        assert "answer" not in text
        assert "vehicle" not in text
        assert "127.0.5.77" not in text
    assert '"from":"127.0.5.0"' in logs[0]
    assert (site.folder / "log" / "error.log").read_text("utf-8") == ""
