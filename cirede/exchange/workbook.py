"""The ranking as XLSX: whoever changes a weight sees scores and places computed again, offline.

Scores, points and places are formulas over weights and expected levels, with the exact values kept beside them, so that
a program that does not compute shows them as well. Words are written as words, never as formulas.
"""

from datetime import date
from typing import TYPE_CHECKING

from cirede.exchange.ranking import FICTITIOUS, PROPOSAL
from cirede.exchange.spreadsheet import Book, Page, xl_range, xl_rowcol_to_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cirede.model.catalogue import Catalogue
    from cirede.model.ranking import Appraisal, Ranked, Ranking
    from cirede.model.text import Lang

_WEIGHTS_AT = 6
_HEAD, _FIRST = 7, 8
_PLACE, _BEST, _WORST, _BARRIER, _TITLE, _SCORE, _LOW, _HIGH, _LEVELS = range(9)
_DIGITS = 9
"""Places compare scores rounded to so many digits: a tie stays one whatever a computer makes of thirds."""

_WORDS: "Mapping[str, Mapping[Lang, str]]" = {
    "ranking": {"fr": "Classement", "nl": "Rangschikking", "en": "Ranking"},
    "weights": {"fr": "Poids", "nl": "Gewichten", "en": "Weights"},
    "apart": {"fr": "Non classés", "nl": "Niet gerangschikt", "en": "Not ranked"},
    "sources": {"fr": "Sources et avis", "nl": "Bronnen en bericht", "en": "Sources and notice"},
    "profile": {"fr": "Profil : {profile}; état au {on}", "nl": "Profiel: {profile}; stand op {on}",
                "en": "Profile: {profile}; as of {on}"},
    "supposed": {"fr": "SUPPOSITIONS : {what}", "nl": "VERONDERSTELLINGEN: {what}", "en": "SUPPOSITIONS: {what}"},
    "place": {"fr": "place", "nl": "plaats", "en": "place"},
    "best": {"fr": "de", "nl": "van", "en": "from"},
    "worst": {"fr": "à", "nl": "tot", "en": "to"},
    "barrier": {"fr": "obstacle", "nl": "belemmering", "en": "barrier"},
    "title": {"fr": "titre", "nl": "titel", "en": "title"},
    "score": {"fr": "score", "nl": "score", "en": "score"},
    "lowest": {"fr": "le plus bas", "nl": "laagste", "en": "lowest"},
    "highest": {"fr": "le plus haut", "nl": "hoogste", "en": "highest"},
    "expected": {"fr": "niveau attendu", "nl": "verwacht niveau", "en": "expected level"},
    "points": {"fr": "points = poids × niveau", "nl": "punten = gewicht × niveau", "en": "points = weight × level"},
    "lowest level": {"fr": "niveau le plus bas", "nl": "laagste niveau", "en": "lowest level"},
    "highest level": {"fr": "niveau le plus haut", "nl": "hoogste niveau", "en": "highest level"},
    "basis": {"fr": "d’où vient le niveau", "nl": "vanwaar het niveau komt", "en": "where the level comes from"},
    "exact": {"fr": "score exact à l’export", "nl": "exacte score bij de export", "en": "exact score at export"},
    "arbitration": {"fr": "à arbitrer par le comité", "nl": "door het comité te beslechten", "en": "for the committee"},
    "criterion": {"fr": "critère", "nl": "criterium", "en": "criterion"},
    "weight": {"fr": "poids", "nl": "gewicht", "en": "weight"},
    "share": {"fr": "part", "nl": "aandeel", "en": "share"},
    "change": {"fr": "Changez un poids (nombre entier, 0 ou plus) : scores et places se recalculent ; l’ordre des lignes reste.",
               "nl": "Wijzig een gewicht (geheel getal, 0 of meer): scores en plaatsen worden herberekend; rijen blijven staan.",
               "en": "Change a weight (a whole number, 0 or more): scores and places are computed again; lines stay in place."},
    "zero": {"fr": "Un poids mis à 0 peut donner une place à des obstacles non classés : `cirede rank` le dit, ce fichier non.",
             "nl": "Een gewicht op 0 zetten kan niet-gerangschikte belemmeringen een plaats geven: `cirede rank` zegt dat.",
             "en": "A weight set to 0 may give a place to barriers that have none: `cirede rank` says so, this file does not."},
    "reason": {"fr": "raison", "nl": "reden", "en": "reason"},
    "why": {"fr": "pourquoi sans place", "nl": "waarom zonder plaats", "en": "why without a place"},
    "id": {"fr": "code", "nl": "code", "en": "id"},
    "source": {"fr": "source", "nl": "bron", "en": "source"},
    "address": {"fr": "adresse", "nl": "adres", "en": "address"},
    "consulted": {"fr": "consulté le", "nl": "geraadpleegd op", "en": "consulted on"},
    "facts": {"fr": "faits", "nl": "feiten", "en": "facts"},
    "judgement": {"fr": "jugement", "nl": "oordeel", "en": "judgement"},
    "both": {"fr": "faits et jugement", "nl": "feiten en oordeel", "en": "facts and judgement"},
    "unknown": {"fr": "inconnu", "nl": "onbekend", "en": "unknown"},
    "conflict": {"fr": "contradiction", "nl": "tegenspraak", "en": "contradiction"},
    "to-document": {"fr": "à documenter", "nl": "te documenteren", "en": "to be documented"},
    "perhaps-lifted": {"fr": "peut-être levé, à vérifier", "nl": "misschien weggenomen, na te gaan",
                       "en": "perhaps lifted, to be checked"},
    "other-level": {"fr": "à porter à un autre niveau", "nl": "op een ander niveau te brengen",
                    "en": "to be taken to another level"},
    "no-barrier": {"fr": "pas un obstacle à classer", "nl": "geen belemmering om te rangschikken",
                   "en": "not a barrier to be ranked"},
}  # fmt: skip


