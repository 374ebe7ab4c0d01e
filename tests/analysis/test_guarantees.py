"""Guarantees: proved on the graph, held against enumeration, refuted by a path that can be walked."""

from typing import TYPE_CHECKING

from hypothesis import given

from cirede.analysis.guarantees import refutations
from cirede.analysis.paths import paths
from cirede.engine.walk import walk
from tests.growing import trees

if TYPE_CHECKING:
    from collections.abc import Callable

    from cirede.engine.prepare import PreparedTree
    from tests.conftest import Broken


def broken_by_enumeration(prepared: "PreparedTree") -> dict[int, int]:
    """Give, for each guarantee that some path breaks on its first such day, the length of the shortest."""
    asked = {"q1", "q2"}
    found: dict[int, int] = {}
    for graph in prepared.graphs:
        lengths: dict[int, list[int]] = {0: [], 1: []}
        for path in paths(graph):
            if path[-1].target.id == "free":
                if any(edge.unsure for edge in path):
                    lengths[0].append(len(path))
                if not asked & {edge.step.question for edge in path}:
                    lengths[1].append(len(path))
        for index, each in lengths.items():
            if each and index not in found:
                found[index] = min(each)
    return found


@given(trees())
def test_guarantees_agree_with_enumeration(prepared: "PreparedTree") -> None:
    """The graph refutes exactly the guarantees that some path of some day breaks, by a shortest path."""
    found = list(refutations(prepared))
    assert broken_by_enumeration(prepared) == {each.index: len(each.path) for each in found}
    for each in found:
        walked = walk(prepared, {edge.step.question: edge.step.answer for edge in each.path}, on=each.on)
        assert walked.ending is not None
        assert walked.ending.id == "free"


def test_the_miniature_keeps_its_guarantees(bridge: "PreparedTree") -> None:
    """No path of the miniature breaks what its author declares."""
    assert list(refutations(bridge)) == []


def test_a_refutation_can_be_typed(broken: "Callable[..., Broken]") -> None:
    """A broken guarantee is told with the answers that break it and the outcome they reach."""
    prepared = broken(('unsure: "=refused"}', 'unsure: "=cross"}')).prepared()
    assert [str(each) for each in refutations(prepared)] == ["broken on 2026-01-01 by: vehicle=foot open-now=unsure → cross"]


def test_a_guarantee_after_one_answer(broken: "Callable[..., Broken]") -> None:
    """A guarantee may start from one answer of one question, several ticked included."""
    prepared = broken(("      after: unsure", '      after: "load = hay"')).prepared()
    told = [str(each) for each in refutations(prepared)]
    assert told == ["broken on 2026-01-01 by: vehicle=cart weight=0 load=hay open-now=yes → cross"]
