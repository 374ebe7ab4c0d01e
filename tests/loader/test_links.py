"""Trees that lead to each other: each fault of a link in a miniature, with its place; earlier versions in the archive."""

from typing import TYPE_CHECKING

import pytest

from cirede.errors import UnknownNameError
from cirede.loader.catalogue import open_catalogue
from cirede.model.linked import JoinedTree, in_order, joined, leads_to
from tests.conftest import BRIDGE, ROAD

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Broken

TO = '        to: "tree:bridge"\n'


def test_a_tree_that_leads_to_another_is_sound(broken: "Callable[..., Broken]") -> None:
    """The miniature pair has no problem, and the joined tree knows what both ask."""
    copy = broken().changed()
    assert copy.found() == []
    trees = open_catalogue(copy.root).trees
    whole = joined(trees["road"], trees)
    assert leads_to(trees["road"]) == ("bridge",)
    assert isinstance(whole, JoinedTree)
    assert list(whole.questions) == ["way", *trees["bridge"].questions]
    assert [tree.id for tree in in_order(trees)] == ["bridge", "road"]


def test_a_tree_without_links_is_given_back_as_it_is(broken: "Callable[..., Broken]") -> None:
    """Joining costs nothing where nothing is led to."""
    trees = open_catalogue(broken().root).trees
    assert joined(trees["bridge"], trees) is trees["bridge"]


@pytest.mark.parametrize(
    ("old", "new", "place", "rule"),
    [
        (TO, '        to: "tree:brige"\n', '"tree:brige"', "undefined"),
        (TO, '        to: "tree:road"\n', '"tree:road"', "undefined"),
        ("          vehicle: cart\n", "          vehicles: cart\n", "cart\n          load", "undefined"),
        ("          vehicle: cart\n", "          vehicle: carts\n", "carts", "undefined"),
        ("[hay]", "[hey]", "[hey]", "undefined"),
        ('        to: "=ask-way"', '        to: "=ask-way"\n        given: {vehicle: cart}', "given: {vehicle: cart}", "no-link"),
        ("effective:\n  from: 2026-01-01", "effective:\n  from: 2025-01-01", "effective:", "link-gap"),
        ('      fr: "Attente"', '      fr: "Patience"', "waiting:\n    label", "name-clash"),
    ],
)
def test_a_fault_of_a_link_is_told_at_its_place(
    broken: "Callable[..., Broken]", old: str, new: str, place: str, rule: str
) -> None:
    """Each rule about links finds the miniature that breaks it, where the author can mend it."""
    copy = broken().changed((old, new))
    assert (copy.at(place, ROAD), rule) in copy.found()


def test_an_id_stands_once_over_linked_trees(broken: "Callable[..., Broken]") -> None:
    """A question that the other tree asks under the same id is refused here."""
    copy = broken().changed(("start: way", "start: weight"), ("questions:\n  way:", "questions:\n  weight:"))
    assert (copy.at("weight:\n    type", ROAD), "name-clash") in copy.found()


def test_a_way_into_a_withdrawn_tree_is_told(broken: "Callable[..., Broken]") -> None:
    """Each way that leads into a tree which was withdrawn is a warning at its place."""
    copy = broken(("status: draft", "status: withdrawn")).changed()
    told = [each for each in copy.problems() if each.rule == "link-withdrawn"]
    assert [each.severity for each in told] == ["warning"] * copy.texts[ROAD].count('"tree:bridge"')
    assert copy.at("over:", ROAD) in {f"{each.file}:{each.line}:{each.column}" for each in told}


def test_trees_never_lead_in_a_circle(broken: "Callable[..., Broken]") -> None:
    """A bridge that leads back to the road is a cycle, told in both files."""
    copy = broken(("        to: open-now\n", '        to: "tree:road"\n')).changed()
    assert {(copy.at("bridge\n"), "cycle"), (copy.at("road\n", ROAD), "cycle")} <= set(copy.found())


def archived(copy: "Broken", name: str, *changes: tuple[str, str]) -> "Broken":
    """Keep a copy of the bridge in the archive under a name."""
    file = f"trees/archive/{name}.yaml"
    (copy.root / "trees" / "archive").mkdir(exist_ok=True)
    (copy.root / file).write_text((copy.root / BRIDGE).read_text("utf-8"), "utf-8")
    return copy.changed(*changes, file=file)


def test_an_earlier_version_stays_readable(broken: "Callable[..., Broken]") -> None:
    """A version in the archive is found by id and version; one that is not there names those that are."""
    copy = archived(broken(('version: "1"', 'version: "2"')), "bridge@1", ('version: "2"', 'version: "1"'))
    assert copy.found() == []
    catalogue = open_catalogue(copy.root)
    assert [catalogue.edition("bridge", number).version for number in ("1", "2")] == ["1", "2"]
    with pytest.raises(UnknownNameError, match="known: 2, 1"):
        catalogue.edition("bridge", "0")


@pytest.mark.parametrize(
    ("name", "place", "rule"),
    [
        ("bridge@1", 'version: "1"', "duplicate-id"),
        ("bridge@7", "id: bridge", "bad-id"),
        ("ferry@1", "id: bridge", "undefined"),
    ],
)
def test_a_file_of_the_archive_says_what_it_holds(
    broken: "Callable[..., Broken]", name: str, place: str, rule: str
) -> None:
    """The version of today, another name, and a tree that is no longer there are each refused."""
    copy = archived(broken(), name)
    key, _, value = place.partition(" ")
    assert key
    assert (copy.at(value, f"trees/archive/{name}.yaml"), rule) in copy.found()
