"""A ranking, a barrier and a pair as plain objects, the same for the command line and the HTTP API.

Numbers are rounded to six digits for reading; `exact` beside them is the fraction that was computed with.
"""

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cirede.analysis.pair import explain
from cirede.engine.links import related
from cirede.exchange.firm import firm_as_dict, standing_as_dict, unless_as_dict
from cirede.exchange.plain import plain_number as _number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cirede.analysis.firm import Firm
    from cirede.engine.links import Link
    from cirede.model.barrier import Barrier, Fact, Judgement
    from cirede.model.catalogue import Catalogue
    from cirede.model.ranking import Appraisal, Assessed, Contribution, Ranked, Ranking
    from cirede.model.text import Lang
    from cirede.model.tree import Tree

PROPOSAL = {
    "fr": "Ni les poids ni les échelles ne sont documentés par la CiRèDe : une proposition de ce projet, à fixer par le comité.",
    "nl": "CiRèDe documenteert geen gewicht of schaal: alle zijn een voorstel van dit project, door het comité vast te leggen.",
    "en": "No weight and no scale is documented by CiRèDe: all are a proposal of this project, to be set by the committee.",
}
FICTITIOUS = {
    "fr": "REGISTRE FICTIF, pour s’exercer.",
    "nl": "FICTIEF REGISTER, om te oefenen.",
    "en": "FICTITIOUS REGISTER, for training.",
}


def ranking_as_dict(
    ranking: "Ranking", lang: "Lang", catalogue: "Catalogue", *, firm: "Firm | None", top: int | None = None
) -> dict[str, Any]:
    """Put a ranking into plain values in one language; its keys are a public contract.

    `top` keeps the first places only; `firm` is how firm the whole ranking was found to be, None where that is not said. A ranked
    barrier shows the contributions that hold for certain; `explained_as_dict` shows those that may hold as well.
    """
    shown = [each for each in ranking.ranked if top is None or each.place <= top]
    return {
        "profile": ranking.profile,
        "weights": dict(ranking.weights),
        "order": list(ranking.order),
        "on": ranking.on,
        "lang": lang,
        "supposed": list(ranking.supposed),
        "fictitious": catalogue.rulebook.fictitious,
        "fingerprint": ranking.fingerprint,
        "ranked": [
            _ranked(each, lang, catalogue) | ({"robustness": standing_as_dict(firm, each.barrier)} if firm else {})
            for each in shown
        ],
        "to_document": [_apart(each, lang, catalogue) for each in ranking.to_document],
        "gated": [_apart(each, lang, catalogue) for each in ranking.gated],
        **({"robustness": firm_as_dict(firm, lang, catalogue)} if firm else {}),
        "notice": PROPOSAL[lang],
    }


def barrier_as_dict(name: str, lang: "Lang", catalogue: "Catalogue") -> dict[str, Any]:
    """Put a barrier of the register into plain values: what it is, its law, its links, its facts and judgements."""
    barrier = catalogue.rulebook.barrier(name)
    lists = catalogue.rulebook.lists
    return {
        "barrier": name,
        **_summary(barrier, lang),
        "says": barrier.says.to(lang),
        "provenance": barrier.provenance,
        "done": barrier.done.to(lang),
        "remains": barrier.remains.to(lang) if barrier.remains else None,
        "check": barrier.check.to(lang) if barrier.check else None,
        "texts": [
            {"source": _source(text.source, lang, catalogue),
             "at": text.at if isinstance(text.at, str | None) else text.at.to(lang),
             "instrument": {"id": text.instrument, "title": lists.instruments[text.instrument].title.to(lang)}}
            for text in barrier.texts
        ],
        "authorities": [{"id": each, "name": catalogue.authority(each).name.to(lang)} for each in barrier.authorities],
        "activities": [{"id": each, "title": lists.activities[each].title.to(lang)} for each in barrier.activities],
        "links": {kind: list(getattr(barrier.links, kind)) for kind in ("waits_for", "same_text", "part_of")},
        "changes": [
            {"on": change.on.isoformat(), "in_force": change.in_force.isoformat() if change.in_force else None,
             "says": change.says.to(lang), "sources": _sources(change.sources, lang, catalogue)}
            for change in barrier.changes
        ],
        "facts": {each: _fact(fact, lang, catalogue) for each, fact in barrier.facts.items()},
        "judgements": {each: [_judgement(one, lang, catalogue) for one in said] for each, said in barrier.judgements.items()},
        "met_in": [met for tree in catalogue.trees.values() for met in _met_in(name, tree)],
        "sources": _sources(barrier.sources, lang, catalogue),
    }  # fmt: skip


