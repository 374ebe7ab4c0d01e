"""Ranking under 10,000 weightings: ours, pysensmcda and pymcdm on the same matrix in the same run."""

import warnings
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.timing import ratio, side_by_side
from benchmarks.weightings import TOP, barriers, shown
from cirede.analysis.sampling import Sampling, draw_weights
from cirede.analysis.smaa import smaa

with warnings.catch_warnings():  # both load old plotting libraries, which warn of their own age
    warnings.simplefilter("ignore")
    from pymcdm.helpers import rrankdata
    from pymcdm.methods import WSM
    from pysensmcda.smaa import simulate

if TYPE_CHECKING:
    from numpy.typing import NDArray

EVEN = Sampling(weighting="even")
CLOSE = 0.03
Row = tuple[str, str, str]


def _by_pymcdm(levels: "NDArray[Any]", weights: "NDArray[Any]") -> "NDArray[Any]":
    """Rank by pymcdm under each weighting and count how often each barrier is first."""
    method, gain = WSM(lambda column, cost: column), np.ones(levels.shape[1])  # noqa: ARG005 - a callback of pymcdm
    places = np.array([rrankdata(method(levels, each, gain, validation=False)) for each in weights])
    return np.asarray((places == 1).mean(axis=0))


def _by_pysensmcda(levels: "NDArray[Any]", weights: "NDArray[Any]") -> "NDArray[Any]":
    """Rank by pysensmcda, in its leanest form, with the cheapest weighted sum there is."""

    def weighted(matrix: "NDArray[Any]", weights: "NDArray[Any]", types: "NDArray[Any]") -> "NDArray[Any]":  # noqa: ARG001
        return np.asarray(matrix @ weights)

    gain = np.ones(levels.shape[1])
    found = simulate(weighted, levels, gain, weights=weights, store="accumulate", reverse_ranking=True)
    return np.asarray(found.rank_acceptability())[:, 0]


def against(count: int) -> list[Row]:
    """Compare the three on sure levels, once they agree on how often each barrier is first."""
    matrix = barriers(count, unsure=0)
    levels = np.array([[float(level) for level in row] for row in matrix.expected()])
    whole = draw_weights(matrix, EVEN)
    weights = whole / whole.sum(axis=1, keepdims=True)
    ours = np.array([each.first for each in smaa(matrix, top=TOP, sampling=EVEN).standings])
    for theirs in (_by_pymcdm(levels, weights), _by_pysensmcda(levels, weights)):
        assert abs(ours - theirs).max() < CLOSE, "the libraries differ"
    times = side_by_side(
        {
            "ours": lambda: smaa(matrix, top=TOP, sampling=EVEN),
            "pymcdm": lambda: _by_pymcdm(levels, weights),
            "pysensmcda": lambda: _by_pysensmcda(levels, weights),
        },
        rounds=5,
    )
    what = f"{EVEN.count:,} weightings of {count} barriers"
    return [
        (f"{what}, sure levels", shown(median(times["ours"])), "places, winning shares and central weights"),
        ("… against pysensmcda", f"{ratio(times['pysensmcda'], times['ours']):.1f} times faster", "leanest form, places only"),
        ("… against pymcdm", f"{ratio(times['pymcdm'], times['ours']):.0f} times faster", "places only"),
    ]
