"""Matrices of levels for tests: written down, drawn by hypothesis, or read from the published tables."""

import json
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from cirede.analysis.matrix import Cell, Matrix, spread, sure

if TYPE_CHECKING:
    from collections.abc import Sequence

TABLES = json.loads((Path(__file__).parent / "fixtures" / "mcda.json").read_text("utf-8"))["tables"]
CRITERIA = ("impact", "ease", "instrument", "speed")


def table(name: str) -> Any:  # noqa: ANN401 - JSON
    """Give a published table by its id."""
    return next(each for each in TABLES if each["id"] == name)


def written(levels: "Sequence[Sequence[Any]]", weights: "Sequence[int]" = (3, 1, 1, 1)) -> Matrix:
    """Make a matrix of rows of levels; a tuple `(low, high)` leaves the whole levels between them open, evenly."""
    criteria = CRITERIA[: len(weights)] if len(weights) <= len(CRITERIA) else tuple(f"c{at}" for at in range(len(weights)))
    cells = tuple(tuple(_cell(level) for level in row) for row in levels)
    return Matrix(tuple(f"b{row}" for row in range(len(levels))), criteria, cells, tuple(weights), criteria)


def _cell(level: Any) -> Cell:  # noqa: ANN401 - a level or two bounds
    if isinstance(level, tuple):
        open_ = range(level[0], level[1] + 1)
        return spread(tuple((Fraction(each), Fraction(1, len(open_))) for each in open_))
    return sure(Fraction(str(level)) if isinstance(level, float) else level)


@st.composite
def matrices(draw: st.DrawFn, *, unsure: bool = True, fewest: int = 2, most: int = 8) -> Matrix:
    """Draw a few barriers on four criteria, the first with half levels, some levels open."""
    halves = st.integers(0, 10).map(lambda doubled: Fraction(doubled, 2))
    wholes = st.integers(0, 5)
    pairs = st.sampled_from([(low, high) for low in range(5) for high in range(low + 1, 6)])
    row = st.tuples(halves | pairs, *[wholes | pairs] * 3) if unsure else st.tuples(halves, *[wholes] * 3)
    rows = draw(st.lists(row, min_size=fewest, max_size=most))
    weights = draw(st.lists(st.integers(1, 5), min_size=4, max_size=4))
    return written(rows, weights)
