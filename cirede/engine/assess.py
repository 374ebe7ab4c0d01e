"""One barrier criterion by criterion: what its facts leave open, what was judged, and the chance of each level."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from cirede.engine.bounds import KNOWN, LEAST, MOST, Reading
from cirede.engine.level import (
    BOTTOM,
    TOP,
    Chances,
    Span,
    between,
    composed,
    even,
    expected,
    gathered,
    graded,
    span,
    triangular,
)
from cirede.engine.scoring import PreparedRules, known_on
from cirede.model.ranking import Assessed, Basis, Contribution

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cirede.model.barrier import Barrier, Fact, Grade, Judgement
    from cirede.model.rule import Criterion

WIDE = 4
"""A range of so many levels or more, with no judgement, counts as unknown."""

_KINDS = {"first-reading": 0, "group": 1}


@dataclass(frozen=True, slots=True)
class _Case:
    """A barrier as it was known on a day."""

    prepared: PreparedRules
    facts: "dict[str, Fact]"
    readings: dict[str, Reading]
    judgements: "Mapping[str, tuple[Judgement, ...]]"


def assess(prepared: PreparedRules, barrier: "Barrier", *, on: "date") -> dict[str, Assessed]:
    """Assess every criterion of a barrier by what was known on a day, in the order of the criteria."""
    facts = known_on(barrier, on)
    judgements = {name: tuple(each for each in said if each.on <= on) for name, said in barrier.judgements.items()}
    case = _Case(prepared, facts, prepared.readings(facts), judgements)
    brought = prepared.contributions(case.readings)
    criteria = prepared.rulebook.criteria
    plain = {name: _plain(case, name, criterion, brought[name]) for name, criterion in criteria.items() if not criterion.of}
    return {
        name: _of_parts(name, criterion, tuple(plain[part] for part in criterion.of)) if criterion.of else plain[name]
        for name, criterion in criteria.items()
    }


def _plain(case: _Case, name: str, criterion: "Criterion", brought: tuple[Contribution, ...]) -> Assessed:
    known = sorted(case.facts.keys() & case.prepared.reads[name])
    facts = span(brought, criterion.combine) if known else Span(BOTTOM, TOP)
    chances = _chances(case, name, criterion, brought, facts)
    if chances:
        facts = facts._replace(lowest=chances[0][0], highest=chances[-1][0])
    best, aside = best_judgement(case.judgements.get(name, ()))
    basis, lowest, highest, best, aside = _met(facts, best, aside, known=bool(known))
    if lowest == highest:
        chances = graded(lowest, _grade(case, name, known, basis, best), facts)
    elif chances is None or basis in {"judgement", "unknown", "conflict"}:
        chances = even(lowest, highest)
    else:
        chances = between(chances, lowest, highest)
    return _assessed(name, basis, chances, brought, judgement=best, aside=aside)


def best_judgement(said: "tuple[Judgement, ...]") -> "tuple[Judgement | None, tuple[Judgement, ...]]":
    """Give the judgement that stands, a group's before a first reading and then the latest, and the others."""
    if not said:
        return None, ()
    place = max(range(len(said)), key=lambda index: (_KINDS[said[index].kind], said[index].on, index))
    return said[place], (*said[:place], *said[place + 1 :])


def _met(
    facts: Span, best: "Judgement | None", aside: "tuple[Judgement, ...]", *, known: bool
) -> "tuple[Basis, Fraction, Fraction, Judgement | None, tuple[Judgement, ...]]":
    """Let facts and judgement meet: the level lies in both; facts are never overridden."""
    low, high = facts.lowest, facts.highest
    if facts.conflict:
        return "conflict", low, high, best, aside
    if best is None:
        wide = not known or high - low >= WIDE
        return "unknown" if wide else "facts", low, high, None, aside
    lowest, highest = max(low, Fraction(best.lowest)), min(high, Fraction(best.highest))
    if lowest > highest:
        if best.kind == "group":
            return "conflict", low, high, best, aside
        return ("unknown" if high - low >= WIDE else "facts"), low, high, None, (best, *aside)
    if (lowest, highest) == (low, high) and known:
        return "facts", low, high, None, (best, *aside)
    alone = lowest == best.lowest and highest == best.highest
    return "judgement" if alone else "both", lowest, highest, best, aside


