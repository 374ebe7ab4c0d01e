"""What if: suppositions change one ranking and nothing else."""

from datetime import date
from typing import TYPE_CHECKING

import pytest

from cirede.engine.rank import assess_all, rank
from cirede.engine.scoring import PreparedRules, prepare_rules
from cirede.engine.weights import Weights, read_weights, weigh
from cirede.errors import CiredeError
from tests.engine.plain import DAY

if TYPE_CHECKING:
    from cirede.model.catalogue import Catalogue
    from cirede.model.ranking import Assessed


@pytest.fixture(scope="module")
def prepared(catalogue: "Catalogue") -> PreparedRules:
    """Give the miniature rules, ready."""
    return prepare_rules(catalogue.rulebook)


def supposed(prepared: PreparedRules, *texts: str, barrier: str = "silent-bell") -> "dict[str, Assessed]":
    """Assess a barrier under suppositions."""
    found = rank(prepared, weigh(prepared.rulebook), on=DAY, supposed=texts)
    everyone = [*(each.appraisal for each in found.ranked), *found.to_document, *found.gated]
    return dict(next(each for each in everyone if each.barrier == barrier).assessed)


@pytest.mark.parametrize(
    ("texts", "criterion", "bounds"),
    [
        (["silent-bell.carts=50"], "traffic", (2, 3)),
        (["silent-bell.carts=5-50"], "traffic", (0, 3)),
        (["silent-bell.carts=50", "silent-bell.floods=no"], "traffic", (2, 2)),
        (["silent-bell.ease=1-2"], "ease", (1, 2)),
        (["silent-bell.traffic=4"], "traffic", (4, 4)),
        (["silent-bell.route=order,law"], "instrument", (2, 2)),
        (["silent-bell.mood=for,divided"], "ease", (1, 4)),
        (["silent-bell.fishers=unknown"], "income", (0, 5)),
    ],
)
def test_a_fact_or_a_judgement_is_supposed(
    texts: list[str], criterion: str, bounds: tuple[object, object], prepared: PreparedRules
) -> None:
    """A value, a range, options, levels, or that nothing is known."""
    found = supposed(prepared, *texts)[criterion]
    assert (found.lowest, found.highest) == bounds


def test_nothing_is_kept(prepared: PreparedRules) -> None:
    """After a supposition the register is what it was; the ranking says what was supposed."""
    weights = weigh(prepared.rulebook)
    before = rank(prepared, weights, on=DAY)
    under = rank(prepared, weights, on=DAY, supposed=["silent-bell.ease=3-4"])
    assert under.supposed == ("silent-bell.ease=3-4",)
    assert [each.barrier for each in under.ranked] != [each.barrier for each in before.ranked]
    assert rank(prepared, weights, on=DAY) == before


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("silent-bel.carts=5", "there is no barrier 'silent-bel' (did you mean 'silent-bell'?)"),
        ("silent-bell.cart=5", "there is no fact or criterion 'cart' (did you mean 'carts'?)"),
        ("silent-bell.impact=3", "'impact' is made of parts: suppose traffic or income"),
        ("silent-bell.carts=many", "'many' is no 'carts': give a number from 0, two as 5-20, or unknown"),
        ("silent-bell.carts=20-5", "'20-5' is no 'carts'"),
        ("silent-bell.carts=1-2-3", "'1-2-3' is no 'carts'"),
        ("silent-bell.cost=2000000", "give a number from 0 to 1000000"),
        ("silent-bell.mood=four", "'mood' cannot be 'four' (did you mean 'for'?)"),
        ("silent-bell.ease=4-2", "'4-2' is no range of levels for 'ease'"),
        ("silent-bell.ease=6", "'6' is no range of levels for 'ease'"),
        ("silent-bell=5", "'silent-bell=5' is no supposition: write it as BARRIER.fact=value, or BARRIER.criterion=2-4"),
        ("silent-bell.carts=", "is no supposition"),
    ],
)
def test_a_supposition_that_cannot_be_is_told(text: str, words: str, prepared: PreparedRules) -> None:
    """The nearest name, the range or the form is said."""
    with pytest.raises(CiredeError) as raised:
        supposed(prepared, text)
    assert words in str(raised.value)


def test_the_same_thing_is_supposed_once(prepared: PreparedRules) -> None:
    """Two suppositions on one fact are refused."""
    with pytest.raises(CiredeError, match="supposed twice"):
        supposed(prepared, "silent-bell.carts=5", "silent-bell.carts=6")


def test_weights_given_stand_in_place_of_a_profile(prepared: PreparedRules) -> None:
    """They name every criterion of the profile; the order follows them; the profile's own are recognised."""
    book = prepared.rulebook
    assert weigh(book) == Weights("plain", {"impact": 2, "ease": 1, "instrument": 1}, ("impact", "ease", "instrument"), own=True)
    given = weigh(book, "plain", read_weights(["ease=5", " impact=2", "instrument=0"]))
    assert (given.order, given.weighed, given.own) == (("ease", "impact", "instrument"), ("impact", "ease"), False)
    assert weigh(book, "plain", {"ease": 1, "impact": 2, "instrument": 1}) == weigh(book)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["impact=-1"], "the weight of 'impact' is '-1': give a whole number"),
        (["impact=1.5"], "the weight of 'impact' is '1.5': give a whole number"),
        (["impact=٣"], "give a whole number"),
        (["impact"], "'impact' is no weight: write it as impact=3"),
        (["impact=1", "impact=2"], "'impact' is weighed twice"),
        (["impct=1", "ease=1", "instrument=1"], "there is no criterion 'impct' (did you mean 'impact'?)"),
        (["impact=1"], "'ease' of profile 'plain' has no weight: give each of impact, ease, instrument; 0 leaves one out"),
        (["impact=0", "ease=0", "instrument=0"], "every weight is zero"),
        (["impact=1", "ease=0", "instrument=0", "traffic=1"], "'traffic' would count twice"),
    ],
)
def test_weights_that_cannot_rank_are_told(given: list[str], words: str, prepared: PreparedRules) -> None:
    """Negative, fractional, all zero, unknown, missing, double: each a clear line."""
    with pytest.raises(CiredeError) as raised:
        weigh(prepared.rulebook, "plain", read_weights(given))
    assert words in str(raised.value)


def test_only_what_is_supposed_is_assessed_again(prepared: PreparedRules) -> None:
    """With an assessment made before, the barriers that nobody speaks of are the same objects; the whole is as without it."""
    before = assess_all(prepared, on=DAY)
    texts = ["old-toll.carts=5-900", "silent-bell.ease=3"]
    found = assess_all(prepared, on=DAY, supposed=texts, before=before)
    assert found == assess_all(prepared, on=DAY, supposed=texts)
    changed = {name for name in found.assessed if found.assessed[name] is not before.assessed[name]}
    assert changed == {"old-toll", "silent-bell"}
    later = date(2030, 1, 1)
    assert assess_all(prepared, on=later, before=before) == assess_all(prepared, on=later)
