"""When a condition surely holds and when it may, for facts known in part."""

from decimal import Decimal
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cirede.engine.bounds import Scale, clauses, read_fact, satisfied, scales, together
from cirede.model.condition import All, Any, Compare, Condition, Known, Member, Not, Unless, parse
from tests.engine.plain import holds, random_barrier, three_valued, worlds

if TYPE_CHECKING:
    from cirede.model.catalogue import Catalogue


def conditions(*around: type[Not | Unless]) -> st.SearchStrategy[Condition]:
    """Grow conditions on the facts of the miniature; `around` are the forms that take one part."""
    options = {"floods": ["yes", "no"], "mood": ["for", "divided", "against"], "route": ["notice", "order", "law"]}
    number = st.builds(
        Compare, st.sampled_from(["carts", "fishers", "cost"]), st.sampled_from(["=", "!=", "<", "<=", ">", ">="]),
        st.sampled_from([Decimal(3), Decimal(10), Decimal(100), Decimal("100.5")]),
    )  # fmt: skip
    compare = st.sampled_from(sorted(options)).flatmap(
        lambda name: st.builds(Compare, st.just(name), st.sampled_from(["=", "!="]), st.sampled_from(options[name]))
    )
    member = st.sampled_from(sorted(options)).flatmap(
        lambda name: st.builds(Member, st.just(name), st.lists(st.sampled_from(options[name]), min_size=1).map(tuple))
    )
    known = st.builds(Known, st.sampled_from(["carts", "mood", "route"]))
    return st.recursive(
        st.one_of(number, compare, member, known),
        lambda inner: st.one_of(
            *(st.builds(form, inner) for form in around),
            st.builds(All, st.lists(inner, min_size=1, max_size=3).map(tuple)),
            st.builds(Any, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        ),
        max_leaves=4,
    )


def state(condition: Condition, catalogue: "Catalogue", seed: int) -> tuple[bool, bool, bool | None]:
    """Give: surely holds, may hold, and the three-valued reading."""
    rulebook = catalogue.rulebook
    facts = random_barrier(Random(seed), rulebook).facts
    known = scales(rulebook.facts, [condition])
    readings = {name: read_fact(facts.get(name), scale) for name, scale in known.items()}
    sure = any(satisfied(clause, readings) for clause in clauses(condition, known, sure=True))
    may = any(satisfied(clause, readings) for clause in clauses(condition, known, sure=False))
    return sure, may, three_valued(condition, rulebook, facts)


def completed(condition: Condition, catalogue: "Catalogue", seed: int) -> set[bool]:
    """Tell whether a condition holds in the worlds that the same facts leave open."""
    facts = random_barrier(Random(seed), catalogue.rulebook).facts
    return {holds(condition, world, facts) for world in worlds(condition, catalogue.rulebook, facts)}


@given(condition=conditions(Not, Unless), seed=st.integers(0, 10_000))
def test_bounds_agree_with_a_three_valued_reading(condition: Condition, seed: int, catalogue: "Catalogue") -> None:
    """A condition surely holds, may hold, or surely fails, exactly as its parts say one by one."""
    sure, may, plain = state(condition, catalogue, seed)
    assert (sure, may) == (plain is True, plain is not False)


@given(condition=conditions(Not), seed=st.integers(0, 10_000))
def test_bounds_are_never_narrower_than_all_completed_worlds(condition: Condition, seed: int, catalogue: "Catalogue") -> None:
    """What surely holds does so in every world that the facts leave open; what holds in one is possible."""
    sure, may, _ = state(condition, catalogue, seed)
    seen = completed(condition, catalogue, seed)
    assert seen
    assert not sure or seen == {True}
    assert may or seen == {False}


@pytest.mark.parametrize("text", ["carts >= 10", "mood = for", "route in [notice, law]", "not(floods = yes)", "cost != 100"])
def test_one_simple_condition_is_read_exactly(text: str, catalogue: "Catalogue") -> None:
    """Without parts to combine, bounds are not only safe but exact."""
    for seed in range(300):
        sure, may, _ = state(parse(text), catalogue, seed)
        seen = completed(parse(text), catalogue, seed)
        assert (sure, may) == (seen == {True}, True in seen)


def test_positions_keep_the_order_of_numbers(catalogue: "Catalogue") -> None:
    """A number named has an odd position, what lies between an even one, in the order of the numbers."""
    scale = Scale(catalogue.rulebook.facts["carts"], (Decimal(10), Decimal(100)))
    ordered = [Decimal(number) for number in ("-1", "9.99", "10", "10.01", "100", "1e9")]
    assert [scale.position(number) for number in ordered] == [0, 0, 1, 2, 3, 4]
    assert all(scale.position(one) <= scale.position(other) for one, other in pairwise(ordered))


def test_what_contradicts_itself_is_no_clause(catalogue: "Catalogue") -> None:
    """Clauses joined drop those that no fact can satisfy, and keep the narrower bound."""
    known = scales(catalogue.rulebook.facts, [parse("carts > 10"), parse("carts < 5"), parse("carts > 20")])
    above = clauses(parse("carts > 10"), known, sure=True)
    counted, uncounted = (clauses(parse(text), known, sure=True) for text in ("known(carts)", "not(known(carts))"))
    assert together(above, counted, uncounted) == ()
    further = clauses(parse("carts > 20"), known, sure=True)
    assert together(above, further) == further
