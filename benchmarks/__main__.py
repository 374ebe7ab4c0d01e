"""`python -m benchmarks` measures all and writes docs/performance.md; with names of parts it measures those and prints them."""

import os
import platform
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks.timing import side_by_side
from cirede_api import create_app

Row = tuple[str, str, str]


def loading() -> list[Row]:
    """Time the import beside pydantic's; what the content takes is measured by `law`."""
    imports = side_by_side(
        {"ours": _importing("from pydantic import BaseModel; from cirede import load, walk"),
         "theirs": _importing("from pydantic import BaseModel")},
        rounds=9,
    )  # fmt: skip
    extra = median(one - other for one, other in zip(imports["ours"], imports["theirs"], strict=True))
    return [
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


def walking() -> list[Row]:
    """Compare the walk with its peers."""
    from benchmarks.walking import walking as measure  # noqa: PLC0415 - its peer is there after `make bench` only

    return measure()


def law() -> list[Row]:
    """Time the lawyer's tools."""
    from benchmarks.law import law as measure  # noqa: PLC0415 - each part loads what it measures

    return measure()


def register() -> list[Row]:
    """Time the register of today."""
    from benchmarks.register import register as measure  # noqa: PLC0415 - each part loads what it measures

    return measure()


def against() -> list[Row]:
    """Compare rankings under many weightings with their peers."""
    from benchmarks.against import against as measure  # noqa: PLC0415 - its peers are there after `make bench` only

    return [*measure(40), *measure(200)]


def weighting() -> list[Row]:
    """Time rankings under many weightings."""
    from benchmarks.weightings import weighting as measure  # noqa: PLC0415 - each part loads what it measures

    return measure()


def previewing() -> list[Row]:
    """Time a save, until the preview shows it."""
    from benchmarks.previewing import previewing as measure  # noqa: PLC0415 - each part loads what it measures

    return measure()


def online() -> list[Row]:
    """Measure requests a second over HTTP."""
    from benchmarks.online import online as measure  # noqa: PLC0415 - each part loads what it measures

    return measure()


def phone() -> list[Row]:
    """Time the first question on a slow phone."""
    from benchmarks.phone import phone as measure  # noqa: PLC0415 - each part loads what it measures

    return measure()


def endurance() -> list[Row]:
    """Send 200 readers for five minutes."""
    from benchmarks.endurance import endurance as measure  # noqa: PLC0415 - each part loads what it measures

    return measure()


_ALL = (walking, loading, law, serving, previewing, online, phone, endurance, register, against, weighting)
PARTS = {part.__name__: part for part in _ALL}


def main() -> None:
    """Measure all parts and write the page, or those named and print them."""
    named = sys.argv[1:]
    if unknown := set(named) - PARTS.keys():
        sys.exit(f"there is no part {', '.join(sorted(unknown))}: name some of {', '.join(PARTS)}")
    rows = [row for name, part in PARTS.items() if not named or name in named for row in part()]
    described = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    cpu = next((line.split(":")[1].strip() for line in described if "model name" in line), "")
    machine = f"{cpu or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    lines = [
        "# Performance", "", f"Measured on {datetime.now(UTC).date().isoformat()}: {machine}. `make bench` writes this page.",
        "Medians over rounds in which the things compared take turns; ratios hold better than absolute times.", "",
        "| what | measured | how |", "|---|---|---|", *(f"| {what} | {figure} | {how} |" for what, figure, how in rows), "",
    ]  # fmt: skip
    if not named:
        Path("docs/performance.md").write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