def explained_as_dict(  # noqa: PLR0913, PLR0917 - a barrier, where it stands, and in which words
    ranking: "Ranking", firm: "Firm", links: "Iterable[Link]", name: str, lang: "Lang", catalogue: "Catalogue"
) -> dict[str, Any]:
    """Put a barrier and its place into plain values, with every contribution, certain or possible, and the rules behind them."""
    ranked = next((each for each in ranking.ranked if each.barrier == name), None)
    if ranked is not None:
        appraisal = ranked.appraisal
        standing = _ranked(ranked, lang, catalogue) | {"robustness": standing_as_dict(firm, name)}
    else:
        appraisal = next(each for each in (*ranking.to_document, *ranking.gated) if each.barrier == name)
        standing = _apart(appraisal, lang, catalogue)
    brought = _contributions(appraisal, lang, only_certain=False)
    return {
        **barrier_as_dict(name, lang, catalogue),
        **standing,
        **_about(ranking, lang),
        "related": [
            {"role": each.role, "barrier": each.barrier, "title": catalogue.rulebook.barrier(each.barrier).title.to(lang)}
            for each in related(links, name)
        ],
        "contributions": brought,
        "rules": {each: _rule(each, lang, catalogue) for each in dict.fromkeys(one["rule"] for one in brought)},
    }


def pair_as_dict(
    ranking: "Ranking", firm: "Firm", pair: "tuple[Ranked, Ranked]", lang: "Lang", catalogue: "Catalogue"
) -> dict[str, Any]:
    """Put two ranked barriers side by side: which is ahead and why, the largest difference first, and unless what changes."""
    first, second = pair
    criteria = catalogue.rulebook.criteria
    gaps = {name: first.points[name] - second.points[name] for name in first.points}
    return {
        **_about(ranking, lang),
        "barriers": [_ranked(each, lang, catalogue) for each in pair],
        "difference": _number(first.score - second.score),
        "exact": str(first.score - second.score),
        "gaps": [
            {"criterion": name, "title": criteria[name].title.to(lang), "weight": ranking.weights[name],
             "levels": [_level(each.appraisal.assessed[name]) for each in pair],
             "difference": _number(gap), "exact": str(gap)}
            for name, gap in sorted(gaps.items(), key=lambda item: (-abs(item[1]), item[0]))
        ],
        **unless_as_dict(explain(firm.matrix, first.barrier, second.barrier), firm),
    }  # fmt: skip


def _about(ranking: "Ranking", lang: "Lang") -> dict[str, Any]:
    return {
        "profile": ranking.profile, "weights": dict(ranking.weights), "on": ranking.on, "supposed": list(ranking.supposed),
        "fingerprint": ranking.fingerprint, "notice": PROPOSAL[lang],
    }  # fmt: skip


def _summary(barrier: "Barrier", lang: "Lang") -> dict[str, Any]:
    return {"title": barrier.title.to(lang), "family": barrier.family, "kind": barrier.kind, "state": barrier.state,
            "lever": barrier.lever}  # fmt: skip


