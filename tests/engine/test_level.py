"""From contributions to levels and their chances."""

from decimal import Decimal
from fractions import Fraction
from itertools import permutations, product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cirede.engine.level import Span, between, composed, even, expected, graded, span, triangular
from cirede.model.ranking import Contribution
from tests.engine.plain import WORDS

if TYPE_CHECKING:
    from cirede.model.rule import Combine, Kind


def bring(kind: "Kind", value: int, *, certain: bool = True) -> Contribution:
    """Make a contribution."""
    return Contribution("r", "c", kind, value, certain, (), WORDS)


KINDS: "st.SearchStrategy[Contribution]" = st.one_of(
    st.builds(bring, st.sampled_from(["base", "cap", "floor"]), st.integers(0, 5), certain=st.booleans()),
    st.builds(bring, st.just("add"), st.integers(-2, 2), certain=st.booleans()),
)


def level(values: list[Contribution], combine: "Combine") -> Fraction | None:
    """Apply the formula to contributions that all hold; None without any base."""
    of = {kind: [each.value for each in values if each.kind == kind] for kind in ("base", "add", "cap", "floor")}
    if not of["base"]:
        return None
    base = {"highest": Fraction(max(of["base"])), "lowest": Fraction(min(of["base"])),
            "mean": Fraction(sum(of["base"]), len(of["base"]))}[combine]  # fmt: skip
    clamped = max(Fraction(0), min(Fraction(5), base + sum(of["add"])))
    return min([*map(Fraction, of["cap"]), max([clamped, *map(Fraction, of["floor"])])])


@given(st.lists(KINDS, max_size=7), st.sampled_from(["highest", "lowest", "mean"]))
def test_no_choice_among_what_may_hold_leaves_the_span(brought: list[Contribution], combine: "Combine") -> None:
    """Whatever of the possible contributions turns out to hold, the level lies between the bounds."""
    found = span(brought, combine)
    sure = [each for each in brought if each.certain]
    maybe = [each for each in brought if not each.certain]
    for chosen in product((False, True), repeat=len(maybe)):
        held = [*sure, *(each for each, holds in zip(maybe, chosen, strict=True) if holds)]
        exact = level(held, combine)
        assert exact is None or found.lowest <= exact <= found.highest


@given(st.lists(KINDS, max_size=5), st.sampled_from(["one", "highest", "lowest", "mean"]))
def test_the_order_of_contributions_changes_nothing(brought: list[Contribution], combine: "Combine") -> None:
    """Every order gives the same span."""
    assert len({span(each, combine) for each in permutations(brought)}) == 1


@pytest.mark.parametrize(
    ("brought", "combine", "expected_span"),
    [
        ([], "one", (0, 5)),
        ([bring("base", 3)], "one", (3, 3)),
        ([bring("base", 3), bring("add", 1), bring("add", 2)], "one", (5, 5)),
        ([bring("base", 3), bring("add", -1, certain=False), bring("add", 2, certain=False)], "one", (2, 5)),
        ([bring("base", 4), bring("cap", 2)], "one", (2, 2)),
        ([bring("base", 4), bring("cap", 2, certain=False)], "one", (2, 4)),
        ([bring("base", 0), bring("floor", 2)], "one", (2, 2)),
        ([bring("base", 4), bring("floor", 3), bring("cap", 1)], "one", (1, 1)),
        ([bring("base", 2, certain=False), bring("base", 4, certain=False)], "one", (2, 4)),
        ([bring("base", 2), bring("base", 4, certain=False)], "highest", (2, 4)),
        ([bring("base", 2), bring("base", 4, certain=False)], "lowest", (2, 2)),
        ([bring("base", 2), bring("base", 1, certain=False)], "lowest", (1, 2)),
        ([bring("base", 2), bring("base", 5)], "highest", (5, 5)),
        ([bring("base", 2), bring("base", 5)], "mean", (Fraction(7, 2), Fraction(7, 2))),
    ],
)
def test_levels_that_can_be_checked_by_hand(
    brought: list[Contribution], combine: "Combine", expected_span: tuple[Fraction, Fraction]
) -> None:
    """Bases, adds, caps and floors act as the formula says; what only may hold widens the span."""
    found = span(brought, combine)
    assert ((found.lowest, found.highest), found.conflict) == (expected_span, False)


