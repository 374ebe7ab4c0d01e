"""The controls of docs/security.md that hold on every route: policy, methods, errors, redirections, paths, injections."""

import json
import logging
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import pytest

from cirede.settings import Settings
from cirede_api import create_app
from tests.api.addresses import BY_ENDPOINT, EVERYTHING, SITE
from tests.api.conftest import API, CONTENT, DONE, TODAY

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

SECRET = "a-word-that-only-the-log-may-hold"  # noqa: S105 - made up
METHODS = ("POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "FOO")
SPLIT = "%0d%0aSet-Cookie:%20evil=1"
INSIDE = ("def create_app", "root:", "[project]", "requires-python")


class Running(HTMLParser):
    """Finds what a page could run or style by itself: inline scripts and styles, handlers, and addresses that run."""

    def __init__(self) -> None:
        """Begin with nothing found."""
        super().__init__()
        self.found: list[str] = []
        self.script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at a tag and its attributes."""
        names = dict(attrs)
        self.script = tag == "script" and "src" not in names
        self.found += [f"<{tag} {name}>" for name in names if name.startswith("on") or name == "style"]
        self.found += [f"<{tag} {value}>" for value in names.values() if (value or "").strip().lower().startswith("javascript:")]
        self.found += [f"<{tag}>"] if tag in {"style", "base", "object", "applet"} or self.script else []

    handle_startendtag = handle_starttag


def site(**environment: Any) -> "Flask":  # noqa: ANN401 - any setting
    """Make the application as it is served: exceptions are answered, not raised."""
    settings = Settings(content=CONTENT, contact="info@example.org", **environment)
    return create_app(settings, today=lambda: TODAY)


def test_every_endpoint_has_an_address(app: "Flask", client: "FlaskClient") -> None:
    """Every endpoint of the site is walked through by these tests: a new one fails here until it has an address that answers."""
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules() if not rule.endpoint.startswith("api.")}
    assert endpoints == set(BY_ENDPOINT)
    for address in SITE:
        with client.get(address) as answer:
            assert answer.status_code in {200, 302}, address


@pytest.mark.parametrize("address", EVERYTHING)
def test_policy_and_nothing_inline(client: "FlaskClient", address: str) -> None:
    """Every answer, faults, files, PDF and drawings included, has a policy without 'unsafe', and nothing that would need it."""
    with client.get(address) as answer:
        policy = dict(part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; "))
        assert policy["default-src"] == policy["base-uri"] == "'none'"
        assert policy["style-src"] == "'self'"
        assert policy.get("script-src", "'self'") == "'self'"
        assert {"frame-ancestors", "form-action"} <= set(policy)
        assert "unsafe" not in str(policy)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in answer.headers
        assert "Server" not in answer.headers
        if answer.mimetype in {"text/html", "image/svg+xml"}:
            page = Running()
            page.feed(answer.get_data(as_text=True))
            assert page.found == []


@pytest.mark.parametrize("address", [each for each in (*SITE, *API) if "/nl" not in each and "/en" not in each])
def test_other_methods_are_refused(client: "FlaskClient", address: str) -> None:
    """A method that an address does not take gets 405 and the list of those that it takes; TRACE echoes nothing."""
    for method in METHODS[1 if address == "/api/v1/rankings" else 0 :]:
        answer = client.open(address, method=method, headers={"X-Echo": SECRET})
        assert answer.status_code == 405
        allowed = set(answer.headers["Allow"].split(", "))
        assert "GET" in allowed
        assert method not in allowed
        assert SECRET not in answer.text


@pytest.mark.parametrize("address", [each for each in (*SITE, *API) if "/nl" not in each and "/en" not in each])
def test_no_fault_shows_how_it_came(address: str, caplog: pytest.LogCaptureFixture) -> None:
    """An exception in any view gives a clean 500, strict headers and no word of itself; the log has it."""
    app = SERVED
    caplog.set_level(logging.ERROR)
    with app.test_request_context(address):
        from flask import request

        endpoint = request.endpoint or ""
    if endpoint == "static":
        return

    def fail(**_: str) -> str:
        raise RuntimeError(SECRET)

    kept = app.view_functions[endpoint]
    app.view_functions[endpoint] = fail
    try:
        answer = app.test_client().get(address)
    finally:
        app.view_functions[endpoint] = kept
    assert answer.status_code == 500
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    for word in (SECRET, "Traceback", "RuntimeError", "File &#34;", ".py"):
        assert word not in answer.text
    assert "RuntimeError" in caplog.text


SERVED = site()


def test_debug_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even the environment turns on the debugger, and its console is not there."""
    monkeypatch.setenv("FLASK_DEBUG", "1")
    app = site()
    assert (app.debug, app.testing) == (False, False)
    answer = app.test_client().get("/console?__debugger__=yes&cmd=resource&f=debugger.js")
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example/", "//evil.example/fr/bridge/result", "/%5cevil.example", "/fr//evil.example", "/fr/%2f%2fevil.example",
        "/embed?next=//evil.example", "/embed//evil.example", f"/fr/bridge/result.pdf?vehicle=cart&x={SPLIT}",
        "/fr/bridge/result.pdf?vehicle=//evil.example", "/fr/bridge/result?vehicle=cart&next=https://evil.example",
        "/fr/barriers/old-toll?barrier=old-toll&fact=carts&value=5&next=//evil.example", "/fr?//evil.example", "/fr",
        "/api//evil.example", "/static//evil.example",
    ],
)  # fmt: skip
def test_redirections_stay_here(client: "FlaskClient", address: str) -> None:
    """A redirection leads to a path of this host, whatever the address asks for."""
    answer = client.get(address)
    if answer.status_code < 400 and "Location" in answer.headers:
        target = urlsplit(answer.headers["Location"])
        assert (target.scheme, target.netloc) in {("", ""), ("http", "localhost")}
        assert target.path.startswith("/")
        assert not target.path.startswith("//")
    assert "evil" not in str(answer.headers)


