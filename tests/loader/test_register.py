"""The register: names, links, facts and judgements; each rule of the checker on miniature content."""

from typing import TYPE_CHECKING

import pytest

from tests.loader.test_scoring import placed

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Broken

REGISTER, LISTS, HISTORY = "rules/register/bridges.yaml", "rules/lists.yaml", "rules/history.yaml"
CARTS = "        value: 500\n"
COST = "        least: 500\n        likely: 2000\n        most: 60000\n"
MOOD = "        value: for\n"
ROUTE = "        values: [order, law]\n"
X = "".join(f'      {lang}: "x"\n' for lang in ("fr", "nl", "en"))
SOURCE = f'    title:\n{X}    short:\n{X}    kind: report\n    url: "https://example.org"\n    consulted: 2026-01-01\n'


@pytest.mark.parametrize(
    ("rule", "old", "new", "words"),
    [
        ("undefined", "family: bridges", "family: bridge", "bridge\n"),
        ("undefined", "sources: [survey]", "sources: [surveys]", "surveys"),
        ("undefined", "source: code", "source: cod", "cod\n"),
        ("undefined", "instrument: order", "instrument: ordr", "ordr"),
        ("undefined", "authorities: [keeper, council]", "authorities: [keeper, council, nobody]", "nobody"),
        ("undefined", "activities: [crossing]", "activities: [crosing]", "crosing"),
        ("undefined", "same_text: [old-toll]", "same_text: [old-tol]", "old-tol]"),
        ("cycle", "same_text: [old-toll]", "same_text: [narrow-bridge]", "narrow-bridge]"),
        ("undefined", "      carts:\n", "      cart:\n", "value: 500"),
        ("undefined", "      traffic:\n", "      trafic:\n", "- kind"),
        ("wrong-form", "      traffic:\n", "      impact:\n", "impact:"),
        ("wrong-order", "          lowest: 1\n", "          lowest: 4\n", "3\n"),
        ("wrong-type", "          highest: 3\n", "          highest: 6\n", "6\n"),
        ("empty-judgement", "          lowest: 1\n          highest: 3\n", "          lowest: 0\n          highest: 5\n", "kind"),
        ("wrong-type", 'provenance: "P1"', 'provenance: "P5"', '"P5"'),
        ("no-value", CARTS, "", "carts:"),
        ("contradiction", CARTS, f"{CARTS}        least: 4\n", "carts:"),
        ("contradiction", MOOD, f"{MOOD}        values: [for, divided]\n", "mood:"),
        ("contradiction", ROUTE, "        values: [order, order]\n", "order]\n"),
        ("wrong-form", CARTS, "        values: [many]\n", "values:"),
        ("wrong-form", MOOD, "        least: 3\n", "least: 3"),
        ("wrong-form", COST, "        least: 500\n        likely: 600\n", "likely:"),
        ("wrong-order", COST, "        least: 500\n        likely: 400\n        most: 600\n", "400"),
        ("wrong-order", COST, "        least: 500\n        most: 400\n", "400"),
        ("wrong-type", CARTS, "        value: many\n", "many"),
        ("out-of-range", CARTS, "        value: -1\n", "-1"),
        ("out-of-range", COST, "        least: 500\n        most: 2000000\n", "2000000"),
        ("undefined", MOOD, "        value: four\n", "four"),
        ("undefined", ROUTE, "        values: [order, lw]\n", "lw"),
        ("wrong-type", "sources: [survey]", "sources: []", "[]"),
        ("wrong-type", 'grade: "B"', 'grade: "E"', '"E"'),
    ],
)  # fmt: skip
def test_a_fault_of_the_register_is_told_at_its_place(
    broken: "Callable[..., Broken]", rule: str, old: str, new: str, words: str
) -> None:
    """Each rule about barriers finds the miniature that breaks it, at its line and column."""
    at = broken().root.joinpath(REGISTER).read_text("utf-8").index(old)
    copy = broken((old, new), file=REGISTER)
    assert (placed(copy, REGISTER, words, at), rule) in copy.found()


def test_a_circle_is_told_at_the_link_that_closes_it(broken: "Callable[..., Broken]") -> None:
    """Two barriers that wait for each other, and parts of parts that come back, are shown as the circle they make."""
    copy = broken(("same_text: [old-toll]", "waits_for: [old-toll]"), file=REGISTER)
    (problem,) = copy.problems()
    assert problem.message == "the links come back to 'narrow-bridge': narrow-bridge → old-toll → narrow-bridge"
    assert f"{problem.file}:{problem.line}:{problem.column}" == placed(copy, REGISTER, "narrow-bridge]", 0)
    judged = "    judgements:\n      traffic:\n        - kind: first-reading\n          lowest: 2"
    copy = broken((judged, f"    links:\n      part_of: [left-bank]\n{judged}"), file=REGISTER)
    assert [(each.rule, each.message.partition(": ")[2]) for each in copy.problems()] == [
        ("cycle", "whole-river → left-bank → whole-river")
    ]


def test_a_register_that_cannot_be_read_brings_no_second_problem(broken: "Callable[..., Broken]") -> None:
    """Trees and moments that name its barriers do not complain that they are missing."""
    copy = broken(("    provenance:", "    provenence:"), file=REGISTER)
    assert {rule for _, rule in copy.found()} == {"unknown-key", "missing-key"}


def test_a_barrier_stands_in_the_file_of_its_family(broken: "Callable[..., Broken]") -> None:
    """A file has the name of a family."""
    copy = broken()
    (copy.root / REGISTER).rename(copy.root / "rules/register/rivers.yaml")
    assert {rule for _, rule in copy.found()} == {"wrong-file"}


@pytest.mark.parametrize(
    ("file", "rule", "old", "new", "words"),
    [
        (LISTS, "duplicate-id", "sources:\n", f"sources:\n  code:\n{SOURCE}", "code:"),
        (LISTS, "duplicate-id", "  council:", f"  keeper:\n    name:\n{X}  council:", "keeper:"),
        (LISTS, "bad-identifier", '"https://example.org/bridge"', '"example.org"', '"example.org"'),
        (LISTS, "wrong-type", "    kind: report", "    kind: rumour", "rumour"),
        (HISTORY, "wrong-type", '  - when: "2019"\n', '  - when: "2019"\n    on: 2019-01-01\n', 'when: "2019"'),
        (HISTORY, "undefined", "barriers: [narrow-bridge]", "barriers: [narow-bridge]", "narow-bridge"),
        (HISTORY, "undefined", "sources: [survey]", "sources: [survy]", "survy"),
        (HISTORY, "bad-id", 'when: "2019"', 'when: "before"', '"before"'),
    ],
)  # fmt: skip
def test_a_fault_of_lists_and_history_is_told_at_its_place(  # noqa: PLR0913, PLR0917 - one column each
    broken: "Callable[..., Broken]", file: str, rule: str, old: str, new: str, words: str
) -> None:
    """Ids are given once, sources can be opened, moments have one date."""
    at = broken().root.joinpath(file).read_text("utf-8").index(old)
    copy = broken((old, new), file=file)
    assert (placed(copy, file, words, at), rule) in copy.found()


def test_names_come_with_the_nearest(broken: "Callable[..., Broken]") -> None:
    """A word mistyped names the one meant."""
    copy = broken(("authorities: [keeper, council]", "authorities: [keepr, council]"), file=REGISTER)
    assert [(each.message, each.hint) for each in copy.problems() if each.severity == "error"] == [
        ("there is no authority 'keepr'", "did you mean 'keeper'?")
    ]
