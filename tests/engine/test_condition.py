"""The interpreter of conditions, held against a naive reading of the same language."""

import operator
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cirede.engine.clauses import Bits, bits_of
from cirede.engine.condition import as_number, compile_condition
from cirede.model.condition import All, Any, Compare, Condition, Known, Member, Not, Unless, parse
from tests.model.test_condition import conditions, written

if TYPE_CHECKING:
    from cirede.model.walk import Answer

ORDER = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "!=": operator.ne}
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "a": st.sampled_from(["x", "y", "z"]),
        "b": st.lists(st.sampled_from(["x", "y", "z"]), min_size=1, unique=True).map(tuple),
        "n": st.sampled_from(["0", "1", "1.5", "2", "2,0"]),
    },
)


def naive(condition: Condition, answers: "dict[str, Answer]") -> bool | None:  # noqa: PLR0911 - one return for each form
    """Read a condition straight from the sentence that defines each form."""
    match condition:
        case Known(name=name):
            return name in answers
        case Not(part=part):
            inner = naive(part, answers)
            return None if inner is None else not inner
        case Unless(part=part):
            return naive(part, answers) is not True
        case All(parts=parts) | Any(parts=parts):
            found = [naive(part, answers) for part in parts]
            deciding = isinstance(condition, Any)
            return deciding if deciding in found else None if None in found else not deciding
        case Compare(name=name) | Member(name=name) if name not in answers:
            return None
        case Member(name=name, values=values):
            given_ = answers[name]
            return any(value in ((given_,) if isinstance(given_, str) else given_) for value in values)
        case Compare(name=name, op=op, value=value):
            given_ = answers[name]
            if isinstance(value, Decimal):
                return bool(ORDER[op](Decimal(str(given_).replace(",", ".")), value))
            return (value in ((given_,) if isinstance(given_, str) else given_)) is (op == "=")
    raise AssertionError


@given(conditions(), ANSWERS)
def test_the_interpreter_agrees_with_a_naive_reading(condition: Condition, answers: "dict[str, Answer]") -> None:
    """Every condition holds, fails or stays unknown exactly as its definition says."""
    assert naive(condition, answers) == compile_condition(condition, parameters={})(answers)


@given(conditions(), ANSWERS)
def test_the_bits_agree_with_the_interpreter(condition: Condition, answers: "dict[str, Answer]") -> None:
    """Reading a condition as bits tells that it holds exactly when the interpreter does."""
    bits = Bits({})
    clauses = bits.clauses(written(condition))
    taken = 0
    for name, answer in answers.items():
        taken |= bits_of(bits.checks(name), name, answer)
    holds = any(taken & need == need and not taken & bar for need, bar in clauses)
    assert holds == (naive(condition, answers) is True)


@pytest.mark.parametrize(
    ("text", "answers", "expected"),
    [
        ("a = x", {}, None),
        ("not(a = x)", {}, None),
        ("all(a = x, b = y)", {"a": "z"}, False),
        ("any(a = x, b = y)", {"a": "x"}, True),
        ("any(a = x, b = y)", {"a": "z"}, None),
        ("known(a)", {}, False),
        ("unless(a = x)", {}, True),
        ("unless(a = x)", {"a": "x"}, False),
        ("not(unless(a = x))", {}, False),
        ("b = x", {"b": ("y", "x")}, True),
        ("b != x", {"b": ("y", "x")}, False),
        ("n <= limit", {"n": "25,0"}, True),
        ("n <= limit", {"n": "25.01"}, False),
        ("n <= limit", {"n": "many"}, None),
    ],
)
def test_what_is_not_known_is_unknown(text: str, answers: "dict[str, Answer]", expected: bool | None) -> None:  # noqa: FBT001 - the value expected
    """A condition on something not known is unknown, never false; a parameter is read as its number."""
    assert expected is compile_condition(parse(text), parameters={"limit": Decimal(25)})(answers)


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("2.5", Decimal("2.5")),
        (" 2,5 ", Decimal("2.5")),
        ("-1", Decimal(-1)),
        ("", None),
        ("NaN", None),
        ("Infinity", None),
        ("1" * 21, None),
        ("1.2.3", None),
        ("x", None),
        (("1",), None),
    ],
)
def test_a_number_is_read_as_people_write_it(given_: "Answer", expected: Decimal | None) -> None:
    """A point and a comma both separate; what is no finite number is none."""
    assert expected == as_number(given_)