def test_there_are_redirections_to_look_at(client: "FlaskClient") -> None:
    """The addresses above are no empty list: these ones do redirect, to paths without a host."""
    for address in ("/embed", "/fr/bridge/result.pdf?vehicle=cart", "/fr/barriers/old-toll?barrier=old-toll&fact=carts&value=5"):
        answer = client.get(address)
        assert answer.status_code in {302, 303}
        assert answer.headers["Location"].startswith("/")


@pytest.mark.parametrize("place", ["/fr/{x}", "/fr/bridge?vehicle={x}", "/fr/bridge?{x}=1", "/fr/bridge/result.pdf?v={x}",
                                   "/fr/barriers/{x}/sheet.xlsx", "/fr/ranking.xlsx?profile={x}", "/fr/p/bridge/{x}/2026-11-23",
                                   "/embed/look/{x}.css", "/api/v1/trees/{x}", "/api/v1/trees?lang={x}"])  # fmt: skip
def test_headers_cannot_be_split(client: "FlaskClient", place: str) -> None:
    """A line end in a path or a query never ends a header."""
    answer = client.get(place.format(x=f"a{SPLIT}"))
    assert answer.status_code in {200, 400, 404, 422}
    assert "Set-Cookie" not in answer.headers
    assert not [value for _, value in answer.headers if "\r" in value or "\n" in value or "evil" in value]


@pytest.mark.parametrize("before", ["/static", "/fr", "/fr/bridge", "/embed/look", "/problems", "/fr/programmes", "/api/v1"])
@pytest.mark.parametrize(
    "way",
    ["../factory.py", "../../../pyproject.toml", "%2e%2e/factory.py", "..%2ffactory.py", "..%5cfactory.py",
     "%2e%2e%2f" * 8 + "etc/passwd", "../" * 8 + "etc/passwd", "/etc/passwd", "%2fetc%2fpasswd", "..;/factory.py",
     "....//factory.py", "%252e%252e%252ffactory.py", "%c0%ae%c0%ae/factory.py", "fonts/../../factory.py", "site.css%00.py",
     "file:///etc/passwd"],
)  # fmt: skip
def test_paths_cannot_be_climbed(client: "FlaskClient", before: str, way: str) -> None:
    """No way out of the static folder or into the content: nothing is found, however it is written."""
    with client.get(f"{before}/{way}") as answer:
        assert answer.status_code in {400, 404}
        assert not [word for word in INSIDE if word in answer.get_data(as_text=True)]


