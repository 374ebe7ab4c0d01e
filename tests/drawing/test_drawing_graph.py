"""The edges of one day."""

from collections.abc import Callable
from datetime import date
from typing import Any

from cirede.drawing.graph import days, edge_ids, graph
from cirede.model.tree import Tree

Grow = Callable[..., Tree]
DAY = date(2026, 11, 23)


def test_what_cannot_be_reached_is_left_out(grow: Grow) -> None:
    """A question that no edge leads to on that day is not drawn; a day later it may be."""
    tree = grow()
    assert graph(tree, "fr", on=DAY).questions == ("who", "state")
    assert graph(tree, "fr", on=date(2027, 6, 17)).questions == ("who", "state", "later")
    assert days(tree) == (date(2027, 6, 17),)


def test_an_option_outside_its_days_is_left_out(grow: Grow) -> None:
    """`from` and `until` close an option, both days included."""

    def close(raw: dict[str, Any]) -> None:
        raw["questions"]["state"]["options"]["works"] |= {"from": "2026-02-01", "until": "2026-03-01"}

    tree = grow(close)
    assert days(tree) == (date(2026, 2, 1), date(2026, 3, 2), date(2027, 6, 17))
    open_days = [day for day in (1, 2, 3, 4) if "Il fonctionne" in _labels(tree, date(2026, day, 1))]
    assert open_days == [2, 3]


def test_parallel_edges_are_one(grow: Grow) -> None:
    """Two answers to the same end share an edge; it is unsure only when all of them are."""
    edges = {edge.target: edge for edge in graph(grow(), "nl", on=DAY).leaving("state")}
    assert edges["=free"].labels == ("nl Il fonctionne", "nl À nettoyer")
    assert [target for target, edge in edges.items() if edge.unsure] == ["=open"]


def test_cases_are_edges(grow: Grow) -> None:
    """Cases of several answers are drawn under their labels; a case on the unsure option alone is unsure."""

    def several(raw: dict[str, Any]) -> None:
        label = {"fr": "x", "nl": "x", "en": "x"}
        raw["questions"]["state"] = {
            "type": "several",
            "ask": label,
            "options": {"a": {"label": label}, "unsure": {"label": label, "certainty": "unsure"}},
            "cases": [
                {"when": "state = unsure", "to": "=open", "label": label},
                {"when": "not(state = a)", "to": "=bound", "label": label},
                {"else": "=free", "label": label},
            ],
        }

    edges = graph(grow(several), "fr", on=DAY).leaving("state")
    assert [(edge.target, edge.unsure) for edge in edges] == [
        ("=open", True),
        ("=bound", False),
        ("=free", False),
    ]


def test_ids_of_edges_cannot_meet() -> None:
    """Ids that could be cut in two ways stay apart, and so do questions and outcomes of one name."""
    pairs = [("a-b", "c"), ("a", "b-c"), ("a", "=b-c"), ("a", "b"), ("a", "b-label"), ("a", "b-tip")]
    found = [name for pair in pairs for name in edge_ids(*pair)]
    assert len(set(found)) == len(found)


def _labels(tree: Tree, day: date) -> set[str]:
    return {label for edge in graph(tree, "fr", on=day).edges for label in edge.labels}
