"""Other people's libraries compute the same: pymcdm and scikit-criteria on the same matrices."""

import importlib
import importlib.metadata
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given

from cirede.analysis.dominance import dominance
from cirede.analysis.matrix import scores
from cirede.analysis.overlap import overlap
from tests.levels import matrices

with warnings.catch_warnings():  # both load old plotting libraries, which warn of their own age
    warnings.simplefilter("ignore")
    from pymcdm.correlations import spearman
    from pymcdm.helpers import rrankdata
    from pymcdm.methods import PROMETHEE_II, WSM
    metadata = importlib.metadata
    from skcriteria import mkdm
    from skcriteria.agg.simple import WeightedSumModel

    importlib.metadata = metadata  # skcriteria 0.9 deletes it for everybody

if TYPE_CHECKING:
    from cirede.analysis.matrix import Matrix

GAIN = np.ones(4)


def floats(matrix: "Matrix") -> tuple[Any, Any]:
    """Give levels and shares as the libraries take them."""
    levels = np.array([[float(level) for level in row] for row in matrix.expected()])
    return levels, np.array(matrix.weights) / sum(matrix.weights)


def as_is(column: Any, cost: bool) -> Any:  # noqa: ANN401, FBT001 - a callback of pymcdm
    """Normalise nothing: levels share one scale, and a level of 0 is a level."""
    return column


@given(matrices())
def test_weighted_sums_agree(matrix: "Matrix") -> None:
    """Both pymcdm and scikit-criteria add up the same scores."""
    levels, shares = floats(matrix)
    expected = pytest.approx([float(score) / sum(matrix.weights) for score in scores(matrix)])
    assert WSM(as_is)(levels, shares, GAIN, validation=False).tolist() == expected
    decision = mkdm(levels, [max] * 4, weights=shares)
    assert WeightedSumModel().evaluate(decision).e_.score.tolist() == expected


@given(matrices())
def test_dominance_agrees(matrix: "Matrix") -> None:
    """scikit-criteria finds the same dominated pairs."""
    decision = mkdm(floats(matrix)[0], [max] * 4, alternatives=matrix.barriers)
    found = decision.dominance.dominance()
    pairs = {(one, other) for one in matrix.barriers for other in matrix.barriers if one != other and found.loc[one, other]}
    assert pairs == set(dominance(matrix))


@given(matrices())
def test_linear_promethee_agrees(matrix: "Matrix") -> None:
    """The net flows of pymcdm with linear preferences lie on a line with the scores."""
    levels, shares = floats(matrix)
    flows = PROMETHEE_II("vshape", p=np.full(4, 5.0))(levels, shares, GAIN, validation=False)
    points = np.array([float(score) for score in scores(matrix)]) / sum(matrix.weights) / 5
    count = len(points)
    assert flows.tolist() == pytest.approx(((points - points.mean()) * count / (count - 1)).tolist(), abs=1e-12)


@given(matrices(unsure=False, fewest=3))
def test_rank_correlations_agree(matrix: "Matrix") -> None:
    """The library pymcdm finds the same rank correlation of ease and instrument."""
    found = overlap(matrix).rho
    if found is not None:
        levels = floats(matrix)[0]
        assert spearman(rrankdata(levels[:, 1]), rrankdata(levels[:, 2])) == pytest.approx(found, abs=1e-12)
