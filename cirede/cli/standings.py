"""A ranking, a barrier and a pair as lines for a person, in their language; and the ranking as CSV."""

import csv
import io
from fractions import Fraction
from textwrap import fill
from typing import TYPE_CHECKING, Any

from cirede.cli.firmness import drawn, twice, unless_lines, verdict
from cirede.exchange.changes import CHOICES
from cirede.exchange.ranking import FICTITIOUS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cirede.model.rule import Criterion
    from cirede.model.text import Lang

    Criteria = Mapping[str, Criterion]
    Plain = dict[str, Any]

_WIDTH = 100
_SHORT = 7
_UNSAFE = ("=", "+", "-", "@", "\t", "\r")
_WORDS: "Mapping[str, Mapping[Lang, str]]" = {
    "place": {"fr": "place", "nl": "plaats", "en": "place"},
    "score": {"fr": "score", "nl": "score", "en": "score"},
    "places": {"fr": "de–à", "nl": "van–tot", "en": "from–to"},
    "to_document": {"fr": "À documenter", "nl": "Te documenteren", "en": "To be documented"},
    "perhaps-lifted": {"fr": "Peut-être levé, à vérifier", "nl": "Misschien weggenomen, na te gaan",
                       "en": "Perhaps lifted, to be checked"},
    "other-level": {"fr": "À porter à un autre niveau", "nl": "Op een ander niveau te brengen",
                    "en": "To be taken to another level"},
    "no-barrier": {"fr": "Pas un obstacle à classer", "nl": "Geen belemmering om te rangschikken",
                   "en": "Not a barrier to be ranked"},
    "supposed": {"fr": "SUPPOSITIONS, rien n’est enregistré : {what}", "nl": "VERONDERSTELLINGEN, niets wordt bewaard: {what}",
                 "en": "SUPPOSITIONS, nothing is saved: {what}"},
    "arbitration": {"fr": "à arbitrer", "nl": "te beslechten", "en": "for the committee"},
    "facts": {"fr": "faits", "nl": "feiten", "en": "facts"},
    "judgement": {"fr": "jugement", "nl": "oordeel", "en": "judgement"},
    "both": {"fr": "faits et jugement", "nl": "feiten en oordeel", "en": "facts and judgement"},
    "unknown": {"fr": "inconnu", "nl": "onbekend", "en": "unknown"},
    "conflict": {"fr": "contradiction", "nl": "tegenspraak", "en": "contradiction"},
    "first-reading": {"fr": "première lecture de ce projet", "nl": "eerste lezing van dit project",
                      "en": "first reading of this project"},
    "group": {"fr": "jugement d’un groupe", "nl": "oordeel van een groep", "en": "judgement of a group"},
    "grade": {"fr": "preuve {grade}", "nl": "bewijs {grade}", "en": "evidence {grade}"},
    "ahead": {"fr": "{first} devance {second} de {gap}.", "nl": "{first} staat {gap} voor op {second}.",
              "en": "{first} is ahead of {second} by {gap}."},
    "level": {"fr": "{first} et {second} sont à égalité.", "nl": "{first} en {second} staan gelijk.",
              "en": "{first} and {second} are level."},
}  # fmt: skip


