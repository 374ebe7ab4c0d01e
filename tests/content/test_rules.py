"""What the shipped rules promise: every one can fire, more is never less, nothing unknown is a silent 0."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from cirede.engine.assess import assess
from cirede.engine.level import span
from cirede.engine.rank import rank
from cirede.engine.scoring import PreparedRules, prepare_rules
from cirede.engine.weights import weigh
from cirede.loader.catalogue import open_catalogue
from tests.engine.plain import numbers_of, random_barrier, random_fact

if TYPE_CHECKING:
    from cirede.model.rulebook import Rulebook

DAY = date(2027, 1, 1)
RISING = {"tonnes-gained": "environment", "projects-blocked": "environment", "firms-hindered": "economy",
          "cost-a-year": "economy", "sectors": "economy"}  # fmt: skip
FALLING = {"months-to-obtain": "ease", "months-to-effect": "speed", "transition-months": "speed"}

BETTER = {
    "hinders-reuse": ("environment", "no", "yes"),
    "hazard-no-safeguard": ("environment", "yes", "no"),
    "consultation": ("ease", "against", "divided", "for"),
    "carried": ("ease", "no", "yes"),
    "exists-elsewhere": ("ease", "no", "yes"),
    "window": ("ease", "no", "yes"),
    "unfunded": ("ease", "heavy", "some", "none"),
    "protects": ("ease", "yes", "no"),
    "refused": ("ease", "yes", "no"),
    "project-waits": ("speed", "no", "yes"),
    "needs-first": ("speed", "yes", "no"),
    "instrument": ("instrument", "eu-no-margin", "federal", "ordinance", "government-order", "ministerial-order", "practice"),
}
"""The facts with options: which criterion they speak of, and their options from the worst to the best for its level."""


@pytest.fixture(scope="module")
def rulebook() -> "Rulebook":
    """Give the shipped rulebook."""
    return open_catalogue(Path(__file__).resolve().parents[2]).rulebook


@pytest.fixture(scope="module")
def prepared(rulebook: "Rulebook") -> PreparedRules:
    """Give it ready."""
    return prepare_rules(rulebook)


def test_every_rule_and_every_band_can_fire(prepared: PreparedRules) -> None:
    """Each contribution that the rules can bring is brought for certain by some barrier."""
    random, seen = Random(1), set()
    for _ in range(3000):
        facts = random_barrier(random, prepared.rulebook, share=random.random()).facts
        found = prepared.contributions(prepared.readings(facts))
        seen |= {(each.rule, each.kind, each.value) for listed in found.values() for each in listed if each.certain}
    assert {(each.rule, each.kind, each.value) for each in prepared.outcomes} - seen == set()


@pytest.mark.parametrize(("fact", "criterion"), [*RISING.items(), *FALLING.items()])
def test_levels_are_monotone_in_each_quantity(fact: str, criterion: str, prepared: PreparedRules) -> None:
    """More tonnes, firms or euros never lower a level; more months never raise one."""
    book, random = prepared.rulebook, Random(2)
    numbers = sorted(numbers_of(book, fact))
    steps = sorted({Decimal(0), *numbers, *(number + Decimal("0.5") for number in numbers)}, reverse=fact in FALLING)
    for _ in range(40):
        facts = random_barrier(random, book).facts
        before = None
        for step in steps:
            exact = random_fact(random, book.facts[fact], numbers).model_copy(
                update={"value": step, "least": None, "likely": None, "most": None}
            )
            brought = prepared.contributions(prepared.readings({**facts, fact: exact}))[criterion]
            found = span(brought, book.criteria[criterion].combine)
            assert before is None or (found.lowest >= before.lowest and found.highest >= before.highest)
            before = found


def test_every_fact_is_held_to_be_monotone(rulebook: "Rulebook") -> None:
    """No kind of fact escapes: each is a quantity that raises or lowers a level, or has options from worst to best."""
    assert rulebook.facts.keys() == {*RISING, *FALLING, *BETTER}


@pytest.mark.parametrize(("fact", "order"), BETTER.items())
def test_levels_are_monotone_in_each_option(fact: str, order: tuple[str, ...], prepared: PreparedRules) -> None:
    """A better option never lowers the level of its criterion, whatever else is known of the barrier."""
    book, random, (criterion, *options) = prepared.rulebook, Random(5), order
    for _ in range(60):
        facts = random_barrier(random, book).facts
        before = None
        for option in options:
            exact = random_fact(random, book.facts[fact], []).model_copy(update={"value": None, "values": (option,)})
            brought = prepared.contributions(prepared.readings({**facts, fact: exact}))[criterion]
            found = span(brought, book.criteria[criterion].combine)
            assert before is None or (found.lowest >= before.lowest and found.highest >= before.highest), option
            before = found


def test_one_more_instrument_never_makes_it_easier(prepared: PreparedRules) -> None:
    """Where another text must change as well, the level of the instrument stays or falls."""
    random, kind = Random(6), prepared.rulebook.facts["instrument"]
    for _ in range(60):
        names = random.sample(list(kind.options), random.randint(2, 4))
        levels = []
        for count in range(1, len(names) + 1):
            fact = random_fact(random, kind, []).model_copy(update={"value": None, "values": tuple(names[:count])})
            found = span(prepared.contributions(prepared.readings({"instrument": fact}))["instrument"], "lowest")
            levels.append((found.lowest, found.highest))
        assert levels == sorted(levels, reverse=True), names


def test_each_fact_removed_only_widens_the_range(prepared: PreparedRules) -> None:
    """What is open without a fact holds what is open with it; projects stand in where no tonnes are known."""
    random, criteria = Random(3), prepared.rulebook.criteria
    for _ in range(100):
        facts = random_barrier(random, prepared.rulebook, share=0.9).facts
        whole = prepared.contributions(prepared.readings(facts))
        for gone in facts:
            rest = prepared.contributions(prepared.readings({name: fact for name, fact in facts.items() if name != gone}))
            for name in set(whole) - ({"environment"} if gone == "tonnes-gained" else set()):
                narrow, wide = span(whole[name], criteria[name].combine), span(rest[name], criteria[name].combine)
                assert wide.lowest <= narrow.lowest <= narrow.highest <= wide.highest, (name, gone)


def test_every_profile_ranks_the_register_and_the_exercise(rulebook: "Rulebook") -> None:
    """Each profile shipped gives scores that add up, for the true register and for the one made up for training."""
    for book in (rulebook, rulebook.for_training()):
        ready = prepare_rules(book)
        for profile in book.profiles.profiles:
            found = rank(ready, weigh(book, profile), on=DAY)
            assert found.ranked
            assert all(sum(each.points.values()) == each.score for each in found.ranked)
            assert len(found.ranked) + len(found.to_document) + len(found.gated) == len(book.barriers)


def test_withdrawing_a_barrier_reorders_nobody(rulebook: "Rulebook") -> None:
    """Whichever of the ranked barriers goes, the others keep their order and their scores."""
    whole = [(each.barrier, each.score) for each in rank(prepare_rules(rulebook), weigh(rulebook), on=DAY).ranked]
    for gone, _ in whole:
        book = replace(rulebook, barriers={name: each for name, each in rulebook.barriers.items() if name != gone})
        found = [(each.barrier, each.score) for each in rank(prepare_rules(book), weigh(book), on=DAY).ranked]
        assert [each for each in found if each[0] in dict(whole)] == [each for each in whole if each[0] != gone]


def test_a_barrier_of_which_nothing_is_known_is_unknown(prepared: PreparedRules) -> None:
    """No criterion has a level for an empty file."""
    empty = random_barrier(Random(4), prepared.rulebook, share=0)
    assert {each.basis for each in assess(prepared, empty, on=DAY).values()} == {"unknown"}
