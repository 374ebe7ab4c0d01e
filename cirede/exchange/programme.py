"""A programme as a plain object, the same for the command line and for who reads it by program."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cirede.engine.freeze import thaw
from cirede.exchange.ranking import ranking_as_dict

if TYPE_CHECKING:
    from cirede.model.catalogue import Catalogue
    from cirede.model.programme import Programme
    from cirede.model.text import Lang


def programme_as_dict(programme: "Programme", lang: "Lang", catalogue: "Catalogue") -> dict[str, Any]:
    """Put a programme into plain values in one language: the ranking as it was frozen, with the decision on each barrier."""
    rulebook, ranking = thaw(programme)
    plain = ranking_as_dict(ranking, lang, replace(catalogue, rulebook=rulebook), firm=None)
    for kind in ("ranked", "to_document", "gated"):
        plain[kind] = [each | _decided(programme, each["barrier"], lang) for each in plain[kind]]
    return {**programme_head(programme, lang), **plain, "fingerprints": programme.fingerprints.model_dump()}


def programme_head(programme: "Programme", lang: "Lang") -> dict[str, Any]:
    """Give what a programme is, and what was decided on it."""
    said = programme.decisions
    return {
        "programme": programme.id,
        "title": programme.title.to(lang),
        "on": programme.on.isoformat(),
        "fictitious": programme.fictitious,
        "status": "decided" if programme.decided else "proposal",
        "decisions": {
            "on": said.on.isoformat() if said.on else None,
            "by": said.by.to(lang) if said.by else None,
            "taken": list(said.taken),
            "deferred": list(said.deferred),
            "reasons": {name: reason.to(lang) for name, reason in said.reasons.items()},
        },
        "deviations": {name: list(passed) for name, passed in programme.deviations.items()},
    }


def _decided(programme: "Programme", name: str, lang: "Lang") -> dict[str, Any]:
    reason = programme.decisions.reasons.get(name)
    return {"decision": programme.choice(name), "reason_of_decision": reason.to(lang) if reason else None}
