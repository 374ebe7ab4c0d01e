"""Requests a second of one gunicorn worker: a walk, a constant of the same size, and OpenFisca's where it is there."""

import os
import socket
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from time import sleep
from typing import TYPE_CHECKING

from benchmarks.constant import CONSTANT, WALK
from benchmarks.load import Load, load

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS, SECONDS, LINES = 7, 2.0, 8
OPENFISCA = "CIREDE_OPENFISCA"
"""The Python of an environment that holds openfisca-country-template, openfisca-core[web-api] and gunicorn."""
PEER = "/parameter/taxes.income_tax_rate"
ONE = "one gunicorn worker, 8 connections, loopback"
Row = tuple[str, str, str]


@contextmanager
def worker(python: str, *app: str, path: str) -> "Iterator[int]":
    """Run one gunicorn worker with four threads on a free port."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    options = ("-w", "1", "--threads", "4", "-k", "gthread", "--keep-alive", "60", "-b", f"127.0.0.1:{port}")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    running = subprocess.Popen(  # noqa: S603 - our own words
        [python, "-m", "gunicorn", *options, *app], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(300):
            sleep(0.1)
            try:
                if load(port, path, connections=1, seconds=0.1).fine:
                    break
            except OSError:
                continue
        else:
            message = f"{app} does not answer"
            raise AssertionError(message)
        yield port
    finally:
        running.terminate()
        running.wait(30)


def online() -> list[Row]:
    """Measure in rounds in which the addresses take turns."""
    with ExitStack() as stack:
        ours = stack.enter_context(worker(sys.executable, "benchmarks.constant:app", path=WALK))
        asked = {"walk": (ours, WALK), "constant": (ours, CONSTANT)}
        peer = os.environ.get(OPENFISCA)
        if peer and Path(peer).exists():
            asked["peer"] = (stack.enter_context(worker(peer, "openfisca_web_api.local:app", path=PEER)), PEER)
        found: dict[str, list[Load]] = {name: [] for name in asked}
        for _ in range(ROUNDS):
            for name, (port, path) in asked.items():
                found[name].append(load(port, path, connections=LINES, seconds=SECONDS))
    assert not sum(each.errors for loads in found.values() for each in loads), "some requests failed"
    rates = {name: median(each.rate for each in loads) for name, loads in found.items()}
    share = median(one.rate / other.rate for one, other in zip(found["walk"], found["constant"], strict=True))
    rows = [
        ("the walk of the API, over HTTP", f"{rates['walk']:,.0f} requests a second", ONE),
        ("… against a constant of the same size", f"{share:.0%} of its {rates['constant']:,.0f}", "same application and headers"),
    ]
    if "peer" in rates:
        rows.append(("OpenFisca's web API, a calculation", f"{rates['peer']:,.0f} requests a second", "the same worker and load"))
    return rows