@pytest.mark.parametrize("place", ["/fr/{x}", "/fr/bridge?vehicle={x}", "/fr/bridge?on={x}", "/nl/ranking?profile={x}",
                                   "/fr/embed?tree={x}", "/api/v1/trees/{x}", "/api/v1/trees/bridge/walk?{x}=1",
                                   "/embed/fr/bridge?theme={x}"])  # fmt: skip
@pytest.mark.parametrize("words", ["{{ 1337*7 }}", "{% print(1337*7) %}", "${1337*7}", "<%= 1337*7 %>", "#{1337*7}"])
def test_words_are_no_template(client: "FlaskClient", place: str, words: str) -> None:
    """What a visitor writes is never computed."""
    assert "9359" not in client.get(place.format(x=quote(words))).text


@pytest.mark.parametrize("name", ["GRAPH", "URL", "fontname", "image", "stylesheet"])
def test_drawings_hold_no_word_of_a_visitor(client: "FlaskClient", name: str) -> None:
    """What is in the address never reaches DOT or the drawing: only which way was taken does."""
    broken = quote(f'"]; b [{name}="javascript:alert(1)"; x="')
    plain = client.get("/fr/bridge.svg?vehicle=foot").data
    assert client.get(f"/fr/bridge.svg?vehicle=foot&{broken}={broken}&weight={broken}").data == plain
    assert client.get(f"/api/v1/trees/bridge/drawing?vehicle={broken}").status_code == 422


def test_every_parameter_is_taken_once(client: "FlaskClient") -> None:
    """A parameter of the API that stands twice is refused by every operation; only a question with several answers may repeat."""
    found = json.loads(client.get("/api/v1/openapi.json").data)
    tried = 0
    for path, methods in found["paths"].items():
        operation = methods.get("get", {"parameters": []})
        where = path
        for each in operation.get("parameters", []):
            if each["in"] == "path":
                where = where.replace(f"{{{each['name']}}}", each["example"])
        for each in operation.get("parameters", []):
            if each["in"] == "query" and each["name"] != "answers":
                twice = "&".join([f"{each['name']}={quote(str(each['example']))}"] * 2)
                assert client.get(f"{where}?{twice}").status_code == 422, (path, each["name"])
                tried += 1
    assert tried > 20
    assert client.get("/api/v1/trees/bridge/walk?vehicle=foot&vehicle=cart").status_code == 422
    assert client.get("/api/v1/trees/bridge/walk?vehicle=cart&weight=50&load=hay&load=fire").status_code == 200


@pytest.mark.parametrize("host", ["evil.example/x", "a b", "a@b", "a,b", "", "a\tb", "[::1", "a:99999999"])
def test_a_host_that_is_none_is_refused(client: "FlaskClient", host: str) -> None:
    """A Host header that is not the name of a host gets 400 on pages, in the API and on files, and is not repeated."""
    for address in ("/fr/bridge", "/api/v1/trees", "/static/site.css", "/robots.txt"):
        answer = client.get(address, headers={"Host": host})
        assert answer.status_code == 400
        assert not host or host not in answer.text


def test_no_file_to_take_away_is_named_by_a_visitor(client: "FlaskClient") -> None:
    """The names of files to save are made of our own ids, the day and the language."""
    for address in (f"/fr/bridge/result.pdf?{DONE}", "/fr/ranking.xlsx", "/fr/barriers/narrow-bridge/sheet.xlsx"):
        said = client.get(address).headers["Content-Disposition"]
        assert re.fullmatch(r'attachment; filename="[a-z0-9-]+\.(?:pdf|xlsx)"', said)
