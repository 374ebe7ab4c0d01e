"""Commands about content as a whole: check it, run its tests, list its trees."""

import argparse
import json
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from cirede import __version__
from cirede.analysis.check import check_catalogue_paths
from cirede.analysis.trial import run_tests
from cirede.engine.prepare import prepare_all
from cirede.exchange.sarif import as_sarif
from cirede.loader.catalogue import check_catalogue, open_catalogue

if TYPE_CHECKING:
    from cirede.errors import Problem
    from cirede.settings import Settings


class Check:
    """Print every problem of all content."""

    help = (
        "find every problem in trees/ and rules/\n\nexamples:\n  cirede check\n  cirede check --strict\n"
        "  cirede check --format sarif > problems.sarif\n\nWhat each rule means stands in docs/checks/."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the form of the output, and whether warnings count."""
        parser.add_argument("--format", choices=("text", "json", "sarif"), default="text", help="SARIF is read by editors")
        parser.add_argument("--json", dest="format", action="store_const", const="json", help="the same as --format json")
        parser.add_argument("--strict", action="store_true", help="leave with 1 on warnings too")

    def run(self, args: argparse.Namespace, settings: "Settings") -> int:
        """Check; 1 when anything must be mended, with --strict when anything must be looked at."""
        catalogue, problems = check_catalogue(settings.content, today=datetime.now(ZoneInfo("Europe/Brussels")).date())
        errors = [problem for problem in problems if problem.severity == "error"]
        if catalogue and not errors:
            problems = sorted([*problems, *check_catalogue_paths(catalogue)])
            errors = [problem for problem in problems if problem.severity == "error"]
        code = 1 if errors or (args.strict and problems) else 0
        if args.format != "text":
            print(json.dumps(_plain(problems, args.format), ensure_ascii=False, indent=2))
            return code
        for problem in problems:
            print(problem)
        if errors:
            print(f"{len(errors)} to mend", file=sys.stderr)
            return code
        trees = len(catalogue.trees) if catalogue else 0
        warned = f", {len(problems)} to look at" if problems else ""
        print(f"{trees} tree{'s' if trees != 1 else ''} checked: nothing to mend{warned}")
        return code


def _plain(problems: "list[Problem]", form: str) -> dict[str, Any]:
    if form == "sarif":
        return as_sarif(problems, version=__version__)
    fields = ("severity", "file", "line", "column", "rule", "message", "hint")
    return {"problems": [{field: getattr(problem, field) for field in fields} for problem in problems]}


class Test:
    """Run the tests that authors write in their trees."""

    help = "run the tests written in the trees\n\nexample: cirede test waste-status"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the tree, all trees when left out."""
        parser.add_argument("tree", nargs="?", help="a tree; all trees when left out")

    def run(self, args: argparse.Namespace, settings: "Settings") -> int:
        """Run; 1 unless every test holds and every option, case, outcome and obligation is taken by one."""
        catalogue = open_catalogue(settings.content)
        wanted = [catalogue.tree(args.tree)] if args.tree else list(catalogue.trees.values())
        code = 0
        ready = prepare_all(catalogue.trees, catalogue.sources)
        for tree in wanted:
            document = catalogue.documents[tree.id]
            trial = run_tests(ready[tree.id])
            for failure in trial.failures:
                line, column = document.place("tests", failure.index)
                print(f"{document.file}:{line}:{column}: '{failure.name}': {failure.message}")
            for part in trial.untaken:
                line, column = document.place(*part.place, key=True)
                print(f"{document.file}:{line}:{column}: no test takes {part.words}")
            code = code if trial.passed else 1
            print(f"{tree.id}: {trial.count - len(trial.failures)} of {trial.count} tests hold, "
                  f"{len(trial.untaken)} things taken by none")  # fmt: skip
        return code


class List:
    """List the trees."""

    help = "list the trees\n\nexample: cirede list --lang nl"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the language and the output for programs."""
        parser.add_argument("--lang", choices=("fr", "nl", "en"), default="en")
        parser.add_argument("--json", action="store_true", help="print the list as JSON")

    def run(self, args: argparse.Namespace, settings: "Settings") -> int:
        """Print id, version, status and title of each tree."""
        trees = open_catalogue(settings.content).trees.values()
        if args.json:
            listed = [
                {"tree": tree.id, "version": tree.version, "status": tree.status, "title": tree.title.to(args.lang)}
                for tree in trees
            ]
            print(json.dumps({"trees": listed}, ensure_ascii=False, indent=2))
            return 0
        for tree in trees:
            print(f"{tree.id}  {tree.version}  {tree.status}  {tree.title.to(args.lang)}")
        return 0
