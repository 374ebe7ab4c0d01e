"""Paths on the graph: enumerated, counted and completed, held against the walk."""

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from cirede.analysis.paths import (
    all_edges,
    as_typed,
    completions,
    count_paths,
    longest_address,
    longest_path,
    paths,
    regions,
)
from cirede.engine.walk import walk
from tests.growing import DAY, answers_to, offered, trees

if TYPE_CHECKING:
    from cirede.engine.prepare import PreparedTree


def every_end(prepared: "PreparedTree", answers: dict[str, Any]) -> set[str]:
    """Walk every completion of the answers and give the outcomes."""
    waiting, ends = [answers], set()
    while waiting:
        now = waiting.pop()
        found = walk(prepared, now, on=DAY)
        if found.ending:
            ends.add(found.ending.id)
        elif found.next and not found.refused:
            waiting += [{**now, found.next.id: answer} for answer in offered(prepared, found.next.id)]
    return ends


@given(trees())
def test_every_path_enumerated_is_walked(prepared: "PreparedTree") -> None:
    """The answers of an enumerated path, walked, take the same steps to the same outcome."""
    graph = prepared.graph(DAY)
    for path in paths(graph):
        found = walk(prepared, {edge.step.question: edge.step.answer for edge in path}, on=DAY)
        assert found.ending is not None
        assert (tuple(edge.step for edge in path), path[-1].target.id) == (found.steps, found.ending.id)


@given(st.data())
def test_every_walk_is_a_path_enumerated(data: st.DataObject) -> None:
    """A complete walk takes the edges of some enumerated path; a number stands for its region."""
    prepared = data.draw(trees())
    found = walk(prepared, data.draw(answers_to(prepared)), on=DAY)
    taken = [tuple((edge.step.question, edge.step.target) for edge in path) for path in paths(prepared.graph(DAY))]
    if found.ending:
        assert tuple((step.question, step.target) for step in found.steps) in taken


@given(trees())
def test_counting_agrees_with_enumerating(prepared: "PreparedTree") -> None:
    """The number of paths, the longest path and the longest address are those of the paths themselves."""
    graph = prepared.graph(DAY)
    found = list(paths(graph))
    assert count_paths(graph) == len(found)
    assert longest_path(graph) == max(len(path) for path in found)
    longest = max(len("".join(f"&{pair}" for pair in _pairs(path))) for path in found)
    assert longest_address(all_edges(graph), graph.start.id) == longest


def _pairs(path: Any) -> list[str]:  # noqa: ANN401 - a path
    pairs: list[str] = []
    for edge in path:
        answers = (edge.step.answer,) if isinstance(edge.step.answer, str) else edge.step.answer
        pairs += [f"{edge.step.question}={answer}" for answer in answers]
    return pairs


@given(st.data())
def test_completions_agree_with_enumeration(data: st.DataObject) -> None:
    """The outcomes that completions reach are exactly those that walking every completion reaches."""
    prepared = data.draw(trees())
    answers = data.draw(answers_to(prepared))
    found = completions(prepared.graph(DAY), answers)
    assert found.keys() == every_end(prepared, answers)
    for end, path in found.items():
        given_ = {**answers, **{edge.step.question: edge.step.answer for edge in path}}
        ending = walk(prepared, given_, on=DAY).ending
        assert ending is not None
        assert ending.id == end


def test_a_given_number_is_read_as_it_is(bridge: "PreparedTree") -> None:
    """A number that no region stands for still takes its own case."""
    graph = bridge.graph(DAY)
    given_ = {"vehicle": "cart", "weight": "99.5", "load": "hay"}
    assert completions(graph, given_, bridge.tree.parameters).keys() == {"cross", "refused"}
    assert completions(graph, {**given_, "weight": "100.5"}, bridge.tree.parameters).keys() == {"refused"}
    assert completions(graph, {"vehicle": "boat"}) == {}


def test_a_parameter_divides_a_number(bridge: "PreparedTree") -> None:
    """The regions of a number are divided where a parameter stands on any of its days."""
    found = regions(bridge.graph(DAY).nodes["weight"], bridge.tree.parameters)
    assert found == ("0", "40", "80", "90", "100", "550", "1000")


def test_the_miniature_is_counted(bridge: "PreparedTree") -> None:
    """The paths of the miniature, counted by hand on its drawing."""
    graph = bridge.graph(DAY)
    light, heavy = 5, 2
    sets = {"fire": 1, "hay": 3, "both": 1, "none": 3, "unsure": 1}
    assert count_paths(graph, bridge.tree.parameters) == 3 + light * sum(sets.values()) + heavy + 1
    assert longest_path(graph) == len(bridge.tree.questions)
    assert as_typed(next(iter(paths(graph)))) == "vehicle=unsure"
