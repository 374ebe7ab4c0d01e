"""Weights from an order alone: the published figures, exactly."""

from fractions import Fraction

import pytest

from cirede.analysis.surrogate import rank_order_centroid, rank_sum, reciprocal_rank
from tests.levels import table

FORMULAS = {"roc": rank_order_centroid, "rs": rank_sum, "rr": reciprocal_rank}


@pytest.mark.parametrize("name", FORMULAS)
def test_weights_are_the_published_ones(name: str) -> None:
    """Centroid, sum and reciprocal weights of four criteria: as printed, and exactly as derived."""
    published = table("rank-weights-n4")
    found = FORMULAS[name](4)
    assert [float(share) for share in found] == pytest.approx(published["expected"][name], abs=published["tolerance"]["printed"])
    assert list(found) == [Fraction(share) for share in published["expected_exact"][name]]


@pytest.mark.parametrize("name", FORMULAS)
@pytest.mark.parametrize("count", range(1, 9))
def test_weights_are_shares_that_fall(name: str, count: int) -> None:
    """They add up to 1 and never rise."""
    found = FORMULAS[name](count)
    assert sum(found) == 1
    assert list(found) == sorted(found, reverse=True)
