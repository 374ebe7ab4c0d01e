"""The further forms of guarantee, each held against enumeration of every path of grown trees."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given

from cirede.analysis.guarantees import Refutation, refutations
from cirede.analysis.paths import Edge, paths
from cirede.engine.walk import walk
from cirede.model.tree import Guarantee
from tests.growing import text, trees

if TYPE_CHECKING:
    from collections.abc import Callable

    from cirede.engine.prepare import PreparedTree
    from tests.conftest import Broken

Path = tuple[Edge, ...]


def promising(prepared: "PreparedTree", **form: Any) -> "PreparedTree":  # noqa: ANN401 - the keys of one guarantee
    """Give the same tree with one guarantee."""
    promise = Guarantee.model_validate({"name": text("g"), **form})
    return replace(prepared, own=prepared.own.model_copy(update={"guarantees": (promise,)}))


def refuted(prepared: "PreparedTree", **form: Any) -> Refutation | None:  # noqa: ANN401 - the keys of one guarantee
    """Give what breaks a guarantee, or None where it is proved."""
    return next(refutations(promising(prepared, **form)), None)


def every_path(prepared: "PreparedTree") -> list[list[Path]]:
    """Give every path of every span of days."""
    return [list(paths(graph, prepared.tree.parameters)) for graph in prepared.graphs]


def answers(path: Path) -> dict[str, object]:
    """Give the answers of a path."""
    return {edge.step.question: edge.step.answer for edge in path}


def first_shortest(spans: list[list[Path]]) -> int | None:
    """Give the length of the shortest of the paths of the first span that has any."""
    return next((min(map(len, span)) for span in spans if span), None)


@given(trees())
def test_at_most_agrees_with_enumeration(prepared: "PreparedTree") -> None:
    """The graph refutes a bound on questions exactly when a path asks more, by the shortest such path."""
    for most in (1, 2, 3):
        found = refuted(prepared, at_most=most)
        longer = [[path for path in span if len(path) > most] for span in every_path(prepared)]
        assert (len(found.path) if found else None) == first_shortest(longer)


@given(trees())
def test_an_obligation_after_an_answer_agrees_with_enumeration(prepared: "PreparedTree") -> None:
    """The graph refutes 'this duty whenever that answer' exactly when a walk with the answer ends without the duty."""
    assume(prepared.own.obligations)
    assume(prepared.own.questions["q0"].type != "number")
    duty = next(iter(prepared.own.obligations))
    for ends in (None, "favourable"):
        found = refuted(prepared, whenever={"after": "q0 = a", "follows": [duty], "ends": ends})
        lacking = []
        for day, span in zip(prepared.days, every_path(prepared), strict=True):
            walks = [(path, walk(prepared, answers(path), on=day)) for path in span if "a" in path[0].step.answer]
            lacking.append([
                path for path, walked in walks
                if walked.ending and (ends is None or walked.ending.status.favourable)
                and duty not in {each.id for each in walked.obligations}
            ])  # fmt: skip
        assert (len(found.path) if found else None) == first_shortest(lacking)


def differs(one: Path, other: Path, question: str) -> bool:
    """Tell whether two paths answer one question differently, all others that both ask alike, and end in other statuses."""
    mine, theirs = answers(one), answers(other)
    shared = mine.keys() & theirs.keys()
    alike = all(mine[name] == theirs[name] for name in shared - {question})
    statuses = [path[-1].target.status for path in (one, other) if path[-1].target.ends]
    return question in shared and mine[question] != theirs[question] and alike and statuses[0] != statuses[1]


@given(trees())
def test_independence_agrees_with_enumeration(prepared: "PreparedTree") -> None:
    """The graph finds that a status depends on a question exactly when two paths show it, and its two paths show it."""
    for question in ("q0", "q1"):
        assume(question in prepared.own.questions)
        found = refuted(prepared, independent=question)
        spans = every_path(prepared)
        assume(all(len(span) < 150 for span in spans))
        shown = any(differs(one, other, question) for span in spans for one in span for other in span)
        assert (found is not None) == shown
        if found:
            assert differs(found.path, found.twin, question)


def test_a_status_that_depends_on_a_question_shows_both_paths(bridge: "PreparedTree") -> None:
    """Two dossiers that differ in one answer are told, each as it is typed."""
    found = refuted(bridge, independent="open-now")
    assert str(found) == (
        "broken on 2026-01-01 by: vehicle=foot open-now=no → refused, and vehicle=foot open-now=yes → cross"
    )


def test_an_obligation_that_the_law_adds_later_is_missed_before(bridge: "PreparedTree") -> None:
    """A duty that begins on a day cannot be promised before it."""
    found = refuted(bridge, whenever={"after": "vehicle = cart", "follows": ["pay-toll"], "ends": "favourable"})
    assert found is not None
    assert found.on.isoformat() == "2026-01-01"


@pytest.mark.parametrize(
    ("form", "place"),
    [
        ("    at_most: 0\n", "0\n  - name"),
        ("    independent: wheight\n", "wheight"),
        ('    whenever:\n      after: "vehicle = cart"\n      follows: [pay-tol]\n', "pay-tol]"),
        ("    whenever:\n      after: unsure\n      follows: [pay-toll]\n", "unsure\n      follows"),
        ('    whenever:\n      after: "weight < 3"\n      follows: [pay-toll]\n', '"weight < 3"'),
    ],
)
def test_a_fault_of_a_guarantee_is_told_at_its_place(broken: "Callable[..., Broken]", form: str, place: str) -> None:
    """A bound of nothing, a name that nothing bears, and a beginning that is no one answer are each refused."""
    copy = broken(("    never:\n      after: unsure\n      ends: favourable\n", form))
    assert copy.at(place) in [at for at, _ in copy.found()]


def test_a_guarantee_has_one_form(broken: "Callable[..., Broken]") -> None:
    """Two forms in one guarantee are told, with the forms that there are."""
    copy = broken(("    always:\n", "    at_most: 9\n    always:\n"))
    assert [each.message for each in copy.problems() if each.rule == "guarantee"] == ["the guarantee says always and at_most"]
