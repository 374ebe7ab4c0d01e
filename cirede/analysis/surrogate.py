"""Weights where only the order of the criteria is agreed: three published formulas, exact.

Rank-order centroid (ROC): Barron & Barrett (1996), Management Science 42(11):1515-1523. Rank sum (RS) and reciprocal of
the rank (RR): Stillwell, Seaver & Edwards (1981), OBHP 28(1):62-77. The weightiest comes first; each adds up to 1.
"""

from fractions import Fraction


def rank_order_centroid(count: int) -> tuple[Fraction, ...]:
    """Give the mean of all weights that keep the order."""
    return tuple(sum((Fraction(1, later) for later in range(place, count + 1)), Fraction(0)) / count for place in _places(count))


def rank_sum(count: int) -> tuple[Fraction, ...]:
    """Give weights that fall by equal steps."""
    return tuple(Fraction(2 * (count + 1 - place), count * (count + 1)) for place in _places(count))


def reciprocal_rank(count: int) -> tuple[Fraction, ...]:
    """Give weights in proportion to 1, 1/2, 1/3 and so on."""
    whole = sum((Fraction(1, place) for place in _places(count)), Fraction(0))
    return tuple(Fraction(1, place) / whole for place in _places(count))


def _places(count: int) -> range:
    return range(1, count + 1)
