"""Programmes, and what moved between two, as lines for a person in their language."""

from fractions import Fraction
from textwrap import fill
from typing import TYPE_CHECKING, Any

from cirede.cli.standings import ranking_lines
from cirede.exchange.changes import figure
from cirede.exchange.ranking import FICTITIOUS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cirede.model.rule import Criterion
    from cirede.model.text import Lang

    Plain = dict[str, Any]

_WIDTH = 100
_WORDS: "Mapping[str, Mapping[Lang, str]]" = {
    "proposal": {"fr": "Proposition : rien n’est décidé.", "nl": "Voorstel: er is niets beslist.",
                 "en": "A proposal: nothing has been decided."},
    "decided": {"fr": "Décidé le {on} par : {by}.", "nl": "Beslist op {on} door: {by}.", "en": "Decided on {on} by: {by}."},
    "short-proposal": {"fr": "proposition", "nl": "voorstel", "en": "proposal"},
    "short-decided": {"fr": "décidé", "nl": "beslist", "en": "decided"},
    "fictitious": {"fr": "fictif", "nl": "fictief", "en": "fictitious"},
    "reasons": {"fr": "Pourquoi", "nl": "Waarom", "en": "Why"},
    "none": {"fr": "Aucun programme.", "nl": "Geen programma.", "en": "No programme."},
    "weights": {"fr": "Autres poids : {changes}.", "nl": "Andere gewichten: {changes}.", "en": "Other weights: {changes}."},
    "rules": {"fr": "Autres règles : {names}.", "nl": "Andere regels: {names}.", "en": "Other rules: {names}."},
    "unchanged": {"fr": "Rien n’a bougé pour : {names}.", "nl": "Niets veranderd voor: {names}.",
                  "en": "Nothing moved for: {names}."},
    "same": {"fr": "Rien n’a bougé.", "nl": "Niets veranderd.", "en": "Nothing moved."},
    "place": {"fr": "place", "nl": "plaats", "en": "place"},
    "score": {"fr": "score", "nl": "score", "en": "score"},
}  # fmt: skip


def head_lines(heads: "list[Plain]", lang: "Lang") -> list[str]:
    """List programmes, one a line."""
    return [
        f"{each['programme']}  {each['on']}  {_WORDS['short-' + each['status']][lang]}"
        f"{', ' + _WORDS['fictitious'][lang] if each['fictitious'] else ''}  {each['title']}"
        for each in heads
    ] or [_WORDS["none"][lang]]


def programme_lines(plain: "Plain", criteria: "Mapping[str, Criterion]", lang: "Lang") -> list[str]:
    """Put a programme into a table with its decisions, and their reasons below."""
    said = plain["decisions"]
    lines = [plain["title"], _WORDS[plain["status"]][lang].format(on=said["on"], by=said["by"])]
    if said["reasons"]:
        lines += ["", f"{_WORDS['reasons'][lang]}:", *(f"  {name}  {reason}" for name, reason in said["reasons"].items())]
    return [*lines, "", *ranking_lines(plain, criteria)]


def comparison_lines(plain: "Plain", lang: "Lang") -> list[str]:
    """Say what moved each barrier between two programmes."""
    old, new = plain["old"], plain["new"]
    lines = [FICTITIOUS[lang]] if old["fictitious"] or new["fictitious"] else []
    lines.append(f"{old['title']} ({old['programme']}) → {new['title']} ({new['programme']})")
    if plain["weights"]:
        changes = (f"{each['criterion']} {_or_none(each['before'])} → {_or_none(each['after'])}" for each in plain["weights"])
        lines.append(_WORDS["weights"][lang].format(changes=", ".join(changes)))
    if plain["rules"]:
        lines.append(fill(_WORDS["rules"][lang].format(names=", ".join(plain["rules"])), _WIDTH))
    for each in plain["barriers"]:
        lines += ["", f"{each['barrier']}  {_places(each, lang)}".rstrip(), *(f"  {said}" for said in each["says"])]
    if not plain["barriers"]:
        return [*lines, _WORDS["same"][lang]]
    kept = _WORDS["unchanged"][lang].format(names=", ".join(plain["unchanged"]))
    return [*lines, "", fill(kept, _WIDTH)] if plain["unchanged"] else lines


def _places(each: "Plain", lang: "Lang") -> str:
    sides = [each["before"], each["after"]]
    if any(side is None or side["place"] is None for side in sides):
        return ""
    places, scores = ([str(side["place"]) for side in sides], [figure(Fraction(side["score"]), lang) for side in sides])
    return f"{_WORDS['place'][lang]} {_arrow(places)}, {_WORDS['score'][lang]} {_arrow(scores)}"


def _arrow(pair: list[str]) -> str:
    return pair[0] if pair[0] == pair[1] else " → ".join(pair)


def _or_none(weight: int | None) -> str:
    return "–" if weight is None else str(weight)
