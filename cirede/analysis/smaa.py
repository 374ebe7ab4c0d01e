"""How often each barrier comes out on top when weights and levels vary: SMAA-2 with exact ties.

Lahdelma & Salminen (2001), Operations Research 49(3):444-454. A place is one more than the number of barriers strictly
ahead, so a tie shares it; "in the top k" is a place of k or better; in a pair a tie counts as half a win for each.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from cirede.analysis.sampling import Sampling, draw_scores, generator
from cirede.errors import WrongUseError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from cirede.analysis.matrix import Matrix
    from cirede.analysis.sampling import Scores, Whole

    Places = NDArray[np.unsignedinteger[Any]]

Verdict = Literal["in", "contestable", "out"]
"""Robustly in the top (9 draws in 10 or more), robustly out (1 in 10 or fewer), or for the committee to decide."""

PAIRED = 255
"""Up to so many barriers every pair is compared; beyond, draws are sorted and no winning shares are given."""

_AT_ONCE = 2_000_000
_SMALL = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """How one barrier does over all draws.

    `first` and `top` are shares of the draws; `best` and `worst` the places that 5 % and 95 % of the draws reach or
    beat; `central` the mean share of each criterion over the draws that put it first, None where none does.
    """

    barrier: str
    first: float
    top: float
    best: int
    worst: int
    verdict: Verdict
    central: tuple[float, ...] | None


@dataclass(frozen=True, slots=True)
class Robustness:
    """The standings in the order of the matrix, with all that is needed to draw the same again.

    `winning[i][j]` is the share of draws in which barrier i beats j, a tie counting half; None for more than 255 barriers.
    """

    standings: tuple[Standing, ...]
    winning: tuple[tuple[float, ...], ...] | None
    top: int
    sampling: Sampling
    generator: str
    criteria: tuple[str, ...]


def smaa(matrix: "Matrix", *, top: int, sampling: Sampling | None = None) -> Robustness:
    """Rank the barriers under every draw of weights and levels.

    Beyond 255 barriers the cost grows with the number of different rows, not of barriers, where levels are sure.
    Raises: WrongUseError.
    """
    if top < 1:
        message = f"the top has {top} places: give a whole number from 1 on"
        raise WrongUseError(message)
    sampling = sampling or Sampling()
    if not matrix.barriers:
        return Robustness((), (), top, sampling.checked(), generator(sampling), _names(matrix))
    drawn = draw_scores(matrix, sampling)
    paired = len(matrix.barriers) <= PAIRED
    places, winning = _by_pairs(drawn) if paired else (_by_sorting(drawn), None)
    by_row = _standings(drawn, places, top)
    standings = tuple(Standing(name, *by_row[row]) for name, row in zip(matrix.barriers, drawn.rows, strict=True))
    return Robustness(standings, winning, top, sampling, generator(sampling), _names(matrix))


def _names(matrix: "Matrix") -> tuple[str, ...]:
    return tuple(matrix.criteria[column] for column in matrix.weighed)


def _by_pairs(drawn: "Scores") -> tuple["Places", tuple[tuple[float, ...], ...]]:
    """Compare the rows two by two: gives the place of each row in each draw, and the winning shares of the barriers."""
    values, alike = drawn.values, drawn.alike.astype(np.uint8)
    size, count = values.shape
    places = np.ones((size, count), dtype=np.uint8)
    halves: Whole = np.full((size, size), count)
    flags = np.empty(count, dtype=bool)
    ones, several = flags.view(np.uint8), (alike > 1).tolist()
    for one, mine in enumerate(values):
        for other in range(one + 1, size):
            won = np.count_nonzero(np.greater(mine, values[other], out=flags))
            places[other] += ones * alike[one] if several[one] else ones
            lost = np.count_nonzero(np.less(mine, values[other], out=flags))
            places[one] += ones * alike[other] if several[other] else ones
            halves[one, other], halves[other, one] = count + won - lost, count + lost - won
    rows = np.array(drawn.rows)
    shares = halves[np.ix_(rows, rows)] / (2 * count)
    return places, tuple(tuple(line) for line in shares.tolist())


def _by_sorting(drawn: "Scores") -> "Places":
    """Sort every draw: gives the place of each row in each draw."""
    size, count = drawn.values.shape
    found = np.empty((size, count), dtype=np.uint16 if len(drawn.rows) < 2**16 else np.uint32)
    step = max(1, _AT_ONCE // size)
    for begin in range(0, count, step):
        falling = -np.ascontiguousarray(drawn.values[:, begin : begin + step].T)
        order = np.argsort(falling, axis=1)
        score = np.take_along_axis(falling, order, axis=1)
        alike = drawn.alike[order]
        ahead = np.cumsum(alike, axis=1) - alike
        ahead[:, 1:][score[:, 1:] == score[:, :-1]] = 0  # a tie takes the place of the first of its equals …
        np.maximum.accumulate(ahead, axis=1, out=ahead)  # … which is the last one counted
        place = np.empty_like(ahead)
        np.put_along_axis(place, order, ahead + 1, axis=1)
        found[:, begin : begin + step] = place.T
    return found


def _standings(
    drawn: "Scores", places: "Places", top: int
) -> list[tuple[float, float, int, int, Verdict, tuple[float, ...] | None]]:
    count = places.shape[1]
    first, inside = (places == 1), np.count_nonzero(places <= top, axis=1)
    wins = np.count_nonzero(first, axis=1)
    ends = [(5 * count + 99) // 100 - 1, (95 * count + 99) // 100 - 1]
    # Small numbers are counted into order, faster than two of them are picked out.
    ordered = np.sort(places, axis=1, kind="stable") if places.itemsize <= _SMALL else np.partition(places, ends, axis=1)
    middle = ordered[:, ends]
    shares = drawn.weights / drawn.weights.sum(axis=1, keepdims=True)
    found = []
    for row, (won, held) in enumerate(zip(wins.tolist(), inside.tolist(), strict=True)):
        central = tuple(shares[first[row]].mean(axis=0).tolist()) if won else None
        verdict: Verdict = "in" if 10 * held >= 9 * count else "out" if 10 * held <= count else "contestable"
        best, worst = middle[row].tolist()
        found.append((won / count, held / count, best, worst, verdict, central))
    return found
