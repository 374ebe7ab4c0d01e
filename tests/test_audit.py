"""`make audit` and `make sbom`: every lock is looked up, and what cannot be looked up is a failure."""

import os
import re
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "requirements").glob("*.txt"))


def program(path: Path, status: int) -> None:
    """Write a program that notes how it was called and ends with a status."""
    path.write_text(f'#!/bin/sh\necho "$(basename "$0") $*" >>called\nexit {status}\n', "utf-8")
    path.chmod(0o755)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of what the script needs, with programs that stand in for pip-audit, cyclonedx-py and npm."""
    for folder in ("requirements", "tools"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    bins = tmp_path / ".venv-audit" / "bin"
    bins.mkdir(parents=True)
    lock = (tmp_path / "requirements" / "audit.txt").read_bytes()
    stamp = sha256(f"{tmp_path}\n".encode() + lock).hexdigest()
    (bins.parent / "stamp").write_text(f"{stamp}  -\n", "utf-8")
    for name in ("pip-audit", "cyclonedx-py", "npm"):
        program(bins / name, 0)
    return tmp_path


def run(house: Path, what: str) -> subprocess.CompletedProcess[str]:
    """Run the script with the programs that stand in."""
    path = f"{house / '.venv-audit' / 'bin'}:{os.environ['PATH']}"
    return subprocess.run(
        ["sh", "tools/audit", what], cwd=house, env={"PATH": path}, capture_output=True, text=True, check=False, timeout=60
    )


def test_every_lock_is_looked_up_strictly(house: Path) -> None:
    """pip-audit sees each lock with --strict, without which it passes when nothing could be looked up; npm sees its lock."""
    done = run(house, "known")
    assert done.returncode == 0, done.stderr
    called = (house / "called").read_text("utf-8").splitlines()
    audited = [line for line in called if line.startswith("pip-audit")]
    assert sorted(re.findall(r"-r (\S+)", "\n".join(audited))) == LOCKS
    assert all(" --strict " in line for line in audited)
    assert "npm audit --package-lock-only" in called


@pytest.mark.parametrize("name", ["pip-audit", "npm"])
def test_what_cannot_be_looked_up_fails_loudly(house: Path, name: str) -> None:
    """One that fails fails the whole, says for which lock, and does not keep the others from being looked up."""
    program(house / ".venv-audit" / "bin" / name, 1)
    done = run(house, "known")
    assert done.returncode == 1
    said = done.stderr.splitlines()[-1]
    assert said.startswith("cirede: a fault is known in, or nothing could be looked up for:")
    assert said.split(":", 2)[2].split() == (LOCKS if name == "pip-audit" else ["package-lock.json"])
    assert len((house / "called").read_text("utf-8").splitlines()) == len(LOCKS) + 1


def test_the_bill_of_materials_is_that_of_what_runs(house: Path) -> None:
    """The bill is made from the lock of `make run`, always the same for the same lock; a failure is one."""
    assert run(house, "sbom").returncode == 0
    (called,) = (house / "called").read_text("utf-8").splitlines()
    assert called.startswith("cyclonedx-py requirements requirements/run.txt ")
    assert "--output-reproducible" in called
    program(house / ".venv-audit" / "bin" / "cyclonedx-py", 3)
    assert run(house, "sbom").returncode == 3
    assert run(house, "else").returncode == 2
