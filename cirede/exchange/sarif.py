"""Problems in SARIF 2.1.0 (OASIS, 2020), the form in which editors and code hosts show them beside the line."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cirede.errors import Problem

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_PAGES = "docs/checks"


def as_sarif(problems: "Iterable[Problem]", *, version: str) -> dict[str, Any]:
    """Put problems into one SARIF log; places count from 1, columns in characters, files stand relative to the content."""
    found = list(problems)
    rules = sorted({problem.rule for problem in found})
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "cirede", "version": version, "rules": [_rule(rule) for rule in rules]}},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {"CONTENT": {"description": {"text": "The folder that holds trees/ and rules/."}}},
            "results": [_result(problem, rules.index(problem.rule)) for problem in found],
        }],
    }  # fmt: skip


def _rule(rule: str) -> dict[str, Any]:
    return {"id": rule, "help": {"text": f"See {_PAGES}/{rule}.md"}}


def _result(problem: "Problem", index: int) -> dict[str, Any]:
    hint = f" ({problem.hint})" if problem.hint else ""
    place = {
        "artifactLocation": {"uri": problem.file.replace("\\", "/"), "uriBaseId": "CONTENT"},
        "region": {"startLine": problem.line, "startColumn": problem.column},
    }
    return {
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": problem.severity,
        "message": {"text": f"{problem.message}{hint}"},
        "locations": [{"physicalLocation": place}],
    }