def _grade(case: _Case, name: str, known: list[str], basis: Basis, best: "Judgement | None") -> "Grade":
    """Give the worst grade behind a level: of the judgement, and of the facts without which it would be another."""
    judged: list[Grade] = [best.grade] if best and basis in {"judgement", "both"} else []
    if basis == "judgement" and judged:
        return judged[0]
    grades = {case.facts[each].grade for each in known}
    if len(grades) > 1:
        behind = {case.facts[each].grade for each in known if case.prepared.rests_on(name, each, case.readings)}
        grades = behind or grades
    return max([*grades, *judged])


def _chances(
    case: _Case, name: str, criterion: "Criterion", brought: tuple[Contribution, ...], facts: Span
) -> Chances | None:
    """Give the exact chances where the level depends on one quantity with a likely value; None elsewhere."""
    loose = {fact for each in brought if not each.certain for fact in each.facts if _open(case.readings.get(fact))}
    if len(loose) != 1 or facts.lowest == facts.highest:
        return None
    (fact,) = loose
    known = case.facts.get(fact)
    if known is None or known.least is None or known.likely is None or known.most is None:
        return None
    return _along(case, name, criterion, fact, (known.least, known.likely, known.most))


def _along(
    case: _Case, name: str, criterion: "Criterion", fact: str, quantity: tuple[Decimal, Decimal, Decimal]
) -> Chances | None:
    """Follow a triangular quantity through the numbers that the rules compare it with."""
    least, likely, most = quantity
    reading, numbers = case.readings[fact], case.prepared.scales[fact].numbers
    found: list[tuple[Fraction, Fraction]] = []
    for position in range(reading[LEAST], reading[MOST] + 1):
        if position % 2:
            continue
        place = position // 2
        upper = triangular(numbers[place], least, likely, most) if place < len(numbers) else Fraction(1)
        lower = triangular(numbers[place - 1], least, likely, most) if place else Fraction(0)
        if upper == lower:
            continue
        fixed = {**case.readings, fact: {**reading, LEAST: position, MOST: position}}
        level = span(case.prepared.contributions(fixed)[name], criterion.combine)
        if level.lowest != level.highest:
            return None
        found.append((level.lowest, upper - lower))
    return gathered(found)


def _open(reading: Reading | None) -> bool:
    if reading is None:
        return True
    if LEAST in reading:
        return reading[LEAST] < reading[MOST]
    return any(state == 1 for mark, state in reading.items() if mark != KNOWN)


def _of_parts(name: str, criterion: "Criterion", parts: tuple[Assessed, ...]) -> Assessed:
    bases: set[Basis] = {part.basis for part in parts}
    firm = bases - {"unknown"}
    basis: Basis = "conflict" if "conflict" in bases else "both"
    if len(firm) < 2:  # noqa: PLR2004 - one kind of basis, or none
        basis = next(iter(firm), "unknown")
    return _assessed(name, basis, composed([part.chances for part in parts], criterion.combine), (), parts=parts)


def _assessed(  # noqa: PLR0913 - what an assessment is made of
    name: str,
    basis: Basis,
    chances: Chances,
    brought: tuple[Contribution, ...],
    *,
    judgement: "Judgement | None" = None,
    aside: "tuple[Judgement, ...]" = (),
    parts: tuple[Assessed, ...] = (),
) -> Assessed:
    lowest, highest = chances[0][0], chances[-1][0]
    return Assessed(name, basis, lowest, highest, expected(chances), chances, brought, judgement, aside, parts)
