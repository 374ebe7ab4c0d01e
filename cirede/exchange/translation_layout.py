"""How a table of translations is laid out: its columns and its words, the same for writing and reading."""

from hashlib import sha256
from typing import TYPE_CHECKING

from cirede.exchange.sheet_row import one_line
from cirede.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cirede.model.text import Lang
    from cirede.model.translation import Path, State, Written

COLUMNS = ("place", "what", "lang", "source", "words", "state", "mark")
LONGEST_ABOUT = 90


def _said(fr: str, nl: str, en: str) -> Text:
    return Text.model_construct(fr=fr, nl=nl, en=en)


PAGE = _said("Traductions", "Vertalingen", "Translations")
GUIDE_PAGE = _said("Mode d’emploi", "Uitleg", "Guide")
HEADINGS: "Mapping[str, Text]" = {
    "place": _said("endroit", "plaats", "place"),
    "what": _said("ce que c’est", "wat het is", "what it is"),
    "lang": _said("langue", "taal", "language"),
    "source": _said("texte de départ", "brontekst", "source words"),
    "words": _said("traduction", "vertaling", "translation"),
    "state": _said("état", "stand", "state"),
    "mark": _said("repère (ne pas modifier)", "kenmerk (niet wijzigen)", "mark (do not change)"),
}
STATES: "Mapping[State, Text]" = {
    "fine": _said("à jour", "in orde", "fine"),
    "stale": _said("à revoir", "na te kijken", "stale"),
    "missing": _said("manque", "ontbreekt", "missing"),
}
GUIDE = (
    _said("Écrivez dans les cases jaunes seulement. Chaque ligne est un texte à traduire du « texte de départ ».",
          "Schrijf alleen in de gele vakken. Elke rij is een tekst die u uit de “brontekst” vertaalt.",
          "Write in the yellow cells only. Each row is a text to translate from the “source words”."),
    _said("« à revoir » : le texte de départ a changé après la traduction. « manque » : rien n’est encore traduit.",
          "“na te kijken”: de brontekst is na de vertaling gewijzigd. “ontbreekt”: nog niet vertaald.",
          "“stale”: the source words changed after they were translated. “missing”: not translated yet."),
    _said("La traduction « à revoir » convient encore ? Laissez-la et écrivez « à jour » dans la colonne « état ».",
          "Klopt een vertaling die “na te kijken” is nog? Laat ze staan en schrijf “in orde” in de kolom “stand”.",
          "Does a stale translation still hold? Leave it and write “fine” in the column “state”."),
    _said("Vous pouvez trier, filtrer et supprimer des lignes. Ne changez ni les titres ni les autres colonnes.",
          "U mag rijen sorteren, filteren en verwijderen. Wijzig de kolomtitels en de andere kolommen niet.",
          "You may sort, filter and delete rows. Change neither the headings nor the other columns."),
    _said("Un texte tient sur une seule ligne : un retour à la ligne devient une espace.",
          "Een tekst staat op één regel: een regeleinde wordt een spatie.",
          "A text stands on one line: a line break becomes a space."),
)  # fmt: skip

