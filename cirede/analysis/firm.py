"""How firm a ranking is, from every side: standings, scenarios, weights under which the top stays, questions to ask."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cirede.analysis.matrix import matrix_of
from cirede.analysis.overlap import overlap
from cirede.analysis.scenarios import NEEDED, compare, standard
from cirede.analysis.settle import settle
from cirede.analysis.smaa import smaa
from cirede.analysis.stability import top_stability

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cirede.analysis.matrix import Matrix
    from cirede.analysis.overlap import Overlap
    from cirede.analysis.scenarios import Outlook
    from cirede.analysis.settle import Question
    from cirede.analysis.smaa import Robustness, Standing
    from cirede.analysis.stability import Interval
    from cirede.engine.scoring import PreparedRules
    from cirede.model.barrier import Barrier
    from cirede.model.ranking import Ranking

EASE, INSTRUMENT = "ease", "instrument"
QUESTIONS = 10


@dataclass(frozen=True, slots=True)
class Firm:
    """All that is said about how firm a ranking is."""

    matrix: "Matrix"
    robustness: "Robustness"
    standings: "dict[str, Standing]"
    scenarios: tuple[str, ...]
    outlooks: "tuple[Outlook, ...]"
    intervals: "tuple[Interval, ...]"
    overlap: "Overlap | None"
    questions: "tuple[Question, ...]"

    def named(self, verdict: str) -> list[str]:
        """Give the barriers of one verdict, in the order of merit."""
        return [name for name, standing in self.standings.items() if standing.verdict == verdict]


def firmness(ranking: "Ranking", prepared: "PreparedRules", barriers: "Mapping[str, Barrier]") -> Firm:
    """Look at a ranking from every side: sampled weights and levels, scenarios, stability, overlap, open questions."""
    criteria = prepared.rulebook.criteria
    top = prepared.rulebook.profiles.top
    matrix = matrix_of(ranking, [name for name in NEEDED if name in criteria])
    found = smaa(matrix, top=top)
    scenarios = standard(matrix) if ranking.ranked else ()
    weighed = [matrix.criteria[column] for column in matrix.weighed]

    def open_facts(barrier: str, criterion: str) -> "Iterator[str]":
        for part in criteria[criterion].of or (criterion,):
            yield from sorted(prepared.reads[part] - barriers[barrier].facts.keys())

    return Firm(
        matrix=matrix,
        robustness=found,
        standings={each.barrier: each for each in found.standings},
        scenarios=tuple(each.id for each in scenarios),
        outlooks=compare(matrix, scenarios, top=top),
        intervals=tuple(top_stability(matrix, name, top) for name in weighed) if len(weighed) > 1 and ranking.ranked else (),
        overlap=overlap(matrix) if {EASE, INSTRUMENT} <= set(weighed) else None,
        questions=_spread(settle(matrix, open_facts, top=top, most=len(matrix.barriers) * len(prepared.rulebook.facts))),
    )


def _spread(questions: "Iterable[Question]") -> "tuple[Question, ...]":
    """Keep the first question on each criterion of a barrier: where several facts are open, one answer settles it."""
    kept: dict[tuple[str, tuple[str, ...]], Question] = {}
    for each in questions:
        kept.setdefault((each.barrier, each.criteria), each)
    return tuple(kept.values())[:QUESTIONS]
