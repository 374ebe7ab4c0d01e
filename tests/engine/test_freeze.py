"""A ranking frozen into a programme, its file, and back: nothing is lost and nothing of today is needed."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from cirede.engine.freeze import freeze, thaw
from cirede.engine.rank import rank
from cirede.engine.scoring import prepare_rules
from cirede.engine.weights import weigh
from cirede.errors import WrongUseError
from cirede.exchange.programme_file import programme_yaml
from cirede.loader.document import read_text
from cirede.loader.programmes import check_programme
from cirede.loader.read import read_as
from cirede.model.programme import Decisions, Programme
from tests.freezing import DAY, frozen

if TYPE_CHECKING:
    from cirede.model.catalogue import Catalogue
    from cirede.model.ranking import Ranking

WEIGHTS = {"impact": 2, "ease": 0, "instrument": 5}


def again(programme: Programme) -> "Ranking":
    """Rank anew by what stands in a programme alone."""
    rulebook, ranking = thaw(programme)
    weights = weigh(rulebook, ranking.profile, dict(ranking.weights))
    return rank(prepare_rules(rulebook), weights, on=programme.on)


@pytest.mark.parametrize("weights", [None, WEIGHTS])
def test_a_programme_reads_back_as_it_was_written(catalogue: "Catalogue", weights: dict[str, int] | None) -> None:
    """The text of the file, read by the strict loader, is the same programme, and has no problem."""
    programme = frozen(catalogue, weights=weights)
    document, faults = read_text(programme_yaml(programme).encode(), file="a.yaml")
    assert document
    found, more = read_as(Programme, document)
    assert (faults, more, found) == ([], [], programme)
    assert list(check_programme("a", programme, document)) == []
    assert not programme.decided


def test_a_programme_ranks_itself(catalogue: "Catalogue") -> None:
    """The facts and rules in the file give the very ranking that stands in it, contributions included."""
    book = catalogue.rulebook
    programme = frozen(catalogue)
    _, kept = thaw(programme)
    anew, original = again(programme), rank(prepare_rules(book), weigh(book), on=DAY)
    for found, wanted in zip(kept.ranked, original.ranked, strict=True):
        assert (found.place, found.best, found.worst, found.points, found.arbitration) == (
            wanted.place, wanted.best, wanted.worst, wanted.points, wanted.arbitration)  # fmt: skip
        for name, level in found.appraisal.assessed.items():
            whole = wanted.appraisal.assessed[name]
            sure = tuple(each for each in whole.contributions if each.certain)
            assert replace(whole, contributions=sure, parts=level.parts) == level
    assert [each.barrier for each in kept.gated] == [each.barrier for each in original.gated]
    assert [(each.barrier, each.score) for each in anew.ranked] == [(each.barrier, each.score) for each in original.ranked]
    assert kept.fingerprint == original.fingerprint


def test_what_was_learnt_later_is_left_out(catalogue: "Catalogue") -> None:
    """A programme of an earlier day holds no fact and no judgement of a later one."""
    early = frozen(catalogue, on=date(2025, 6, 1))
    known = [fact.on for barrier in early.content.barriers.values() for fact in barrier.facts.values()]
    judged = [each.on for barrier in early.content.barriers.values() for said in barrier.judgements.values() for each in said]
    assert all(day <= date(2025, 6, 1) for day in known + judged)
    assert early.ranking.ranked == ()


def test_only_what_is_cited_is_kept_of_the_lists(catalogue: "Catalogue") -> None:
    """Sources, authorities and headings of the barriers are in the file, others are not."""
    lists = frozen(catalogue).content.lists
    assert (set(lists.families), set(lists.activities)) == ({"bridges"}, {"crossing"})
    assert {"keeper", "council"} <= set(lists.authorities)
    toy = catalogue.programme("toy").content.lists
    assert (set(toy.families), toy.activities, toy.authorities) == ({"bridges"}, {}, {})


def test_a_supposition_is_no_programme(catalogue: "Catalogue") -> None:
    """What is only supposed cannot be frozen."""
    book = catalogue.rulebook
    supposed = rank(prepare_rules(book), weigh(book), on=DAY, supposed=["old-toll.carts=9"])
    with pytest.raises(WrongUseError, match="no programme"):
        freeze("a", supposed, catalogue, own=True)


@pytest.mark.parametrize(
    ("taken", "deviations"),
    [
        ((), {}),
        (("narrow-bridge",), {}),
        (("narrow-bridge", "old-toll"), {}),
        (("old-toll",), {"narrow-bridge": ("old-toll",)}),
        (("left-bank", "old-toll"), {"narrow-bridge": ("left-bank", "old-toll")}),
        (("narrow-bridge", "silent-bell"), {"silent-bell": ()}),
    ],
)
def test_deviations_are_departures_from_the_order(
    catalogue: "Catalogue", taken: tuple[str, ...], deviations: dict[str, tuple[str, ...]]
) -> None:
    """A better barrier that was not taken, and a barrier taken without a place, each with what it was passed over for."""
    decided = frozen(catalogue).model_copy(update={"decisions": Decisions(taken=taken)})
    assert decided.deviations == deviations


def test_equals_may_be_taken_in_any_order(catalogue: "Catalogue") -> None:
    """Of two barriers at one place neither stands before the other."""
    twin = catalogue.rulebook.barriers["rotten-plank"]
    programme = frozen(catalogue, barriers={"twin-plank": twin})
    assert programme.places["twin-plank"] == programme.places["rotten-plank"]
    above = tuple(name for name, place in programme.places.items() if place < programme.places["twin-plank"])
    decided = programme.model_copy(update={"decisions": Decisions(taken=(*above, "twin-plank"))})
    assert decided.deviations == {}
