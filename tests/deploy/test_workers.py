"""What happens when workers die, leave or are told to stop, behind nginx."""

import http.client
import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from tests.api.conftest import DONE
from tests.deploy.conftest import wait_for

if TYPE_CHECKING:
    from tests.deploy.conftest import Site

PDF = f"/fr/bridge/result.pdf?{DONE}"
"""The slowest address of the site: its first answer takes half a second and more."""


def workers(master: int) -> list[int]:
    """Give the processes that a gunicorn has started."""
    return [int(each) for each in Path(f"/proc/{master}/task/{master}/children").read_text("ascii").split()]


def test_a_killed_worker_is_hardly_noticed(fresh: "Site") -> None:
    """Of many requests under way, at most 8 fail when a worker is killed, and two workers serve again soon."""
    statuses: list[int] = []
    over = threading.Event()

    def read(reader: int) -> None:
        count = 0
        while not over.is_set():
            count += 1
            try:
                statuses.append(fresh.under_path("/fr/bridge?vehicle=cart", source=f"127.1.{reader}.{1 + count % 250}").status)
            except (OSError, http.client.HTTPException):
                statuses.append(0)

    with fresh.gunicorn() as master, fresh.nginx():
        wait_for(fresh.shared, "/tool/healthz")
        before = workers(master.pid)
        readers = [threading.Thread(target=read, args=(number,)) for number in range(8)]
        for each in readers:
            each.start()
        time.sleep(1)
        os.kill(before[0], signal.SIGKILL)
        until = time.monotonic() + 20
        while len(set(workers(master.pid)) - {before[0]}) < 2 and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(1)
        over.set()
        for each in readers:
            each.join()
        after = workers(master.pid)
    assert len(before) == len(after) == 2
    assert before[0] not in after
    assert len(statuses) > 100
    assert len([each for each in statuses if each != 200]) <= 8


def test_a_stop_finishes_what_is_under_way(fresh: "Site") -> None:
    """An answer being made when the service is told to stop still comes whole, and the service ends well."""
    with fresh.gunicorn() as master, fresh.nginx(), ThreadPoolExecutor() as pool:
        wait_for(fresh.shared, "/tool/healthz")
        asked = pool.submit(fresh.under_path, PDF)
        time.sleep(0.15)
        assert not asked.done()
        master.send_signal(signal.SIGTERM)
        answer = asked.result()
        assert master.wait(30) == 0
    assert answer.status == 200
    assert answer.body.rstrip().endswith(b"%%EOF")


def test_readers_wait_while_the_service_restarts(fresh: "Site") -> None:
    """The socket stays open between two runs: who comes in between is answered by the second one."""
    with fresh.nginx(), ThreadPoolExecutor() as pool:
        with fresh.gunicorn():
            wait_for(fresh.shared, "/tool/healthz")
        asked = pool.submit(fresh.under_path, "/fr/")
        time.sleep(0.3)
        assert not asked.done()
        with fresh.gunicorn():
            assert asked.result().status == 200


def test_a_wrong_setting_stops_the_start_with_one_line(fresh: "Site") -> None:
    """A setting that makes no sense ends the start, and the log says which one and how to mend it."""
    with fresh.gunicorn(CIREDE_PROXIES="many") as master:
        assert master.wait(30) != 0
    assert "CIREDE_PROXIES is 'many': give 1 behind" in fresh.log.read_text("utf-8")
    assert "Traceback" not in fresh.log.read_text("utf-8")
