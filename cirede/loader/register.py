"""What the register may say: names that exist, links without a circle, facts and judgements that can be true."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from cirede.loader.conditions import undefined
from cirede.loader.known import check_fact, check_judgement
from cirede.loader.shared import check_sources
from cirede.model.source import Sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cirede.errors import Problem
    from cirede.loader.document import Document
    from cirede.model.barrier import Barrier, Lists
    from cirede.model.rule import Criteria, Criterion, FactType, FactTypes

Path = tuple[str | int, ...]
Cited = tuple[str, str, Path]
"""The kind of thing, the id cited, and where it stands in the barrier."""


@dataclass(frozen=True, slots=True)
class Names:
    """All that a barrier may name, by kind, with the kinds of fact and the criteria themselves."""

    kinds: dict[str, tuple[str, ...]]
    facts: "Mapping[str, FactType]"
    criteria: "Mapping[str, Criterion]"

    @classmethod
    def of(cls, lists: "Lists", sources: Sources, facts: "FactTypes", criteria: "Criteria") -> "Names":
        """Gather the names; those of the trees and those of the register make one list."""
        kinds = {
            "family": tuple(lists.families),
            "activity": tuple(lists.activities),
            "instrument": tuple(lists.instruments),
            "source": (*lists.sources, *sources.sources),
            "authority": (*lists.authorities, *sources.authorities),
        }
        return cls(kinds, facts.facts, criteria.criteria)


def check_lists(lists: "Lists", document: "Document", sources: Sources) -> Iterator["Problem"]:
    """Find sources with identifiers that cannot be right, and ids that the trees already give to something else."""
    yield from check_sources(Sources.model_construct(sources=lists.sources, references={}, authorities={}), document)
    for kind, own, theirs in (
        ("sources", lists.sources, sources.sources),
        ("authorities", lists.authorities, sources.authorities),
    ):
        for name in own:
            if name in theirs:
                hint = "the first stands in trees/sources/: cite that one"
                yield document.problem("duplicate-id", f"'{name}' stands here a second time", kind, name, hint=hint, key=True)


def check_barriers(
    barriers: "Mapping[str, Barrier]", documents: "Mapping[str, Document]", names: Names, *, complete: bool
) -> Iterator["Problem"]:
    """Find every fault of a register; links are followed only where all of its files could be read."""
    for name, barrier in barriers.items():
        document = documents[name]
        at: Path = ("barriers", name)
        for kind, cited, inside in _cited(barrier):
            if cited not in names.kinds[kind]:
                yield undefined(document, kind, cited, names.kinds[kind], *at, *inside)
        if barrier.family in names.kinds["family"] and PurePath(document.file).stem != barrier.family:
            message = f"a barrier of '{barrier.family}' stands in the file of '{PurePath(document.file).stem}'"
            yield document.problem("wrong-file", message, *at, "family", hint=f"move it to {barrier.family}.yaml")
        yield from _known(barrier, document, names, at)
        if complete:
            yield from _links(name, barriers, document, at)
    if complete:
        for kind in ("waits_for", "part_of"):
            yield from _circles(barriers, documents, kind)


def cited_in(barriers: "Iterable[Barrier]") -> Iterator[str]:
    """Give the ids of the sources and authorities that barriers cite."""
    for barrier in barriers:
        yield from (cited for kind, cited, _ in _cited(barrier) if kind in {"source", "authority"})


def _cited(barrier: "Barrier") -> Iterator[Cited]:
    yield "family", barrier.family, ("family",)
    for index, name in enumerate(barrier.authorities):
        yield "authority", name, ("authorities", index)
    for index, name in enumerate(barrier.activities):
        yield "activity", name, ("activities", index)
    for index, text in enumerate(barrier.texts):
        yield "source", text.source, ("texts", index, "source")
        yield "instrument", text.instrument, ("texts", index, "instrument")
    for names, at in _sources(barrier):
        for index, name in enumerate(names):
            yield "source", name, (*at, "sources", index)


def _sources(barrier: "Barrier") -> Iterator[tuple[tuple[str, ...], Path]]:
    yield barrier.sources, ()
    for index, change in enumerate(barrier.changes):
        yield change.sources, ("changes", index)
    for name, fact in barrier.facts.items():
        yield fact.sources, ("facts", name)
    for name, judgements in barrier.judgements.items():
        for index, judgement in enumerate(judgements):
            yield judgement.sources, ("judgements", name, index)


def _known(barrier: "Barrier", document: "Document", names: Names, at: Path) -> Iterator["Problem"]:
    for name, fact in barrier.facts.items():
        if name not in names.facts:
            yield undefined(document, "fact", name, names.facts, *at, "facts", name)
        else:
            yield from check_fact(name, fact, names.facts[name], document, (*at, "facts", name))
    for name, judgements in barrier.judgements.items():
        if name not in names.criteria:
            yield undefined(document, "criterion", name, names.criteria, *at, "judgements", name)
        elif parts := names.criteria[name].of:
            message = f"'{name}' is made of parts: judge {' and '.join(parts)}"
            yield document.problem("wrong-form", message, *at, "judgements", name, key=True)
        for index, judgement in enumerate(judgements):
            yield from check_judgement(judgement, document, (*at, "judgements", name, index))


def _links(name: str, barriers: "Mapping[str, Barrier]", document: "Document", at: Path) -> Iterator["Problem"]:
    links = barriers[name].links
    for kind in ("waits_for", "same_text", "part_of"):
        for index, other in enumerate(getattr(links, kind)):
            if other == name:
                message = f"'{name}' is linked to itself"
                yield document.problem("cycle", message, *at, "links", kind, index, hint="delete it")
            elif other not in barriers:
                yield undefined(document, "barrier", other, barriers, *at, "links", kind, index)


def _circles(barriers: "Mapping[str, Barrier]", documents: "Mapping[str, Document]", kind: str) -> Iterator["Problem"]:
    """Find each circle once, at the link that closes it."""
    done: set[str] = set()
    for start in barriers:
        stack = [(start, iter(getattr(barriers[start].links, kind)))] if start not in done else []
        trail = [start]
        while stack:
            name, rest = stack[-1]
            for other in rest:
                if other in trail and other != name:
                    circle = " → ".join([*trail[trail.index(other) :], other])
                    at = ("barriers", name, "links", kind, getattr(barriers[name].links, kind).index(other))
                    hint = "one of them comes first" if kind == "waits_for" else "a part is smaller than its whole"
                    yield documents[name].problem("cycle", f"the links come back to '{other}': {circle}", *at, hint=hint)
                elif other in barriers and other not in done and other not in trail:
                    trail.append(other)
                    stack.append((other, iter(getattr(barriers[other].links, kind))))
                    break
            else:
                stack.pop()
                done.add(trail.pop())
