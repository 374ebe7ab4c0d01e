"""How the scoring sheet of a barrier is laid out: its pages, its columns and its words, the same for writing and reading."""

from typing import TYPE_CHECKING

from cirede.model.text import LANGS, Text
from cirede.model.tree import YES_NO

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cirede.model.rule import FactType
    from cirede.model.text import Lang

FORM = "cirede.sheet/1"
HEAD, FIRST = 5, 6
"""The row of the headings and the first row to fill in, from 0."""

FACTS = ("id", "ask", "whom", "possible", "value", "least", "likely", "most", "sources", "on", "grade", "who", *LANGS)
JUDGEMENTS = ("id", "ask", "scale", "stands", "lowest", "highest", *LANGS, "who-fr", "who-nl", "who-en", "on", "grade", "sources")
GRADES = ("A", "B", "C", "D")
SEPARATOR = ";"


def _said(fr: str, nl: str, en: str) -> Text:
    return Text.model_construct(fr=fr, nl=nl, en=en)


UNKNOWN = _said("inconnu", "onbekend", "unknown")
PAGES: "Mapping[str, Text]" = {
    "facts": _said("Faits", "Feiten", "Facts"),
    "judgements": _said("Jugements", "Oordelen", "Judgements"),
    "choices": _said("Choix", "Keuzes", "Choices"),
    "sources": _said("Sources", "Bronnen", "Sources"),
}
COLUMNS: "Mapping[str, Text]" = {
    "id": _said("code", "code", "id"),
    "ask": _said("question", "vraag", "question"),
    "whom": _said("à qui demander", "aan wie te vragen", "whom to ask"),
    "possible": _said("valeurs possibles", "mogelijke waarden", "possible values"),
    "value": _said("valeur", "waarde", "value"),
    "least": _said("au moins", "minstens", "lowest"),
    "likely": _said("plutôt", "waarschijnlijk", "likely"),
    "most": _said("au plus", "hoogstens", "highest"),
    "sources": _said("source", "bron", "source"),
    "on": _said("date", "datum", "date"),
    "grade": _said("preuve A–D", "bewijs A–D", "grade A–D"),
    "who": _said("qui", "wie", "who"),
    "fr": _said("en mots (fr)", "in woorden (fr)", "in words (fr)"),
    "nl": _said("en mots (nl)", "in woorden (nl)", "in words (nl)"),
    "en": _said("en mots (en)", "in woorden (en)", "in words (en)"),
    "scale": _said("échelle", "schaal", "scale"),
    "stands": _said("ce qui vaut aujourd’hui", "wat vandaag geldt", "what stands today"),
    "lowest": _said("niveau le plus bas", "laagste niveau", "lowest level"),
    "highest": _said("niveau le plus haut", "hoogste niveau", "highest level"),
    "who-fr": _said("quel groupe (fr)", "welke groep (fr)", "which group (fr)"),
    "who-nl": _said("quel groupe (nl)", "welke groep (nl)", "which group (nl)"),
    "who-en": _said("quel groupe (en)", "welke groep (en)", "which group (en)"),
}
GUIDE: "Mapping[str, Text]" = {
    "facts": _said(
        "Remplissez les cases jaunes : une valeur, ou des bornes (au moins, plutôt, au plus). Ce que nul ne sait : « inconnu ».",
        "Vul de gele vakken in. Een waarde, of grenzen (minstens, waarschijnlijk, hoogstens). Wat niemand weet: “onbekend”.",
        "Fill in the yellow cells. One value, or bounds (lowest, likely, highest). What nobody knows: “unknown”.",
    ),
    "judgements": _said(
        "Où les faits manquent, un groupe juge : du plus bas au plus haut niveau défendable (0–5). Une case vide ne juge rien.",
        "Waar feiten ontbreken, oordeelt een groep: laagste en hoogste verdedigbare niveau (0–5). Leeg is geen oordeel.",
        "Where facts are missing, a group judges: from the lowest to the highest defensible level (0–5). Empty judges nothing.",
    ),
    "keep": _said(
        "Ne changez ni les titres des colonnes ni les codes. Date : 2026-12-31. Source : un code de la page Sources.",
        "Wijzig geen kolomtitels of codes. Datum: 2026-12-31. Bron: een code van de pagina Bronnen.",
        "Change neither column titles nor ids. Date: 2026-12-31. Source: an id of the page Sources.",
    ),
    "several": _said("plusieurs, séparés par « ; »", "meerdere, gescheiden door “;”", "several, separated by “;”"),
    "from": _said("de {bound}", "vanaf {bound}", "from {bound}"),
    "to": _said("à {bound}", "tot {bound}", "to {bound}"),
}
ACCORDING = _said("{title} : {value}, selon {who}.", "{title}: {value}, volgens {who}.", "{title}: {value}, according to {who}.")
ALONE = _said("{title} : {value}.", "{title}: {value}.", "{title}: {value}.")
BETWEEN = _said("de {least} à {most} {unit}", "van {least} tot {most} {unit}", "{least} to {most} {unit}")
LIKELY = _said(", plutôt {likely}", ", eerder {likely}", ", more likely {likely}")
FROM = _said("au moins {least} {unit}", "minstens {least} {unit}", "at least {least} {unit}")
UP_TO = _said("au plus {most} {unit}", "hoogstens {most} {unit}", "at most {most} {unit}")


def option_labels(kind: "FactType") -> dict[str, Text]:
    """Give the options of a kind of fact with their words; none for a number."""
    if kind.type == "yes_no":
        return {option: YES_NO[option][0] for option in ("yes", "no")}
    return dict(kind.options)


def heading(column: str, lang: "Lang") -> str:
    """Give the heading of a column in one language."""
    return COLUMNS[column].to(lang)
