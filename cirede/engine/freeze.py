"""A ranking into a programme, and a programme back into the rules and the ranking that it holds."""

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cirede.engine.assess import best_judgement
from cirede.engine.scoring import known_on
from cirede.errors import WrongUseError
from cirede.model.condition import names, parse
from cirede.model.programme import (
    Apart,
    Brought,
    Cited,
    Content,
    Decisions,
    Fingerprints,
    Made,
    Method,
    Placed,
    Programme,
    Standings,
    Weighing,
    fingerprints,
)
from cirede.model.ranking import Appraisal, Assessed, Contribution, Ranked, Ranking
from cirede.model.rule import Profile, Profiles
from cirede.model.rulebook import Rulebook
from cirede.model.text import Frozen, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cirede.model.barrier import Barrier
    from cirede.model.catalogue import Catalogue

_SHOWN_DAY = "%d/%m/%Y"


def freeze(name: str, ranking: Ranking, catalogue: "Catalogue", *, own: bool) -> Programme:
    """Freeze a ranking as a proposal; `own` tells that the weights are those of the profile.

    Raises: WrongUseError for a ranking under suppositions.
    """
    if ranking.supposed:
        message = "a ranking under suppositions is no programme: enter what you suppose as a fact or a judgement first"
        raise WrongUseError(message)
    rulebook, on = catalogue.rulebook, date.fromisoformat(ranking.on)
    given = {**rulebook.profile(ranking.profile).model_dump(), "weights": dict(ranking.weights), "order": ranking.order}
    barriers = {name: _on_the_day(barrier, on) for name, barrier in sorted(rulebook.barriers.items())}
    sections: dict[str, Frozen] = {
        "profile": Weighing(**given, profile=ranking.profile, own=own, top=rulebook.profiles.top),
        "ranking": _standings(ranking, rulebook),
        "rules": Method(facts=rulebook.facts, criteria=rulebook.criteria, rules=rulebook.rules),
        "content": Content(barriers=barriers, lists=_cited(barriers.values(), catalogue)),
    }
    prints = fingerprints(sections, on=on, fictitious=rulebook.fictitious)
    return Programme.model_validate({
        "id": name,
        "title": _title(on, fictitious=rulebook.fictitious),
        "on": on,
        "fictitious": rulebook.fictitious,
        "decisions": Decisions(),
        "fingerprints": Fingerprints(**prints, origin=ranking.fingerprint),
        **sections,
    })


def _title(on: "date", *, fictitious: bool) -> Text:
    day = on.strftime(_SHOWN_DAY)
    if fictitious:
        return Text(fr=f"EXERCICE : programme du {day}", nl=f"OEFENING: programma van {day}", en=f"EXERCISE: programme of {day}")
    return Text(fr=f"Programme du {day}", nl=f"Programma van {day}", en=f"Programme of {day}")


def _on_the_day(barrier: "Barrier", on: "date") -> "Barrier":
    """Give a barrier with the facts and judgements that were known on a day."""
    judged = {name: tuple(each for each in said if each.on <= on) for name, said in barrier.judgements.items()}
    return barrier.model_copy(
        update={"facts": known_on(barrier, on), "judgements": {name: said for name, said in judged.items() if said}}
    )


def _cited(barriers: "Iterable[Barrier]", catalogue: "Catalogue") -> Cited:
    """Keep of the lists what the barriers name, so that the programme can be read without them."""
    used: dict[str, set[str]] = {kind: set() for kind in Cited.model_fields}
    for each in barriers:
        used["families"].add(each.family)
        used["activities"].update(each.activities)
        used["authorities"].update(each.authorities)
        used["instruments"].update(text.instrument for text in each.texts)
        used["sources"].update(_sources(each))
    lists = catalogue.rulebook.lists
    found: dict[str, Any] = {
        kind: {name: getattr(lists, kind)[name] for name in sorted(used[kind])}
        for kind in ("families", "activities", "instruments")
    }
    found["sources"] = {name: catalogue.source(name) for name in sorted(used["sources"])}
    found["authorities"] = {name: catalogue.authority(name) for name in sorted(used["authorities"])}
    return Cited.model_validate(found)


def _sources(barrier: "Barrier") -> "Iterator[str]":
    yield from barrier.sources
    yield from (text.source for text in barrier.texts)
    yield from (source for change in barrier.changes for source in change.sources)
    yield from (source for fact in barrier.facts.values() for source in fact.sources)
    yield from (source for said in barrier.judgements.values() for judgement in said for source in judgement.sources)


