"""The text twin of the drawing."""

from collections.abc import Callable
from datetime import date

from cirede.drawing.graph import node_id
from cirede.drawing.outline import outline
from cirede.drawing.picture import Pictures
from cirede.model.tree import Tree
from cirede.model.walk import Walk

Grow = Callable[..., Tree]
Stride = Callable[..., Walk]
DAY = date(2026, 11, 23)


def test_list_and_drawing_hold_the_same(grow: Grow, pictures: Pictures) -> None:
    """Every question of the list is in the drawing, every way too, in the author's order."""
    tree = grow()
    listed = outline(tree, "fr", on=DAY)
    places = pictures.picture(tree, "fr", on=DAY).places
    assert [entry.id for entry in listed.questions] == ["who", "state"]
    assert {node_id(entry.id) for entry in listed.questions} == {name for name in places if name.startswith("node-")}
    ways = sum(len(entry.ways) for entry in listed.questions)
    assert ways == sum(name.endswith("--label") for name in places)


def test_ways_name_where_they_lead(grow: Grow) -> None:
    """A way to a question carries its number and anchor, a way to an end the end's words and kind."""
    first, second = outline(grow(), "fr", on=DAY).questions
    assert (first.number, first.start, first.anchor) == (1, True, "question-who")
    on, free, unsure = first.ways
    assert (on.number, on.anchor, on.words, on.kind) == (2, second.anchor, second.words, None)
    assert (free.number, free.anchor, free.words, free.kind) == (
        None,
        "outcome-free",
        "Fin free",
        "favourable",
    )
    assert (unsure.labels, unsure.unsure) == (("?",), False)
    assert second.ways[-1].unsure


def test_every_anchor_exists_once(grow: Grow) -> None:
    """No way points to an anchor that the list does not hold."""
    listed = outline(grow(), "en", on=date(2027, 6, 17))
    anchors = [entry.anchor for entry in listed.questions] + [end.anchor for end in listed.ends]
    assert len(set(anchors)) == len(anchors)
    assert {way.anchor for entry in listed.questions for way in entry.ways} <= set(anchors)


def test_what_a_walk_took_is_marked(grow: Grow, stride: Stride) -> None:
    """The questions answered, the ways taken, the end reached, and the question that waits."""
    tree = grow()
    ended = outline(tree, "fr", on=DAY, walk=stride(tree, [("who", "state"), ("state", "=open")]))
    assert [entry.taken for entry in ended.questions] == [True, True]
    assert [way.anchor for entry in ended.questions for way in entry.ways if way.taken] == [
        "question-state",
        "outcome-open",
    ]
    assert [end.id for end in ended.ends if end.taken] == ["open"]
    waiting = outline(tree, "fr", on=DAY, walk=stride(tree, [("who", "state")], "state"))
    assert [entry.id for entry in waiting.questions if entry.waiting] == ["state"]
    assert not any(end.taken for end in waiting.ends)
