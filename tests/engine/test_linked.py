"""A walk that goes on in another tree."""

from datetime import date
from typing import TYPE_CHECKING

import pytest

from cirede.analysis.check import check_catalogue_paths
from cirede.analysis.paths import count_paths, paths
from cirede.analysis.trial import run_tests
from cirede.engine.prepare import PreparedTree, prepare_all
from cirede.engine.walk import walk
from cirede.loader.catalogue import open_catalogue

if TYPE_CHECKING:
    from collections.abc import Callable

    from cirede.model.catalogue import Catalogue
    from tests.conftest import Broken

ON = date(2026, 7, 1)


@pytest.fixture
def both(broken: "Callable[..., Broken]") -> "Catalogue":
    """The road, which leads to the bridge."""
    return open_catalogue(broken().changed().root)


@pytest.fixture
def road(both: "Catalogue") -> PreparedTree:
    """The road, ready to be walked."""
    return prepare_all(both.trees, both.sources)["road"]


def test_a_walk_goes_on_in_the_other_tree(road: PreparedTree) -> None:
    """After the jump the questions of the other tree are asked, with the answers already given."""
    found = walk(road, {"way": "over"}, on=ON)
    assert found.next is not None
    assert (found.next.id, found.missing) == ("vehicle", ("vehicle", "weight", "load", "open-now"))
    found = walk(road, {"way": "over", "vehicle": "foot", "open-now": "yes"}, on=ON)
    assert found.ending is not None
    assert (found.tree, found.ending.id, found.ending.status.favourable) == ("road", "cross", True)
    assert (found.crossed, found.unused) == (("bridge",), ())


def test_a_gate_hands_over_what_is_known(road: PreparedTree) -> None:
    """What the option gives is not asked again, its duties follow, and it does not count as an answer without use."""
    found = walk(road, {"way": "cart-over", "weight": "50", "open-now": "yes"}, on=ON)
    assert [(step.question, step.answer) for step in found.steps[1:]] == [
        ("vehicle", "cart"), ("weight", "50"), ("load", ("hay",)), ("open-now", "yes"),
    ]  # fmt: skip
    assert [duty.id for duty in found.obligations] == ["pay-toll"]
    assert walk(road, {"way": "cart-over"}, on=ON).unused == ()


def test_the_reader_may_change_what_was_handed_over(road: PreparedTree) -> None:
    """A reader's own answer comes first, and None asks the question after all."""
    assert walk(road, {"way": "cart-over", "vehicle": "foot"}, on=ON).missing == ("open-now",)
    asked = walk(road, {"way": "cart-over", "vehicle": None}, on=ON).next
    assert asked is not None
    assert asked.id == "vehicle"


def test_days_of_the_other_tree_count(road: PreparedTree, both: "Catalogue") -> None:
    """Each day on which the other tree changes begins a new span here too."""
    assert {date(2026, 6, 1), date(2027, 1, 1), date(2028, 1, 1)} <= set(road.days)
    assert both.trees["road"].days_of_change() == (date(2026, 1, 1),)


def test_proofs_cross_the_files(broken: "Callable[..., Broken]") -> None:
    """A doubt in the first tree that can end favourably in the second is found, with the whole path."""
    doubt = ('          en: "Beyond the river"\n', '          en: "Beyond the river"\n        certainty: unsure\n')
    copy = broken().changed(doubt)
    told = [each.message for each in check_catalogue_paths(open_catalogue(copy.root)) if each.rule == "guarantee"]
    assert len(told) == 1
    assert "way=over vehicle=foot open-now=yes → cross" in told[0]


def test_paths_are_counted_through_the_gate(road: PreparedTree) -> None:
    """Enumerated and counted paths agree, and take in those of the other tree for each way into it."""
    found = list(paths(road.graph(ON), road.tree.parameters))
    assert len(found) == count_paths(road.graph(ON), road.tree.parameters)
    assert sum(path[0].crosses for path in found) == len(found) - 1


def test_tests_of_a_tree_need_not_take_the_other_one(road: PreparedTree) -> None:
    """A tree answers for its own options and outcomes; its tests may end in the other tree."""
    assert run_tests(road).passed


def test_a_reference_counts_on_its_days(broken: "Callable[..., Broken]") -> None:
    """An article that begins later is not cited before, and its first day begins a new span."""
    later = ("    checked: 2026-01-01\n  toll:", "    checked: 2026-01-01\n    from: 2026-09-01\n  toll:")
    catalogue = open_catalogue(broken(later, file="trees/sources/code.yaml").root)
    prepared = prepare_all(catalogue.trees, catalogue.sources)["bridge"]
    assert date(2026, 9, 1) in prepared.days
    asked = [walk(prepared, {}, on=day).next for day in (date(2026, 8, 31), date(2026, 9, 1))]
    assert [[cited.id for cited in each.references] for each in asked if each] == [[], ["crossing"]]
