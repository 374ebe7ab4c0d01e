"""The register in short, the profiles and the criteria as plain objects."""

from typing import TYPE_CHECKING, Any

from cirede.exchange.ranking import PROPOSAL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cirede.model.catalogue import Catalogue
    from cirede.model.ranking import Appraisal, Ranking
    from cirede.model.text import Lang


def register_as_dict(ranking: "Ranking", names: "Iterable[str]", lang: "Lang", catalogue: "Catalogue") -> dict[str, Any]:
    """Give the named barriers in short, each with where the triage puts it, those with a place first and in its order."""
    kept = set(names)
    places = {each.barrier: each.place for each in ranking.ranked}
    appraisals = [*(each.appraisal for each in ranking.ranked), *ranking.to_document, *ranking.gated]
    found = [_line(each, places.get(each.barrier), lang, catalogue) for each in appraisals if each.barrier in kept]
    return {
        "profile": ranking.profile,
        "on": ranking.on,
        "fingerprint": ranking.fingerprint,
        "count": len(found),
        "barriers": found,
        "notice": PROPOSAL[lang],
    }


def profiles_as_dict(lang: "Lang", catalogue: "Catalogue") -> dict[str, Any]:
    """Give every profile with its weights and where it comes from, and every criterion with its scale in words."""
    rulebook = catalogue.rulebook
    return {
        "default": rulebook.profiles.default,
        "top": rulebook.profiles.top,
        "profiles": [
            {
                "profile": name,
                "title": each.title.to(lang),
                "why": each.why.to(lang),
                "source": each.source.to(lang),
                "status": each.status,
                "weights": dict(each.weights),
                "order": list(each.order),
            }
            for name, each in rulebook.profiles.profiles.items()
        ],
        "criteria": {
            name: {
                "title": each.title.to(lang),
                "ask": each.ask.to(lang),
                "combine": each.combine,
                "of": list(each.of),
                "scale": [text.to(lang) for text in each.scale],
            }
            for name, each in rulebook.criteria.items()
        },
        "notice": PROPOSAL[lang],
    }


def rankings_as_dict(rankings: "Iterable[Ranking]", lang: "Lang", catalogue: "Catalogue") -> dict[str, Any]:
    """Give several rankings of one day side by side, their first places only."""
    top = catalogue.rulebook.profiles.top
    found = list(rankings)
    return {
        "on": found[0].on,
        "top": top,
        "rankings": [
            {
                "profile": each.profile,
                "title": catalogue.rulebook.profile(each.profile).title.to(lang),
                "weights": dict(each.weights),
                "fingerprint": each.fingerprint,
                "ranked": [
                    {"barrier": one.barrier, "title": catalogue.rulebook.barrier(one.barrier).title.to(lang), "place": one.place,
                     "exact": str(one.score)}
                    for one in each.ranked if one.place <= top
                ],
            }
            for each in found
        ],
        "notice": PROPOSAL[lang],
    }  # fmt: skip


def _line(appraisal: "Appraisal", place: int | None, lang: "Lang", catalogue: "Catalogue") -> dict[str, Any]:
    barrier = catalogue.rulebook.barrier(appraisal.barrier)
    instruments = catalogue.rulebook.lists.instruments
    return {
        "barrier": appraisal.barrier,
        "title": barrier.title.to(lang),
        "family": barrier.family,
        "kind": barrier.kind,
        "state": barrier.state,
        "lever": barrier.lever,
        "provenance": barrier.provenance,
        "authorities": list(barrier.authorities),
        "activities": list(barrier.activities),
        "instruments": [{"id": name, "title": instruments[name].title.to(lang)}
                        for name in dict.fromkeys(text.instrument for text in barrier.texts)],
        "triage": appraisal.triage,
        "reason": appraisal.reason.to(lang) if appraisal.reason else None,
        "place": place,
    }  # fmt: skip
