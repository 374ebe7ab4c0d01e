"""Whole trees in plain values, one language at a time, for the API."""

from typing import TYPE_CHECKING, Any

from cirede.exchange.dossier import cited_as_dict
from cirede.model.walk import Cited

if TYPE_CHECKING:
    from cirede.model.text import Lang, Text
    from cirede.model.tree import Obligation, Outcome, Tree
    from cirede_api.site import Site


def summaries(site: "Site", lang: "Lang") -> dict[str, Any]:
    """Give the list of trees."""
    trees = [summary(prepared.tree, lang) for prepared in site.prepared.values()]
    return {"trees": trees, "notice": site.catalogue.notice.notice.to(lang)}


def health(site: "Site") -> dict[str, Any]:
    """Give what the service answers with."""
    return {"status": "ok", "version": site.version, "content": site.stamp, "trees": len(site.prepared)}


def summary(tree: "Tree", lang: "Lang") -> dict[str, Any]:
    """Give a tree in short."""
    end = tree.effective.end
    return {
        "id": tree.id,
        "version": tree.version,
        "status": tree.status,
        "title": tree.title.to(lang),
        "intro": tree.intro.to(lang),
        "start": tree.start,
        "languages": list(tree.languages),
        "effective_from": tree.effective.start.isoformat(),
        "effective_to": end.isoformat() if end else None,
        "reviewed_by": tree.reviewed.by,
    }


def whole(site: "Site", tree: "Tree", lang: "Lang") -> dict[str, Any]:
    """Give a tree with its questions, outcomes and obligations."""
    return {
        **summary(tree, lang),
        "questions": [question(site, tree, name, lang) for name in tree.questions],
        "outcomes": [_outcome(site, tree, name, outcome, lang) for name, outcome in tree.outcomes.items()],
        "obligations": [_obligation(site, name, duty, lang) for name, duty in tree.obligations.items()],
        "notice": site.catalogue.notice.notice.to(lang),
    }


def question(site: "Site", tree: "Tree", name: str, lang: "Lang") -> dict[str, Any]:
    """Give one question."""
    found = tree.questions[name]
    return {
        "id": name,
        "type": found.type,
        "ask": found.ask.to(lang),
        "why": _said(found.why, lang),
        "help": _said(found.help, lang),
        "unit": _said(found.unit, lang),
        "lowest": None if found.lowest is None else float(found.lowest),
        "highest": None if found.highest is None else float(found.highest),
        "options": [
            {
                "id": key,
                "label": option.label.to(lang),
                "help": _said(option.help, lang),
                "certainty": option.certainty,
                "exclusive": option.exclusive,
                "from": option.start,
                "until": option.end,
                "to": option.to,
                "later": {day.isoformat(): target for day, target in option.later.items()},
            }
            for key, option in found.options.items()
        ],
        "cases": [{"when": case.when, "to": case.target, "label": case.label.to(lang)} for case in found.cases],
        "references": _cite(site, found.because, lang),
        "notice": site.catalogue.notice.notice.to(lang),
    }


def _outcome(site: "Site", tree: "Tree", name: str, outcome: "Outcome", lang: "Lang") -> dict[str, Any]:
    return {
        "id": name,
        "status": outcome.status,
        "favourable": tree.statuses[outcome.status].favourable,
        "undecided": tree.statuses[outcome.status].undecided,
        "title": outcome.title.to(lang),
        "text": outcome.text.to(lang),
        "references": _cite(site, outcome.because, lang),
    }


def _obligation(site: "Site", name: str, duty: "Obligation", lang: "Lang") -> dict[str, Any]:
    return {
        "id": name,
        "label": duty.label.to(lang),
        "who": duty.who.to(lang),
        "before": duty.before.to(lang),
        "outcomes": list(duty.outcomes),
        "when": duty.when,
        "authority": duty.authority,
        "form": duty.form,
        "from": duty.start,
        "until": duty.end,
        "references": _cite(site, duty.because, lang),
    }


def _cite(site: "Site", names: tuple[str, ...], lang: "Lang") -> list[dict[str, Any]]:
    sources = site.catalogue.sources
    return [cited_as_dict(Cited(name, sources.references[name]), lang, sources) for name in names]


def _said(text: "Text | None", lang: "Lang") -> str | None:
    return text.to(lang) if text else None
