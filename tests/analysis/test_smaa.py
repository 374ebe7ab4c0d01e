"""SMAA-2: the published tables, ties by the rule that is written down, and what must hold of any matrix."""

from fractions import Fraction
from itertools import combinations
from math import log2
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given

from cirede.analysis.dominance import dominance
from cirede.analysis.matrix import Cell, Matrix, spread
from cirede.analysis.sampling import Sampling, draw_scores
from cirede.analysis.smaa import smaa
from cirede.errors import WrongUseError
from tests.levels import matrices, table, written

if TYPE_CHECKING:
    from cirede.analysis.smaa import Robustness


def acceptability(matrix: Matrix, sampling: Sampling) -> list[list[float]]:
    """Give the share of draws in which each barrier takes each place."""
    count = len(matrix.barriers)
    found = [smaa(matrix, top=top + 1, sampling=sampling) for top in range(count)]
    tops = [[each.top for each in one.standings] for one in found]
    return [[tops[top][row] - (tops[top - 1][row] if top else 0) for top in range(count)] for row in range(count)]


def test_the_compromise_is_second_in_most_weightings() -> None:
    """The exact shares of each place: a compromise that is almost never first, and second in 84 % of all weightings."""
    published = table("smaa-exact-compromise")
    values = [[Fraction(str(value)) for value in row] for row in published["inputs"]["values"]]
    matrix = written(values, (1, 1, 1))
    expected = [[float(Fraction(share)) for share in row] for row in published["expected"]["rank_acceptability"]]
    found = acceptability(matrix, Sampling(200_000, 1, "even"))
    for row, shares in zip(found, expected, strict=True):
        assert row == pytest.approx(shares, abs=0.004)
        assert row == pytest.approx(shares, abs=published["tolerance"]["mc"])
    central = smaa(matrix, top=1, sampling=Sampling(200_000, 1, "even")).standings[3].central
    assert central == pytest.approx(published["expected"]["central_weight_D"], abs=0.005)


def measured(counts: list[int], worst: float, best: float) -> Cell:
    """Make 500 equally likely levels, rounded to 1/5000, of a linear value of a Beta-distributed risk."""
    successes, failures = counts
    draws = np.sort(np.random.default_rng(20).beta(successes, failures, 500 * 400)).reshape(500, 400).mean(axis=1)
    chances: dict[Fraction, Fraction] = {}
    for risk in draws.tolist():
        level = Fraction(round((worst - risk) / (worst - best) * 5000), 5000)
        chances[level] = chances.get(level, Fraction(0)) + Fraction(1, 500)
    return spread(tuple(chances.items()))


def thrombo(weights: tuple[int, ...] = (1, 1, 1)) -> Matrix:
    """Make the matrix of the published drug trial."""
    given_ = table("smaa2-thrombo-free-weights")["inputs"]
    scale = list(zip(given_["partial_value_linear"]["worst"], given_["partial_value_linear"]["best"], strict=True))
    rows = tuple(
        tuple(measured(counts, *ends) for counts, ends in zip(row, scale, strict=True)) for row in given_["measurement_beta"]
    )
    return Matrix(tuple(given_["alternatives"]), tuple(given_["criteria"]), rows, weights, tuple(given_["criteria"]))


def test_the_published_drug_trial_is_met() -> None:
    """Uncertain levels and free weights: the shares of each place, central weights, winning shares and entropy of the trial."""
    published = table("smaa2-thrombo-free-weights")
    expected, precise, tolerance = published["expected"], published["expected_precise"], published["tolerance"]
    sampling = Sampling(400_000, 11, "even")
    found = smaa(thrombo(), top=1, sampling=sampling)
    first = [each.first for each in found.standings]
    assert first == pytest.approx(precise["first_rank"], abs=tolerance["precise"])
    for row, shares in zip(acceptability(thrombo(), sampling), expected["rank_acceptability"], strict=True):
        assert row == pytest.approx(shares, abs=tolerance["published"])
    for each, exact, printed in zip(found.standings, precise["central_weights"], expected["central_weights"], strict=True):
        assert each.central == pytest.approx(exact, abs=tolerance["precise"])
        assert each.central == pytest.approx(printed, abs=tolerance["published"])
    assert found.winning is not None
    assert found.winning[0][1] == pytest.approx(expected["pairwise_winning"][0][1], abs=tolerance["published"])
    entropy = -sum(share * log2(share) for share in first)
    assert entropy == pytest.approx(expected["ranking_entropy_bits"], abs=tolerance["published"])


def test_the_confidence_factors_of_the_trial_are_met() -> None:
    """With its own central weights fixed, each alternative is first as often as published."""
    published = table("smaa2-thrombo-free-weights")
    for row, central in enumerate(published["expected_precise"]["central_weights"]):
        matrix = thrombo(tuple(round(share * 10_000) for share in central))
        found = smaa(matrix, top=1, sampling=Sampling(400_000, 11, "fixed")).standings[row].first
        assert found == pytest.approx(published["expected_precise"]["confidence_factor"][row], abs=0.004)
        assert found == pytest.approx(published["expected"]["confidence_factor"][row], abs=published["tolerance"]["published"])


def by_hand(matrix: Matrix, found: "Robustness") -> list[tuple[int, int]]:
    """Count the draws in which each barrier is first and in the top, one draw and one barrier after the other."""
    drawn = draw_scores(matrix, found.sampling)
    counts = [(0, 0)] * len(matrix.barriers)
    for draw in range(found.sampling.count):
        points = [drawn.values[row, draw] for row in drawn.rows]
        places = [1 + sum(other > mine for other in points) for mine in points]
        counts = [(one + (place == 1), top + (place <= found.top)) for (one, top), place in zip(counts, places, strict=True)]
    return counts


