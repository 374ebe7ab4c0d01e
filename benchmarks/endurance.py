"""Five minutes of 200 readers at once, behind nginx: errors, slowest answers, and the memory before and after."""

from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep

from benchmarks.load import load
from tests.deploy.conftest import Site, wait_for

SECONDS, LINES = 300.0, 200
PAGE = "/tool/fr/waste-status?who=gives&lot=one&origin=used"
Row = tuple[str, str, str]


def endurance() -> list[Row]:
    """Run the shipped configuration on the real content, its limit for one address lifted, since all readers have one here."""
    with TemporaryDirectory() as place:
        site = Site(Path(place))
        shared = site.folder / "cirede.conf"
        shared.write_text(shared.read_text("utf-8").replace("rate=10r/s", "rate=100000r/s"), "utf-8")
        with site.socket, site.gunicorn(CIREDE_CONTENT="") as master, site.nginx():
            wait_for(site.shared, "/tool/healthz")
            load(site.shared, PAGE, connections=LINES, seconds=20)
            sleep(1)
            before = memory(master.pid)
            found = load(site.shared, PAGE, connections=LINES, seconds=SECONDS)
            sleep(1)
            after = memory(master.pid)
    kinds = ", ".join(f"{count} times {kind}" for kind, count in found.others.most_common()) or "each answered with 200"
    half, most = found.percentile(0.5), found.percentile(0.99)
    minutes = f"{SECONDS / 60:.0f} minutes, {LINES} connections"
    return [
        ("a question page behind nginx", f"{found.rate:,.0f} requests a second", f"nginx, 2 workers of 4 threads, {minutes}"),
        ("… errors", f"{found.errors} of {found.fine + found.errors:,}", kinds),
        ("… times", f"{half * 1e3:.0f} ms median, {most * 1e3:.0f} ms p99", "the load comes from the same cores"),
        ("… memory of gunicorn", f"{before:.0f} MB before, {after:.0f} MB after", "proportional set size; first 20 s of load"),
    ]


def memory(master: int) -> float:
    """Give the megabytes of a process and of those that it started, shared pages counted once."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text("ascii").split()
    return sum(map(_kilobytes, (str(master), *children))) / 1024


def _kilobytes(process: str) -> int:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
