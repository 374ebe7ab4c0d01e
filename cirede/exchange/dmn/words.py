"""What the tables say about themselves."""

from typing import Final

from cirede.model.text import Text


def _text(fr: str, nl: str, en: str) -> Text:
    return Text.model_construct(fr=fr, nl=nl, en=en)


LAW: Final = _text("Droit :", "Recht:", "Law:")
UNREAD: Final = _text("à confirmer", "te bevestigen", "to be confirmed")
FROM: Final = _text("à partir de", "vanaf", "from")
TO: Final = _text("jusqu’à", "tot", "up to")
ASKED: Final = _text("La question a été posée :", "De vraag is gesteld:", "The question was asked:")
ON: Final = _text("Droit en vigueur le", "Recht van kracht op", "Law in force on")
VERSION: Final = _text("version", "versie", "version")
NO_REVIEW: Final = _text(
    "Projet : aucun juriste ne l’a relu.", "Ontwerp: geen jurist heeft het nagelezen.", "Draft: no lawyer has reviewed it."
)
GO_ON: Final = _text("La suite est dans le tableau", "Ga verder in de tabel", "Go on in the table")
OTHER_TREE: Final = _text("La suite est dans le questionnaire", "Ga verder in de vragenlijst", "Go on in the questionnaire")
GIVEN: Final = _text("avec ces réponses :", "met deze antwoorden:", "with these answers:")
OUTCOME: Final = _text("Résultat", "Uitkomst", "Outcome")
BEFORE: Final = _text("Quand :", "Wanneer:", "When:")
OUTCOME_TABLE: Final = _text(
    "Tableau des résultats. Une ligne est un parcours dans ce tableau ; une seule convient. Une colonne porte l’identifiant de la"
    " réponse à une question (« not asked » si la question n’a pas été posée) ou, quand plusieurs réponses sont permises, « yes »"
    " ou « no » pour chacune. Le tableau donne un résultat de l’arbre, « tree: » et l’arbre où continuer, ou « part: » et le"
    " tableau où continuer.",
    "Tabel van de uitkomsten. Een rij is een weg door deze tabel; er past er precies één. Een kolom bevat de id van het antwoord"
    " op een vraag (‘not asked’ als de vraag niet is gesteld) of, als u meerdere antwoorden mag geven, ‘yes’ of ‘no’ voor elk"
    " antwoord. De tabel geeft een uitkomst van de boom, ‘tree:’ met de boom waarin u verdergaat, of ‘part:’ met de tabel waarin"
    " u verdergaat.",
    "Table of outcomes. A row is a way through this table; exactly one fits. A column holds the id of the answer to a question"
    " (“not asked” where the question was not asked) or, where several answers may be given, “yes” or “no” for each. The table"
    " gives an outcome of the tree, “tree:” and the tree to go on in, or “part:” and the table to go on in.",
)
OBLIGATION_TABLE: Final = _text(
    "Tableau des obligations qui suivent du résultat. Chaque ligne qui convient donne une obligation ; la même peut venir de"
    " plusieurs lignes et compte une fois. Une colonne dit « yes » si cette réponse a été donnée, « no » sinon, aussi quand la"
    " question n’a pas été posée.",
    "Tabel van de verplichtingen die uit de uitkomst volgen. Elke rij die past, geeft een verplichting; dezelfde kan uit meerdere"
    " rijen komen en telt één keer. Een kolom zegt ‘yes’ als dat antwoord is gegeven, anders ‘no’, ook als de vraag niet is"
    " gesteld.",
    "Table of the obligations that follow from the outcome. Each row that fits gives one obligation; the same one may come from"
    " several rows and counts once. A column says “yes” where that answer was given, else “no”, also where the question was not"
    " asked.",
)
