"""Levels, scores and places, each with all that made it; exact numbers throughout."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from cirede.model.barrier import Judgement, Triage
    from cirede.model.rule import Kind
    from cirede.model.text import Text

Basis = Literal["facts", "judgement", "both", "unknown", "conflict"]


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a rule brings to a criterion; `certain` when it holds whatever the unknown facts turn out to be."""

    rule: str
    criterion: str
    kind: "Kind"
    value: int
    certain: bool
    facts: tuple[str, ...]
    words: "Text"


@dataclass(frozen=True, slots=True)
class Assessed:
    """One criterion of one barrier: its level, exact or between two bounds, and what made it.

    `chances` gives each possible level its probability; they add up to 1. `aside` holds the judgements that
    facts or a better judgement replaced.
    """

    criterion: str
    basis: Basis
    lowest: "Fraction"
    highest: "Fraction"
    expected: "Fraction"
    chances: "tuple[tuple[Fraction, Fraction], ...]"
    contributions: tuple[Contribution, ...]
    judgement: "Judgement | None"
    aside: "tuple[Judgement, ...]"
    parts: "tuple[Assessed, ...]" = ()


@dataclass(frozen=True, slots=True)
class Appraisal:
    """One barrier with every criterion assessed, and where the triage puts it."""

    barrier: str
    triage: "Triage"
    reason: "Text | None"
    assessed: "Mapping[str, Assessed]"


@dataclass(frozen=True, slots=True)
class Ranked:
    """A barrier in the order of merit: its place (ties share one), its points and what they are made of.

    `points` are weight times level by criterion; scores are sums of points. `best` and `worst` are the places
    that the uncertain levels leave open. `arbitration` says why a committee must decide, where it must.
    """

    barrier: str
    place: int
    best: int
    worst: int
    score: "Fraction"
    lowest: "Fraction"
    highest: "Fraction"
    points: "Mapping[str, Fraction]"
    appraisal: Appraisal
    arbitration: "tuple[Text, ...]"


@dataclass(frozen=True, slots=True)
class Ranking:
    """All places under one profile on one day, and the barriers that have none, with the reason.

    `fingerprint` is the SHA-256 of the register, the rules, the weights and the suppositions that made it.
    """

    profile: str
    weights: "Mapping[str, int]"
    order: tuple[str, ...]
    on: str
    supposed: tuple[str, ...]
    fingerprint: str
    ranked: tuple[Ranked, ...]
    to_document: tuple[Appraisal, ...]
    gated: tuple[Appraisal, ...]
