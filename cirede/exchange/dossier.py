"""A walk as one plain object, the same for the command line and the HTTP API."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cirede.model.catalogue import Catalogue
    from cirede.model.source import Sources
    from cirede.model.text import Lang
    from cirede.model.walk import Cited, Duty, NextQuestion, Step, Walk


def as_dict(walk: "Walk", lang: "Lang", catalogue: "Catalogue") -> dict[str, Any]:
    """Put a walk into plain values in one language, ready for JSON; its keys are a public contract."""
    sources = catalogue.sources
    trees = (catalogue.edition(walk.tree, walk.version), *(catalogue.trees[name] for name in walk.crossed))
    return {
        "tree": walk.tree,
        "version": walk.version,
        "on": walk.on.isoformat(),
        "lang": lang,
        "status": walk.status,
        "outcome": walk.ending.id if walk.ending else None,
        "result": _result(walk, lang, sources),
        "steps": [_step(step, lang, sources) for step in walk.steps],
        "linked": [{"tree": name, "version": catalogue.trees[name].version} for name in walk.crossed],
        "obligations": [_duty(duty, lang, sources) for duty in walk.obligations],
        "evidence": [{"id": proof.id, "text": proof.evidence.text.to(lang)} for proof in walk.evidence],
        "next": _next(walk.next, lang, sources) if walk.next else None,
        "missing": list(walk.missing),
        "unused": list(walk.unused),
        "draft": any(tree.status == "draft" for tree in trees),
        "notice": catalogue.notice.notice.to(lang),
    }


def cited_as_dict(cited: "Cited", lang: "Lang", sources: "Sources") -> dict[str, Any]:
    """Put a reference into plain values: article, what it says, address, and whether its text was read."""
    reference = cited.reference
    source = sources.sources[reference.source]
    return {
        "id": cited.id,
        "source": source.short.to(lang),
        "at": reference.where(lang),
        "says": reference.says.to(lang),
        "url": source.opened_in(lang),
        "verified": reference.verified,
        "checked": reference.checked.isoformat(),
    }


def _cite(cited: "tuple[Cited, ...]", lang: "Lang", sources: "Sources") -> list[dict[str, Any]]:
    return [cited_as_dict(each, lang, sources) for each in cited]


def _result(walk: "Walk", lang: "Lang", sources: "Sources") -> dict[str, Any] | None:
    if walk.ending is None:
        return None
    outcome = walk.ending.outcome
    return {
        "status": walk.ending.status.label.to(lang),
        "favourable": walk.ending.status.favourable,
        "undecided": walk.ending.status.undecided,
        "title": outcome.title.to(lang),
        "text": outcome.text.to(lang),
        "do_now": [action.text.to(lang) for action in walk.do_now],
        "meanwhile": outcome.meanwhile.to(lang) if outcome.meanwhile else None,
        "ask": _authority(outcome.ask, lang, sources),
        "references": _cite(walk.ending.references, lang, sources),
    }


def _authority(name: str | None, lang: "Lang", sources: "Sources") -> dict[str, Any] | None:
    if name is None:
        return None
    authority = sources.authorities[name]
    return {"id": name, "name": authority.name.to(lang), "url": authority.address(lang)}


def _step(step: "Step", lang: "Lang", sources: "Sources") -> dict[str, Any]:
    return {
        "question": step.question,
        "ask": step.ask.to(lang),
        "answer": step.answer if isinstance(step.answer, str) else list(step.answer),
        "words": step.label.to(lang),
        "certainty": step.certainty,
        "references": _cite(step.references, lang, sources),
    }


def _duty(duty: "Duty", lang: "Lang", sources: "Sources") -> dict[str, Any]:
    obligation = duty.obligation
    return {
        "id": duty.id,
        "label": obligation.label.to(lang),
        "text": obligation.text.to(lang) if obligation.text else None,
        "who": obligation.who.to(lang),
        "before": obligation.before.to(lang),
        "authority": _authority(obligation.authority, lang, sources),
        "form": obligation.form,
        "references": _cite(duty.references, lang, sources),
    }


def _next(waiting: "NextQuestion", lang: "Lang", sources: "Sources") -> dict[str, Any]:
    question = waiting.question
    return {
        "question": waiting.id,
        "type": question.type,
        "ask": question.ask.to(lang),
        "why": question.why.to(lang) if question.why else None,
        "help": question.help.to(lang) if question.help else None,
        "unit": question.unit.to(lang) if question.unit else None,
        "options": [
            {
                "id": choice.id,
                "label": choice.label.to(lang),
                "help": choice.help.to(lang) if choice.help else None,
                "exclusive": choice.exclusive,
            }
            for choice in waiting.options
        ],
        "references": _cite(waiting.references, lang, sources),
    }
