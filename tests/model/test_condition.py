"""The condition language: its grammar, and where a fault is found."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cirede.model.condition import (
    All,
    Any,
    Compare,
    Condition,
    ConditionError,
    Known,
    Member,
    Not,
    Unless,
    names,
    parse,
    values,
)

WORDS = st.sampled_from(["x", "y", "z"])


def conditions() -> st.SearchStrategy[Condition]:
    """Give any condition on the questions a (one answer), b (several) and n (a number)."""
    named = st.sampled_from(["a", "b"])
    numbers = st.sampled_from([Decimal(0), Decimal(1), Decimal("1.5"), Decimal(2)])
    leaves: st.SearchStrategy[Condition] = st.one_of(
        st.builds(Compare, named, st.sampled_from(["=", "!="]), WORDS),
        st.builds(Compare, st.just("n"), st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), numbers),
        st.builds(Member, named, st.lists(WORDS, min_size=1, max_size=3).map(tuple)),
        st.builds(Known, st.sampled_from(["a", "b", "n"])),
    )
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(Not, inner),
            st.builds(Unless, inner),
            st.builds(All, st.lists(inner, min_size=1, max_size=3).map(tuple)),
            st.builds(Any, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        ),
        max_leaves=6,
    )


def written(condition: Condition) -> str:  # noqa: PLR0911 - one return for each form
    """Write a condition as an author would."""
    match condition:
        case Compare(name=name, op=op, value=value):
            return f"{name} {op} {value}"
        case Member(name=name, values=members):
            return f"{name} in [{', '.join(map(str, members))}]"
        case Known(name=name):
            return f"known({name})"
        case Not(part=part):
            return f"not({written(part)})"
        case Unless(part=part):
            return f"unless({written(part)})"
        case All(parts=parts):
            return f"all({', '.join(map(written, parts))})"
        case Any(parts=parts):
            return f"any({', '.join(map(written, parts))})"


@given(conditions(), st.booleans())
def test_what_is_written_is_what_is_read(condition: Condition, tight: bool) -> None:  # noqa: FBT001 - drawn
    """Writing a condition and reading it gives the same condition, with or without spaces."""
    text = written(condition)
    assert condition == parse(text.replace(", ", ",").replace(" = ", "=") if tight else text)


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        ("", 0, "the condition is empty"),
        ("a", 1, "expected one of = != < <= > >= in, found the end"),
        ("a = b c", 6, "'c' follows a condition that is already complete"),
        ("a = B", 4, "'B' is not part of the condition language"),
        ("a =  5kg", 5, "'5kg' is not part of the condition language"),
        ("5 = a", 0, "expected a name, found '5'"),
        ("a in b", 5, "expected '[', found 'b'"),
        ("a in [b", 7, "expected ']', found the end"),
        ("some(a = b)", 0, "'some' is no function; there are all, any, not, unless, known"),
        ("a = __import__('os')", 4, "is not part of the condition language"),
    ],
)
def test_a_fault_is_told_with_its_position(text: str, at: int, words: str) -> None:
    """What cannot be read is refused in plain words, with the place in the text."""
    with pytest.raises(ConditionError) as raised:
        parse(text)
    assert at == raised.value.at
    assert words in str(raised.value)


@given(st.text("ab =!<>()[],.-0159notknwlyi", max_size=40))
def test_reading_gives_a_condition_or_its_fault(text: str) -> None:
    """No text makes the reader fail in any other way than by telling a fault inside the text."""
    try:
        parse(text)
    except ConditionError as error:
        assert 0 <= error.at <= len(text)  # noqa: PT017 - both ways on are fine


def test_names_and_values_are_those_written() -> None:
    """The names and the compared values are found at every depth, in the order written."""
    condition = parse("all(a = x, any(not(n > 2), b in [y, z]), known(c))")
    assert names(condition) == {"a", "n", "b", "c"}
    assert values(condition) == (("a", "x"), ("n", Decimal(2)), ("b", "y"), ("b", "z"))
