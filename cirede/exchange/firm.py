"""How firm a ranking is, and what would swap a pair, as plain objects for the command line and the HTTP API."""

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cirede.analysis.dominance import undominated
from cirede.analysis.stability import pair_intervals
from cirede.exchange.plain import plain_number

if TYPE_CHECKING:
    from cirede.analysis.firm import Firm
    from cirede.analysis.pair import Pair
    from cirede.analysis.stability import Interval
    from cirede.model.catalogue import Catalogue
    from cirede.model.text import Lang

_DIGITS = 6


def firm_as_dict(firm: "Firm", lang: "Lang", catalogue: "Catalogue") -> dict[str, Any]:
    """Say how firm a whole ranking is: how it was drawn, the scenarios, the room of each weight, the questions to ask.

    With count, seed, generator and weighting anyone can draw the same again.
    """
    sampling, facts = firm.robustness.sampling, catalogue.rulebook.facts
    return {
        "top": firm.robustness.top,
        "draws": {"count": sampling.count, "seed": sampling.seed, "generator": firm.robustness.generator,
                  "weighting": sampling.weighting},
        "scenarios": list(firm.scenarios),
        "undominated": list(undominated(firm.matrix)),
        "stable": [_interval(each) for each in firm.intervals],
        "overlap": firm.overlap and {
            "criteria": [firm.overlap.first, firm.overlap.second], "compared": firm.overlap.compared,
            "rho": None if firm.overlap.rho is None else round(firm.overlap.rho, _DIGITS), "twice": firm.overlap.twice,
        },
        "questions": [
            {"barrier": each.barrier, "fact": each.fact, "ask": facts[each.fact].ask.to(lang),
             "whom": facts[each.fact].whom.to(lang), "criteria": list(each.criteria),
             "turns": plain_number(each.turns), "reach": plain_number(each.reach)}
            for each in firm.questions
        ],
    }  # fmt: skip


def standing_as_dict(firm: "Firm", barrier: str) -> dict[str, Any]:
    """Say how firm the place of one ranked barrier is: over all draws, and in each scenario."""
    standing = firm.standings[barrier]
    outlook = next(each for each in firm.outlooks if each.barrier == barrier)
    central = standing.central and [round(share, _DIGITS) for share in standing.central]
    return {
        "verdict": standing.verdict,
        "top": standing.top,
        "first": standing.first,
        "best": standing.best,
        "worst": standing.worst,
        "central": central and dict(zip(firm.robustness.criteria, central, strict=True)),
        "scenarios": dict(outlook.places),
        "times": outlook.times,
    }


def unless_as_dict(pair: "Pair", firm: "Firm") -> dict[str, Any]:
    """Say which of two barriers is ahead, whether it always is, and the smallest changes that would swap them."""
    found, winning = pair.relation, firm.robustness.winning
    one, other = (firm.matrix.row(each) for each in (pair.first, pair.second))
    return {
        "ahead": pair.first if pair.lead else None,
        "behind": pair.second if pair.lead else None,
        "never_behind": {
            "any_weights": {"expected_levels": found.plain, "possible_levels": found.plain_certain},
            "agreed_order": {"expected_levels": found.in_order, "possible_levels": found.in_order_certain},
        },
        "stable": [_interval(each) for each in pair_intervals(firm.matrix, pair.first, pair.second)],
        "wins": None if winning is None else round(winning[one][other], _DIGITS),
        "unless": {
            "levels": [
                {"barrier": each.barrier, "criterion": each.criterion, "ties": plain_number(each.ties), "exact": str(each.ties),
                 "swaps": each.swaps, "open": each.open}
                for each in pair.levels
            ],
            "weights": [
                {"criterion": each.criterion, "weight": each.weight, "ties": plain_number(each.ties), "exact": str(each.ties),
                 "swaps": each.swaps}
                for each in pair.weights
            ],
        },
    }  # fmt: skip


def _interval(each: "Interval") -> dict[str, Any]:
    return {
        "criterion": each.criterion,
        **{key: _share(getattr(each, key)) for key in ("share", "least", "most")},
        "below": list(each.below) if each.below else None,
        "above": list(each.above) if each.above else None,
    }


def _share(share: Fraction) -> dict[str, Any]:
    return {"value": plain_number(share), "exact": str(share)}
