"""A walk as lines for a person, in their language; programs take `--json` instead."""

from textwrap import fill
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

_WIDTH = 100
_WORDS = {
    "law": {"fr": "droit au {day}", "nl": "recht op {day}", "en": "law of {day}"},
    "unread": {
        "fr": "* {count} des {total} références sont encore à relire",
        "nl": "* {count} van de {total} verwijzingen zijn nog na te lezen",
        "en": "* {count} of the {total} references are still to be re-read",
    },
    "change": {
        "fr": "À partir du {day}, les mêmes réponses donnent un autre résultat.",
        "nl": "Vanaf {day} geven dezelfde antwoorden een ander resultaat.",
        "en": "From {day} the same answers give another result.",
    },
    "unused": {
        "fr": "Réponses non utilisées : {names}",
        "nl": "Niet gebruikte antwoorden: {names}",
        "en": "Answers not used: {names}",
    },
}


def as_lines(found: dict[str, Any], *, change: "date | None" = None) -> list[str]:
    """Put the plain object of a walk into lines; `change` is the next day with another result."""
    lang = found["lang"]
    law = _WORDS["law"][lang].format(day=found["on"])
    lines = [f"{found['tree']} {found['version']}, {law}"]
    lines += [""] if found["steps"] else []
    lines += [f"  {step['ask']}\n    {step['words']}" for step in found["steps"]]
    lines += _next(found["next"]) if found["next"] else []
    lines += _result(found, lang) if found["result"] else []
    if found["unused"]:
        lines += ["", _WORDS["unused"][lang].format(names=", ".join(found["unused"]))]
    if change:
        lines += ["", _WORDS["change"][lang].format(day=change.isoformat())]
    return [*lines, "", fill(found["notice"], _WIDTH)]


def _next(waiting: dict[str, Any]) -> list[str]:
    lines = ["", waiting["ask"]]
    if waiting["type"] == "number":
        return [*lines, f"  {waiting['question']}=…  {waiting['unit'] or ''}".rstrip()]
    return [*lines, *(f"  {waiting['question']}={each['id']}  {each['label']}" for each in waiting["options"])]


def _result(found: dict[str, Any], lang: str) -> list[str]:
    result = found["result"]
    lines = ["", result["status"].upper(), fill(result["title"], _WIDTH), "", fill(result["text"], _WIDTH), ""]
    lines += [f"  → {action}" for action in result["do_now"]]
    lines += [f"  • {duty['label']} ({duty['before']})" for duty in found["obligations"]]
    lines += [f"  ☐ {proof['text']}" for proof in found["evidence"]]
    groups = (*found["steps"], result, *found["obligations"])
    cited = {(each["source"], each["at"]): each["verified"] for group in groups for each in group["references"]}
    lines += ["", *(f"  {source}, {at}{'' if read else ' *'}" for (source, at), read in cited.items())]
    unread = sum(not read for read in cited.values())
    return [*lines, f"  {_WORDS['unread'][lang].format(count=unread, total=len(cited))}"] if unread else lines
