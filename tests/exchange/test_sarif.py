"""Problems in SARIF: what the format asks, and that nothing of a problem is lost."""

from typing import TYPE_CHECKING

import pytest

from cirede.cli import main
from cirede.exchange.sarif import as_sarif

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Broken

LEVELS = {"none", "note", "warning", "error"}


def test_each_problem_has_its_place_and_its_rule(broken: "Callable[..., Broken]") -> None:
    """Every problem becomes one result with level, message, file, line and column, and an index into the list of rules."""
    problems = broken(("start: vehicle", "start: vehicles"), ("  next: 2030-01-01", "  next: 2028-01-01")).problems()
    assert {each.severity for each in problems} == {"error", "warning"}
    log = as_sarif(problems, version="1")
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert (log["version"], len(run["results"])) == ("2.1.0", len(problems))
    for problem, result in zip(problems, run["results"], strict=True):
        place = result["locations"][0]["physicalLocation"]
        assert rules[result["ruleIndex"]] == result["ruleId"] == problem.rule
        assert result["level"] in LEVELS
        assert (result["level"], place["artifactLocation"]["uri"]) == (problem.severity, problem.file)
        assert place["region"] == {"startLine": problem.line, "startColumn": problem.column}
        assert problem.message in result["message"]["text"]


@pytest.mark.parametrize(("words", "code"), [([], 0), (["--strict"], 1), (["--format", "sarif", "--strict"], 1)])
def test_warnings_count_only_when_they_are_asked_to(
    broken: "Callable[..., Broken]", monkeypatch: pytest.MonkeyPatch, words: list[str], code: int
) -> None:
    """A review that is overdue stops nothing, but `--strict` leaves with 1."""
    monkeypatch.setenv("CIREDE_CONTENT", str(broken(("  next: 2030-01-01", "  next: 2026-01-02")).root))
    assert main(["check", *words]) == code
