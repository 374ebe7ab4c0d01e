"""What moved a barrier from one programme to the next, in sentences of three languages."""

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cirede.engine.assess import best_judgement
from cirede.model.tree import YES_NO

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cirede.model.barrier import Fact, Judgement
    from cirede.model.comparison import Cause, Comparison, Move, Shift, Standing
    from cirede.model.programme import Programme
    from cirede.model.ranking import Assessed
    from cirede.model.rule import FactType
    from cirede.model.text import Lang

    Said = Mapping[Lang, str]

_DIGITS, _LONG = 3, 7
_WORDS: "Mapping[str, Said]" = {
    "none": {"fr": "rien", "nl": "niets", "en": "nothing"},
    "fact": {"fr": "{title} : {was} → {now}.", "nl": "{title}: {was} → {now}.", "en": "{title}: {was} → {now}."},
    "worded": {"fr": "{title} : {now}, source ou mots revus.", "nl": "{title}: {now}, bron of woorden herzien.",
               "en": "{title}: {now}, source or words revised."},
    "grade": {"fr": "preuve {grade}", "nl": "bewijs {grade}", "en": "evidence {grade}"},
    "judgement": {"fr": "Jugement sur {title} : {was} → {now}.", "nl": "Oordeel over {title}: {was} → {now}.",
                  "en": "Judgement on {title}: {was} → {now}."},
    "judged": {"fr": "Jugement sur {title} : {now}, mots revus.", "nl": "Oordeel over {title}: {now}, woorden herzien.",
               "en": "Judgement on {title}: {now}, words revised."},
    "entry": {"fr": "Registre, {title} : {was} → {now}.", "nl": "Register, {title}: {was} → {now}.",
              "en": "Register, {title}: {was} → {now}."},
    "revised": {"fr": "Registre, revu : {titles}.", "nl": "Register, herzien: {titles}.", "en": "Register, revised: {titles}."},
    "rule": {"fr": "Autres règles ({rules}).", "nl": "Andere regels ({rules}).", "en": "Other rules ({rules})."},
    "weight": {"fr": "Poids de {title} {was} → {now} :", "nl": "Gewicht van {title} {was} → {now}:",
               "en": "Weight of {title} {was} → {now}:"},
    "method": {"fr": "Le logiciel calcule autrement :", "nl": "De software rekent anders:",
               "en": "The software computes otherwise:"},
    "points": {"fr": "{points} dans le score.", "nl": "{points} in de score.", "en": "{points} in the score."},
    "no-points": {"fr": "Aucun effet sur les niveaux.", "nl": "Geen gevolg voor de niveaus.", "en": "No effect on the levels."},
    "passed": {"fr": "Passe devant : {names}.", "nl": "Haalt in: {names}.", "en": "Passes: {names}."},
    "passed_by": {"fr": "Se fait dépasser par : {names}.", "nl": "Wordt ingehaald door: {names}.", "en": "Passed by: {names}."},
    "gone": {"fr": "N’est plus classé devant lui : {names}.", "nl": "Staat niet langer vóór deze: {names}.",
             "en": "No longer ranked ahead of it: {names}."},
    "come": {"fr": "Nouveau devant lui : {names}.", "nl": "Nieuw vóór deze: {names}.", "en": "New ahead of it: {names}."},
    "choice": {"fr": "Décision : {was} → {now}.", "nl": "Beslissing: {was} → {now}.", "en": "Decision: {was} → {now}."},
    "stands": {"fr": "{was} → {now}.", "nl": "{was} → {now}.", "en": "{was} → {now}."},
    "place": {"fr": "place {place}", "nl": "plaats {place}", "en": "place {place}"},
    "absent": {"fr": "pas dans ce programme", "nl": "niet in dit programma", "en": "not in this programme"},
    "first-reading": {"fr": "première lecture de ce projet", "nl": "eerste lezing van dit project",
                      "en": "first reading of this project"},
    "group": {"fr": "un groupe", "nl": "een groep", "en": "a group"},
}  # fmt: skip
CHOICES: "Mapping[str | None, Said]" = {
    "taken": {"fr": "retenu", "nl": "opgenomen", "en": "taken"},
    "deferred": {"fr": "reporté", "nl": "uitgesteld", "en": "deferred"},
    None: {"fr": "pas encore décidé", "nl": "nog niet beslist", "en": "not decided yet"},
}
_TRIAGE: "Mapping[str, Said]" = {
    "to-document": {"fr": "à documenter", "nl": "te documenteren", "en": "to be documented"},
    "perhaps-lifted": {"fr": "peut-être levé", "nl": "misschien weggenomen", "en": "perhaps lifted"},
    "other-level": {"fr": "à porter à un autre niveau", "nl": "naar een ander niveau te brengen",
                    "en": "to be taken to another level"},
    "no-barrier": {"fr": "pas un obstacle à classer", "nl": "geen belemmering om te rangschikken",
                   "en": "not a barrier to be ranked"},
}  # fmt: skip
_KEYS: "Mapping[str, Said]" = {
    "title": {"fr": "titre", "nl": "titel", "en": "title"},
    "says": {"fr": "description", "nl": "beschrijving", "en": "description"},
    "family": {"fr": "famille", "nl": "familie", "en": "family"},
    "provenance": {"fr": "provenance", "nl": "herkomst", "en": "provenance"},
    "kind": {"fr": "genre", "nl": "soort", "en": "kind"},
    "state": {"fr": "état", "nl": "stand", "en": "state"},
    "done": {"fr": "ce qui est fait", "nl": "wat gedaan is", "en": "what is done"},
    "remains": {"fr": "ce qui reste", "nl": "wat overblijft", "en": "what remains"},
    "check": {"fr": "ce qui est à vérifier", "nl": "wat na te gaan is", "en": "what is to be checked"},
    "lever": {"fr": "levier", "nl": "hefboom", "en": "lever"},
    "texts": {"fr": "textes", "nl": "teksten", "en": "texts"},
    "authorities": {"fr": "autorités", "nl": "overheden", "en": "authorities"},
    "activities": {"fr": "activités", "nl": "activiteiten", "en": "activities"},
    "links": {"fr": "liens", "nl": "verbanden", "en": "links"},
    "changes": {"fr": "changements", "nl": "wijzigingen", "en": "changes"},
    "sources": {"fr": "sources", "nl": "bronnen", "en": "sources"},
}
_VALUES: "Mapping[str, Said]" = {
    "open": {"fr": "ouvert", "nl": "open", "en": "open"},
    "partly-lifted": {"fr": "levé en partie", "nl": "deels weggenomen", "en": "partly lifted"},
    "lifted": {"fr": "levé", "nl": "weggenomen", "en": "lifted"},
    "barrier": {"fr": "obstacle", "nl": "belemmering", "en": "barrier"},
    "theme": {"fr": "thème", "nl": "thema", "en": "theme"},
    "action": {"fr": "action", "nl": "actie", "en": "action"},
    "region": {"fr": "la Région", "nl": "het gewest", "en": "the Region"},
    "shared": {"fr": "partagé", "nl": "gedeeld", "en": "shared"},
    "other": {"fr": "un autre niveau", "nl": "een ander niveau", "en": "another level"},
}


