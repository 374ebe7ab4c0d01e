"""How firm a ranking is, and unless what changes a pair stays as it is, as lines for a person in their language."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cirede.model.rule import Criterion
    from cirede.model.text import Lang

    Criteria = Mapping[str, Criterion]
    Plain = dict[str, Any]

MOST_LEVELS, MOST_WEIGHTS = 4, 3
_WORDS: "Mapping[str, Mapping[Lang, str]]" = {
    "in": {"fr": "solidement dans les {top} premiers", "nl": "stevig bij de eerste {top}", "en": "firmly in the first {top}"},
    "contestable": {"fr": "contestable", "nl": "betwistbaar", "en": "contestable"},
    "out": {"fr": "", "nl": "", "en": ""},
    "drawn": {
        "fr": "{count} tirages des poids et des niveaux encore ouverts (graine {seed}, {generator}).",
        "nl": "{count} trekkingen van de gewichten en de niveaus die nog openstaan (startgetal {seed}, {generator}).",
        "en": "{count} draws of the weights and of the levels still open (seed {seed}, {generator}).",
    },
    "twice": {
        "fr": "! {first} et {second} vont de pair : la même chose est peut-être comptée deux fois (profil merged).",
        "nl": "! {first} en {second} gaan samen: misschien wordt hetzelfde tweemaal geteld (profiel merged).",
        "en": "! {first} and {second} go together: the same thing may be counted twice (profile merged).",
    },
    "any": {
        "fr": "Aucun poids ne l’inverse.",
        "nl": "Geen enkel gewicht draait dat om.",
        "en": "No weight reverses it.",
    },
    "order": {
        "fr": "Tous les poids qui gardent l’ordre d’importance convenu donnent le même résultat.",
        "nl": "Alle gewichten die de afgesproken volgorde van belang behouden, geven hetzelfde resultaat.",
        "en": "Every weighting that keeps the agreed order of importance gives the same result.",
    },
    "levels": {
        "fr": "Cela vaut aux niveaux attendus.",
        "nl": "Dat geldt op de verwachte niveaus.",
        "en": "This holds at the expected levels.",
    },
    "unless": {
        "fr": "Et cela reste ainsi, sauf si :",
        "nl": "En dat blijft zo, behalve als:",
        "en": "And it stays so, unless:",
    },
    "up": {
        "fr": "{barrier} monte de {steps} sur {criterion}",
        "nl": "{barrier} stijgt met {steps} op {criterion}",
        "en": "{barrier} rises by {steps} on {criterion}",
    },
    "down": {
        "fr": "{barrier} descend de {steps} sur {criterion}",
        "nl": "{barrier} daalt met {steps} op {criterion}",
        "en": "{barrier} falls by {steps} on {criterion}",
    },
    "open": {
        "fr": " (ce que l’on sait le permet déjà)",
        "nl": " (wat bekend is, laat dat al toe)",
        "en": " (what is known already allows it)",
    },
    "weight": {
        "fr": "le poids de {criterion} passe de {weight} à {swaps}",
        "nl": "het gewicht van {criterion} gaat van {weight} naar {swaps}",
        "en": "the weight of {criterion} goes from {weight} to {swaps}",
    },
}


def verdict(each: "Plain", top: int, lang: "Lang") -> str:
    """Say in a few words how firm the place of a ranked barrier is; nothing where it is firmly outside the first places."""
    return _WORDS[each["robustness"]["verdict"]][lang].format(top=top)


def drawn(plain: "Plain", lang: "Lang") -> str:
    """Say how it was drawn, so that anyone can draw the same again."""
    return _WORDS["drawn"][lang].format(**plain["robustness"]["draws"])


def twice(plain: "Plain", criteria: "Criteria", lang: "Lang") -> list[str]:
    """Warn where two criteria say the same thing twice."""
    found = plain["robustness"]["overlap"]
    if not (found and found["twice"]):
        return []
    first, second = (criteria[name].title.to(lang) for name in found["criteria"])
    return [_WORDS["twice"][lang].format(first=first, second=second)]


def unless_lines(plain: "Plain", criteria: "Criteria", lang: "Lang") -> "Iterator[str]":
    """Say whether a pair is the same under every weighting, and the smallest changes that would swap it."""
    if not plain["ahead"]:
        return
    never = plain["never_behind"]
    for key, name in (("any", "any_weights"), ("order", "agreed_order")):
        if never[name]["expected_levels"]:
            only = "" if never[name]["possible_levels"] else f" {_WORDS['levels'][lang]}"
            yield f"{_WORDS[key][lang]}{only}"
            break
    changes = [*_levels(plain, criteria, lang), *_weights(plain, criteria, lang)]
    if changes:
        yield _WORDS["unless"][lang]
        yield from (f"  – {change}" for change in changes)


def _levels(plain: "Plain", criteria: "Criteria", lang: "Lang") -> "Iterator[str]":
    for each in [one for one in plain["unless"]["levels"] if one["swaps"]][:MOST_LEVELS]:
        said = _WORDS["up" if each["swaps"] > 0 else "down"][lang]
        title = criteria[each["criterion"]].title.to(lang)
        room = _WORDS["open"][lang] if each["open"] else ""
        yield said.format(barrier=each["barrier"], steps=abs(each["swaps"]), criterion=title) + room


def _weights(plain: "Plain", criteria: "Criteria", lang: "Lang") -> "Iterator[str]":
    for each in [one for one in plain["unless"]["weights"] if one["swaps"] is not None][:MOST_WEIGHTS]:
        title = criteria[each["criterion"]].title.to(lang)
        yield _WORDS["weight"][lang].format(criterion=title, weight=each["weight"], swaps=each["swaps"])
