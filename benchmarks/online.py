"""Requests a second of one gunicorn worker: a walk, a constant of the same size, and OpenFisca's where it is there."""

import json
import os
import socket
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import sleep
from typing import TYPE_CHECKING

from benchmarks.constant import CONSTANT, WALK
from benchmarks.load import Load, load

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS, SECONDS, LINES = 7, 2.0, 8
OPENFISCA = "CIREDE_OPENFISCA"
"""The Python of an environment with the peer; where it is not set, the peer is left out. To make one:
python3 -m venv PLACE && PLACE/bin/pip install 'openfisca-core[web-api]' openfisca-country-template gunicorn"""
PEER = """from openfisca_core.scripts import build_tax_benefit_system
from openfisca_web_api.app import create_app
app = create_app(build_tax_benefit_system("openfisca_country_template", None, None))
"""
READ, CALCULATE = "/parameter/taxes/income_tax_rate", "/calculate"
PERSON = {"persons": {"a": {"salary": {"2017-01": 2000}, "income_tax": {"2017-01": None}}},
          "households": {"h": {"adults": ["a"]}}}  # fmt: skip
ONE = "one gunicorn worker, 8 connections, loopback"
Row = tuple[str, str, str]


@contextmanager
def worker(python: str, app: str, path: str, *more: str) -> "Iterator[int]":
    """Run one gunicorn worker with four threads on a free port."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    options = ("-w", "1", "--threads", "4", "-k", "gthread", "--keep-alive", "60", "-b", f"127.0.0.1:{port}")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    running = subprocess.Popen(  # noqa: S603 - our own words
        [python, "-m", "gunicorn", *options, *more, app], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
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
        asked = {"walk": (ours, WALK, b""), "constant": (ours, CONSTANT, b"")}
        peer = os.environ.get(OPENFISCA)
        if peer:
            folder = Path(stack.enter_context(TemporaryDirectory()))
            (folder / "peer.py").write_text(PEER, "utf-8")
            theirs = stack.enter_context(worker(peer, "peer:app", READ, "--pythonpath", str(folder)))
            asked |= {"read": (theirs, READ, b""), "calculate": (theirs, CALCULATE, json.dumps(PERSON).encode())}
        found: dict[str, list[Load]] = {name: [] for name in asked}
        for _ in range(ROUNDS):
            for name, (port, path, body) in asked.items():
                found[name].append(load(port, path, connections=LINES, seconds=SECONDS, body=body))
    assert not sum(each.errors for loads in found.values() for each in loads), "some requests failed"
    rates = {name: median(each.rate for each in loads) for name, loads in found.items()}
    share = median(one.rate / other.rate for one, other in zip(found["walk"], found["constant"], strict=True))
    rows = [
        ("the walk of the API, over HTTP", f"{rates['walk']:,.0f} requests a second", ONE),
        ("… against a constant of the same size", f"{share:.0%} of its {rates['constant']:,.0f}", "same application and headers"),
    ]
    if "read" in rates:
        rows += [
            ("OpenFisca's web API, a calculation", f"{rates['calculate']:,.0f} requests a second", "its template, same load"),
            ("OpenFisca's web API, a parameter read", f"{rates['read']:,.0f} requests a second", "the same"),
        ]
    return rows
