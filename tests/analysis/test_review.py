"""What must still be read, counted exactly, and what holds only probably until it is."""

from datetime import date
from typing import TYPE_CHECKING

import pytest

from cirede.analysis.paths import paths
from cirede.analysis.review import resting
from cirede.engine.prepare import prepare_all
from cirede.engine.walk import walk
from cirede.loader.catalogue import open_catalogue

if TYPE_CHECKING:
    from collections.abc import Callable

    from cirede.engine.prepare import PreparedTree
    from cirede.model.catalogue import Catalogue
    from tests.conftest import Broken

ON = date(2026, 7, 1)
FREE = {"vehicle": "foot", "open-now": "yes"}
UNREAD = ("    verified: true", "    verified: false")
PROBABLY = ("    because: [crossing]\n  refused:", "    because: [crossing]\n    probably: refused\n  refused:")


def opened(copy: "Broken") -> "tuple[Catalogue, PreparedTree]":
    """Open a copy and prepare its bridge."""
    catalogue = open_catalogue(copy.root)
    return catalogue, prepare_all(catalogue.trees, catalogue.sources)["bridge"]


def test_dossiers_resting_on_a_text_are_counted(broken: "Callable[..., Broken]") -> None:
    """The number of favourable dossiers that rest on each reference agrees with enumeration, most first."""
    catalogue, prepared = opened(broken())
    favourable = [path for path in paths(prepared.graph(ON), prepared.tree.parameters) if path[-1].target.id == "cross"]
    found = resting(prepared, catalogue.sources, on=ON)
    for each in found:
        named = set(each.questions)
        expected = [path for path in favourable if named & {edge.step.question for edge in path} or "cross" in each.outcomes]
        assert each.favourable == len(expected)
    assert [each.reference for each in found] == ["crossing", "toll"]
    assert (found[1].verified, found[1].questions, found[1].obligations) == (False, ("weight", "load"), ("pay-toll",))


def test_an_outcome_on_an_unread_text_gives_way(broken: "Callable[..., Broken]") -> None:
    """While its article has not been read, a favourable outcome is answered by the one that says probably, with a warning."""
    copy = broken(PROBABLY).changed(UNREAD, file="trees/sources/code.yaml")
    catalogue, prepared = opened(copy)
    ending = walk(prepared, FREE, on=ON).ending
    assert ending is not None
    assert ending.id == "refused"
    assert ("probably", "warning") in {(each.rule, each.severity) for each in copy.problems()}
    assert all(not end.status.favourable for end in (path[-1].target.ending for path in paths(prepared.graph(ON))
                                                     if path[-1].target.ends))  # fmt: skip
    assert catalogue.trees["bridge"].questions["open-now"].options["yes"].to == "=refused"


def test_an_outcome_on_a_text_that_was_read_stays(broken: "Callable[..., Broken]") -> None:
    """As soon as the article is read the favourable outcome is answered again."""
    ending = walk(opened(broken(PROBABLY))[1], FREE, on=ON).ending
    assert ending is not None
    assert ending.id == "cross"


@pytest.mark.parametrize(
    ("old", "new", "place", "rule"),
    [
        ("    probably: refused", "    probably: refusd", "refusd", "undefined"),
        ("    probably: refused", "    probably: cross", "cross\n  refused", "favourable-unverified"),
        ("    probably: refused\n", "", "[crossing]\n  refused", "favourable-unverified"),
    ],
)
def test_what_stands_in_its_place_is_checked(
    broken: "Callable[..., Broken]", old: str, new: str, place: str, rule: str
) -> None:
    """The outcome in its place exists and does not free; without one, the unread text is refused."""
    copy = broken(PROBABLY).changed(UNREAD, file="trees/sources/code.yaml").changed((old, new), file="trees/bridge.yaml")
    at = copy.at(place)
    assert rule in {found for where, found in copy.found() if where.rsplit(":", 1)[0] == at.rsplit(":", 1)[0]}
