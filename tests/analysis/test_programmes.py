"""What moved each barrier between two programmes: every cause, and nothing left over."""

from datetime import timedelta
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING

import pytest

from cirede.analysis.programmes import compare, disagreements
from cirede.errors import WrongUseError
from cirede.model.barrier import Judgement
from cirede.model.programme import Decisions
from cirede.model.text import Text
from tests.engine.plain import random_barrier
from tests.freezing import DAY, frozen

if TYPE_CHECKING:
    from cirede.model.barrier import Barrier
    from cirede.model.catalogue import Catalogue
    from cirede.model.comparison import Comparison, Move

WORDS = Text(fr="x", nl="x", en="x")


def move(comparison: "Comparison", name: str) -> "Move":
    """Give what moved one barrier."""
    return next(each for each in comparison.moves if each.barrier == name)


def judged(barrier: "Barrier", criterion: str, level: int) -> "Barrier":
    """Let a group judge a criterion."""
    said = Judgement(kind="group", lowest=level, highest=level, reason=WORDS, who=WORDS, grade="C", on=DAY)
    return barrier.model_copy(update={"judgements": {**barrier.judgements, criterion: (said,)}})


def without(barrier: "Barrier", fact: str) -> "Barrier":
    """Forget a fact."""
    return barrier.model_copy(update={"facts": {name: each for name, each in barrier.facts.items() if name != fact}})


def adds_up(comparison: "Comparison") -> None:
    """Hold every change of score and of place against its causes."""
    for each in comparison.moves:
        before, after = each.before, each.after
        if before is None or after is None or before.score is None or after.score is None:
            continue
        assert before.place
        assert after.place
        assert sum((cause.points or Fraction(0) for cause in each.causes), Fraction(0)) == after.score - before.score
        ahead = len(each.passed_by) + len(each.come) - len(each.passed) - len(each.gone)
        assert after.place - before.place == ahead
        assert each.still == (before == after and not each.causes)


def test_nothing_moves_between_equal_programmes(catalogue: "Catalogue") -> None:
    """A programme beside itself moves nobody."""
    found = compare(frozen(catalogue), frozen(catalogue, "b"))
    assert all(each.still for each in found.moves)
    assert (found.weights, found.rules) == ((), ())


def test_a_fact_forgotten_is_named_with_its_points(catalogue: "Catalogue") -> None:
    """The fact, the level that it moves, and the points; a second fact has its own."""
    barrier = catalogue.rulebook.barriers["narrow-bridge"]
    found = compare(frozen(catalogue), frozen(catalogue, barriers={"narrow-bridge": without(without(barrier, "carts"), "mood")}))
    adds_up(found)
    causes = {cause.what: cause for cause in move(found, "narrow-bridge").causes}
    assert set(causes) == {("carts",), ("mood",)}
    assert [shift.criterion for shift in causes["carts",].shifts] == ["impact"]
    assert [shift.criterion for shift in causes["mood",].shifts] == ["ease"]
    assert causes["carts",].after is None
    assert causes["carts",].before == barrier.facts["carts"]
    assert all(each.still for each in found.moves if each.barrier in {"silent-bell", "peace"})


def test_a_judgement_lifts_a_barrier_out_of_the_list_to_document(catalogue: "Catalogue") -> None:
    """What newly has a place says why; those behind it say who came ahead of them."""
    bell = catalogue.rulebook.barriers["silent-bell"]
    for criterion in ("traffic", "ease", "instrument"):
        bell = judged(bell, criterion, 5)
    found = compare(frozen(catalogue), frozen(catalogue, barriers={"silent-bell": bell}))
    adds_up(found)
    risen = move(found, "silent-bell")
    assert risen.before
    assert risen.after
    assert (risen.before.triage, risen.after.triage) == ("to-document", "ranked")
    assert {cause.what for cause in risen.causes} == {("traffic",), ("ease",), ("instrument",)}
    assert {cause.points for cause in risen.causes} == {None}
    behind = [each for each in found.moves if each.come]
    assert behind
    assert all(each.come == ("silent-bell",) and not each.causes for each in behind)


