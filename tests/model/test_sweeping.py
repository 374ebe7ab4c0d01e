"""The collector rests while content is read, and only then."""

import gc
from collections.abc import Iterator

import pytest

from cirede.model.sweeping import unswept


@pytest.fixture(params=[True, False])
def before(request: pytest.FixtureRequest) -> Iterator[bool]:
    """Let the collector work, or rest, and put it back afterwards."""
    enabled = gc.isenabled()
    (gc.enable if request.param else gc.disable)()
    yield request.param
    (gc.enable if enabled else gc.disable)()


@unswept()
def share(whole: int, parts: int) -> tuple[int, bool]:
    """Give a share, and whether the collector worked meanwhile."""
    return whole // parts, gc.isenabled()


def test_the_collector_is_left_as_it_was(*, before: bool) -> None:
    """It rests within, also where something goes wrong, and is afterwards what it was before."""
    assert share(6, 3) == (2, False)
    assert gc.isenabled() is before
    with pytest.raises(ZeroDivisionError):
        share(6, 0)
    assert gc.isenabled() is before
