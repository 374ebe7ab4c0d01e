"""The stand-alone server, run: slow clients, the limit of one address, a stop that finishes what is under way."""

import json
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.deploy.conftest import HALF_BODY, HALF_HEADERS, ask, free_port, process, slow, wait_for
from tests.deploy.test_workers import PDF

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

CIREDE = (sys.executable, "-m", "cirede", "serve", "--port")


@contextmanager
def alone(log: Path, **settings: str) -> "Iterator[tuple[subprocess.Popen[bytes], int]]":
    """Run the stand-alone server on a free port."""
    port = free_port()
    with process(*CIREDE, str(port), log=log, **settings) as running:
        wait_for(port)
        yield running, port


def test_300_slow_clients_do_not_stop_it(tmp_path: Path) -> None:
    """While 300 clients send the half of a request, a reader is answered at once."""
    with alone(tmp_path / "log") as (_, port):
        opened = slow(port, HALF_HEADERS, 150) + slow(port, HALF_BODY, 150)
        try:
            begun = time.monotonic()
            assert [ask(port, "/fr/bridge?submit=start").status for _ in range(5)] == [200] * 5
            assert time.monotonic() - begun < 5
        finally:
            for each in opened:
                each.close()


def test_one_address_is_limited(tmp_path: Path) -> None:
    """Whoever asks too fast gets 429 with the seconds to wait; files and health go on; the log stays free of addresses."""
    log = tmp_path / "log"
    with alone(log, CIREDE_RATE="60") as (_, port):
        answers = [ask(port, "/api/v1/trees?lang=nl") for _ in range(20)]
        refused = [each for each in answers if each.status == 429]
        assert len(refused) >= 5
        assert json.loads(refused[0].body)["type"] == "/problems/too-many-requests"
        assert 1 <= int(refused[0].headers["Retry-After"]) <= 2
        assert ask(port, "/healthz").status == 200
        assert ask(port, "/static/site.css").status == 200
        assert ask(port, "/api/v1/health", source="127.0.0.2").status == 200
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines() if line.startswith("{")]
    assert {line["status"] for line in lines if line["message"] == "request"} == {200, 429}
    assert "127.0.0.2" not in "".join(map(json.dumps, lines))
    assert "lang=nl" not in log.read_text("utf-8")


def test_a_claimed_proxy_changes_nothing(tmp_path: Path) -> None:
    """Without a proxy in the settings, what a client says of hosts, schemes and paths before it counts for nothing."""
    claims = {"X-Forwarded-Proto": "https", "X-Forwarded-Prefix": "/evil", "X-Forwarded-Host": "evil"}
    with alone(tmp_path / "log", CIREDE_RATE="60") as (_, port):
        page = ask(port, "/fr/", headers=claims)
        assert page.status == 200
        assert "evil" not in page.text
        assert page.headers["Strict-Transport-Security"] is None
        many = [ask(port, "/nothing", headers={"X-Forwarded-For": f"6.6.6.{number}"}).status for number in range(20)]
        assert 429 in many


def test_a_stop_finishes_what_is_under_way(tmp_path: Path) -> None:
    """An answer being made when the server is told to stop still comes whole; nobody else comes in; it ends well."""
    with alone(tmp_path / "log") as (running, port), ThreadPoolExecutor() as pool:
        asked = pool.submit(ask, port, PDF)
        time.sleep(0.15)
        assert not asked.done()
        running.send_signal(signal.SIGTERM)
        answer = asked.result()
        assert running.wait(30) == 0
    assert answer.status == 200
    assert answer.body.rstrip().endswith(b"%%EOF")
