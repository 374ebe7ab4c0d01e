"""Weight stability: the derived intervals, and ends at which barriers really swap."""

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cirede.analysis.matrix import places, scores
from cirede.analysis.stability import Interval, pair_intervals, pair_stability, top_stability, whole_stability
from cirede.errors import WrongUseError
from tests.levels import CRITERIA, matrices, table, written

if TYPE_CHECKING:
    from cirede.analysis.matrix import Matrix

PUBLISHED = table("wsi-levels-6x4")
SIX = written(PUBLISHED["inputs"]["levels"], PUBLISHED["inputs"]["weights"])


def ends(found: Interval) -> list[Fraction]:
    """Give both ends."""
    return [found.least, found.most]


@pytest.mark.parametrize("column", range(4))
def test_intervals_are_the_derived_ones(column: int) -> None:
    """The whole ranking, the winner and the first three: exactly the fractions derived by the definition."""
    expected = {
        kind: [Fraction(end) for end in PUBLISHED["expected"][kind][column]] for kind in ("full_ranking", "winner", "top3_set")
    }
    assert ends(whole_stability(SIX, CRITERIA[column])) == expected["full_ranking"]
    assert ends(top_stability(SIX, CRITERIA[column], 1)) == expected["winner"]
    assert ends(top_stability(SIX, CRITERIA[column], 3)) == expected["top3_set"]


def test_scores_and_order_are_the_derived_ones() -> None:
    """The table behind the intervals: its scores and its order."""
    found = scores(SIX)
    assert [score / 100 for score in found] == [Fraction(score) for score in PUBLISHED["expected"]["score"]]
    assert sorted(range(6), key=lambda row: -found[row]) == PUBLISHED["expected"]["order"]


def at_share(matrix: "Matrix", criterion: str, share: Fraction) -> tuple[Fraction, ...]:
    """Give the scores with one criterion at a share, the others in proportion."""
    column = matrix.column(criterion)
    rest = sum(weight for place, weight in enumerate(matrix.weights) if place != column)
    weights = [(1 - share) * Fraction(weight, rest) for weight in matrix.weights]
    weights[column] = share
    return scores(matrix, weights)


def just_beyond(found: Interval) -> list[tuple[Fraction, tuple[str, str]]]:
    """Give a share a little outside each end that is a swap, with its pair."""
    little = Fraction(1, 10**9)
    outside = [(found.least - little, found.below), (found.most + little, found.above)]
    return [(share, pair) for share, pair in outside if pair]


@given(st.data())
def test_ends_of_the_top_really_swap(data: st.DataObject) -> None:
    """Between the ends no outsider is ahead of an insider; a little beyond an end, the pair named has swapped."""
    matrix, criterion = data.draw(matrices()), data.draw(st.sampled_from(CRITERIA))
    top = data.draw(st.integers(1, len(matrix.barriers)))
    found = top_stability(matrix, criterion, top)
    inside = [place <= top for place in places(scores(matrix))]
    assert found.least <= found.share <= found.most
    for share in (found.least, found.share, (found.least + found.most) / 2, found.most):
        points = at_share(matrix, criterion, share)
        lowest = min(point for point, held in zip(points, inside, strict=True) if held)
        assert all(point <= lowest for point, held in zip(points, inside, strict=True) if not held)
    for share, (upper, lower) in just_beyond(found):
        points = at_share(matrix, criterion, share)
        assert points[matrix.row(upper)] < points[matrix.row(lower)]


@given(st.data())
def test_ends_of_a_pair_really_swap(data: st.DataObject) -> None:
    """Between the ends a pair keeps its order; a little beyond, it has swapped; a tie holds at its own share only."""
    matrix, criterion = data.draw(matrices()), data.draw(st.sampled_from(CRITERIA))
    for one, other in combinations(matrix.barriers, 2):
        found = pair_stability(matrix, one, other, criterion)
        now = scores(matrix)
        lead = now[matrix.row(one)] - now[matrix.row(other)]
        middle = at_share(matrix, criterion, (found.least + found.most) / 2)
        assert lead * (middle[matrix.row(one)] - middle[matrix.row(other)]) >= 0
        for share, (upper, lower) in just_beyond(found):
            points = at_share(matrix, criterion, share)
            assert lead == 0 or points[matrix.row(upper)] < points[matrix.row(lower)]
        if lead == 0:
            assert ends(found) in ([found.share, found.share], [0, 1])


@given(st.data())
def test_the_whole_ranking_is_the_narrowest(data: st.DataObject) -> None:
    """Where every place stays, every pair does and the top does."""
    matrix, criterion = data.draw(matrices()), data.draw(st.sampled_from(CRITERIA))
    whole = whole_stability(matrix, criterion)
    pairs = [pair_stability(matrix, one, other, criterion) for one, other in combinations(matrix.barriers, 2)]
    assert whole.least == max(each.least for each in pairs)
    assert whole.most == min(each.most for each in pairs)
    top = top_stability(matrix, criterion, 1)
    assert top.least <= whole.least <= whole.most <= top.most


def test_an_only_weight_has_no_interval() -> None:
    """Where one criterion has all the weight, nothing can give way to it."""
    with pytest.raises(WrongUseError, match="only criterion with a weight"):
        top_stability(written([(1, 2), (2, 1)], (3, 0)), "impact", 1)


def test_a_criterion_without_weight_may_get_one() -> None:
    """From share 0 the interval says how much weight a criterion could get before the top changes."""
    found = top_stability(written([(4, 0), (2, 4)], (1, 0)), "ease", 1)
    assert [found.share, *ends(found)] == [0, 0, Fraction(1, 3)]
    assert found.above == ("b0", "b1")
    assert found.below is None


def test_a_pair_is_looked_at_under_every_criterion() -> None:
    """One interval for each criterion that counts, each that of the pair; none where only one counts."""
    found = pair_intervals(SIX, "b0", "b1")
    assert found == tuple(pair_stability(SIX, "b0", "b1", name) for name in CRITERIA)
    assert pair_intervals(written([[1], [2]], weights=(1,)), "b0", "b1") == ()
