"""Where a barrier belongs before any ranking, and why a committee must decide after it."""

from fractions import Fraction
from typing import TYPE_CHECKING

from cirede.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cirede.engine.links import Link
    from cirede.model.barrier import Barrier, Triage
    from cirede.model.ranking import Assessed
    from cirede.model.rule import Criterion

EASE = "ease"
FEW = 2
"""So many criteria unknown, and a barrier is to be documented first."""
HALF = Fraction(1, 2)


def _said(fr: str, nl: str, en: str) -> Text:
    return Text.model_construct(fr=fr, nl=nl, en=en)


_THEME = _said("C’est un thème, pas un obstacle précis.", "Dit is een thema, geen nauwkeurige belemmering.",
               "This is a theme, not a precise barrier.")  # fmt: skip
_ACTION = _said("C’est une action, pas un obstacle.", "Dit is een actie, geen belemmering.", "This is an action, not a barrier.")
_WHOLE = _said("Ses parties sont classées à sa place.", "De delen ervan worden in de plaats gerangschikt.",
               "Its parts are ranked in its place.")  # fmt: skip
_LIFTED = _said("Levé.", "Weggenomen.", "Lifted.")
_PARTLY = _said("Levé en partie, et ce qui en reste n’est pas décrit.", "Deels weggenomen, en wat overblijft is niet beschreven.",
                "Partly lifted, and what remains is not described.")  # fmt: skip
_ELSEWHERE = _said("La Région n’a pas de levier : à porter à un autre niveau.",
                   "Het gewest heeft geen hefboom: op een ander niveau brengen.",
                   "The Region has no lever: to be taken to another level.")  # fmt: skip
_EASE = _said("La facilité est à 0.", "Het gemak staat op 0.", "Ease is at 0.")


def wholes(links: "Iterable[Link]") -> frozenset[str]:
    """Give the barriers of which others are a part."""
    return frozenset(link.second for link in links if link.kind == "part-of")


def gate(barrier: "Barrier", *, whole: bool) -> "tuple[Triage, Text] | None":
    """Give why a barrier is not ranked whatever is known of it; None where it may be. `whole`: others are a part of it."""
    if barrier.kind != "barrier" or whole:
        return "no-barrier", _WHOLE if barrier.kind == "barrier" else _THEME if barrier.kind == "theme" else _ACTION
    if barrier.state == "lifted" or barrier.check:
        return "perhaps-lifted", barrier.check or _LIFTED
    if barrier.state == "partly-lifted" and barrier.remains is None:
        return "perhaps-lifted", _PARTLY
    return ("other-level", _ELSEWHERE) if barrier.lever == "other" else None


def unknown(
    assessed: "Mapping[str, Assessed]", weighed: "Sequence[str]", criteria: "Mapping[str, Criterion]"
) -> Text | None:
    """Say what is unknown where that is too much for a place: two of the criteria that count, or the only one."""
    found = [criteria[name].title for name in weighed if assessed[name].basis == "unknown"]
    if len(found) < min(FEW, len(weighed)):
        return None
    return Text.each(lambda lang: _UNKNOWN.to(lang).format(names=", ".join(title.to(lang) for title in found)))


_UNKNOWN = _said("Rien de connu sur : {names}.", "Niets bekend over: {names}.", "Nothing known of: {names}.")
_CONFLICT = _said("Ce qui est connu se contredit : {name}.", "Wat bekend is, spreekt elkaar tegen: {name}.",
                  "What is known contradicts itself: {name}.")  # fmt: skip


def arbitration(assessed: "Mapping[str, Assessed]", criteria: "Mapping[str, Criterion]") -> "Iterator[Text]":
    """Give every reason for which a committee must decide on a barrier that stands at the top."""
    for name, each in assessed.items():
        if each.basis == "conflict" and not each.parts:
            yield _contradicts(criteria[name].title)
    ease = assessed.get(EASE)
    if ease and ease.chances[0][0] == 0 and ease.chances[0][1] > HALF:
        yield _EASE


def _contradicts(title: Text) -> Text:
    return Text.each(lambda lang: _CONFLICT.to(lang).format(name=title.to(lang)))
