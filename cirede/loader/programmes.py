"""What a programme may say: what was frozen stands untouched and adds up, and each departure from it has its reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING, Any

from cirede.loader.conditions import undefined
from cirede.loader.read import read_file
from cirede.loader.register import Names, check_barriers, check_lists
from cirede.loader.scoring import check_criteria, check_fact_types, check_profiles, check_rules
from cirede.model.programme import Programme
from cirede.model.rule import Criteria, FactTypes, Profiles
from cirede.model.source import Sources

if TYPE_CHECKING:
    from pathlib import Path

    from cirede.errors import Problem
    from cirede.loader.document import Document
    from cirede.model.programme import Made, Placed

FOLDER = "rules/programmes"
RESERVED = ("compare", "now")
"""Words that stand for something else where a programme is named."""

Way = tuple[str | int, ...]


def read_programmes(root: "Path", problems: "list[Problem]") -> "tuple[dict[str, Programme], dict[str, Document]]":
    """Read and check every file of `rules/programmes/`; its problems are added to `problems`.

    Gives the programmes by id, and their documents by `programmes/` and the id.
    """
    programmes: dict[str, Programme] = {}
    documents: dict[str, Document] = {}
    for path in sorted((root / FOLDER).glob("*.yaml")):
        found = read_file(root, f"{FOLDER}/{path.name}", Programme, problems)
        if found:
            problems += check_programme(path.stem, *found)
            programmes[path.stem], documents[f"programmes/{path.stem}"] = found
    return programmes, documents


def check_programme(name: str, programme: Programme, document: "Document") -> Iterator["Problem"]:
    """Find every problem of one programme; it needs no other file."""
    if programme.id != name:
        message = f"the id '{programme.id}' is not the name of the file, '{name}'"
        yield document.problem("bad-id", message, "id", hint=f"write 'id: {name}', or rename the file")
    if name in RESERVED:
        yield document.problem("reserved-id", f"'{name}' is no name for a programme", "id", hint="give it its day")
    touched = programme.touched()
    for section in touched:
        message = f"what stands under '{section}' is no longer what was frozen: its fingerprint is another"
        hint = "take back the change, or freeze a new programme"
        yield document.problem("tampered", message, section, hint=hint, key=True)
    if touched:
        yield from _frozen(programme, document)
    yield from _ranking(programme, document)
    yield from _decisions(programme, document)
    yield from _reasons(programme, document)


@dataclass(frozen=True, slots=True)
class _Inside:
    """A part of a file, read by the checks of the file that it was copied from."""

    document: "Document"
    outer: Way
    dropped: int = 0

    @property
    def file(self) -> str:
        return self.document.file

    def place(self, *path: str | int, key: bool = False) -> tuple[int, int]:
        return self.document.place(*self.outer, *path[self.dropped :], key=key)

    def problem(self, rule: str, message: str, *path: str | int, hint: str = "", key: bool = False) -> "Problem":
        return self.document.problem(rule, message, *self.outer, *path[self.dropped :], hint=hint, key=key)


def _frozen(programme: Programme, document: "Document") -> Iterator["Problem"]:
    """Hold a changed copy of register and rules to what the originals must be."""
    rules, content, profile = programme.rules, programme.content, programme.profile
    within: Any = _Inside(document, ("rules",))
    kinds, criteria = FactTypes(facts=rules.facts), Criteria(criteria=rules.criteria)
    names = Names.of(content.lists, Sources(), kinds, criteria)
    register: Any = _Inside(document, ("content",))
    one = Profiles(default=profile.profile, top=profile.top, profiles={profile.profile: profile})
    found = chain(
        check_fact_types(kinds, within),
        check_criteria(criteria, within),
        check_rules(rules.rules, dict.fromkeys(rules.rules, within), rules.facts, rules.criteria),
        check_lists(content.lists, _list_places(document), Sources()),
        check_barriers(content.barriers, dict.fromkeys(content.barriers, register), names, complete=True),
        check_profiles(one, _profile_places(document), rules.criteria),
    )
    yield from (each for each in found if each.rule != "wrong-file" and each.severity == "error")


def _list_places(document: "Document") -> Any:  # noqa: ANN401 - stands in for a document
    return _Inside(document, ("content", "lists"))


def _profile_places(document: "Document") -> Any:  # noqa: ANN401 - stands in for a document
    return _Inside(document, ("profile",), dropped=2)


def _ranking(programme: Programme, document: "Document") -> Iterator["Problem"]:
    """Find names that nothing bears, barriers that stand nowhere or twice, and numbers that do not add up."""
    seen: set[str] = set()
    for kind in ("ranked", "to_document", "gated"):
        for index, each in enumerate(getattr(programme.ranking, kind)):
            at: Way = ("ranking", kind, index)
            if each.barrier not in programme.content.barriers:
                yield undefined(document, "barrier", each.barrier, programme.content.barriers, *at, "barrier")
            elif each.barrier in seen:
                yield document.problem("contradiction", f"'{each.barrier}' stands twice", *at, "barrier", hint="keep one")
            seen.add(each.barrier)
            for name, made in each.levels.items():
                yield from _made(programme, name, made, document, (*at, "levels", name))
            if kind == "ranked":
                yield from _placed(programme, each, document, at)
    for name in programme.content.barriers:
        if name not in seen:
            message = f"'{name}' stands in none of the lists of 'ranking'"
            yield document.problem("unplaced", message, "content", "barriers", name, hint="freeze a new programme", key=True)


def _made(programme: Programme, name: str, made: "Made", document: "Document", at: Way) -> Iterator["Problem"]:
    if name not in programme.rules.criteria:
        yield undefined(document, "criterion", name, programme.rules.criteria, *at)
    for index, brought in enumerate(made.rules):
        if brought.rule not in programme.rules.rules:
            yield undefined(document, "rule", brought.rule, programme.rules.rules, *at, "rules", index, "rule")
    expected = sum((level * chance for level, chance in made.chances), Fraction(0))
    if sum(chance for _, chance in made.chances) != 1:
        message = f"the chances of '{name}' do not add up to 1"
        yield document.problem("wrong-sum", message, *at, "chances", hint="take back the change")
    elif expected != made.level:
        message = f"the chances of '{name}' give {expected}, not {made.level}"
        yield document.problem("wrong-sum", message, *at, "level", hint="take back the change")


def _placed(programme: Programme, each: "Placed", document: "Document", at: Way) -> Iterator["Problem"]:
    weights = programme.profile.weights
    if left := [name for name in weights if name not in each.levels]:
        yield document.problem("missing-key", f"'{each.barrier}' has no level on '{left[0]}'", *at, "levels", key=True)
        return
    parts = [(weight, each.levels[name].level) for name, weight in weights.items()]
    score = sum((weight * level for weight, level in parts), Fraction(0))
    if score != each.score:
        said = " + ".join(f"{weight} × {level}" for weight, level in parts)
        message = f"the levels do not add up to the score: {said} = {score}, not {each.score}"
        yield document.problem("wrong-sum", message, *at, "score", hint="take back the change")
    place = 1 + sum(other.score > each.score for other in programme.ranking.ranked)
    if place != each.place:
        message = f"the scores give '{each.barrier}' place {place}, not {each.place}"
        yield document.problem("wrong-order", message, *at, "place", hint="take back the change")


def _decisions(programme: Programme, document: "Document") -> Iterator["Problem"]:
    """Find decisions on what is not there, or twice, and those without day or committee."""
    said, known = programme.decisions, programme.content.barriers
    yield from _chosen("taken", said.taken, (), programme, document)
    yield from _chosen("deferred", said.deferred, said.taken, programme, document)
    for name in said.reasons:
        at = ("decisions", "reasons", name)
        if name not in known:
            yield undefined(document, "barrier", name, known, *at)
        elif programme.choice(name) is None:
            message = f"there is a reason for '{name}', but no decision"
            yield document.problem("contradiction", message, *at, hint="name it under 'taken:' or 'deferred:'", key=True)
    for key, hint in (("on", "the day, as 2026-12-10"), ("by", "the committee, in 'fr:' and 'nl:'")):
        if programme.decided and getattr(said, key) is None:
            message = f"decisions stand here without '{key}'"
            yield document.problem("missing-key", message, "decisions", key, hint=hint, key=True)
    if said.on and said.on < programme.on:
        message = f"decided on {said.on}, before the ranking of {programme.on}"
        yield document.problem("wrong-order", message, "decisions", "on", hint="a decision follows its ranking")


def _chosen(
    key: str, listed: tuple[str, ...], other: tuple[str, ...], programme: Programme, document: "Document"
) -> Iterator["Problem"]:
    known = programme.content.barriers
    for index, name in enumerate(listed):
        at = ("decisions", key, index)
        if name not in known:
            yield undefined(document, "barrier", name, known, *at)
        elif name in other:
            yield document.problem("contradiction", f"'{name}' is taken and deferred at once", *at, hint="keep one")
        elif name in listed[:index]:
            yield document.problem("contradiction", f"'{name}' stands twice", *at, hint="keep one")


def _reasons(programme: Programme, document: "Document") -> Iterator["Problem"]:
    """Find departures from the order of merit that say nothing of why, and barriers taken before what they wait for."""
    said, places = programme.decisions, programme.places
    for name, passed in programme.deviations.items():
        choice = programme.choice(name)
        if choice is None:
            message = f"'{name}' (place {places[name]}) stands before '{passed[0]}' (place {places[passed[0]]}), which is taken"
            hint = f"take '{name}' too, or name it under 'deferred:' with its reason"
            yield document.problem("passed-over", message, "decisions", "taken", said.taken.index(passed[0]), hint=hint)
        elif name not in said.reasons:
            at = ("decisions", choice, getattr(said, choice).index(name))
            before = f", though it stands before '{passed[0]}'" if passed else ", though it has no place"
            hint = f"add '{name}:' with 'fr:' and 'nl:' under 'reasons:'"
            yield document.problem("no-reason", f"'{name}' is {choice}{before}: say why", *at, hint=hint)
    for index, name in enumerate(said.taken):
        barrier = programme.content.barriers.get(name)
        for other in barrier.links.waits_for if barrier else ():
            if other in places and other not in said.taken:
                message = f"'{name}' waits for '{other}', which is not taken"
                yield document.problem("waits", message, "decisions", "taken", index, hint="take both, or say why").as_warning()
