"""Facts and judgements meet; what is unknown is said."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from cirede.engine.assess import assess
from cirede.engine.scoring import PreparedRules, prepare_rules
from cirede.model.barrier import Barrier, Fact, Judgement
from tests.engine.plain import DAY, WORDS

if TYPE_CHECKING:
    from cirede.model.catalogue import Catalogue
    from cirede.model.ranking import Assessed


@pytest.fixture(scope="module")
def prepared(catalogue: "Catalogue") -> PreparedRules:
    """Give the miniature rules, ready."""
    return prepare_rules(catalogue.rulebook)


def fact(grade: str = "A", on: date = DAY, **said: object) -> Fact:
    """Make a fact."""
    given: dict[str, Any] = {"value": None, "values": (), "least": None, "likely": None, "most": None, **said, "grade": grade}
    return Fact.model_construct(**given, says=WORDS, on=on, sources=("survey",))


def judged(lowest: int, highest: int, kind: str = "first-reading", grade: str = "D", on: date = DAY) -> Judgement:
    """Make a judgement."""
    said: dict[str, Any] = {"kind": kind, "grade": grade, "on": on, "reason": WORDS, "who": WORDS, "sources": ()}
    return Judgement.model_construct(lowest=lowest, highest=highest, **said)


def barrier(facts: dict[str, Fact], **judgements: tuple[Judgement, ...]) -> Barrier:
    """Make a barrier."""
    said: dict[str, Any] = {"facts": facts, "judgements": judgements}
    return Barrier.model_construct(**said)


def seen(prepared: PreparedRules, one: Barrier, criterion: str) -> tuple[str, object, object]:
    """Give basis and bounds of a criterion."""
    found = assess(prepared, one, on=DAY)[criterion]
    return found.basis, found.lowest, found.highest


CARTS = {"carts": fact(value=Decimal(50))}
DRY = {"floods": fact(value="no"), "mood": fact(value="for")}


@pytest.mark.parametrize(
    ("facts", "judgements", "expected"),
    [
        ({}, (), ("unknown", 0, 5)),
        ({}, (judged(2, 4),), ("judgement", 2, 4)),
        ({}, (judged(1, 2), judged(3, 4, "group")), ("judgement", 3, 4)),
        ({}, (judged(3, 4, "group"), judged(1, 2, "group", on=date(2026, 11, 24))), ("judgement", 3, 4)),
        ({}, (judged(1, 2, "group", on=date(2026, 1, 1)), judged(3, 4, "group")), ("judgement", 3, 4)),
        (CARTS | DRY, (), ("facts", 2, 2)),
        (CARTS | DRY, (judged(1, 3),), ("facts", 2, 2)),
        (CARTS | DRY, (judged(4, 5),), ("facts", 2, 2)),
        (CARTS | DRY, (judged(4, 5, "group"),), ("conflict", 2, 2)),
        (CARTS, (), ("facts", 2, 3)),
        (CARTS, (judged(3, 5, grade="A"),), ("both", 3, 3)),
        ({"carts": fact(least=Decimal(50), most=Decimal(5000))} | DRY, (), ("facts", 2, 5)),
        ({"carts": fact(least=Decimal(50))} | DRY, (judged(3, 4),), ("judgement", 3, 4)),
        ({"carts": fact(most=Decimal(5000))} | DRY, (), ("unknown", 0, 5)),
    ],
)
def test_facts_and_judgements_meet(
    facts: dict[str, Fact], judgements: tuple[Judgement, ...], expected: tuple[str, int, int], prepared: PreparedRules
) -> None:
    """Facts are never overridden; the best judgement narrows them, or fills their place; nothing known is unknown."""
    basis, lowest, highest = seen(prepared, barrier(facts, traffic=judgements), "traffic")
    assert (basis, lowest, highest) == expected


def test_judgements_replaced_are_kept_aside(prepared: PreparedRules) -> None:
    """What a better judgement or a fact replaced is shown, not lost."""
    reading, early, late = judged(1, 2), judged(2, 3, "group", on=date(2026, 1, 1)), judged(3, 4, "group")
    found = assess(prepared, barrier({}, traffic=(late, reading, early)), on=DAY)["traffic"]
    assert (found.judgement, found.aside) == (late, (reading, early))
    found = assess(prepared, barrier(CARTS | DRY, traffic=(reading,)), on=DAY)["traffic"]
    assert (found.judgement, found.aside) == (None, (reading,))


def test_a_base_without_any_fact_is_not_knowledge(prepared: PreparedRules) -> None:
    """Ease begins at 3 for everyone; a barrier of which nothing is known does not get it."""
    assert seen(prepared, barrier({}), "ease") == ("unknown", 0, 5)
    assert seen(prepared, barrier({"mood": fact(value="for")}), "ease")[0] == "facts"


def test_what_was_not_known_on_the_day_does_not_count(prepared: PreparedRules) -> None:
    """Facts and judgements of a later day are left out."""
    later = date(2027, 1, 1)
    one = barrier({"carts": fact(value=Decimal(50), on=later)}, traffic=(judged(1, 2, on=later),))
    assert seen(prepared, one, "traffic") == ("unknown", 0, 5)
    assert assess(prepared, one, on=later)["traffic"].basis == "both"


def test_a_likely_value_gives_exact_chances(prepared: PreparedRules) -> None:
    """A quantity with least, likely and most goes through the bands by its triangle; without likely, evenly."""
    triangle = fact(least=Decimal(0), likely=Decimal(20), most=Decimal(100))
    found = assess(prepared, barrier({"carts": triangle} | DRY), on=DAY)["traffic"]
    assert found.chances == ((Fraction(0), Fraction(1, 20)), (Fraction(2), Fraction(19, 20)))
    plain = fact(least=Decimal(0), most=Decimal(99))
    found = assess(prepared, barrier({"carts": plain} | DRY), on=DAY)["traffic"]
    assert found.chances == tuple((Fraction(level), Fraction(1, 3)) for level in (0, 1, 2))
    wet = barrier({"carts": triangle, "mood": fact(value="for")})
    assert len({chance for _, chance in assess(prepared, wet, on=DAY)["traffic"].chances}) == 1, "it may also flood"


def test_a_level_is_as_good_as_the_worst_fact_behind_it(prepared: PreparedRules) -> None:
    """A fact that would change nothing if it were unknown does not weaken the level; one that would, does."""
    idle = {"mood": fact("D", value="for"), "fishers": fact("C", value=Decimal(9)), "floods": fact(value="no")}
    assert len(assess(prepared, barrier(CARTS | idle), on=DAY)["traffic"].chances) == 1
    wet = CARTS | {"floods": fact("C", value="yes"), "mood": fact(value="for")}
    assert assess(prepared, barrier(wet), on=DAY)["traffic"].chances[1] == (Fraction(3), Fraction(3, 5))


def test_a_criterion_of_parts_is_made_of_their_chances(prepared: PreparedRules) -> None:
    """The mean of parts has half levels; one unknown part widens it, two leave it unknown; the parts stay visible."""
    whole = assess(prepared, barrier(CARTS | DRY, income=(judged(3, 3, grade="A"),)), on=DAY)
    assert (whole["impact"].expected, whole["impact"].basis) == (Fraction(5, 2), "both")
    assert [part.criterion for part in whole["impact"].parts] == ["traffic", "income"]
    half = assess(prepared, barrier(CARTS | DRY), on=DAY)["impact"]
    assert half.basis == "facts"
    assert [half.lowest, half.highest, half.expected] == [1, Fraction(7, 2), Fraction(9, 4)]
    assert assess(prepared, barrier({}), on=DAY)["impact"].basis == "unknown"
    clash = barrier(CARTS | DRY, traffic=(judged(4, 5, "group"),))
    assert assess(prepared, clash, on=DAY)["impact"].basis == "conflict"


def test_chances_always_add_up_to_one(prepared: PreparedRules, catalogue: "Catalogue") -> None:
    """On every barrier of the miniature, and the expected level lies between the bounds."""
    for one in catalogue.rulebook.barriers.values():
        found: dict[str, Assessed] = assess(prepared, one, on=DAY)
        assert all(sum(chance for _, chance in each.chances) == 1 for each in found.values())
        assert all(each.lowest <= each.expected <= each.highest for each in found.values())
