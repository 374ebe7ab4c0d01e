"""The next day on which the same answers lead elsewhere."""

from datetime import date
from typing import TYPE_CHECKING

import pytest

from cirede.analysis.dates import next_change

if TYPE_CHECKING:
    from cirede.engine.prepare import PreparedTree

HAY = {"vehicle": "cart", "weight": "50", "load": "hay", "open-now": "yes"}


@pytest.mark.parametrize(
    ("on", "answers", "expected"),
    [
        (date(2026, 5, 31), HAY, date(2026, 6, 1)),
        (date(2026, 6, 1), HAY, date(2028, 1, 1)),
        (date(2026, 6, 1), {**HAY, "weight": "90"}, date(2027, 1, 1)),
        (date(2026, 6, 1), {"vehicle": "foot", "open-now": "yes"}, None),
        (date(2028, 1, 1), HAY, None),
    ],
)
def test_the_next_change_is_the_first_day_that_differs(
    bridge: "PreparedTree", on: date, answers: dict[str, str], expected: date | None
) -> None:
    """Another end, other duties, or nothing known: the first such day after the one asked for."""
    found = next_change(bridge, answers, on=on)
    assert expected == (found[0] if found else None)
