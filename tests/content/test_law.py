"""What the pages on the law promise: every node, source and article not read has its line, and the pages are up to date."""

import re
from typing import TYPE_CHECKING, Any

import pytest

from cirede.loader.catalogue import open_catalogue
from tests.law import DOCS, LAW, pages, questions_of, read_data

if TYPE_CHECKING:
    from cirede.model.catalogue import Catalogue

STEPS = {"5.1": 8, "5.2": 8, "5.3": 9, "5.4": 8}
TENS = {0: 6, 10: 11, 30: 5, 40: 3, 45: 4, 50: 4, 60: 1, 65: 3, 70: 8, 90: 4}
"""Where each run of nodes of the outline of waste-status begins, and how many it has."""


@pytest.fixture(scope="module", name="catalogue")
def _catalogue() -> "Catalogue":
    return open_catalogue()


@pytest.fixture(scope="module", name="outlines")
def _outlines() -> list[dict[str, Any]]:
    return list(read_data("law-coverage.yaml"))


def test_every_node_of_the_outlines_stands_once(outlines: list[dict[str, Any]]) -> None:
    """No node of the outlines is left out, none stands twice, and none is of our own making."""
    expected = [f"n{start + more:02}" for start, count in TENS.items() for more in range(count)]
    expected += [f"{part}-{step}" for part, count in STEPS.items() for step in range(1, count + 1)]
    assert [node["id"] for outline in outlines for node in outline["nodes"]] == expected


def test_every_question_named_exists(catalogue: "Catalogue", outlines: list[dict[str, Any]]) -> None:
    """A node is carried by questions of the trees as they are today."""
    named = {pair for outline in outlines for node in outline["nodes"] for pair in questions_of(outline, node)}
    assert not [pair for pair in named if pair[1] not in catalogue.tree(pair[0]).questions]


def test_a_node_without_a_question_says_why(outlines: list[dict[str, Any]]) -> None:
    """What the trees do not ask is explained."""
    assert not [node["id"] for outline in outlines for node in outline["nodes"] if not node["by"] and len(node["note"]) < 20]


def test_what_was_tried_is_said_of_every_article_not_read(catalogue: "Catalogue") -> None:
    """Each reference not read in its own text says where it was looked for; none that was read still does."""
    unread = {name for name, reference in catalogue.sources.references.items() if not reference.verified}
    tried = set(read_data("law-read.yaml")["tried"])
    assert not unread - tried, "say in docs/law-read.yaml, under tried, what was looked for"
    assert not tried - unread, "these were read since: take them out of tried in docs/law-read.yaml"


def test_copies_are_of_law_that_is_cited(catalogue: "Catalogue") -> None:
    """A copy is noted of a law or ruling of ours of which at least one article was read in its text."""
    read = {reference.source for reference in catalogue.sources.references.values() if reference.verified}
    law = {name for name, source in catalogue.sources.sources.items() if source.kind in LAW}
    assert set(read_data("law-read.yaml")["copies"]) <= read & law


def test_a_second_reading_is_of_read_articles(catalogue: "Catalogue") -> None:
    """What was read a second time counts as read, and each once in the list."""
    again = read_data("law-read.yaml")["again"]
    assert len(again) == len(set(again))
    assert all(catalogue.sources.references[name].verified for name in again)


def test_every_source_stands_on_the_page(catalogue: "Catalogue") -> None:
    """The page of readings has one row for each source, law or not."""
    rows = re.findall(r"^\| `([a-z0-9-]+)` \[?[^|`]", (DOCS / "law-read.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(rows) == sorted(catalogue.sources.sources)


def test_the_pages_are_up_to_date(catalogue: "Catalogue") -> None:
    """Both pages are what their data give today; `python -m tests.law` writes them anew."""
    for name, text in pages(catalogue).items():
        assert (DOCS / name).read_text("utf-8") == text, f"docs/{name} is out of date: run python -m tests.law"