def test_a_barrier_lifted_leaves_and_those_behind_say_so(catalogue: "Catalogue") -> None:
    """The state of the register is the cause; nobody else has one, only a better place."""
    lifted = catalogue.rulebook.barriers["narrow-bridge"].model_copy(update={"state": "lifted"})
    found = compare(frozen(catalogue), frozen(catalogue, barriers={"narrow-bridge": lifted}))
    adds_up(found)
    (cause,) = move(found, "narrow-bridge").causes
    assert (cause.kind, cause.what, cause.before["state"], cause.after["state"]) == ("entry", ("state",), "open", "lifted")
    gone = move(found, "old-toll")
    assert (gone.gone, gone.causes) == (("narrow-bridge",), ())


def test_weights_are_taken_criterion_by_criterion(catalogue: "Catalogue") -> None:
    """Each weight that differs brings its own points: the difference of weights times the level."""
    found = compare(frozen(catalogue), frozen(catalogue, weights={"impact": 1, "ease": 1, "instrument": 4}))
    adds_up(found)
    assert found.weights == (("impact", 2, 1), ("instrument", 1, 4))
    points = {cause.what: cause.points for cause in move(found, "rotten-plank").causes}
    assert points == {("impact",): Fraction(-5, 2), ("instrument",): 6}


def test_another_rule_is_named_where_it_moves_a_level(catalogue: "Catalogue") -> None:
    """The rule that changed, on its criterion; barriers that it does not touch have no cause."""
    rule = catalogue.rulebook.rules["e1-against"].model_copy(update={"add": -3})
    found = compare(frozen(catalogue), frozen(catalogue, rules={"e1-against": rule}))
    adds_up(found)
    assert found.rules == ("e1-against",)
    moved = {each.barrier: each.causes for each in found.moves if each.causes}
    assert "old-toll" in moved
    assert {(cause.kind, cause.what) for causes in moved.values() for cause in causes} == {("rule", ("e1-against",))}


def test_decisions_are_compared_where_the_newer_has_any(catalogue: "Catalogue") -> None:
    """From a proposal to decisions each decision shows; a later proposal takes none back."""
    proposal = frozen(catalogue)
    decided = proposal.model_copy(update={"decisions": Decisions(taken=("narrow-bridge",))})
    found = move(compare(proposal, decided), "narrow-bridge")
    assert found.before
    assert found.after
    assert (found.before.choice, found.after.choice, found.still) == (None, "taken", False)
    assert all(each.still for each in compare(decided, proposal).moves)


def test_a_barrier_that_is_new_or_no_longer_there(catalogue: "Catalogue") -> None:
    """It has a standing on one side only."""
    old = frozen(catalogue)
    new = frozen(catalogue, barriers={"new-plank": catalogue.rulebook.barriers["rotten-plank"]})
    found = compare(old, new)
    adds_up(found)
    assert move(found, "new-plank").before is None
    assert move(compare(new, old), "new-plank").after is None


def test_whatever_changes_the_sums_hold(catalogue: "Catalogue") -> None:
    """Random registers, rules and weights: causes add up to scores, and those ahead to places, without rest."""
    random, book = Random(7), catalogue.rulebook
    names = [f"b{index}" for index in range(12)]

    def programme(seed: int) -> "Comparison":
        del seed
        sides = []
        for side in ("a", "b"):
            made = {name: random_barrier(random, book, share=0.8).model_copy(update={"family": "bridges"}) for name in names}
            kept = {name: made[name] for name in names if random.random() < 0.9}
            rule = book.rules["e1-against"].model_copy(update={"add": random.choice((-1, -2))})
            weights = {name: random.randint(0, 4) for name in ("impact", "ease")} | {"instrument": random.randint(1, 4)}
            on = DAY + timedelta(days=3650)
            sides.append(frozen(catalogue, side, barriers=kept, rules={"e1-against": rule}, weights=weights, on=on))
        return compare(*sides)

    for seed in range(15):
        adds_up(programme(seed))


def test_a_programme_agrees_with_its_own_facts(catalogue: "Catalogue") -> None:
    """Nothing is told of a programme as frozen; a place changed in it is."""
    programme = frozen(catalogue)
    assert disagreements(programme) == ()
    first, *rest = programme.ranking.ranked
    ranking = programme.ranking.model_copy(update={"ranked": (first.model_copy(update={"worst": 9}), *rest)})
    assert disagreements(programme.model_copy(update={"ranking": ranking})) == (first.barrier,)


def test_the_true_and_the_invented_are_never_compared(catalogue: "Catalogue") -> None:
    """One of them is for training."""
    invented = frozen(catalogue).model_copy(update={"fictitious": True})
    with pytest.raises(WrongUseError, match="fictitious"):
        compare(invented, frozen(catalogue))
