"""Shared content: sources, everyday things, and what nothing uses."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Broken

SOURCES, EVERYDAY = "trees/sources/code.yaml", "trees/everyday.yaml"


@pytest.mark.parametrize(
    ("key", "bad", "good"),
    [
        ("celex", "2008/98", "32008L0098"),
        ("ecli", "EU:C:1997:628", "ECLI:EU:C:1997:628"),
        ("numac", "2012-06-14", "2012031319"),
        ("eli", "https://example.org/code", "http://data.europa.eu/eli/dir/2008/98/oj"),
    ],
)
def test_an_identifier_has_the_form_of_its_kind(broken: "Callable[..., Broken]", key: str, bad: str, good: str) -> None:
    """A malformed identifier is refused at its place, a sound one is not."""
    url = '    url: "https://example.org/code"\n'
    copy = broken((url, f'{url}    {key}: "{bad}"\n'), file=SOURCES)
    assert (copy.at(f'"{bad}"\n    consulted', SOURCES), "bad-identifier") in copy.found()
    assert broken((url, f'{url}    {key}: "{good}"\n'), file=SOURCES).found() == []


@pytest.mark.parametrize(
    ("file", "rule", "old", "new", "place"),
    [
        (SOURCES, "undefined", "    source: code\n", "    source: cod\n", "cod\n"),
        (SOURCES, "bad-identifier", '"https://example.org/code"', '"example.org"', '"example.org"'),
        (SOURCES, "no-address", '    url: "https://example.org/code"\n', "", "code:\n"),
        (
            SOURCES,
            "unused",
            "authorities:\n",
            'authorities:\n  nobody:\n    name:\n      fr: "N"\n      nl: "N"\n      en: "N"\n',
            "nobody",
        ),
        (EVERYDAY, "undefined", "    tree: bridge", "    tree: brige", "brige"),
        (EVERYDAY, "undefined", "      vehicle: cart", "      vehicle: carts", "carts"),
        (EVERYDAY, "undefined", "      vehicle: cart", "      vehicl: cart", "cart\n"),
        (EVERYDAY, "unknown-key", "    tree:", "    treee:", "treee"),
    ],
)
def test_a_fault_of_shared_content_is_told_at_its_place(  # noqa: PLR0913, PLR0917 - one column each
    broken: "Callable[..., Broken]", file: str, rule: str, old: str, new: str, place: str
) -> None:
    """Each rule about shared files finds the miniature that breaks it."""
    copy = broken((old, new), file=file)
    before = copy.texts[file].index(new)
    where = copy.texts[file].index(place, before) if place in copy.texts[file][before:] else copy.texts[file].index(place)
    text = copy.texts[file][:where]
    assert (f"{file}:{text.count(chr(10)) + 1}:{len(text) - text.rfind(chr(10))}", rule) in copy.found()


def test_a_tree_that_cannot_be_read_brings_no_second_problem(broken: "Callable[..., Broken]") -> None:
    """Things that open a tree with a fault do not complain that the tree is missing."""
    assert {"unknown-key", "missing-key"} == {rule for _, rule in broken(("start: vehicle", "strat: vehicle")).found()}
