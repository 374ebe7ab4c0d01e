"""Conditions of a tree: what they may compare."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Broken

DUTY = '    when: "vehicle = cart"\n    before'


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("vehicle = ", "expected a word, found the end"),
        ("vehicle == cart", "expected a value, found '='"),
        ("vehicle = Cart", "'Cart' is not part of the condition language"),
        ("vehicle = cart or load = hay", "'or' follows a condition that is already complete"),
        ("all(vehicle = cart", "expected ')', found the end"),
        ("both(vehicle = cart)", "'both' is no function; there are all, any, not, unless, known"),
        ("vehicle < cart", "'vehicle' is no number: it cannot be compared with '<'"),
        ("weight in [1, 2]", "'weight' is a number: it is not looked up in a list"),
        ("weight = heavy", "there is no parameter 'heavy'"),
        ("vehicle = 3", "there is no option of 'vehicle' called '3'"),
        ("not(" * 30 + "vehicle = cart" + ")" * 30, "more than 20 levels of brackets"),
        ("all(" + ", ".join(["any(vehicle = cart, load = hay)"] * 20) + ")", "can hold in more than 200 ways"),
    ],
)
def test_a_senseless_condition_is_refused(broken: "Callable[..., Broken]", when: str, words: str) -> None:
    """Each fault of a condition is told in plain words, where the condition stands."""
    copy = broken((DUTY, DUTY.replace("vehicle = cart", when)))
    place = copy.at(f'"{when}"\n    before')
    assert words in " ".join(str(each) for each in copy.problems() if str(each).startswith(f"{place}: "))


def test_the_place_of_the_fault_is_shown_in_the_condition(broken: "Callable[..., Broken]") -> None:
    """The message repeats the condition with a mark where it stops making sense."""
    told = broken((DUTY, DUTY.replace("= cart", "= cart cart"))).problems()
    assert "vehicle = cart ⟨here⟩cart" in str(told[0])


def test_a_parameter_cannot_bear_the_name_of_an_option(broken: "Callable[..., Broken]") -> None:
    """A word of a condition means one thing only."""
    copy = broken(
        ("  limit:\n", "  cart:\n"), ('"weight <= limit"', '"weight <= cart"'), ("not(weight <= limit)", "not(weight <= cart)")
    )
    assert (copy.at("cart:\n    label"), "name-clash") in copy.found()
