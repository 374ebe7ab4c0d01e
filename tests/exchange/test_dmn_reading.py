"""Conditions read into rows of facts, held against the interpreter, and numbers as ranges."""

from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from cirede.engine.condition import as_number, compile_condition
from cirede.exchange.dmn.reading import Facts, ways_to
from cirede.exchange.dmn.table import Range
from tests.engine.test_condition import ANSWERS
from tests.model.test_condition import conditions

if TYPE_CHECKING:
    from cirede.model.condition import Condition
    from cirede.model.walk import Answer

NUMBERS = st.integers(0, 4).map(Decimal)
RANGES = st.builds(Range, st.none() | NUMBERS, st.none() | NUMBERS, st.booleans(), st.booleans())


def lies_in(number: Decimal, span: Range) -> bool:
    """Tell whether a number lies in a range, straight from its meaning."""
    low = span.low is None or (number > span.low if span.over else number >= span.low)
    return low and (span.high is None or (number < span.high if span.under else number <= span.high))


def come_true(facts: Facts, answers: "dict[str, Answer]") -> bool:
    """Tell whether all facts of a row hold."""
    for (name, option), value in facts.items():
        answer = answers.get(name)
        if isinstance(value, Range):
            number = None if answer is None else as_number(answer)
            if number is None or not lies_in(number, value):
                return False
        else:
            chosen = (answer,) if isinstance(answer, str) else answer or ()
            if (bool(chosen) if option is None else option in chosen) is not value:
                return False
    return True


@given(conditions(), ANSWERS)
def test_a_condition_holds_when_one_of_its_ways_does(condition: "Condition", answers: "dict[str, Answer]") -> None:
    """True, false, not true and not false: each is met by a row exactly when the interpreter says so."""
    said = compile_condition(condition, parameters={})(answers)
    for hold in (True, False):
        for sure in (True, False):
            expected = said is hold or (said is None and not sure)
            found = any(come_true(facts, answers) for facts in ways_to(condition, {}, hold=hold, sure=sure))
            assert found is expected


@given(RANGES, RANGES)
def test_two_ranges_meet_in_what_lies_in_both(one: Range, other: Range) -> None:
    """Whether bounds belong to them or not, the common part has exactly the numbers of both."""
    met = one.meet(other)
    for half in range(-1, 10):
        number = Decimal(half) / 2
        assert (met is not None and lies_in(number, met)) is (lies_in(number, one) and lies_in(number, other))


@given(RANGES)
def test_a_range_stands_in_two_columns(span: Range) -> None:
    """The tests of both columns together say what the range says, without an interval in a cell."""
    cells = span.cells("the-weight")
    assert set(cells) <= {"the_weight__from", "the_weight__to"}
    for half in range(-1, 10):
        held = all(eval(f"{half / 2} {cell}") for cell in cells.values())  # noqa: S307 - two signs and a number, made above
        assert held is lies_in(Decimal(half) / 2, span)
