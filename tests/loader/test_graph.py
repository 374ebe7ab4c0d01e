"""The graph of a tree: each fault of it in a miniature tree, with its place."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Broken


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("        to: weight\n", "        to: weigth\n", "there is no question 'weigth' (did you mean 'weight'?)"),
        ('{yes: "=cross"', "{yes: cross", "there is no question 'cross' (an outcome is written \"=cross\")"),
        ("        to: load\n", '        to: "=load"\n', "there is no outcome 'load' (a question is written without '=': load)"),
        ('          2028-01-01: "=refused"', '          2028-01-01: "=refusd"', "did you mean '=refused'?"),
        ("      - else: open-now", "      - else: opened-now", "did you mean 'open-now'?"),
    ],
)
def test_a_target_that_is_not_there_is_named(broken: "Callable[..., Broken]", old: str, new: str, words: str) -> None:
    """A target that nothing bears gives the nearest one, where the target stands."""
    copy = broken((old, new))
    target = new.split(":", 1)[1].strip() if "{" not in new else "cross, no"
    told = {f"{each.file}:{each.line}:{each.column}": str(each) for each in copy.problems() if each.rule == "undefined"}
    assert words in told[copy.at(target)]


def test_a_start_that_is_not_there_is_named(broken: "Callable[..., Broken]") -> None:
    """The first question must exist."""
    copy = broken(("start: vehicle", "start: vehicles"))
    assert [(copy.at("vehicles"), "undefined")] == copy.found()


def test_what_no_path_reaches_is_told_at_its_id(broken: "Callable[..., Broken]") -> None:
    """A question and an outcome out of reach are each named at their own key."""
    copy = broken(("start: vehicle", "start: open-now"))
    expected = [(copy.at(f"{name}:\n    type"), "unreachable") for name in ("vehicle", "weight", "load")]
    assert expected == [each for each in copy.found() if each[1] == "unreachable"]
    copy = broken(('{yes: "=cross"', '{yes: "=refused"'))
    assert (copy.at("cross:\n    status"), "unreachable") in copy.found()


def test_a_cycle_is_told_where_it_closes(broken: "Callable[..., Broken]") -> None:
    """A path that returns is shown in full, at the target that returns."""
    copy = broken(('unsure: "=refused"}', "unsure: weight}"))
    told = [each for each in copy.problems() if each.rule == "cycle"]
    assert [copy.at("open-now\n        label")] == [f"{each.file}:{each.line}:{each.column}" for each in told]
    assert "open-now → weight → load → open-now" in told[0].message


def test_a_cycle_is_told_beside_a_missing_target(broken: "Callable[..., Broken]") -> None:
    """One fault of the graph does not hide another."""
    copy = broken(('no: "=refused", unsure: "=refused"}', "no: nowhere, unsure: weight}"))
    assert {"cycle", "undefined"} <= {rule for _, rule in copy.found()}
