"""What moved a barrier, in sentences of three languages."""

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from cirede.analysis.programmes import compare
from cirede.exchange.changes import comparison_as_dict, figure, signed
from cirede.model.barrier import Links
from tests.analysis.test_programmes import judged, without
from tests.freezing import frozen

if TYPE_CHECKING:
    from cirede.model.catalogue import Catalogue
    from cirede.model.text import Lang


@pytest.mark.parametrize(
    ("number", "lang", "written"),
    [
        (Fraction(12), "en", "12"),
        (Fraction(-13, 2), "fr", "−6,5"),
        (Fraction(1, 3), "nl", "1/3"),
        (Fraction(10000001, 3000000), "en", "≈ 3.333"),
        (Fraction(0), "fr", "0"),
        (Fraction(100), "nl", "100"),
    ],
)
def test_numbers_are_exact_or_marked(number: Fraction, lang: "Lang", written: str) -> None:
    """A decimal where three digits say it all, else a fraction; what is rounded says so."""
    assert figure(number, lang) == written


def test_signs_stand_before_numbers() -> None:
    """Plus and minus, also of a rounded one."""
    assert [signed(Fraction(number), "en") for number in (2, -2, 0)] == ["+2", "−2", "0"]
    assert signed(Fraction(10000001, 3000000), "en") == "≈ +3.333"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("fr", ["Mood of the village : Against (preuve C) → rien. Ease 1 (0–2) → ? : +1,5 dans le score.",
                "Poids de Impact 2 → 1 : −2 dans le score.", "Passe devant : Pont étroit."]),
        ("nl", ["Mood of the village: Against (bewijs C) → niets. Ease 1 (0–2) → ?: +1,5 in de score.",
                "Gewicht van Impact 2 → 1: −2 in de score.", "Haalt in: Smalle brug."]),
        ("en", ["Mood of the village: Against (evidence C) → nothing. Ease 1 (0–2) → ?: +1.5 in the score.",
                "Weight of Impact 2 → 1: −2 in the score.", "Passes: Narrow bridge."]),
    ],
)  # fmt: skip
def test_each_cause_is_a_sentence(catalogue: "Catalogue", lang: "Lang", said: list[str]) -> None:
    """What changed, from what to what, the level that it moved and the points, which add up; and who was passed."""
    changed = without(catalogue.rulebook.barriers["old-toll"], "mood")
    new = frozen(catalogue, barriers={"old-toll": changed}, weights={"impact": 1, "ease": 1, "instrument": 1})
    plain = comparison_as_dict(compare(frozen(catalogue), new), lang)
    found = next(each for each in plain["barriers"] if each["barrier"] == "old-toll")
    assert found["says"] == said
    assert sum(Fraction(each["points"]) for each in found["causes"]) == (
        Fraction(found["after"]["score"]) - Fraction(found["before"]["score"])
    )


def test_the_register_speaks_of_states_in_words(catalogue: "Catalogue") -> None:
    """State, kind and lever with their values; what else was revised by name; who passed whom by title."""
    book = catalogue.rulebook.barriers
    changed = book["narrow-bridge"].model_copy(update={"state": "lifted", "links": Links(same_text=("far-law",))})
    risen = judged(judged(judged(book["silent-bell"], "traffic", 5), "ease", 5), "instrument", 5)
    new = frozen(catalogue, barriers={"narrow-bridge": changed, "silent-bell": risen})
    plain = comparison_as_dict(compare(frozen(catalogue), new), "en")
    says = {each["barrier"]: " ".join(each["says"]) for each in plain["barriers"]}
    assert "place 1 → perhaps lifted. Lifted. Register, state: open → lifted. Register, revised: links." in says["narrow-bridge"]
    assert "to be documented → place 1." in says["silent-bell"]
    assert "Judgement on Ease: nothing → 5 (a group). Ease ? → 4.8 (4–5)." in says["silent-bell"]
    assert set(plain["unchanged"]) & set(says) == set()
    left = comparison_as_dict(compare(frozen(catalogue), frozen(catalogue, barriers={"narrow-bridge": changed})), "en")
    assert next(each["says"] for each in left["barriers"] if each["barrier"] == "old-toll") == [
        "No longer ranked ahead of it: Narrow bridge."]  # fmt: skip
