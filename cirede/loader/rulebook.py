"""The files of `rules/`, read together: lists, register, kinds of fact, criteria, scoring rules and profiles."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import BaseModel

from cirede.loader.read import read_file
from cirede.loader.register import Names, check_barriers, check_lists, cited_in
from cirede.loader.scoring import check_criteria, check_fact_types, check_profiles, check_rules
from cirede.model.barrier import Barrier, Barriers, Lists
from cirede.model.rule import Criteria, FactTypes, Profiles, Rule, Rules
from cirede.model.rulebook import Rulebook

if TYPE_CHECKING:
    from pathlib import Path

    from cirede.errors import Problem
    from cirede.loader.document import Document
    from cirede.model.source import Sources

Item = TypeVar("Item", Barrier, Rule)
Whole = TypeVar("Whole", bound=BaseModel)


@dataclass(slots=True)
class Folder(Generic[Item]):
    """What the files of one folder hold, by id, with the file of each; not `complete` where one cannot be read."""

    items: dict[str, Item] = field(default_factory=dict)
    documents: "dict[str, Document]" = field(default_factory=dict)
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """The rulebook, or None where it cannot be used; the ids of its barriers where all are known; what it cites."""

    rulebook: Rulebook | None
    known: frozenset[str] | None
    cited: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Parts:
    lists: "tuple[Lists, Document] | None"
    facts: "tuple[FactTypes, Document] | None"
    criteria: "tuple[Criteria, Document] | None"
    profiles: "tuple[Profiles, Document] | None"
    rules: Folder[Rule]
    register: Folder[Barrier]
    exercise: Folder[Barrier]


def check_rulebook(root: "Path", sources: "Sources | None", problems: "list[Problem]") -> Found:
    """Read and check all of `rules/`; its problems are added to `problems`.

    The four files of lists, facts, criteria and profiles are needed; the folders hold any number of files.
    """
    parts = _Parts(
        read_file(root, "rules/lists.yaml", Lists, problems),
        read_file(root, "rules/facts.yaml", FactTypes, problems),
        read_file(root, "rules/criteria.yaml", Criteria, problems),
        read_file(root, "rules/profiles.yaml", Profiles, problems),
        _rules(root, problems),
        _barriers(root, "rules/register", problems),
        _barriers(root, "rules/exercise", problems),
    )
    _check(parts, sources, problems)
    register = parts.register
    barriers = [*register.items.values(), *parts.exercise.items.values()]
    known = frozenset(register.items) if register.complete else None
    return Found(_assembled(parts), known, frozenset(cited_in(barriers)))


def _assembled(parts: _Parts) -> Rulebook | None:
    if not (parts.lists and parts.facts and parts.criteria and parts.profiles):
        return None
    return Rulebook(
        parts.lists[0], parts.register.items, parts.facts[0].facts, parts.criteria[0].criteria, parts.rules.items,
        parts.profiles[0], parts.exercise.items,
    )  # fmt: skip


def _check(parts: _Parts, sources: "Sources | None", problems: "list[Problem]") -> None:
    if parts.facts:
        problems += check_fact_types(*parts.facts)
    if parts.criteria:
        problems += check_criteria(*parts.criteria)
    if parts.criteria and parts.profiles:
        problems += check_profiles(*parts.profiles, parts.criteria[0].criteria)
    if parts.facts and parts.criteria:
        problems += check_rules(parts.rules.items, parts.rules.documents, parts.facts[0].facts, parts.criteria[0].criteria)
    if parts.lists and sources:
        problems += check_lists(*parts.lists, sources)
    if parts.lists and sources and parts.facts and parts.criteria:
        names = Names.of(parts.lists[0], sources, parts.facts[0], parts.criteria[0])
        for folder in (parts.register, parts.exercise):
            problems += check_barriers(folder.items, folder.documents, names, complete=folder.complete)


def _barriers(root: "Path", name: str, problems: "list[Problem]") -> Folder[Barrier]:
    folder: Folder[Barrier] = Folder()
    for whole, document in _files(root, name, Barriers, folder, problems):
        _add(folder, whole.barriers, "barriers", document, problems)
    return folder


def _rules(root: "Path", problems: "list[Problem]") -> Folder[Rule]:
    folder: Folder[Rule] = Folder()
    for whole, document in _files(root, "rules/scoring", Rules, folder, problems):
        _add(folder, whole.rules, "rules", document, problems)
    return folder


def _files(
    root: "Path", name: str, model: type[Whole], folder: Folder[Item], problems: "list[Problem]"
) -> "list[tuple[Whole, Document]]":
    paths = sorted((root / name).glob("*.yaml"))
    read = [read_file(root, f"{name}/{path.name}", model, problems) for path in paths]
    found = [each for each in read if each]
    folder.complete = len(found) == len(paths)
    return found


def _add(
    folder: Folder[Item], items: dict[str, Item], key: str, document: "Document", problems: "list[Problem]"
) -> None:
    for name, item in items.items():
        if name in folder.items:
            first = folder.documents[name]
            line, _ = first.place(key, name, key=True)
            hint = f"the first stands in {first.file}, line {line}"
            message = f"'{name}' stands here a second time"
            problems.append(document.problem("duplicate-id", message, key, name, hint=hint, key=True))
            continue
        folder.items[name], folder.documents[name] = item, document
