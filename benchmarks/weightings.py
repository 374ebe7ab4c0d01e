"""Ranking under 10,000 weightings: barriers made at random, from 40 to 100,000."""

import random
from fractions import Fraction
from statistics import median

from benchmarks.timing import side_by_side
from cirede.analysis.matrix import Matrix, spread, sure
from cirede.analysis.smaa import smaa

CRITERIA = ("impact", "ease", "instrument", "speed")
TOP = 5
SEED = 20261124
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


def weighting() -> list[Row]:
    """Time open levels and many barriers."""
    rows: list[Row] = []
    for count, unsure in ((40, 0.5), (200, 0.5), (200, 1)):
        matrix = barriers(count, unsure=unsure)
        times = side_by_side({"ours": lambda matrix=matrix: smaa(matrix, top=TOP)}, rounds=5)["ours"]  # type: ignore[misc]
        rows.append((f"10,000 weightings of {count} barriers", shown(median(times)), f"{unsure:.0%} of the levels open"))
    many = {count: barriers(count, unsure=0) for count in (10_000, 100_000)}
    for count, matrix in many.items():
        times = side_by_side({"ours": lambda matrix=matrix: smaa(matrix, top=TOP)}, rounds=3)["ours"]  # type: ignore[misc]
        rows.append((f"10,000 weightings of {count:,} barriers", shown(median(times)), "sure levels, at most 2,376 rows"))
    return rows


def shown(seconds: float) -> str:
    """Write a time in milliseconds."""
    return f"{seconds * 1e3:.0f} ms"