def ranking_lines(plain: "Plain", criteria: "Criteria") -> list[str]:
    """Put a ranking into a table, with the lists of what is not ranked below it."""
    lang: Lang = plain["lang"]
    weights = ", ".join(f"{criteria[name].title.to(lang)} × {weight}" for name, weight in plain["weights"].items())
    lines = _marks(plain, lang)
    lines += [f"{plain['profile']}: {weights}; {plain['on']}", ""]
    weighed = [name for name, weight in plain["weights"].items() if weight]
    titles = [criteria[name].title.to(lang) for name in weighed]
    head = [_WORDS["place"][lang], _WORDS["places"][lang], _WORDS["score"][lang], *titles]
    rows = [
        [str(each["place"]), f"{each['best']}–{each['worst']}", f"{each['score']:.2f}", *(_range(each, name) for name in weighed)]
        for each in plain["ranked"]
    ]
    wide = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines.append("  ".join(cell.rjust(width) for cell, width in zip(head, wide, strict=True)))
    for row, each in zip(rows, plain["ranked"], strict=True):
        cells = "  ".join(cell.rjust(width) for cell, width in zip(row, wide, strict=True))
        lines.append(f"{cells}  {each['barrier']}{_marked(each, plain, lang)}")
        lines += [f"{' ' * (wide[0] + 2)}! {_WORDS['arbitration'][lang]}: {reason}" for reason in each["arbitration"]]
    lines += _apart(_WORDS["to_document"][lang], plain["to_document"])
    for kind in ("perhaps-lifted", "other-level", "no-barrier"):
        lines += _apart(_WORDS[kind][lang], [each for each in plain["gated"] if each["triage"] == kind])
    how = [drawn(plain, lang), *twice(plain, criteria, lang)] if "robustness" in plain else []
    return [*lines, "", fill(plain["notice"], _WIDTH), *how, plain["fingerprint"]]