def test_two_bases_where_one_is_wanted_are_a_conflict() -> None:
    """Different bases conflict, equal ones do not; highest, lowest and mean combine them."""
    assert span([bring("base", 2), bring("base", 4)], "one") == Span(Fraction(2), Fraction(4), conflict=True)
    assert not span([bring("base", 2), bring("base", 2)], "one").conflict
    assert not span([bring("base", 2), bring("base", 4)], "highest").conflict


@pytest.mark.parametrize(
    ("at", "grade", "within", "chances"),
    [
        (3, "A", Span(Fraction(0), Fraction(5)), {3: "1"}),
        (3, "B", Span(Fraction(0), Fraction(5)), {2: "1/10", 3: "4/5", 4: "1/10"}),
        (3, "C", Span(Fraction(0), Fraction(5)), {2: "1/5", 3: "3/5", 4: "1/5"}),
        (3, "D", Span(Fraction(0), Fraction(5)), {2: "1/3", 3: "1/3", 4: "1/3"}),
        (5, "B", Span(Fraction(0), Fraction(5)), {4: "1/10", 5: "9/10"}),
        (0, "D", Span(Fraction(0), Fraction(5)), {0: "2/3", 1: "1/3"}),
        (2, "C", Span(Fraction(0), Fraction(2), ceiling=Fraction(2)), {1: "1/5", 2: "4/5"}),
        (1, "C", Span(Fraction(1), Fraction(5), floor=Fraction(1)), {1: "4/5", 2: "1/5"}),
    ],
)
def test_a_level_is_as_sure_as_its_evidence(at: int, grade: str, within: Span, chances: dict[int, str]) -> None:
    """Grades spread a level over its neighbours; what would fall beyond 0, 5, a cap or a floor stays at it."""
    assert graded(Fraction(at), grade, within) == tuple((Fraction(level), Fraction(each)) for level, each in chances.items())  # type: ignore[arg-type]


def test_a_range_is_even_over_its_levels_and_can_be_narrowed() -> None:
    """Each whole level of a range has the same chance; a judgement keeps the proportions inside it."""
    assert even(Fraction(2), Fraction(4)) == tuple((Fraction(each), Fraction(1, 3)) for each in (2, 3, 4))
    skewed = ((Fraction(1), Fraction(1, 2)), (Fraction(2), Fraction(1, 3)), (Fraction(3), Fraction(1, 6)))
    assert between(skewed, Fraction(2), Fraction(5)) == ((Fraction(2), Fraction(2, 3)), (Fraction(3), Fraction(1, 3)))
    assert between(skewed, Fraction(4), Fraction(5)) == even(Fraction(4), Fraction(5))


def test_a_triangular_quantity_is_exact() -> None:
    """The triangle of 0, 2, 10 has the areas that can be computed by hand, and is 0 and 1 outside."""
    areas = [triangular(Decimal(at), Decimal(0), Decimal(2), Decimal(10)) for at in (-1, 0, 1, 2, 6, 10, 11)]
    assert areas == [0, 0, Fraction(1, 20), Fraction(1, 5), Fraction(4, 5), 1, 1]
    assert triangular(Decimal(1), Decimal(1), Decimal(1), Decimal(2)) == 0
    assert triangular(Decimal("1.5"), Decimal(1), Decimal(2), Decimal(2)) == Fraction(1, 4)


def test_parts_that_are_independent_make_one() -> None:
    """The mean of two dice of three sides, and their minimum and maximum, have their known chances."""
    die = even(Fraction(1), Fraction(3))
    mean = dict(composed([die, die], "mean"))
    assert (mean[Fraction(2)], mean[Fraction(3, 2)], sum(mean.values())) == (Fraction(1, 3), Fraction(2, 9), 1)
    assert dict(composed([die, die], "lowest"))[Fraction(1)] == Fraction(5, 9)
    assert expected(composed([die, die], "highest")) == Fraction(22, 9)
