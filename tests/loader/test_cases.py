"""The tests written in a tree: what they may name and expect."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Broken


@pytest.mark.parametrize(
    ("rule", "old", "new", "place"),
    [
        ("no-expectation", "    never: favourable\n", "", 'name: "fire never'),
        (
            "no-expectation",
            "    outcome: cross\n    without",
            "    outcome: cross\n    never: favourable\n    without",
            'name: "walker"',
        ),
        ("not-covered", "    on: 2026-07-01", "    on: 2025-07-01", "2025-07-01"),
    ],
)
def test_a_test_that_proves_nothing_is_refused(
    broken: "Callable[..., Broken]", rule: str, old: str, new: str, place: str
) -> None:
    """A test expects exactly one thing, on a day for which the tree answers."""
    copy = broken((old, new))
    assert (copy.at(place), rule) in copy.found()
