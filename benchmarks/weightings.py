"""Ranking under 10,000 weightings: ours, pysensmcda and pymcdm on the same matrix in the same run."""

import random
import warnings
from fractions import Fraction
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.timing import ratio, side_by_side
from cirede.analysis.matrix import Matrix, spread, sure
from cirede.analysis.sampling import Sampling, draw_weights
from cirede.analysis.smaa import smaa

with warnings.catch_warnings():  # both load old plotting libraries, which warn of their own age
    warnings.simplefilter("ignore")
    from pymcdm.helpers import rrankdata
    from pymcdm.methods import WSM
    from pysensmcda.smaa import simulate

if TYPE_CHECKING:
    from numpy.typing import NDArray

CRITERIA = ("impact", "ease", "instrument", "speed")
EVEN = Sampling(weighting="even")
TOP = 5
SEED = 20261124
CLOSE = 0.03
Row = tuple[str, str, str]


def barriers(count: int, *, unsure: float) -> Matrix:
    """Make barriers at random; a part of the levels are open between two bounds, impact has half levels."""
    draw = random.Random(SEED)  # noqa: S311 - a sample, not a secret
    cells = []
    for _ in range(count):
        row = []
        for criterion in CRITERIA:
            low = draw.randint(0, 4)
            if draw.random() < unsure:
                levels = range(low, draw.randint(low + 1, 5) + 1)
                row.append(spread(tuple((Fraction(level), Fraction(1, len(levels))) for level in levels)))
            else:
                row.append(sure(Fraction(draw.randint(0, 10), 2) if criterion == "impact" else draw.randint(0, 5)))
        cells.append(tuple(row))
    return Matrix(tuple(f"b{row}" for row in range(count)), CRITERIA, tuple(cells), (3, 1, 1, 1), CRITERIA)


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
        (f"{what}, sure levels", _shown(median(times["ours"])), "places, winning shares and central weights"),
        ("… against pysensmcda", f"{ratio(times['pysensmcda'], times['ours']):.1f} times faster", "leanest form, places only"),
        ("… against pymcdm", f"{ratio(times['pymcdm'], times['ours']):.0f} times faster", "places only"),
    ]


def weighting() -> list[Row]:
    """Compare with the peers, then time open levels and many barriers."""
    rows = [*against(40), *against(200)]
    for count, unsure in ((40, 0.5), (200, 0.5), (200, 1)):
        matrix = barriers(count, unsure=unsure)
        times = side_by_side({"ours": lambda matrix=matrix: smaa(matrix, top=TOP)}, rounds=5)["ours"]  # type: ignore[misc]
        rows.append((f"10,000 weightings of {count} barriers", _shown(median(times)), f"{unsure:.0%} of the levels open"))
    many = {count: barriers(count, unsure=0) for count in (10_000, 100_000)}
    for count, matrix in many.items():
        times = side_by_side({"ours": lambda matrix=matrix: smaa(matrix, top=TOP)}, rounds=3)["ours"]  # type: ignore[misc]
        rows.append((f"10,000 weightings of {count:,} barriers", _shown(median(times)), "sure levels, at most 2,376 rows"))
    return rows


def _shown(seconds: float) -> str:
    return f"{seconds * 1e3:.0f} ms"