def _ranked(ranked: "Ranked", lang: "Lang", catalogue: "Catalogue") -> dict[str, Any]:
    barrier = catalogue.rulebook.barrier(ranked.barrier)
    return {
        "barrier": ranked.barrier,
        **_summary(barrier, lang),
        "triage": "ranked",
        "place": ranked.place,
        "best": ranked.best,
        "worst": ranked.worst,
        "score": _number(ranked.score),
        "exact": str(ranked.score),
        "lowest": _number(ranked.lowest),
        "highest": _number(ranked.highest),
        "points": {name: _number(points) for name, points in ranked.points.items()},
        "levels": {name: _level(each) for name, each in ranked.appraisal.assessed.items()},
        "contributions": _contributions(ranked.appraisal, lang, only_certain=True),
        "arbitration": [reason.to(lang) for reason in ranked.arbitration],
    }


def _apart(appraisal: "Appraisal", lang: "Lang", catalogue: "Catalogue") -> dict[str, Any]:
    return {
        "barrier": appraisal.barrier,
        **_summary(catalogue.rulebook.barrier(appraisal.barrier), lang),
        "triage": appraisal.triage,
        "reason": appraisal.reason.to(lang) if appraisal.reason else None,
        "levels": {name: _level(each) for name, each in appraisal.assessed.items()},
    }


def _level(assessed: "Assessed") -> dict[str, Any]:
    return {
        "basis": assessed.basis,
        "expected": _number(assessed.expected),
        "exact": str(assessed.expected),
        "lowest": _number(assessed.lowest),
        "highest": _number(assessed.highest),
        "chances": [{"level": _number(level), "chance": str(chance)} for level, chance in assessed.chances],
    }


def _contributions(appraisal: "Appraisal", lang: "Lang", *, only_certain: bool) -> list[dict[str, Any]]:
    found = (each for assessed in appraisal.assessed.values() for each in assessed.contributions)
    return [_contribution(each, lang) for each in found if each.certain or not only_certain]


def _contribution(each: "Contribution", lang: "Lang") -> dict[str, Any]:
    return {
        "criterion": each.criterion, "rule": each.rule, "kind": each.kind, "value": each.value, "certain": each.certain,
        "facts": list(each.facts), "words": each.words.to(lang),
    }  # fmt: skip


def _rule(name: str, lang: "Lang", catalogue: "Catalogue") -> dict[str, Any]:
    rule = catalogue.rulebook.rules[name]
    return {"title": rule.title.to(lang), "why": rule.why.to(lang), "source": rule.source.to(lang), "status": rule.status}


def _fact(fact: "Fact", lang: "Lang", catalogue: "Catalogue") -> dict[str, Any]:
    said = ((key, getattr(fact, key)) for key in ("value", "least", "likely", "most"))
    return {
        **{key: value if isinstance(value, str) else _number(Fraction(value)) for key, value in said if value is not None},
        **({"values": list(fact.values)} if fact.values else {}),
        "says": fact.says.to(lang),
        "grade": fact.grade,
        "on": fact.on.isoformat(),
        "sources": _sources(fact.sources, lang, catalogue),
    }


def _judgement(judgement: "Judgement", lang: "Lang", catalogue: "Catalogue") -> dict[str, Any]:
    return {
        "kind": judgement.kind, "lowest": judgement.lowest, "highest": judgement.highest, "reason": judgement.reason.to(lang),
        "who": judgement.who.to(lang), "grade": judgement.grade, "on": judgement.on.isoformat(),
        "sources": _sources(judgement.sources, lang, catalogue),
    }  # fmt: skip


def _sources(names: "Iterable[str]", lang: "Lang", catalogue: "Catalogue") -> list[dict[str, Any]]:
    return [_source(name, lang, catalogue) for name in names]


def _source(name: str, lang: "Lang", catalogue: "Catalogue") -> dict[str, Any]:
    source = catalogue.source(name)
    return {"id": name, "source": source.short.to(lang), "url": source.opened_in(lang), "consulted": source.consulted.isoformat()}


def _met_in(name: str, tree: "Tree") -> list[dict[str, Any]]:
    return [{"tree": tree.id, "node": node} for node, named in tree.barriers.items() if name in named]

