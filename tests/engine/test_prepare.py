"""Preparing a tree: one graph for each span of days, answers brought into one form."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from cirede.engine.prepare import normal
from tests.growing import DAY

if TYPE_CHECKING:
    from cirede.engine.prepare import PreparedTree
    from cirede.model.walk import Answer


def test_a_graph_for_each_span_of_days(bridge: "PreparedTree") -> None:
    """Every day on which something begins has its graph, and the day before has another one."""
    days = (date(2026, 1, 1), date(2026, 6, 1), date(2027, 1, 1), date(2028, 1, 1))
    assert days == bridge.days
    for day in days[1:]:
        assert bridge.graph(day) is not bridge.graph(day - timedelta(days=1))
        assert bridge.graph(day) is bridge.graph(day + timedelta(days=1))


@pytest.mark.parametrize(
    ("question", "given", "expected"),
    [
        ("load", "hay", (("hay",), "")),
        ("load", ["hay", "fire", "hay"], (("fire", "hay"), "")),
        ("load", ["none", "hay"], (None, "exclusive")),
        ("load", [], (None, "empty")),
        ("load", [1], (None, "not-an-option")),
        ("vehicle", ["foot"], ("foot", "")),
        ("vehicle", ["foot", "cart"], (None, "one-answer-only")),
        ("weight", " 5 ", ("5", "")),
        ("weight", 5, (None, "not-a-number")),
        ("weight", "-1", (None, "out-of-range")),
    ],
)
def test_an_answer_is_brought_into_one_form(
    bridge: "PreparedTree", question: str, given: object, expected: "tuple[Answer | None, str]"
) -> None:
    """Several options come in the author's order and once; what has no form gives its reason."""
    assert expected == normal(bridge.graph(DAY).nodes[question], given)