def ranking_workbook(ranking: "Ranking", lang: "Lang", catalogue: "Catalogue") -> bytes:
    """Put a ranking into the bytes of an XLSX file in one language, with weights that can be changed."""
    book = Book(_WORDS["ranking"][lang], date.fromisoformat(ranking.on))
    page, weights = book.page(_WORDS["ranking"][lang]), book.page(_WORDS["weights"][lang])
    _weights(weights, ranking, lang, catalogue)
    _ranking(page, ranking, lang, catalogue)
    _apart(book.page(_WORDS["apart"][lang]), (*ranking.to_document, *ranking.gated), lang, catalogue)
    _sources(book.page(_WORDS["sources"][lang]), ranking, lang, catalogue)
    return book.bytes()


def _head(page: Page, name: str, ranking: "Ranking", lang: "Lang", catalogue: "Catalogue") -> None:
    """Write what every sheet says of itself: what it is, under what profile, and that it is a proposal."""
    page.words(0, 0, _WORDS[name][lang], "title")
    marks = [FICTITIOUS[lang]] if catalogue.rulebook.fictitious else []
    marks += [_WORDS["supposed"][lang].format(what=", ".join(ranking.supposed))] if ranking.supposed else []
    page.words(1, 0, " ".join(marks), "mark")
    page.plain(2, _WORDS["profile"][lang].format(profile=ranking.profile, on=ranking.on))
    page.plain(3, PROPOSAL[lang])
    page.plain(4, ranking.fingerprint)


def _weights(page: Page, ranking: "Ranking", lang: "Lang", catalogue: "Catalogue") -> None:
    _head(page, "weights", ranking, lang, catalogue)
    page.plain(5, _WORDS["change"][lang])
    page.plain(6, _WORDS["zero"][lang])
    page.line(_HEAD, [_WORDS[each][lang] for each in ("criterion", "weight", "share", "id")], "head")
    total, last = sum(ranking.weights.values()), _FIRST + len(ranking.weights) - 1
    for row, (name, weight) in enumerate(ranking.weights.items(), _FIRST):
        page.words(row, 0, catalogue.rulebook.criteria[name].title.to(lang))
        page.number(row, 1, weight, "amount")
        page.formula(row, 2, f"={xl_rowcol_to_cell(row, 1)}/SUM({xl_range(_FIRST, 1, last, 1)})", weight / total, "share")
        page.words(row, 3, name)
    page.sheet.data_validation(
        _FIRST, 1, last, 1, {"validate": "integer", "criteria": ">=", "value": 0, "error_message": _WORDS["change"][lang][:250]}
    )
    page.widths([34, 10, 10, 20])


def _ranking(page: Page, ranking: "Ranking", lang: "Lang", catalogue: "Catalogue") -> None:
    _head(page, "ranking", ranking, lang, catalogue)
    names = list(ranking.weights)
    titles = [catalogue.rulebook.criteria[name].title.to(lang) for name in names]
    keys = ("place", "best", "worst", "barrier", "title", "score", "lowest", "highest")
    page.line(_HEAD, [_WORDS[key][lang] for key in keys], "head")
    blocks = ("expected", "points", "lowest level", "highest level", "basis")
    for block, key in enumerate(blocks):
        start = _LEVELS + block * len(names)
        page.words(_WEIGHTS_AT - 1, start, _WORDS[key][lang])
        page.line(_HEAD, titles, "head", start=start)
    end = _LEVELS + len(blocks) * len(names)
    page.line(_HEAD, [_WORDS["exact"][lang], _WORDS["arbitration"][lang]], "head", start=end)
    page.words(_WEIGHTS_AT, _HIGH, _WORDS["weight"][lang], "head")
    for column, name in enumerate(names):
        cell = xl_rowcol_to_cell(_FIRST + column, 1, row_abs=True, col_abs=True)
        page.formula(_WEIGHTS_AT, _LEVELS + column, f"={_WORDS['weights'][lang]}!{cell}", ranking.weights[name], "whole")
    for row, ranked in enumerate(ranking.ranked, _FIRST):
        page.line(row, [ranked.barrier, catalogue.rulebook.barriers[ranked.barrier].title.to(lang)], start=_BARRIER)
        _levels(page, row, ranked, names, lang)
        _formulas(page, row, ranked, names, _FIRST + len(ranking.ranked) - 1)
    page.sheet.freeze_panes(_FIRST, _TITLE + 1)
    page.widths([7, 5, 5, 30, 50, 9, 9, 9, *[12] * (len(blocks) * len(names)), 16, 40])
    page.print_on_a4()


