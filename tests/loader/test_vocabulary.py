"""The ids that an author may name."""

from typing import TYPE_CHECKING

from cirede.loader.vocabulary import read_vocabulary
from tests.conftest import BRIDGE, CONTENT, ROAD

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Broken


def test_a_tree_knows_its_own_names_and_the_shared_ones() -> None:
    """Questions with their options and words, ends, duties, references, authorities and barriers are gathered."""
    known = read_vocabulary(CONTENT / BRIDGE, CONTENT)
    assert known.own.questions["vehicle"].options == {"foot": "On foot", "cart": "With a cart", "unsure": "I do not know"}
    assert known.own.questions["open-now"].options == {"yes": "Yes", "no": "No", "unsure": "I do not know"}
    assert known.own.outcomes["cross"] == "You may cross."
    assert {"crossing", "toll"} <= known.references.keys()
    assert ("keeper" in known.authorities, "narrow-bridge" in known.barriers, known.trees) == (True, True, {})


def test_a_tree_knows_the_names_behind_its_ways_out(broken: "Callable[..., Broken]") -> None:
    """A tree that leads to another may name that tree's questions, and the other does not name its own."""
    copy = broken().changed()
    road, bridge = (read_vocabulary(copy.root / file, copy.root) for file in (ROAD, BRIDGE))
    assert "weight" in road.all.questions
    assert "weight" not in road.own.questions
    assert bridge.linked.questions == {}
    assert road.trees == {"bridge": "May I cross the bridge?"}


def test_a_copied_question_has_the_options_it_copies(broken: "Callable[..., Broken]") -> None:
    """A question that is like another one is answered with its options."""
    copy = broken(("  weight:\n    type: number", "  again:\n    like: vehicle\n  weight:\n    type: number"))
    known = read_vocabulary(copy.root / BRIDGE, copy.root)
    assert known.own.questions["again"] == known.own.questions["vehicle"]


def test_a_broken_file_of_texts_costs_nothing_else(broken: "Callable[..., Broken]") -> None:
    """Where a file of legal texts is half written, its ids are still known, and so is all the rest."""
    copy = broken()
    (file,) = (copy.root / "trees" / "sources").glob("*.yaml")
    file.write_text(file.read_text("utf-8") + '\n  "', "utf-8")
    assert read_vocabulary(copy.root / BRIDGE, copy.root).references.keys() >= {"crossing", "toll"}
