"""Scores and places of a matrix: exact, ties said, and made from a ranking."""

from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given

from cirede.analysis.matrix import Matrix, matrix_of, places, scores, spread
from cirede.errors import UnknownNameError
from cirede.model.ranking import Appraisal, Assessed, Ranked, Ranking
from tests.levels import CRITERIA, matrices, table, written


def test_the_weighted_sum_is_the_published_one() -> None:
    """Kracka, Brauers & Zavadskas (2010): normalised values weighed and added up give the printed scores and ranks."""
    published = table("wsm-kracka-2010")
    columns = []
    for kind, column in zip(published["inputs"]["types"], zip(*published["inputs"]["matrix"], strict=True), strict=True):
        values = [1 / Fraction(str(value)) if kind == "min" else Fraction(str(value)) for value in column]
        columns.append([value / sum(values) for value in values])
    weights = published["inputs"]["weights"]
    found = scores(written(list(zip(*columns, strict=True)), weights))
    expected, tolerance = published["expected"]["score"], published["tolerance"]
    assert [float(score) / sum(weights) for score in found] == pytest.approx(expected, abs=tolerance)
    assert list(places(found)) == published["expected"]["ranks"]


def test_exact_ties_are_all_found() -> None:
    """Over all 1,296 rows of levels there are exactly as many distinct scores and tied pairs as counted."""
    published = table("exact-ties-integer-arithmetic")
    found = scores(written(list(product(range(6), repeat=4)), published["inputs"]["weights_percent"]))
    groups = [found.count(score) for score in set(found)]
    assert len(groups) == published["expected"]["distinct_exact_scores"]
    assert sum(size * (size - 1) // 2 for size in groups) == published["expected"]["exact_tie_pairs"]


def test_ties_share_a_place() -> None:
    """One more than those ahead: 1, 2, 2, 4."""
    assert places([Fraction(9), Fraction(4), Fraction(7), Fraction(7)]) == (1, 4, 2, 2)
    assert places([]) == ()


@given(matrices())
def test_scores_are_sums_of_points(matrix: Matrix) -> None:
    """A score is the sum of weight times expected level; under other weights it is theirs."""
    shares = [Fraction(weight, sum(matrix.weights)) for weight in matrix.weights]
    for row, score, shared in zip(matrix.expected(), scores(matrix), scores(matrix, shares), strict=True):
        assert score == sum(weight * level for weight, level in zip(matrix.weights, row, strict=True))
        assert shared * sum(matrix.weights) == score


@given(matrices(fewest=3))
def test_withdrawing_a_barrier_reorders_nobody(matrix: Matrix) -> None:
    """Without the first barrier the others keep their order and their ties."""
    less = Matrix(matrix.barriers[1:], matrix.criteria, matrix.cells[1:], matrix.weights, matrix.order)
    before, after = scores(matrix)[1:], scores(less)
    assert before == after
    assert places(before) == places(after)


def assessed(criterion: str, *levels: int) -> Assessed:
    """Make a criterion with levels that are equally likely."""
    cell = spread(tuple((Fraction(level), Fraction(1, len(levels))) for level in levels))
    made: Any = (criterion, "facts", cell.lowest, cell.highest, cell.expected, cell.chances, (), None, ())
    return Assessed(*made)


def test_a_matrix_is_made_of_a_ranking() -> None:
    """Every ranked barrier is a row; a criterion asked for besides comes with weight 0 and counts for nothing."""
    found = {"impact": assessed("impact", 3, 4), "ease": assessed("ease", 2), "doability": assessed("doability", 1)}
    appraisal = Appraisal("sorting", "ranked", None, found)
    ranked = Ranked("sorting", 1, 1, 1, Fraction(25, 2), Fraction(11), Fraction(14), {}, appraisal, ())
    ranking = Ranking("p", {"impact": 3, "ease": 1}, ("impact", "ease"), "2026-01-01", (), "", (ranked,), (), ())
    matrix = matrix_of(ranking, also=("doability", "ease"))
    assert (matrix.barriers, matrix.criteria, matrix.weights) == (("sorting",), ("impact", "ease", "doability"), (3, 1, 0))
    assert scores(matrix) == (ranked.score,)
    assert [matrix.cells[0][0].lowest, matrix.cells[0][0].highest] == [3, 4]
    assert matrix.weighed == matrix.by_importance == (0, 1)


def test_the_agreed_order_need_not_be_that_of_the_columns() -> None:
    """Columns by importance follow the order; what it leaves out comes last."""
    plain = written([(1, 2, 3, 4)])
    matrix = Matrix(plain.barriers, CRITERIA, plain.cells, (1, 0, 2, 3), ("speed", "impact"))
    assert matrix.by_importance == (3, 0, 2)


def test_unknown_names_are_told() -> None:
    """A barrier or criterion that is not there is named with the nearest one."""
    matrix = written([(1, 2, 3, 4)])
    with pytest.raises(UnknownNameError, match="no barrier 'b9'"):
        matrix.row("b9")
    with pytest.raises(UnknownNameError, match="did you mean 'speed'"):
        matrix.column("sped")
