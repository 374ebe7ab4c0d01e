"""What is installed is what was written: the wheel, built and used far from the sources."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ONE_TREE = "waste-status"


def run(*command: str | Path, folder: Path, **environment: str) -> str:
    """Run a command in a folder and give what it prints; a failure shows both streams."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("CIREDE_", "PYTHON"))}
    done = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env=inherited | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel once, with the locked hatchling."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    run(*pip, "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", folder, ROOT, folder=folder)
    (built,) = folder.glob("cirede-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel alone into an empty folder."""
    target = tmp_path_factory.mktemp("installed")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", "--target", target, wheel, folder=target)
    return target


def aside(installed: Path, code: str, folder: Path) -> str:
    """Run Python code with the installed wheel first on the path and this checkout nowhere on it."""
    away = f"import sys; sys.path[:] = [p for p in sys.path if not p.startswith({str(ROOT)!r}) or 'site-packages' in p]\n"
    return run(sys.executable, "-P", "-c", away + code, folder=folder, PYTHONPATH=str(installed))


def test_wheel_holds_packages_content_and_types(wheel: Path) -> None:
    """The wheel carries both packages, their types, the content, the pages, the fonts and the licences."""
    held = set(zipfile.ZipFile(wheel).namelist())
    content = {f"cirede/data/{path.relative_to(ROOT)}" for kind in ("trees", "rules") for path in (ROOT / kind).rglob("*.yaml")}
    content |= {f"cirede/data/{path.relative_to(ROOT)}" for path in (ROOT / "trees" / ".translations").rglob("*.json")}
    assert "cirede/data/trees/.translations/waste-status.json" in content
    assert content <= held
    assert {"cirede/py.typed", "cirede_api/py.typed", "cirede_api/templates/base.html", "cirede_api/words/site.yaml"} <= held
    assert "cirede/words/outline.yaml" in held
    assert {Path(name).name for name in held} >= {"LICENSE", "LICENSE-CONTENT", "OFL.txt"}


def test_wheel_takes_two_names_and_no_more(wheel: Path) -> None:
    """Only `cirede` and `cirede_api` become importable: no `api`, no `tests`."""
    tops = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"cirede", "cirede_api"}


def test_wheel_works_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    """Without the sources, `cirede list` finds the content that came inside the wheel."""
    code = "import cirede, sys; from cirede.cli import main; print(cirede.__file__); sys.exit(main(['list']))"
    first, rest = aside(installed, code, tmp_path).split("\n", 1)
    assert Path(first).is_relative_to(installed)
    assert ONE_TREE in rest


def test_wheel_brings_the_command_that_serves(installed: Path, tmp_path: Path) -> None:
    """The second package registers `serve` and `preview`, and its pages answer from the wheel."""
    code = (
        "from cirede.cli import commands\n"
        "from importlib.metadata import distribution\n"
        "import cirede_api\n"
        "print(cirede_api.__file__, distribution('cirede').locate_file(''), {'serve', 'preview'} <= commands().keys())\n"
        "print(cirede_api.create_app().test_client().get('/fr/').status_code)\n"
    )
    package, place, serves, status = aside(installed, code, tmp_path).split()
    assert Path(package).is_relative_to(installed)
    assert Path(place) == installed
    assert (serves, status) == ("True", "200")


def test_wheel_asks_for_its_pythons_and_licence(wheel: Path) -> None:
    """The metadata name the Pythons served and the licences, so that pip refuses others by itself."""
    archive = zipfile.ZipFile(wheel)
    (name,) = (each for each in archive.namelist() if each.endswith(".dist-info/METADATA"))
    metadata = archive.read(name).decode()
    assert "Requires-Python: <3.13,>=3.11" in metadata
    assert re.search(r"^License-Expression: EUPL-1\.2 ", metadata, re.MULTILINE)


@pytest.mark.parametrize("larger", ["test", "bench"])
def test_larger_locks_contain_the_one_of_run(larger: str) -> None:
    """What is tested and measured is what is served: the same packages in the same versions."""
    locks = [(ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8") for name in ("run", larger)]
    run_lock, other = (set(re.findall(r"^[\w.-]+==\S+", lock, re.MULTILINE)) for lock in locks)
    assert run_lock
    assert run_lock <= other
