"""The programmes shipped: none decides anything for the committee, and each follows from its own facts."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cirede.analysis.programmes import compare, disagreements
from cirede.loader.catalogue import open_catalogue

if TYPE_CHECKING:
    from cirede.model.programme import Programme


@pytest.fixture(scope="module")
def programmes() -> "dict[str, Programme]":
    """Give the shipped programmes."""
    return open_catalogue(Path(__file__).resolve().parents[2]).programmes


def test_no_decision_is_invented(programmes: "dict[str, Programme]") -> None:
    """A programme of the true register is a proposal; the one with decisions is fictitious and says so in its title."""
    assert "programme-2026-11-25" in programmes
    assert not any(each.decided for each in programmes.values() if not each.fictitious)
    decided = [each for each in programmes.values() if each.decided]
    assert decided
    for each in decided:
        assert each.deviations
        assert each.title.nl.startswith("OEFENING")
        assert all(reason.fr.startswith("EXERCICE") for reason in each.decisions.reasons.values())


def test_each_programme_follows_from_its_own_facts(programmes: "dict[str, Programme]") -> None:
    """Ranked again by what stands in the file, every barrier takes the same place."""
    assert {name: found for name, each in programmes.items() if (found := disagreements(each))} == {}


def test_the_shipped_programmes_compare(programmes: "dict[str, Programme]") -> None:
    """The two of the exercise differ in a weight, and every score says what it did."""
    found = compare(programmes["exercise-2026-11-05"], programmes["exercise-equal-weights"])
    assert found.weights == (("impact", 3, 1),)
    assert any(each.causes for each in found.moves)
