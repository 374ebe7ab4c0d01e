"""A body without length is refused by every server the site runs on, and what is too long is stopped; over real connections."""

import socket
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest
from waitress import create_server

from cirede_api.receiving import LIMITS, strict
from tests.api.conftest import CONTENT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask

CHUNKED = (
    b"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
    b"Connection: close\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
)


def said(port: int, request: bytes) -> bytes:
    """Send bytes to a server and give all that it answers until it closes the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(request)
        found = b""
        try:
            while part := line.recv(65_536):
                found += part
        except ConnectionResetError:
            pass
        return found


@pytest.fixture(scope="module")
def waitress(app: "Flask") -> "Iterator[int]":
    """The site on waitress, as `cirede serve` sets it up; gives the port."""
    server = strict(create_server(app, host="127.0.0.1", port=0, ident=None, **LIMITS))
    threading.Thread(target=server.run, daemon=True).start()
    yield server.effective_port
    server.close()


@pytest.fixture(scope="module")
def gunicorn(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[int]":
    """The site on gunicorn, alone; gives the port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    folder: Path = tmp_path_factory.mktemp("gunicorn")
    (folder / "site_here.py").write_text(
        "from pathlib import Path\nfrom cirede.settings import Settings\nfrom cirede_api import create_app\n"
        f"app = create_app(Settings(content=Path({str(CONTENT)!r})))\n",
        "utf-8",
    )
    command = [sys.executable, "-m", "gunicorn", "--worker-class", "gthread", "--threads", "2", "--bind", f"127.0.0.1:{port}",
               "--worker-tmp-dir", str(folder), "--chdir", str(folder), "site_here:app"]  # fmt: skip
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
        for _ in range(300):
            try:
                if said(port, b"GET /robots.txt HTTP/1.0\r\n\r\n"):
                    break
            except OSError:
                time.sleep(0.1)
        yield port
        running.terminate()


@pytest.mark.parametrize("server", ["waitress", "gunicorn"])
@pytest.mark.parametrize("path", [b"/api/v1/rankings", b"/fr/bridge"])
def test_a_body_without_length_is_refused_everywhere(server: str, path: bytes, request: pytest.FixtureRequest) -> None:
    """A chunked body gets 411 on waitress and on gunicorn: none cuts it silently, none gathers it."""
    answer = said(request.getfixturevalue(server), CHUNKED.replace(b"{path}", path))
    assert answer.startswith(b"HTTP/1.1 411 "), answer[:200]
    assert b"\r\nHTTP/1.1" not in answer
    if path.startswith(b"/api"):
        assert b"/problems/length-required" in answer


def test_a_large_chunked_body_is_not_read(waitress: int) -> None:
    """The server answers after the headers, long before the end of a body that never ends, and lets nothing through after it."""
    answer = said(waitress, CHUNKED.replace(b"{path}", b"/fr/bridge") + b"GET /robots.txt HTTP/1.1\r\nHost: x\r\n\r\n")
    assert answer.count(b"HTTP/1.1") == 1
    assert b"User-agent" not in answer


@pytest.mark.parametrize(
    ("request_line", "headers", "status"),
    [
        (b"GET /" + b"a" * 20_000, b"", b"431"),
        (b"GET /fr/", b"X-Long: " + b"a" * 20_000 + b"\r\n", b"431"),
        (b"POST /api/v1/rankings", b"Content-Length: 90000\r\n", b"413"),
        (b"POST /api/v1/rankings", b"Content-Length: 20000\r\n", b"413"),
        (b"POST /api/v1/rankings", b"Content-Length: -1\r\n", b"400"),
        (b"POST /api/v1/rankings", b"Content-Length: 5\r\nContent-Length: 6\r\n", b"400"),
        (b"GET /fr/", b"Transfer-Encoding: gzip\r\n", b"501"),
        (b"GET /fr/\nX: y", b"", b"400"),
        (b"TRACE /fr/", b"", b"405"),
        (b"FOO /fr/", b"", b"405"),
    ],
)
def test_what_is_too_long_or_odd_is_stopped(waitress: int, request_line: bytes, headers: bytes, status: bytes) -> None:
    """Long headers and bodies, two lengths, other codings, a bare line end and strange methods get a clear 4xx or 501."""
    body = b"a" * 20_000 if b"20000" in headers else b""
    answer = said(waitress, request_line + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + b"\r\n" + body)
    assert answer.split(b" ")[1] == status, answer[:300]
    assert b"Traceback" not in answer
    assert b"waitress" not in answer.lower()
