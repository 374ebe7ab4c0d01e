"""Places: exact, explained, and independent of who else is on the list."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING

import pytest

from cirede.engine.assess import assess
from cirede.engine.level import span
from cirede.engine.rank import assess_all, rank, rank_assessed
from cirede.engine.scoring import PreparedRules, prepare_rules
from cirede.engine.weights import weigh
from cirede.model.barrier import Links
from tests.engine.plain import DAY, numbers_of, random_barrier

if TYPE_CHECKING:
    from cirede.model.barrier import Barrier
    from cirede.model.catalogue import Catalogue
    from cirede.model.ranking import Ranking
    from cirede.model.rulebook import Rulebook


@pytest.fixture(scope="module")
def rulebook(catalogue: "Catalogue") -> "Rulebook":
    """Give the miniature rulebook."""
    return catalogue.rulebook


@pytest.fixture(scope="module")
def prepared(rulebook: "Rulebook") -> PreparedRules:
    """Give it ready."""
    return prepare_rules(rulebook)


@pytest.fixture(scope="module")
def ranking(prepared: PreparedRules) -> "Ranking":
    """Give its ranking by the default profile."""
    return rank(prepared, weigh(prepared.rulebook), on=DAY)


def ranked(rulebook: "Rulebook", barriers: "dict[str, Barrier]", profile: str | None = None) -> "Ranking":
    """Rank other barriers by the same rules."""
    other = replace(rulebook, barriers=barriers)
    return rank(prepare_rules(other), weigh(other, profile), on=DAY)


def many(rulebook: "Rulebook", count: int, seed: int = 1) -> "dict[str, Barrier]":
    """Make up a register."""
    random = Random(seed)
    return {f"b{index:03}": random_barrier(random, rulebook, share=0.9) for index in range(count)}


def test_the_first_page_is_triage(ranking: "Ranking") -> None:
    """Each barrier of the miniature stands where its state, lever, links and knowledge put it, with the reason."""
    assert [each.barrier for each in ranking.ranked] == ["narrow-bridge", "old-toll", "left-bank", "rotten-plank"]
    assert [each.barrier for each in ranking.to_document] == ["silent-bell"]
    assert {each.barrier: each.triage for each in ranking.gated} == {
        "far-law": "other-level", "half-gate": "perhaps-lifted", "lost-key": "perhaps-lifted", "peace": "no-barrier",
        "whole-river": "no-barrier",
    }  # fmt: skip
    assert all(each.reason and each.reason.nl for each in (*ranking.to_document, *ranking.gated))
    assert ranking.to_document[0].reason is not None
    assert ranking.to_document[0].reason.en == "Nothing known of: Ease, Instrument."


def test_a_score_can_be_added_up_by_hand(ranking: "Ranking") -> None:
    """Points are weight times expected level; the score is their sum; the bounds likewise."""
    last = ranking.ranked[-1]
    assert last.points == {"impact": 2 * Fraction(5, 2), "ease": 0, "instrument": 2}
    assert {last.score, last.lowest, last.highest} == {Fraction(7)}
    for each in ranking.ranked:
        assert sum(each.points.values()) == each.score
        assert each.lowest <= each.score <= each.highest
        assert each.best <= each.place <= each.worst


def test_ties_share_a_place(rulebook: "Rulebook", prepared: PreparedRules) -> None:
    """Equal scores have equal places and the next place is left out; inside a tie the id decides."""
    plank, toll = rulebook.barriers["rotten-plank"], rulebook.barriers["old-toll"].model_copy(update={"links": Links()})
    found = ranked(rulebook, {"d": plank, "c": plank, "b": toll, "a": plank})
    assert [(each.barrier, each.place) for each in found.ranked] == [("b", 1), ("a", 2), ("c", 2), ("d", 2)]
    found = ranked(rulebook, {"d": toll, "c": plank, "b": toll, "a": plank})
    assert [(each.barrier, each.place) for each in found.ranked] == [("b", 1), ("d", 1), ("a", 3), ("c", 3)]


def test_withdrawing_a_barrier_reorders_nobody(rulebook: "Rulebook") -> None:
    """Whichever barrier goes, the others keep their order and their scores."""
    barriers = many(rulebook, 25)
    whole = [(each.barrier, each.score) for each in ranked(rulebook, barriers).ranked]
    for gone in barriers:
        rest = {name: barrier for name, barrier in barriers.items() if name != gone}
        found = [(each.barrier, each.score) for each in ranked(rulebook, rest).ranked]
        assert found == [each for each in whole if each[0] != gone]


def test_shuffling_rules_and_barriers_changes_nothing(rulebook: "Rulebook") -> None:
    """The order of the files is no fact: the whole ranking is the same, its fingerprint too."""
    barriers, random = many(rulebook, 25), Random(2)
    whole = ranked(rulebook, barriers)
    for _ in range(5):
        shuffled = dict(random.sample(list(barriers.items()), len(barriers)))
        rules = dict(random.sample(list(rulebook.rules.items()), len(rulebook.rules)))
        assert ranked(replace(rulebook, rules=rules), shuffled) == whole


def without(barrier: "Barrier", gone: str) -> "Barrier":
    """Give a barrier of which one fact is not known."""
    return barrier.model_copy(update={"facts": {name: fact for name, fact in barrier.facts.items() if name != gone}})


def test_each_fact_removed_only_widens_the_range(prepared: PreparedRules) -> None:
    """On random barriers, what the facts leave open without one of them holds what they leave open with it.

    Traffic without carts is spared: a rule says what counts where no cart was counted.
    """
    random, criteria = Random(3), prepared.rulebook.criteria
    for _ in range(200):
        facts = random_barrier(random, prepared.rulebook, share=0.8).facts
        whole = prepared.contributions(prepared.readings(facts))
        for gone in facts:
            rest = prepared.contributions(prepared.readings({name: fact for name, fact in facts.items() if name != gone}))
            for name in set(whole) - ({"traffic"} if gone == "carts" else set()):
                narrow, wide = span(whole[name], criteria[name].combine), span(rest[name], criteria[name].combine)
                assert wide.lowest <= narrow.lowest <= narrow.highest <= wide.highest


def test_a_fact_removed_is_never_a_silent_zero(prepared: PreparedRules) -> None:
    """On exact facts of grade A: where a fact taken away changes a level, a range around the level is left."""
    barrier = prepared.rulebook.barriers["rotten-plank"]
    whole, changed = assess(prepared, barrier, on=DAY), set()
    for gone in barrier.facts:
        found = assess(prepared, without(barrier, gone), on=DAY)
        for name in (name for name in whole if found[name].chances != whole[name].chances):
            assert found[name].lowest < found[name].highest
            assert found[name].lowest <= whole[name].expected <= found[name].highest
            changed.add(gone)
    assert changed == barrier.facts.keys() - {"refused", "floods"}, "it is at 0 refused or not, and capped wet or dry"


@pytest.mark.parametrize(
    ("fact", "criterion", "way"), [("carts", "traffic", 1), ("fishers", "income", 1), ("cost", "income", 1), ("cost", "ease", -1)]
)
def test_levels_are_monotone_in_each_quantity(fact: str, criterion: str, way: int, prepared: PreparedRules) -> None:
    """More of a quantity never lowers the level that it raises, nor raises the one that it lowers."""
    random, numbers = Random(4), sorted(numbers_of(prepared.rulebook, fact))
    steps = sorted({Decimal(0), *numbers, *(number + Decimal("0.5") for number in numbers)})
    for _ in range(40):
        barrier = random_barrier(random, prepared.rulebook)
        before: tuple[Fraction, Fraction] | None = None
        for step in steps[::way]:
            exact = next(iter(prepared.rulebook.barriers["rotten-plank"].facts.values())).model_copy(update={"value": step})
            others = {name: each.model_copy(update={"grade": "A"}) for name, each in barrier.facts.items()}
            found = assess(prepared, barrier.model_copy(update={"facts": {**others, fact: exact}}), on=DAY)[criterion]
            now = (found.lowest, found.highest)
            assert before is None or (now[0] >= before[0] and now[1] >= before[1])
            before = now


def test_places_say_what_uncertainty_leaves_open(rulebook: "Rulebook") -> None:
    """Best and worst place are counted by comparing the bounds of each pair."""
    found = ranked(rulebook, many(rulebook, 40, seed=5)).ranked
    for each in found:
        others = [other for other in found if other is not each]
        assert each.place == 1 + sum(other.score > each.score for other in others)
        assert each.best == 1 + sum(other.lowest > each.highest for other in others)
        assert each.worst == 1 + sum(other.highest > each.lowest for other in others)


def test_a_committee_decides_at_the_top(rulebook: "Rulebook") -> None:
    """A contradiction or ease at 0 is said inside the top, with its reason, and nowhere below."""
    plank = rulebook.barriers["rotten-plank"]
    found = ranked(rulebook, {"plank": plank, "toll": rulebook.barriers["old-toll"].model_copy(update={"links": Links()})})
    assert {each.barrier: [reason.en for reason in each.arbitration] for each in found.ranked} == {
        "toll": [], "plank": ["Ease is at 0."],
    }  # fmt: skip
    below = {f"a{index}": rulebook.barriers["narrow-bridge"].model_copy(update={"links": Links()}) for index in range(3)}
    assert ranked(rulebook, {"plank": plank, **below}).ranked[-1].arbitration == ()
    group = rulebook.barriers["old-toll"].judgements["income"][0]
    clash = plank.model_copy(update={"judgements": {"traffic": (group.model_copy(update={"lowest": 5, "highest": 5}),)}})
    reasons = ranked(rulebook, {"clash": clash}).ranked[0].arbitration
    assert [reason.fr for reason in reasons] == ["Ce qui est connu se contredit : Traffic.", "La facilité est à 0."]


def test_an_empty_file_never_has_a_place(rulebook: "Rulebook") -> None:
    """Nothing known is no rank, whatever the profile."""
    empty = rulebook.barriers["silent-bell"].model_copy(update={"facts": {}})
    for profile in rulebook.profiles.profiles:
        found = ranked(rulebook, {"empty": empty}, profile)
        assert (found.ranked, [each.barrier for each in found.to_document]) == ((), ["empty"])


def test_the_fingerprint_names_what_made_the_ranking(prepared: PreparedRules, ranking: "Ranking") -> None:
    """The same content, weights, day and suppositions give the same fingerprint; any other gives another."""
    book = prepared.rulebook
    plain, joined = weigh(book), weigh(book, "joined")
    others = [
        rank(prepared, joined, on=DAY),
        rank(prepared, plain, on=date(2026, 11, 24)),
        rank(prepared, plain, on=DAY, supposed=["old-toll.carts=5"]),
        rank(prepare_rules(replace(book, barriers=dict(list(book.barriers.items())[1:]))), plain, on=DAY),
        rank(prepare_rules(replace(book, rules={k: v for k, v in book.rules.items() if k != "e2"})), plain, on=DAY),
    ]
    assert rank(prepared, plain, on=DAY).fingerprint == ranking.fingerprint
    assert len({ranking.fingerprint, *(each.fingerprint for each in others)}) == 6
    assert len(ranking.fingerprint) == 64


def test_what_was_assessed_once_is_ranked_under_any_weights(prepared: PreparedRules) -> None:
    """Assessing and ranking apart gives the same as together."""
    once = assess_all(prepared, on=DAY)
    for profile in prepared.rulebook.profiles.profiles:
        weights = weigh(prepared.rulebook, profile)
        assert rank_assessed(prepared, once, weights) == rank(prepared, weights, on=DAY)
