"""From assessed barriers to places: exact scores, ties said, nothing normalised by the list itself.

A score is a sum of weight times expected level, so that it can be added up by hand and does not depend on the other
barriers: to add or withdraw one reorders nobody.
"""

from bisect import bisect_right
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from cirede.engine.assess import assess
from cirede.engine.scoring import PreparedRules, fingerprint
from cirede.engine.suppose import suppose
from cirede.engine.triage import arbitration, gate, unknown, wholes
from cirede.model.ranking import Appraisal, Ranked, Ranking

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from cirede.engine.weights import Weights
    from cirede.model.barrier import Barrier
    from cirede.model.ranking import Assessed


class Assessment(NamedTuple):
    """Every barrier of the register with every criterion assessed; it depends on no weight."""

    on: "date"
    supposed: tuple[str, ...]
    barriers: "Mapping[str, Barrier]"
    assessed: "Mapping[str, Mapping[str, Assessed]]"


class _Line(NamedTuple):
    name: str
    score: Fraction
    lowest: Fraction
    highest: Fraction
    points: dict[str, Fraction]
    appraisal: Appraisal


def assess_all(
    prepared: PreparedRules, *, on: "date", supposed: "Sequence[str]" = (), before: Assessment | None = None
) -> Assessment:
    """Assess every barrier by what was known on a day, under suppositions.

    `before` is the assessment of the same rules and day without suppositions: barriers that none speaks of are taken from it.
    Raises: UnknownNameError, WrongUseError for a supposition that cannot be.
    """
    barriers = suppose(prepared.rulebook.barriers, prepared.rulebook, supposed, on)
    same = {name for name, each in before.barriers.items() if barriers[name] is each} if before and before.on == on else set()
    found = {
        name: before.assessed[name] if before and name in same else assess(prepared, barriers[name], on=on)
        for name in sorted(barriers)
    }
    return Assessment(on, tuple(supposed), barriers, found)


def rank(prepared: PreparedRules, weights: "Weights", *, on: "date", supposed: "Sequence[str]" = ()) -> Ranking:
    """Rank the register under weights, by what was known on a day, under suppositions.

    Raises: UnknownNameError, WrongUseError for a supposition that cannot be.
    """
    return rank_assessed(prepared, assess_all(prepared, on=on, supposed=supposed), weights)


def rank_assessed(prepared: PreparedRules, assessment: Assessment, weights: "Weights") -> Ranking:
    """Rank what was assessed once under weights, as often as wanted."""
    made_of_parts = wholes(prepared.links)
    criteria = prepared.rulebook.criteria
    appraised: list[Appraisal] = []
    for name, assessed in assessment.assessed.items():
        shut = gate(assessment.barriers[name], whole=name in made_of_parts)
        lacking = None if shut else unknown(assessed, weights.weighed, criteria)
        where, why = shut or ("to-document" if lacking else "ranked", lacking)
        appraised.append(Appraisal(name, where, why, assessed))
    lines = sorted(
        (_line(each, weights) for each in appraised if each.triage == "ranked"), key=lambda line: (-line.score, line.name)
    )
    return Ranking(
        profile=weights.profile,
        weights=weights.weights,
        order=weights.order,
        on=assessment.on.isoformat(),
        supposed=assessment.supposed,
        fingerprint=fingerprint(prepared, weights.weights, assessment.supposed, assessment.on),
        ranked=_placed(prepared, lines),
        to_document=tuple(each for each in appraised if each.triage == "to-document"),
        gated=tuple(each for each in appraised if each.triage not in {"ranked", "to-document"}),
    )


def _line(appraisal: Appraisal, weights: "Weights") -> _Line:
    levels = [(name, weight, appraisal.assessed[name]) for name, weight in weights.weights.items()]
    points = {name: weight * level.expected for name, weight, level in levels}
    lowest = sum((weight * level.lowest for _, weight, level in levels), Fraction(0))
    highest = sum((weight * level.highest for _, weight, level in levels), Fraction(0))
    return _Line(appraisal.barrier, sum(points.values(), Fraction(0)), lowest, highest, points, appraisal)


def _placed(prepared: PreparedRules, lines: list[_Line]) -> tuple[Ranked, ...]:
    """Give each line its place: one more than there are higher scores."""
    scores = sorted(line.score for line in lines)
    lows, highs = sorted(line.lowest for line in lines), sorted(line.highest for line in lines)
    criteria, top = prepared.rulebook.criteria, prepared.rulebook.profiles.top
    found = []
    for line in lines:
        place = 1 + len(lines) - bisect_right(scores, line.score)
        ahead = len(lines) - bisect_right(lows, line.highest)
        perhaps = len(lines) - bisect_right(highs, line.lowest) - (line.highest > line.lowest)
        reasons = tuple(arbitration(line.appraisal.assessed, criteria)) if place <= top else ()
        found.append(
            Ranked(line.name, place, 1 + ahead, 1 + perhaps, line.score, line.lowest, line.highest, line.points,
                   line.appraisal, reasons)
        )  # fmt: skip
    return tuple(found)