def _standings(ranking: Ranking, rulebook: Rulebook) -> Standings:
    weighed = [part for name in ranking.weights for part in (name, *rulebook.criteria[name].of)]
    return Standings(
        ranked=tuple(
            Placed(
                barrier=each.barrier, place=each.place, best=each.best, worst=each.worst, score=each.score, lowest=each.lowest,
                highest=each.highest, arbitration=each.arbitration, levels=_levels(each.appraisal, weighed),
            )
            for each in ranking.ranked
        ),
        to_document=tuple(_apart(each, _levels(each, weighed)) for each in ranking.to_document),
        gated=tuple(_apart(each, {}) for each in ranking.gated),
    )  # fmt: skip


def _apart(appraisal: Appraisal, levels: dict[str, Made]) -> Apart:
    return Apart(barrier=appraisal.barrier, triage=appraisal.triage, reason=appraisal.reason, levels=levels)


def _levels(appraisal: Appraisal, weighed: list[str]) -> dict[str, Made]:
    found = {}
    for name in dict.fromkeys(weighed):
        each = appraisal.assessed[name]
        rules = tuple(Brought(rule=one.rule, kind=one.kind, value=one.value) for one in each.contributions if one.certain)
        found[name] = Made(basis=each.basis, level=each.expected, chances=each.chances, rules=rules)
    return found


def thaw(programme: Programme) -> tuple[Rulebook, Ranking]:
    """Give the rules and the register of that day as a rulebook, and the ranking as it stands in the programme."""
    kept = programme.profile
    profile = Profile(title=kept.title, why=kept.why, source=kept.source, status=kept.status, weights=kept.weights,
                      order=kept.order)  # fmt: skip
    profiles = Profiles(default=kept.profile, top=kept.top, profiles={kept.profile: profile})
    rules, content = programme.rules, programme.content
    rulebook = Rulebook(content.lists, content.barriers, rules.facts, rules.criteria, rules.rules, profiles, {},
                        fictitious=programme.fictitious)  # fmt: skip
    ranking = Ranking(
        profile=kept.profile,
        weights=kept.weights,
        order=kept.order,
        on=programme.on.isoformat(),
        supposed=(),
        fingerprint=programme.fingerprints.origin,
        ranked=tuple(_ranked(each, rulebook, kept.weights) for each in programme.ranking.ranked),
        to_document=tuple(_appraisal(each, each.triage, each.reason, rulebook) for each in programme.ranking.to_document),
        gated=tuple(_appraisal(each, each.triage, each.reason, rulebook) for each in programme.ranking.gated),
    )
    return rulebook, ranking


def _ranked(placed: Placed, rulebook: Rulebook, weights: "Mapping[str, int]") -> Ranked:
    points = {name: weight * placed.levels[name].level for name, weight in weights.items()}
    return Ranked(placed.barrier, placed.place, placed.best, placed.worst, placed.score, placed.lowest, placed.highest, points,
                  _appraisal(placed, "ranked", None, rulebook), placed.arbitration)  # fmt: skip


def _appraisal(each: "Placed | Apart", triage: str, reason: Text | None, rulebook: Rulebook) -> Appraisal:
    barrier = rulebook.barriers[each.barrier]
    plain = {name: _assessed(name, made, barrier, rulebook) for name, made in each.levels.items()}
    whole = {}
    for name, made in each.levels.items():
        parts = tuple(plain[part] for part in rulebook.criteria[name].of if part in plain)
        whole[name] = _assessed(name, made, barrier, rulebook, parts) if parts else plain[name]
    return Appraisal(each.barrier, triage, reason, whole)  # type: ignore[arg-type]  # one of the words of the triage


def _assessed(
    name: str, made: Made, barrier: "Barrier", rulebook: Rulebook, parts: tuple[Assessed, ...] = ()
) -> Assessed:
    standing, aside = best_judgement(barrier.judgements.get(name, ()))
    best = standing if made.basis in {"judgement", "both", "conflict"} else None
    if standing and not best:
        aside = (standing, *aside)
    brought = tuple(_contribution(each, rulebook) for each in made.rules)
    lowest, highest = made.chances[0][0], made.chances[-1][0]
    return Assessed(name, made.basis, lowest, highest, Fraction(made.level), made.chances, brought, best, aside, parts)


def _contribution(brought: Brought, rulebook: Rulebook) -> Contribution:
    rule = rulebook.rules[brought.rule]
    read = names(parse(rule.when)) if rule.when else frozenset()
    facts = tuple(sorted(read | ({rule.fact} if rule.fact else set())))
    return Contribution(brought.rule, rule.criterion, brought.kind, brought.value, True, facts, rule.title)  # noqa: FBT003 - certain
