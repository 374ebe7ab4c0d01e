"""Which open questions would settle most: how far the answer to each could move the ranking, exactly.

For each barrier and criterion that is not certain, each possible level is tried in turn, all else at its expected level:
`turns` is the chance that the barrier then changes sides of the line under the top k. `reach` is weight times the levels
left open. A fact that feeds several criteria of its barrier counts by the largest chance and the sum of their reaches;
where several facts are open on one criterion each counts in full, so both are at most what an answer does.
"""

from bisect import bisect_right
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from cirede.analysis.matrix import places, scores

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cirede.analysis.matrix import Matrix


class Question(NamedTuple):
    """An open fact of a barrier, with the criteria that it feeds and what its answer could move."""

    barrier: str
    fact: str
    criteria: tuple[str, ...]
    turns: Fraction
    reach: Fraction
    place: int


def settle(
    matrix: "Matrix", open_facts: "Callable[[str, str], Iterable[str]]", *, top: int, most: int = 10
) -> tuple[Question, ...]:
    """Give the questions whose answer would settle most.

    `open_facts` gives, for a barrier and a criterion, the facts that feed it and are not known for certain. First come
    those that most likely change the top, then those of the longest reach, then by place, barrier and fact.
    """
    points = scores(matrix)
    taken, rising = places(points), sorted(points)
    found: list[Question] = []
    for row, barrier in enumerate(matrix.barriers):
        fed: dict[str, list[tuple[str, Fraction, Fraction]]] = {}
        for column in matrix.weighed:
            weight, cell, criterion = matrix.weights[column], matrix.cells[row][column], matrix.criteria[column]
            if cell.lowest < cell.highest:
                others = points[row] - weight * cell.expected
                inside = _chance_in(
                    rising, points[row], [(others + weight * level, chance) for level, chance in cell.chances], top
                )
                turns = 1 - inside if taken[row] <= top else inside
                for fact in dict.fromkeys(open_facts(barrier, criterion)):
                    fed.setdefault(fact, []).append((criterion, turns, weight * (cell.highest - cell.lowest)))
        for fact, each in fed.items():
            criteria, chances, reaches = zip(*each, strict=True)
            found.append(Question(barrier, fact, criteria, max(chances), sum(reaches, Fraction(0)), taken[row]))
    found.sort(key=lambda each: (-each.turns, -each.reach, each.place, each.barrier, each.fact))
    return tuple(found[:most])


def _chance_in(rising: list[Fraction], old: Fraction, new: "Iterable[tuple[Fraction, Fraction]]", top: int) -> Fraction:
    """Give the chance that a barrier is in the top when it trades its score for another, the others as they are."""
    return sum((chance for score, chance in new if len(rising) - bisect_right(rising, score) - (old > score) < top), Fraction(0))
