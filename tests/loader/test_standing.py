"""What a tree says of its own results and its standing."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Broken


def test_a_status_does_not_free_and_leave_open(broken: "Callable[..., Broken]") -> None:
    """A status that frees the reader and is undecided says two things at once."""
    copy = broken(("    favourable: true\n", "    favourable: true\n    undecided: true\n"))
    assert copy.found() == [(copy.at("true\n  waiting"), "contradiction")]