@given(matrices(most=6))
def test_shares_are_those_counted_by_hand(matrix: Matrix) -> None:
    """First and top shares agree with the definition of a place, ties included."""
    found = smaa(matrix, top=2, sampling=Sampling(40, 3))
    assert [(round(each.first * 40), round(each.top * 40)) for each in found.standings] == by_hand(matrix, found)


@given(matrices())
def test_shares_add_up(matrix: Matrix) -> None:
    """Both sides of a pair add up to 1; places are all taken; the top is at least full, and all are in the top of all."""
    count = len(matrix.barriers)
    found = smaa(matrix, top=2, sampling=Sampling(64, 9))
    assert found.winning is not None
    for one, other in combinations(range(count), 2):
        assert found.winning[one][other] + found.winning[other][one] == 1
    assert all(found.winning[row][row] == 0.5 for row in range(count))
    assert sum(each.top for each in found.standings) >= min(2, count)
    assert all(1 <= each.best <= each.worst <= count for each in found.standings)
    assert all(each.top == 1 for each in smaa(matrix, top=count, sampling=Sampling(64, 9)).standings)


@given(matrices())
def test_dominance_wins_every_draw(matrix: Matrix) -> None:
    """What certainly dominates by every criterion wins with any weights; by the agreed order it never loses under it."""
    row = {name: place for place, name in enumerate(matrix.barriers)}
    even = smaa(matrix, top=1, sampling=Sampling(64, 4, "even")).winning
    ordered = smaa(matrix, top=1, sampling=Sampling(64, 4)).winning
    assert even is not None
    assert ordered is not None
    for one, other in dominance(matrix, certain=True):
        assert even[row[one]][row[other]] == ordered[row[one]][row[other]] == 1
    for one, other in dominance(matrix, in_order=True, certain=True):
        assert ordered[row[one]][row[other]] >= 0.5


@given(matrices(fewest=3))
def test_withdrawing_a_barrier_changes_no_winning_share(matrix: Matrix) -> None:
    """The others win as often against each other as before."""
    less = Matrix(matrix.barriers[1:], matrix.criteria, matrix.cells[1:], matrix.weights, matrix.order)
    before, after = (smaa(each, top=1, sampling=Sampling(32, 8)).winning for each in (matrix, less))
    assert before is not None
    assert tuple(line[1:] for line in before[1:]) == after


def test_equal_barriers_share_their_places() -> None:
    """Two equal barriers are both first, both in the top, and win half of their pair."""
    found = smaa(written([(3, 3, 3, 3), (3, 3, 3, 3), (1, 1, 1, 1)]), top=1, sampling=Sampling(100))
    assert [(each.first, each.best, each.worst) for each in found.standings] == [(1, 1, 1), (1, 1, 1), (0, 3, 3)]
    assert [each.verdict for each in found.standings] == ["in", "in", "out"]
    assert found.winning == ((0.5, 0.5, 1), (0.5, 0.5, 1), (0, 0, 0.5))
    assert found.standings[2].central is None


@pytest.mark.parametrize(("chance", "verdict"), [(92, "in"), (50, "contestable"), (8, "out")])
def test_the_verdict_follows_the_share(chance: int, verdict: str) -> None:
    """Nine draws in ten are robustly in, one in ten robustly out, the rest is for the committee."""
    high = Fraction(chance, 100)
    cells = ((spread(((Fraction(1), 1 - high), (Fraction(3), high))),), (spread(((Fraction(2), Fraction(1)),)),))
    found = smaa(Matrix(("a", "b"), ("impact",), cells, (1,), ("impact",)), top=1, sampling=Sampling(weighting="fixed"))
    assert found.standings[0].verdict == verdict
    assert found.standings[0].top == pytest.approx(chance / 100, abs=0.02)


def test_the_same_seed_draws_the_same() -> None:
    """All that is needed to draw again is kept, and drawing again gives the same."""
    matrix = written([((0, 5), 3, 2, 1), (3, (1, 4), 2, 2), (2, 2, (0, 5), 3)])
    one = smaa(matrix, top=1, sampling=Sampling(500, 6))
    assert one == smaa(matrix, top=1, sampling=one.sampling)
    assert one.standings != smaa(matrix, top=1, sampling=Sampling(500, 7)).standings
    assert (one.top, one.criteria) == (1, matrix.criteria)


def test_many_sure_barriers_are_counted_by_their_rows() -> None:
    """A thousand barriers of a few kinds stand as each of them would; winning shares are left out on request."""
    kinds: list[Any] = [(5, 1, 1, 1), (3, 3, 3, 3), (1, 5, 5, 5), (1, 1, 1, 1)]
    found = smaa(written([kinds[row % 4] for row in range(1000)]), top=250, sampling=Sampling(300, 2))
    few = smaa(written(kinds), top=1, sampling=Sampling(300, 2))
    assert found.winning is None
    for row, each in enumerate(found.standings):
        alone = few.standings[row % 4]
        assert (each.first, each.top, each.central) == (alone.first, alone.top, alone.central)
        assert (each.best, each.worst) == (1 + 250 * (alone.best - 1), 1 + 250 * (alone.worst - 1))


def test_nothing_and_no_top() -> None:
    """No barriers give no standings; a top of no places is refused."""
    assert smaa(written([]), top=1).standings == ()
    with pytest.raises(WrongUseError, match="top"):
        smaa(written([(1, 2, 3, 4)]), top=0)
