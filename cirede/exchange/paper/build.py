"""A tree put on paper: the first page, every chapter, and the place to sign."""

from typing import TYPE_CHECKING

from cirede.analysis.guarantees import refutations
from cirede.analysis.trial import run_tests
from cirede.exchange.paper import conditions, ends, law, promises, questions
from cirede.exchange.paper.parts import (
    Block,
    Contents,
    Foreign,
    Heading,
    Item,
    Listed,
    Paper,
    Paragraph,
    Quiet,
    Running,
    Signature,
    Strong,
)
from cirede.exchange.paper.subject import Subject, arrivals, divided, numbered
from cirede.model.standing import words_of
from cirede.model.text import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from cirede.analysis.guarantees import Refutation
    from cirede.analysis.trial import Trial
    from cirede.engine.prepare import PreparedTree
    from cirede.exchange.paper.parts import Cell, Part, Runs
    from cirede.model.catalogue import Catalogue
    from cirede.model.text import Lang
    from cirede.model.wording import Wording

    Wordings = Mapping[Lang, Wording]

_READING = ("order", "numbers", "arrow", "unsure", "law", "day", "remarks", "drawing")
_LISTED = {f"chapter-{name}" for name in ("questions", "outcomes", "duties")}


def paper(prepared: "PreparedTree", catalogue: "Catalogue", wordings: "Wordings", lang: "Lang", *, on: "date") -> Paper:
    """Put a tree on paper as it stands on that day; its guarantees are proved and its tests run for it."""
    tree = prepared.own
    numbers = numbered(tree, law.in_order(tree, catalogue.sources))
    subject = Subject(prepared, catalogue, wordings[lang], lang, on, numbers)
    broken = {each.index: each for each in refutations(prepared)}
    trial = run_tests(prepared)
    chapters = [(heading, below) for heading, below in _chapters(subject, broken, trial) if below]
    parts = [*_front(subject, broken, trial), Heading(2, subject.words["contents"], "contents")]
    parts.append(Contents(tuple((heading, tuple(_headings(heading, below))) for heading, below in chapters)))
    for heading, below in chapters:
        parts += [heading, *below]
    parts += _signing(subject, wordings)
    return Paper(subject.say(tree.title), lang, _running(subject), tuple(parts))


def _headings(chapter: Heading, parts: "tuple[Part, ...]") -> "Iterator[Heading]":
    """Give the headings of a chapter that the contents list one by one."""
    for part in parts if chapter.anchor in _LISTED else ():
        inside = part.parts if isinstance(part, Block) else (part,)
        yield from (each for each in inside if isinstance(each, Heading))


def _chapters(
    subject: Subject, broken: "Mapping[int, Refutation]", trial: "Trial"
) -> "Iterator[tuple[Heading, tuple[Part, ...]]]":
    back = arrivals(subject)
    found = {
        "statuses": ends.statuses(subject), "questions": questions.chapter(subject, back),
        "outcomes": ends.outcomes(subject, back), "duties": ends.duties(subject), "evidence": ends.evidence(subject),
        "conditions": conditions.chapter(subject),
        "parameters": ends.parameters(subject), "terms": ends.terms(subject), "law": law.chapter(subject),
        "guarantees": promises.guarantees(subject, broken), "tests": promises.tests(subject, trial),
    }  # fmt: skip
    for key, parts in found.items():
        yield Heading(2, subject.words[f"chapter_{key}"], f"chapter-{key}"), tuple(parts)


def _front(subject: Subject, broken: "Mapping[int, Refutation]", trial: "Trial") -> "Iterator[Part]":
    tree, words = subject.tree, subject.words
    notice = subject.catalogue.notice
    yield Heading(1, subject.say(tree.title), "top")
    yield Paragraph((subject.say(tree.intro),))
    yield law.facts(subject, _identity(subject))
    yield law.facts(subject, _counts(subject, broken, trial))
    yield Paragraph((subject.say(notice.notice),), "note")
    if tree.status == "draft":
        yield Paragraph((subject.say(notice.draft),), "note")
    yield Heading(2, words["reading"], "reading")
    yield Listed(tuple(Item((words[f"reading_{key}"],)) for key in _READING))


