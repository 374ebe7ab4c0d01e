"""The law behind a tree: a line for each article where it is cited, and the chapter of texts and articles."""

from typing import TYPE_CHECKING

from cirede.exchange.paper.parts import Address, Anchored, Block, Facts, Grid, Heading, Item, Paragraph, Quiet, Strong
from cirede.exchange.paper.subject import divided

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cirede.exchange.paper.parts import Cell, Part, Run
    from cirede.exchange.paper.subject import Subject
    from cirede.model.source import Source, Sources
    from cirede.model.tree import Tree

_CITING = ("questions", "outcomes", "obligations", "parameters", "terms")


def in_order(tree: "Tree", sources: "Sources") -> tuple[str, ...]:
    """Give the references of a tree, those of one text together, texts and articles as the tree first cites them."""
    cited = dict.fromkeys(name for kind in _CITING for item in getattr(tree, kind).values() for name in item.because)
    texts: dict[str, list[str]] = {}
    for name in cited:
        texts.setdefault(sources.references[name].source, []).append(name)
    return tuple(name for names in texts.values() for name in names)


def cited(subject: "Subject", because: tuple[str, ...]) -> "Cell":
    """Give a line for each article: its number, text, article, and whether it was read."""
    return tuple(_line(subject, name) for name in because)


def _line(subject: "Subject", name: str) -> Item:
    reference = subject.reference(name)
    source = subject.catalogue.source(reference.source)
    at = (subject.link("references", name), f" {subject.say(source.short)}, {reference.where(subject.lang)} ")
    return Item((*at, *_read(subject, name)), subject.dated(reference.start, reference.end))


def _read(subject: "Subject", name: str) -> "tuple[Run, ...]":
    reference = subject.reference(name)
    said = subject.words["read_on" if reference.verified else "to_confirm_on"].format(day=subject.words.day(reference.checked))
    return (Quiet(f"({said})") if reference.verified else Strong(f"({said})"),)


def chapter(subject: "Subject") -> "Iterator[Part]":
    """Give each text with its address, and its articles with what they say, when they were read and what rests on them."""
    texts: dict[str, list[str]] = {}
    for kind, name in subject.numbers:
        if kind == "references":
            texts.setdefault(subject.reference(name).source, []).append(name)
    for number, (source, names) in enumerate(texts.items(), 1):
        text = subject.catalogue.source(source)
        yield Block((
            Heading(3, subject.say(text.short), f"text-{number}"),
            Paragraph((subject.say(text.title),)),
            Paragraph(_address(subject, text), "quiet"),
        ))  # fmt: skip
        head = (subject.words["column_article"], subject.words["column_read"], subject.words["used_by"])
        yield Grid("articles", head, tuple(_article(subject, name) for name in names))


def _address(subject: "Subject", text: "Source") -> "tuple[Run, ...]":
    marks = [f"{name} {value}" for name in ("celex", "numac", "ecli") if (value := getattr(text, name))]
    said = "; ".join([*(mark[0].upper() + mark[1:] if mark.startswith("numac") else mark.upper() for mark in marks),
                      subject.words["consulted"].format(day=subject.words.day(text.consulted))])  # fmt: skip
    where: Run = Address(found) if (found := text.opened_in(subject.lang)) else subject.words["no_address"]
    return (where, f" ({said})")


def _article(subject: "Subject", name: str) -> "tuple[Cell, ...]":
    reference = subject.reference(name)
    mark = subject.mark("references", name)
    anchored = (Anchored(mark), Strong(f" {reference.where(subject.lang)}"), Quiet(f" {name}"))
    said = (Item(anchored), Item((subject.say(reference.says),)), *subject.dated(reference.start, reference.end))
    return (said, (Item(_read(subject, name)),), (Item(divided(tuple(_used(subject, name)))),))


def _used(subject: "Subject", name: str) -> "Iterator[Run]":
    for kind in _CITING:
        for part, item in getattr(subject.tree, kind).items():
            if name in item.because:
                yield subject.link(kind, part)


def authority(subject: "Subject", name: str) -> "Cell":
    """Say whom to turn to, with their addresses."""
    known = subject.catalogue.authority(name)
    ways = [Item((Address(way),)) for way in (known.address(subject.lang), known.email) if way]
    return (Item((subject.say(known.name),)), *ways)


def facts(subject: "Subject", rows: "Iterable[tuple[str, Cell]]") -> Facts:
    """Put keys of the words and what is said of them into one part; what is empty is left out."""
    return Facts(tuple((subject.label(key).strip(), cell) for key, cell in rows if cell))