def _levels(page: Page, row: int, ranked: "Ranked", names: list[str], lang: "Lang") -> None:
    """Write the levels of a barrier, where each comes from, and why a committee must decide."""
    many = len(names)
    for column, name in enumerate(names, _LEVELS):
        level = ranked.appraisal.assessed[name]
        page.number(row, column, float(level.expected))
        page.number(row, column + 2 * many, float(level.lowest))
        page.number(row, column + 3 * many, float(level.highest))
        page.words(row, column + 4 * many, _WORDS[level.basis][lang])
    page.words(row, _LEVELS + 5 * many, str(ranked.score))
    page.words(row, _LEVELS + 5 * many + 1, " ".join(reason.to(lang) for reason in ranked.arbitration))


def _formulas(page: Page, row: int, ranked: "Ranked", names: list[str], last: int) -> None:
    """Write what follows from the weights: scores, points and places, each with its exact value."""
    many = len(names)
    weights = _fixed_row(_WEIGHTS_AT, _LEVELS, many)
    for column, block, value in ((_SCORE, 0, ranked.score), (_LOW, 2, ranked.lowest), (_HIGH, 3, ranked.highest)):
        start = _LEVELS + block * many
        levels = xl_range(row, start, row, start + many - 1)
        page.formula(row, column, f"=SUMPRODUCT({weights},{levels})", float(value))
    for column, name in enumerate(names, _LEVELS):
        weight, level = xl_rowcol_to_cell(_WEIGHTS_AT, column, row_abs=True), xl_rowcol_to_cell(row, column)
        page.formula(row, column + many, f"={weight}*{level}", float(ranked.points[name]))
    score, low, high = (xl_rowcol_to_cell(row, column) for column in (_SCORE, _LOW, _HIGH))
    page.formula(row, _PLACE, f"=1+{_more(_SCORE, score, last)}", ranked.place, "whole")
    page.formula(row, _BEST, f"=1+{_more(_LOW, high, last)}", ranked.best, "whole")
    own = f"IF({_rounded(high)}>{_rounded(low)},1,0)"
    page.formula(row, _WORST, f"=1+{_more(_HIGH, low, last)}-{own}", ranked.worst, "whole")


def _more(column: int, cell: str, last: int) -> str:
    """Count the lines that have more in a column than stands in a cell."""
    first = xl_rowcol_to_cell(_FIRST, column, row_abs=True, col_abs=True)
    until = xl_rowcol_to_cell(last, column, row_abs=True, col_abs=True)
    return f"SUMPRODUCT(--({_rounded(f'{first}:{until}')}>{_rounded(cell)}))"


def _rounded(cells: str) -> str:
    return f"ROUND({cells},{_DIGITS})"


def _fixed_row(row: int, start: int, many: int) -> str:
    first = xl_rowcol_to_cell(row, start, row_abs=True, col_abs=True)
    return f"{first}:{xl_rowcol_to_cell(row, start + many - 1, row_abs=True, col_abs=True)}"


def _apart(page: Page, apart: "Iterable[Appraisal]", lang: "Lang", catalogue: "Catalogue") -> None:
    page.words(0, 0, _WORDS["apart"][lang], "title")
    page.line(2, [_WORDS[each][lang] for each in ("barrier", "title", "why", "reason")], "head")
    for row, each in enumerate(apart, 3):
        title = catalogue.rulebook.barriers[each.barrier].title.to(lang)
        reason = each.reason.to(lang) if each.reason else ""
        page.line(row, [each.barrier, title, _WORDS[each.triage][lang], reason])
    page.widths([30, 50, 26, 60])
    page.print_on_a4()


def _sources(page: Page, ranking: "Ranking", lang: "Lang", catalogue: "Catalogue") -> None:
    _head(page, "sources", ranking, lang, catalogue)
    page.plain(5, catalogue.notice.notice.to(lang))
    page.line(_HEAD, [_WORDS[each][lang] for each in ("id", "source", "address", "consulted")], "head")
    for row, name in enumerate(_cited(ranking, catalogue), _FIRST):
        source = catalogue.source(name)
        page.line(row, [name, source.title.to(lang), source.address or "", source.consulted.isoformat()])
    page.widths([24, 60, 60, 14])


def _cited(ranking: "Ranking", catalogue: "Catalogue") -> list[str]:
    """Give every source behind the ranked barriers, by id."""
    found: set[str] = set()
    for ranked in ranking.ranked:
        barrier = catalogue.rulebook.barriers[ranked.barrier]
        found.update(barrier.sources)
        found.update(each for fact in barrier.facts.values() for each in fact.sources)
        found.update(each for said in barrier.judgements.values() for one in said for each in one.sources)
    return sorted(found)