def figure(number: Fraction, lang: "Lang") -> str:
    """Write a number: as a decimal where three digits say it all, else as a fraction, a long one rounded and marked `≈`."""
    scaled = number * 10**_DIGITS
    if scaled.denominator != 1 and len(str(number)) <= _LONG:
        return str(number).replace("-", "−")
    written = f"{Decimal(round(scaled)).scaleb(-_DIGITS):f}".rstrip("0").rstrip(".").replace("-", "−")
    mark = "" if scaled.denominator == 1 else "≈ "
    return mark + (written if lang == "en" else written.replace(".", ","))


def signed(number: Fraction, lang: "Lang") -> str:
    """Write a number with its sign."""
    written = figure(number, lang)
    return written.replace("≈ ", "≈ +") if number > 0 and "≈" in written else f"{'+' if number > 0 else ''}{written}"


def title_of(name: str, comparison: "Comparison", lang: "Lang") -> str:
    """Give the title of a barrier, the newer one where it has two."""
    known = comparison.old.content.barriers | comparison.new.content.barriers
    return known[name].title.to(lang)


def sentences(move: "Move", comparison: "Comparison", lang: "Lang") -> list[str]:
    """Say what moved a barrier: where it stands, what was decided, each cause with its points, and who passed whom."""
    found = []
    if (_apart(move.before) or _apart(move.after)) and _where(move.before) != _where(move.after):
        found.append(_word("stands", lang, was=_stands(move.before, lang), now=_stands(move.after, lang)))
        found += [move.after.reason.to(lang)] if move.after and move.after.reason else []
    was, now = (each.choice if each else None for each in (move.before, move.after))
    if was != now:
        found.append(_word("choice", lang, was=CHOICES[was][lang], now=CHOICES[now][lang]))
        reason = comparison.new.decisions.reasons.get(move.barrier)
        found += [reason.to(lang)] if reason else []
    for cause in move.causes:
        found += said_of(cause, comparison, lang)
    for key in ("passed", "gone", "passed_by", "come"):
        if names := getattr(move, key):
            found.append(_word(key, lang, names="; ".join(title_of(each, comparison, lang) for each in names)))
    return found