def _identity(subject: Subject) -> "Iterator[tuple[str, Cell]]":
    tree, words = subject.tree, subject.words
    reviewed = tree.reviewed
    read = words["reviewed_by"].format(by=reviewed.by, on=words.day(reviewed.on)) if reviewed.by and reviewed.on else ""
    said = {
        "tree_id": tree.id,
        "version": tree.version,
        "state": words[f"state_{tree.status}"],
        "reviewed": read or words["reviewed_never"],
        "review_next": words.day(reviewed.next),
        "covers": subject.span(tree.effective.start, tree.effective.end),
        "law_of": words.day(subject.day),
        "territory": words["brussels"] if tree.jurisdiction == "BE-BRU" else tree.jurisdiction,
        "languages": ", ".join(words[f"language_{each}"] for each in tree.languages),
    }
    strong = {"version", "law_of", "state"}
    yield from ((key, (Item((Strong(text) if key in strong else text,)),)) for key, text in said.items())


def _counts(subject: Subject, broken: "Mapping[int, Refutation]", trial: "Trial") -> "Iterator[tuple[str, Cell]]":
    tree, words = subject.tree, subject.words
    cited = [name for kind, name in subject.numbers if kind == "references"]
    unread = [name for name in cited if not subject.reference(name).verified]
    held = {"questions": len(tree.questions), "outcomes": len(tree.outcomes), "duties": len(tree.obligations),
            "references": len(cited)}  # fmt: skip
    yield "counts", (Item((", ".join(words.count(key, number) for key, number in held.items()),)),)
    yield "unread", (Item((Strong(words.count("unread", len(unread))),)),)
    proofs = words["proofs_said"].format(
        proved=len(tree.guarantees) - len(broken), guarantees=len(tree.guarantees),
        passed=trial.count - len(trial.failures), tests=trial.count,
    )  # fmt: skip
    yield "proofs", (Item((proofs,)),)
    yield "first_question", (Item(subject.target(tree.start)[1:]),)
    yield "kept", (Item(subject.links("questions", tree.keep)),) if tree.keep else ()
    yield "fingerprint", (Item((Strong(words_of(tree)), Quiet(f" ({words['fingerprint_said']})"))),)


def _running(subject: Subject) -> Running:
    tree, words = subject.tree, subject.words
    version = words["short_version"].format(version=tree.version)
    law_on = words["law_on"].format(day=words.day(subject.day))
    return Running(
        tree=f"{tree.id} · {version}", state=words[f"short_{tree.status}"], law=law_on, page=words["page_of"],
        initials=words["initials"], remarks=words["remarks"],
    )  # fmt: skip


def _signing(subject: Subject, wordings: "Wordings") -> "Iterator[Part]":
    """Give the place to sign, in every language of the project at once."""
    tree, own = subject.tree, subject.words

    def every(key: str) -> "Runs":
        said: dict[str, Lang] = {}
        for lang in LANGS:
            said.setdefault(wordings[lang][key], lang)
        return divided(tuple(Foreign(words, lang) for words, lang in said.items()), " / ")

    yield Heading(2, own["chapter_signature"], "chapter-signature")
    filled = {"version": tree.version, "words": words_of(tree)}
    said = (Paragraph((Foreign(wordings[lang]["sign_said"].format(**filled), lang),)) for lang in LANGS)
    boxes = Signature(
        tuple(every(f"sign_{key}") for key in ("read_by", "approved_by")),
        tuple(every(f"sign_{key}") for key in ("name", "function", "date", "signature")),
    )
    then = f'cirede review accept {tree.id} --by "…" --on …'
    yield Block((*said, boxes, Paragraph((own["sign_then"], " ", Quiet(then)), "quiet")))
