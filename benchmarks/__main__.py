"""`python -m benchmarks` measures and writes docs/performance.md."""

import os
import platform
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

import zen

from benchmarks.bare import bare_walk, table
from benchmarks.dossiers import dossiers
from benchmarks.peer import context, decision
from benchmarks.register import register
from benchmarks.timing import ratio, side_by_side
from benchmarks.weightings import weighting
from cirede import load, walk
from cirede.analysis.check import check_catalogue_paths
from cirede.loader.catalogue import check_catalogue
from cirede_api import create_app

ON = date(2026, 12, 1)
COUNT = 10_000
SEED = 20261123
Row = tuple[str, str, str]


def walking() -> list[Row]:
    """Compare the walk with a bare dict walk and with zen-engine, on the same dossiers in the same run."""
    tree = load("waste-status")
    sample = dossiers(tree, on=ON, count=COUNT, seed=SEED)
    onward, start = table(tree, on=ON), tree.tree.start
    peer = zen.ZenEngine().create_decision(decision(tree, on=ON))
    few = sample[:200]
    contexts = [context(answers) for answers in few]
    for answers, given in zip(few, contexts, strict=True):
        found = walk(tree, answers, on=ON)
        ends = {found.ending.id if found.ending else "", bare_walk(onward, start, answers)}
        ends.add(peer.evaluate(given)["result"]["outcome"])
        if len(ends) != 1:
            message = f"the three walks differ on {answers}: {ends}"
            raise AssertionError(message)
    times = side_by_side({
        "walk": lambda: [walk(tree, answers, on=ON) for answers in sample],
        "bare": lambda: [bare_walk(onward, start, answers) for answers in sample],
        "few": lambda: [walk(tree, answers, on=ON) for answers in few],
        "zen": lambda: [peer.evaluate(given) for given in contexts],
        "zen-trace": lambda: [peer.evaluate(given, {"trace": True}) for given in contexts],
    })  # fmt: skip
    steps = sum(len(walk(tree, answers, on=ON).steps) for answers in sample) / COUNT
    rate = COUNT / median(times["walk"])
    return [
        ("`engine.walk`, full trace", f"{rate:,.0f} walks a second", f"{COUNT:,} dossiers, {steps:.1f} steps on average"),
        ("… against a bare dict walk", f"{ratio(times['walk'], times['bare']):.1f} times its time", "same dossiers, same run"),
        ("… against zen-engine, no trace", f"{ratio(times['zen'], times['few']):.0f} times faster", "200 dossiers, same ends"),
        ("… against zen-engine with trace", f"{ratio(times['zen-trace'], times['few']):.0f} times faster", "the same"),
    ]


def loading() -> list[Row]:
    """Time the load and full check of all content, and the import beside pydantic's."""

    def check() -> None:
        catalogue, _ = check_catalogue()
        if catalogue is None or list(check_catalogue_paths(catalogue)):
            message = "the content has problems: run 'cirede check'"
            raise AssertionError(message)

    times = side_by_side({"check": check}, rounds=7)["check"]
    imports = side_by_side(
        {"ours": _importing("from pydantic import BaseModel; from cirede import load, walk"),
         "theirs": _importing("from pydantic import BaseModel")},
        rounds=9,
    )  # fmt: skip
    extra = median(one - other for one, other in zip(imports["ours"], imports["theirs"], strict=True))
    return [
        ("load and full check of all content", f"{median(times) * 1e3:.0f} ms", "guarantees proved"),
        ("`from cirede import load, walk`", f"{extra * 1e3:.0f} ms more", "than pydantic's BaseModel alone, whole processes"),
    ]


def _importing(words: str) -> Callable[[], object]:
    # Without byte code on disk the import would measure the compiler.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return lambda: subprocess.run([sys.executable, "-c", words], check=True, env=kept)  # noqa: S603 - our own words


def serving() -> list[Row]:
    """Time a question page and a kept drawing, from request to response without the network."""
    client = create_app().test_client()
    page, drawing = "/fr/waste-status?submit=start", "/fr/waste-status.svg"
    for address in (page, drawing):
        if client.get(address).status_code != 200:  # noqa: PLR2004 - OK
            message = f"{address} does not answer"
            raise AssertionError(message)
    times = side_by_side({
        "page": lambda: [client.get(page) for _ in range(50)],
        "drawing": lambda: [client.get(drawing) for _ in range(50)],
    })  # fmt: skip
    return [
        ("a question page, server time", f"{median(times['page']) / 50 * 1e3:.2f} ms", "request to response, test client"),
        ("a kept drawing, server time", f"{median(times['drawing']) / 50 * 1e3:.2f} ms", "the same"),
    ]


def main() -> None:
    """Measure all and write the page."""
    rows = [*walking(), *loading(), *serving(), *register(), *weighting()]
    described = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    cpu = next((line.split(":")[1].strip() for line in described if "model name" in line), "")
    machine = f"{cpu or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    lines = [
        "# Performance", "", f"Measured on {datetime.now(UTC).date().isoformat()}: {machine}. `make bench` writes this page.",
        "Medians over rounds in which the things compared take turns; ratios hold better than absolute times.", "",
        "| what | measured | how |", "|---|---|---|", *(f"| {what} | {figure} | {how} |" for what, figure, how in rows), "",
    ]  # fmt: skip
    Path("docs/performance.md").write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