def _apart(standing: "Standing | None") -> bool:
    return standing is None or standing.place is None


def _where(standing: "Standing | None") -> tuple[object, ...]:
    return (standing.triage, standing.place, standing.reason) if standing else ()


def _stands(standing: "Standing | None", lang: "Lang") -> str:
    if standing is None:
        return _word("absent", lang)
    return _TRIAGE[standing.triage][lang] if standing.place is None else _word("place", lang, place=standing.place)


def said_of(cause: "Cause", comparison: "Comparison", lang: "Lang") -> list[str]:
    """Say one cause, and what it did."""
    if cause.kind == "entry":
        return list(_entry(cause, lang))
    what = {"fact": _fact, "judgement": _judgement, "rule": _rule, "weight": _weight, "method": _method}[cause.kind]
    shifts = ", ".join(_shift(each, comparison, lang) for each in cause.shifts)
    if cause.kind in {"fact", "judgement"} and not cause.shifts:
        effect = _word("no-points", lang)
    elif cause.points is None:
        effect = f"{shifts}." if shifts else ""
    else:
        points = _word("points", lang, points=signed(cause.points, lang))
        effect = f"{shifts}{' :' if lang == 'fr' else ':'} {points}" if shifts else points
    return [f"{what(cause, comparison, lang)} {effect}".rstrip()]


def _fact(cause: "Cause", comparison: "Comparison", lang: "Lang") -> str:
    (name,) = cause.what
    kinds = comparison.old.rules.facts | comparison.new.rules.facts
    was, now = (_known(each, kinds[name], lang) for each in (cause.before, cause.after))
    return _word("worded" if was == now else "fact", lang, title=kinds[name].title.to(lang), was=was, now=now)


def _known(fact: "Fact | None", kind: "FactType", lang: "Lang") -> str:
    if fact is None:
        return _word("none", lang)
    return f"{fact_value(fact, kind, lang)} ({_word('grade', lang, grade=fact.grade)})"


def fact_value(fact: "Fact", kind: "FactType", lang: "Lang") -> str:
    """Write what is known: options in words, a number or its bounds with the unit."""
    if kind.type != "number":
        labels = {**{name: label for name, (label, _) in YES_NO.items()}, **kind.options}
        return ", ".join(labels[each].to(lang) if each in labels else each for each in fact.values or (str(fact.value),))
    unit = f" {kind.unit.to(lang)}" if kind.unit else ""
    value, low, likely, high = (
        None if each is None else figure(Fraction(each), lang) for each in (fact.value, fact.least, fact.likely, fact.most)
    )
    said = value or (f"{low}–{high}" if low and high else f"≥ {low}" if low else f"≤ {high}")
    return said + (f" (≈ {likely})" if likely else "") + unit


def _judgement(cause: "Cause", comparison: "Comparison", lang: "Lang") -> str:
    (name,) = cause.what
    criteria = comparison.old.rules.criteria | comparison.new.rules.criteria
    was, now = (_judged(each, lang) for each in (cause.before, cause.after))
    return _word("judged" if was == now else "judgement", lang, title=criteria[name].title.to(lang), was=was, now=now)