_WHAT: "Mapping[str, Text]" = {
    "title": _said("titre du questionnaire", "titel van de vragenlijst", "title of the questionnaire"),
    "intro": _said("introduction", "inleiding", "introduction"),
    "statuses/*/label": _said("statut", "status", "status"),
    "parameters/*/label": _said("nombre fixé par la loi", "getal dat de wet bepaalt", "number set by the law"),
    "terms/*/word": _said("mot expliqué", "woord dat wordt uitgelegd", "word that is explained"),
    "terms/*/text": _said("explication d’un mot", "uitleg van een woord", "explanation of a word"),
    "questions/*/ask": _said("question", "vraag", "question"),
    "questions/*/why": _said("pourquoi on demande", "waarom dit wordt gevraagd", "why this is asked"),
    "questions/*/help": _said("aide pour répondre", "hulp bij het antwoorden", "how to find out"),
    "questions/*/certain": _said("pourquoi nul n’en doute", "waarom niemand twijfelt", "why nobody can doubt"),
    "questions/*/unit": _said("unité", "eenheid", "unit"),
    "questions/*/options/*/label": _said("réponse", "antwoord", "answer"),
    "questions/*/options/*/help": _said("précision sur une réponse", "uitleg bij een antwoord", "explanation of an answer"),
    "questions/*/cases/*/label": _said("ce que la réponse donne", "wat het antwoord betekent", "what the answer amounts to"),
    "outcomes/*/title": _said("résultat", "uitkomst", "outcome"),
    "outcomes/*/text": _said("explication du résultat", "uitleg bij de uitkomst", "explanation of the outcome"),
    "outcomes/*/do_now/*/text": _said("à faire maintenant", "wat nu te doen", "what to do now"),
    "outcomes/*/meanwhile": _said("à faire en attendant", "wat intussen te doen", "what to do meanwhile"),
    "obligations/*/label": _said("obligation", "verplichting", "obligation"),
    "obligations/*/text": _said("explication de l’obligation", "uitleg bij de verplichting", "explanation of the obligation"),
    "obligations/*/who": _said("qui doit", "wie moet", "who must"),
    "obligations/*/before": _said("avant quand", "tegen wanneer", "before when"),
    "evidence/*/text": _said("preuve à réunir", "bewijs om te verzamelen", "proof to collect"),
    "guarantees/*/name": _said("garantie du questionnaire", "waarborg van de vragenlijst", "guarantee of the questionnaire"),
    "sources/*/title": _said("titre d’un texte légal", "titel van een wettekst", "title of a legal text"),
    "sources/*/short": _said("titre court", "korte titel", "short title"),
    "references/*/at": _said("article", "artikel", "article"),
    "references/*/says": _said("ce que dit l’article", "wat het artikel zegt", "what the article says"),
    "authorities/*/name": _said("autorité", "overheid", "authority"),
    "authorities/*/url": _said("site web dans cette langue", "website in deze taal", "website in this language"),
    "things/*/label": _said("objet", "voorwerp", "thing"),
    "things/*/also": _said("autres noms de l’objet", "andere namen van het voorwerp", "other names of the thing"),
    "notice": _said("avertissement légal", "juridische mededeling", "legal notice"),
    "draft": _said("avis : projet", "mededeling: ontwerp", "notice: draft"),
    "unverified": _said("avis : texte non relu", "mededeling: tekst niet nagelezen", "notice: text not read"),
}
_HEADS = ("label", "title", "ask", "word", "short", "at")


def place_of(name: str, path: "Path") -> str:
    """Write the place of a text of a file as one word for a cell; items of lists count from 1."""
    return "/".join([name, *(str(part + 1) if isinstance(part, int) else part for part in path)])


def what(path: "Path", lang: "Lang", texts: "Mapping[Path, Written]") -> str:
    """Say what a text is, and what it is about: the question of an answer, the outcome of an action."""
    form = "/".join(
        "*" if isinstance(part, int) or at == 1 or (at > 1 and path[at - 1] == "options") else part
        for at, part in enumerate(path)
    )
    said = _WHAT[form].to(lang) if form in _WHAT else " › ".join(str(part) for part in path)
    heads = ((*path[:size], head) for size in range(len(path) - 1, 1, -1) for head in _HEADS)
    about = next((one_line(texts[head].source) for head in heads if head in texts and head != path), "")
    short = f"{about[:LONGEST_ABOUT]}…" if len(about) > LONGEST_ABOUT else about
    return f"{said} – {short}" if short else said


def row_mark(source: str, words: str, state: str) -> str:
    """Give the mark of a row as it is: a letter first, so that no spreadsheet takes it for a number."""
    return "m" + sha256(f"{source}\0{words}\0{state}".encode()).hexdigest()[:12]


def headings(lang: "Lang") -> "Sequence[str]":
    """Give the headings of the columns in one language."""
    return [HEADINGS[column].to(lang) for column in COLUMNS]
