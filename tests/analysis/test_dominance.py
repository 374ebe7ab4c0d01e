"""Dominance by every criterion and by the agreed order, held against weights drawn and worlds enumerated."""

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from hypothesis import given

from cirede.analysis.dominance import dominance, relation, undominated
from cirede.analysis.matrix import scores
from tests.levels import matrices, table, written

if TYPE_CHECKING:
    from cirede.analysis.matrix import Matrix


def test_dominance_is_the_one_counted() -> None:
    """Six barriers on four criteria: one dominated pair, five that none dominates."""
    published = table("pareto-levels-6x4")
    matrix = written(published["inputs"]["levels"])
    assert dominance(matrix) == tuple((f"b{one}", f"b{other}") for one, other in published["expected"]["dominance_pairs"])
    assert undominated(matrix) == tuple(f"b{row}" for row in published["expected"]["non_dominated"])


@given(matrices())
def test_order_dominance_is_decided_at_the_corners(matrix: "Matrix") -> None:
    """Weights that keep the order are mixtures of the first k alike; never behind at each of them is never behind at all."""
    width = len(matrix.weighed)
    corners = [[Fraction(int(place <= last)) for place in range(width)] for last in range(width)]
    by_corner = [scores(matrix, corner) for corner in corners]
    expected = []
    for one, other in product(range(len(matrix.barriers)), repeat=2):
        leads = [found[one] - found[other] for found in by_corner]
        if min(leads) >= 0 and max(leads) > 0:
            expected.append((matrix.barriers[one], matrix.barriers[other]))
    assert dominance(matrix, in_order=True) == tuple(expected)
    assert set(dominance(matrix)) <= set(expected)


@given(matrices(most=3))
def test_certain_dominance_holds_in_every_world(matrix: "Matrix") -> None:
    """The lowest of one against the highest of the other decides: no possible levels turn the pair round."""
    for in_order in (False, True):
        found = dominance(matrix, in_order=in_order, certain=True)
        for first, second in found:
            worlds = [
                [[level for level, _ in cell.chances] for cell in matrix.cells[matrix.row(name)]] for name in (first, second)
            ]
            lowest, highest = [min(each) for each in worlds[0]], [max(each) for each in worlds[1]]
            world = written([lowest, highest], matrix.weights)
            assert ("b0", "b1") in dominance(world, in_order=in_order)
        assert set(found) <= set(dominance(matrix, in_order=in_order))


@given(matrices())
def test_the_relation_of_a_pair_is_that_of_the_table(matrix: "Matrix") -> None:
    """Asked for one pair or for all, dominance is the same."""
    tables = [
        set(dominance(matrix, in_order=in_order, certain=certain)) for certain in (False, True) for in_order in (False, True)
    ]
    for one, other in product(matrix.barriers, repeat=2):
        found = relation(matrix, one, other)
        asked = (found.plain, found.in_order, found.plain_certain, found.in_order_certain)
        assert asked == tuple((one, other) in each for each in tables)


def test_a_trade_down_the_order_is_dominance_by_order_only() -> None:
    """A level lost on the last criterion and won on the first is never behind, whatever weights keep the order."""
    found = relation(written([(4, 3, 2, 0), (3, 3, 2, 1)]), "b0", "b1")
    assert (found.plain, found.in_order) == (False, True)