def _judged(said: "tuple[Judgement, ...] | None", lang: "Lang") -> str:
    best, _ = best_judgement(said or ())
    if best is None:
        return _word("none", lang)
    span = str(best.lowest) if best.lowest == best.highest else f"{best.lowest}–{best.highest}"
    return f"{span} ({_word(best.kind, lang)})"


def _rule(cause: "Cause", comparison: "Comparison", lang: "Lang") -> str:
    del comparison
    return _word("rule", lang, rules=", ".join(cause.what))


def _weight(cause: "Cause", comparison: "Comparison", lang: "Lang") -> str:
    (name,) = cause.what
    criteria = comparison.old.rules.criteria | comparison.new.rules.criteria
    return _word("weight", lang, title=criteria[name].title.to(lang), was=cause.before, now=cause.after)


def _method(cause: "Cause", comparison: "Comparison", lang: "Lang") -> str:
    del cause, comparison
    return _word("method", lang)


def _entry(cause: "Cause", lang: "Lang") -> "Iterator[str]":
    """Say each change of the register: the value where it is one of a few, else that it was revised."""
    revised = []
    for key in cause.what:
        was, now = cause.before[key], cause.after[key]
        if key in {"state", "kind", "lever"}:
            yield _word("entry", lang, title=_KEYS[key][lang], was=_VALUES[was][lang], now=_VALUES[now][lang])
        else:
            revised.append(_KEYS[key][lang])
    if revised:
        yield _word("revised", lang, titles=", ".join(revised))


def _shift(shift: "Shift", comparison: "Comparison", lang: "Lang") -> str:
    criteria = comparison.old.rules.criteria | comparison.new.rules.criteria
    return f"{criteria[shift.criterion].title.to(lang)} {level(shift.before, lang)} → {level(shift.after, lang)}"


def level(assessed: "Assessed", lang: "Lang") -> str:
    """Write a level with the range that it leaves open; a question mark where it is unknown."""
    if assessed.basis == "unknown":
        return "?"
    one = figure(assessed.expected, lang)
    low, high = figure(assessed.lowest, lang), figure(assessed.highest, lang)
    return one if low == high else f"{one} ({low}–{high})"


def _word(key: str, lang: "Lang", **slots: object) -> str:
    return _WORDS[key][lang].format(**slots)


def comparison_as_dict(comparison: "Comparison", lang: "Lang") -> dict[str, Any]:
    """Put a comparison into plain values in one language; exact numbers stand as fractions in words."""
    return {
        "old": _about(comparison.old, lang),
        "new": _about(comparison.new, lang),
        "lang": lang,
        "weights": [{"criterion": name, "before": was, "after": now} for name, was, now in comparison.weights],
        "rules": list(comparison.rules),
        "barriers": [_moved(move, comparison, lang) for move in comparison.moves if not move.still],
        "unchanged": [move.barrier for move in comparison.moves if move.still],
    }


def _about(programme: "Programme", lang: "Lang") -> dict[str, Any]:
    return {"programme": programme.id, "title": programme.title.to(lang), "on": programme.on.isoformat(),
            "profile": programme.profile.profile, "fictitious": programme.fictitious, "decided": programme.decided}  # fmt: skip


def _moved(move: "Move", comparison: "Comparison", lang: "Lang") -> dict[str, Any]:
    return {
        "barrier": move.barrier,
        "title": title_of(move.barrier, comparison, lang),
        "before": _placed(move.before),
        "after": _placed(move.after),
        "causes": [
            {"kind": cause.kind, "what": list(cause.what), "points": None if cause.points is None else str(cause.points),
             "levels": [{"criterion": each.criterion, "before": str(each.before.expected), "after": str(each.after.expected)}
                        for each in cause.shifts],
             "says": " ".join(said_of(cause, comparison, lang))}
            for cause in move.causes
        ],
        **{key: list(getattr(move, key)) for key in ("passed", "gone", "passed_by", "come")},
        "says": sentences(move, comparison, lang),
    }  # fmt: skip


def _placed(standing: "Standing | None") -> dict[str, Any] | None:
    if standing is None:
        return None
    score = None if standing.score is None else str(standing.score)
    return {"triage": standing.triage, "place": standing.place, "score": score, "decision": standing.choice}