def as_csv(plain: "Plain") -> str:
    """Put the ranked barriers into CSV, safe against formulas: no cell of words begins like one."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = list(plain["weights"])
    head = ["place", "best", "worst", "barrier", "title", "score", "exact", "lowest", "highest"]
    writer.writerow([*head, *(f"level {name}" for name in names), *(f"points {name}" for name in names), "arbitration"])
    for each in plain["ranked"]:
        levels = [each["levels"][name]["expected"] for name in names]
        points = [each["points"][name] for name in names]
        row = [*(each[key] for key in head), *levels, *points, " ".join(each["arbitration"])]
        writer.writerow([_safe(cell) for cell in row])
    return out.getvalue()


def explained_lines(plain: "Plain", criteria: "Criteria", lang: "Lang") -> list[str]:
    """Put one barrier and what made its levels into lines."""
    lines = [*_supposed(plain, lang), plain["title"], _standing(plain, lang)]
    lines += [f"! {_WORDS['arbitration'][lang]}: {reason}" for reason in plain.get("arbitration", ())]
    for name, level in plain["levels"].items():
        weight = plain["weights"].get(name)
        times = f" × {weight}" if weight else ""
        said = f"{_figure(level['exact'])} ({level['lowest']:g}–{level['highest']:g}){times}, {_WORDS[level['basis']][lang]}"
        lines += ["", f"{criteria[name].title.to(lang)}: {said}"]
        brought = [each for each in plain["contributions"] if each["criterion"] == name and each["certain"]]
        lines += [f"  {each['kind']} {each['value']:+d}  {each['words']} [{each['rule']}]" for each in brought]
        for fact in dict.fromkeys(fact for each in brought for fact in each["facts"] if fact in plain["facts"]):
            known = plain["facts"][fact]
            lines += [f"    {fact}: {known['says']} ({_WORDS['grade'][lang].format(grade=known['grade'])}, {_names(known)})"]
        for one in plain["judgements"].get(name, ()):
            span = f"{one['lowest']}–{one['highest']}"
            lines += [f"  {span}  {_WORDS[one['kind']][lang]}: {one['reason']} ({one['who']}, {one['on']})"]
    return [*lines, "", fill(plain["notice"], _WIDTH)]


def pair_lines(plain: "Plain", criteria: "Criteria", lang: "Lang") -> list[str]:
    """Put the difference between two barriers into lines, the largest part first."""
    first, second = plain["barriers"]
    if plain["difference"] < 0:
        first, second = second, first
    said = _WORDS["ahead" if plain["difference"] else "level"][lang]
    words = said.format(first=first["barrier"], second=second["barrier"], gap=_figure(plain["exact"].removeprefix("-")))
    lines = [*_supposed(plain, lang), words, ""]
    for gap in plain["gaps"]:
        one, other = gap["levels"]
        levels = f"{_figure(one['exact'])} − {_figure(other['exact'])}"
        lines.append(f"  {gap['title']}: {gap['weight']} × ({levels}) = {_figure(gap['exact'])}")
    return [*lines, "", *unless_lines(plain, criteria, lang), "", fill(plain["notice"], _WIDTH)]


def barrier_lines(plain: "Plain", lang: "Lang", *, fictitious: bool) -> list[str]:
    """Put one barrier of the register into lines."""
    lines = [FICTITIOUS[lang]] if fictitious else []
    lines += [plain["title"], fill(plain["says"], _WIDTH), "", fill(plain["done"], _WIDTH)]
    lines += [fill(plain[key], _WIDTH) for key in ("remains", "check") if plain[key]]
    lines += [f"  {text['source']['source']}{', ' + text['at'] if text['at'] else ''}: {text['instrument']['title']}"
              for text in plain["texts"]]  # fmt: skip
    lines += [f"  {change['on']}  {change['says']}" for change in plain["changes"]]
    for name, fact in plain["facts"].items():
        lines.append(f"  {name}: {fact['says']} ({_WORDS['grade'][lang].format(grade=fact['grade'])}, {_names(fact)})")
    for name, judged in plain["judgements"].items():
        lines += [f"  {name}: {one['lowest']}–{one['highest']}, {_WORDS[one['kind']][lang]}: {one['reason']}" for one in judged]
    return [*lines, *(f"  {source['source']}  {source['url'] or ''}".rstrip() for source in plain["sources"])]


def register_lines(listed: "list[Plain]") -> list[str]:
    """Put the register into lines, one a barrier."""
    return [f"{each['barrier']}  {each['family']}  {each['kind']}  {each['state']}  {each['title']}" for each in listed]


def _marks(plain: "Plain", lang: "Lang") -> list[str]:
    return [*([FICTITIOUS[lang]] if plain["fictitious"] else []), *_supposed(plain, lang)]


def _supposed(plain: "Plain", lang: "Lang") -> list[str]:
    return [_WORDS["supposed"][lang].format(what=", ".join(plain["supposed"]))] if plain["supposed"] else []


def _marked(each: "Plain", plain: "Plain", lang: "Lang") -> str:
    """Say how firm the place of a barrier is; in a programme, what was decided on it."""
    if "robustness" not in plain:
        return f"  [{CHOICES[each['decision']][lang]}]" if each["decision"] else ""
    firm = verdict(each, plain["robustness"]["top"], lang)
    return f"  ({firm})" if firm else ""


def _range(each: "Plain", name: str) -> str:
    level = each["levels"][name]
    if level["basis"] == "unknown":
        return "?"
    spread = "" if level["lowest"] == level["highest"] else f" ({level['lowest']:g}–{level['highest']:g})"
    return f"{level['expected']:.3g}{spread}"


def _apart(title: str, listed: "list[Plain]") -> list[str]:
    return ["", f"{title}:", *(f"  {each['barrier']}  {each['reason']}" for each in listed)] if listed else []


def _standing(plain: "Plain", lang: "Lang") -> str:
    if plain["triage"] != "ranked":
        return f"{_WORDS[plain['triage'].replace('to-document', 'to_document')][lang]}: {plain['reason']}"
    places = f"{_WORDS['place'][lang]} {plain['place']} ({plain['best']}–{plain['worst']})"
    return f"{places}, {_WORDS['score'][lang]} {_figure(plain['exact'])}"


def _figure(exact: str) -> str:
    """Show a short fraction as it is, a long one as a decimal."""
    return exact if len(exact) <= _SHORT else f"{float(Fraction(exact)):.3f}"


def _names(said: "Plain") -> str:
    return ", ".join(source["source"] for source in said["sources"])


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_UNSAFE) else cell
