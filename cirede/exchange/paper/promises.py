"""What a tree promises and what its author tried: guarantees with their proof, tests with their result."""

from textwrap import shorten
from typing import TYPE_CHECKING

from cirede.exchange.paper.conditions import in_words
from cirede.exchange.paper.parts import Block, Foreign, Grid, Heading, Item, Listed, Paragraph, Quiet, Remarks, Strong
from cirede.exchange.paper.subject import divided, filled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cirede.analysis.guarantees import Refutation
    from cirede.analysis.paths import Edge
    from cirede.analysis.trial import Trial
    from cirede.exchange.paper.parts import Cell, Part, Run, Runs
    from cirede.exchange.paper.subject import Subject
    from cirede.model.tree import Guarantee, TreeTest

    Ends = str | tuple[str, ...] | None

_LONGEST = 48
"""The answers of a test are cut to so many signs: they stand in full at their question."""


def guarantees(subject: "Subject", broken: "Mapping[int, Refutation]") -> "Iterator[Part]":
    """Give every guarantee: its name, what it says exactly, and proved or the path that breaks it."""
    if subject.tree.guarantees:
        yield Paragraph((subject.words["lead_guarantees"],))
    for index, guarantee in enumerate(subject.tree.guarantees):
        refuted = broken.get(index)
        day = subject.words.day(refuted.on) if refuted else ""
        verdict = subject.words["broken"].format(day=day) if refuted else subject.words["proved"]
        yield Block((
            Heading(3, subject.say(guarantee.name), f"g{index + 1}", f"G{index + 1}"),
            Paragraph((Strong(f"{verdict}. "), *_form(subject, guarantee))),
            *(_refuted(subject, refuted) if refuted else ()),
            Remarks(subject.label("remarks").strip()),
        ))  # fmt: skip


def _form(subject: "Subject", guarantee: "Guarantee") -> "Runs":
    """Say exactly what is proved."""
    if guarantee.never:
        slots = {"after": _after(subject, guarantee.never.after), "ends": _ends(subject, guarantee.never.ends)}
    elif guarantee.always:
        asked = subject.links("questions", guarantee.always.asked)
        slots = {"ends": _ends(subject, guarantee.always.ends), "asked": asked}
    elif guarantee.whenever:
        after = in_words(subject, guarantee.whenever.after).runs
        follows = subject.links("obligations", guarantee.whenever.follows)
        slots = {"after": after, "ends": _ends(subject, guarantee.whenever.ends), "follows": follows}
    elif guarantee.independent:
        slots = {"asked": (subject.link("questions", guarantee.independent),)}
    else:
        slots = {"number": (str(guarantee.at_most),)}
    return filled(subject.words[f"form_{guarantee.forms[0]}"], slots)


def _after(subject: "Subject", after: str) -> "Runs":
    if after == "unsure":
        return (subject.words["after_unsure"],)
    return filled(subject.words["after_answer"], {"condition": in_words(subject, after).runs})


def _ends(subject: "Subject", ends: "Ends") -> "Runs":
    """Name what a path ends in: a favourable status, statuses and outcomes, or any outcome."""
    if ends is None or isinstance(ends, str):
        return (subject.words["ends_favourable" if ends else "ends_any"],)
    statuses = subject.prepared.tree.statuses
    said: list[Run] = [
        subject.words["ends_status"].format(status=subject.quoted(subject.say(statuses[name].label))) if name in statuses
        else subject.link("outcomes", name) for name in ends
    ]  # fmt: skip
    return divided(tuple(said), f" {subject.words['or_word']} ")


def _refuted(subject: "Subject", refuted: "Refutation") -> "Iterator[Part]":
    for key, path in (("broken_by", refuted.path), ("broken_twin", refuted.twin)):
        if path:
            yield Paragraph((subject.label(key),))
            yield Listed(tuple(_step(subject, edge) for edge in path), ordered=True)


def _step(subject: "Subject", edge: "Edge") -> Item:
    step = edge.step
    said = (subject.link("questions", step.question), f" {subject.say(step.ask)} ", Strong(subject.say(step.label)))
    return Item((*said, *((" → ", subject.link("outcomes", edge.target.id)) if edge.target.ends else ())))


def tests(subject: "Subject", trial: "Trial") -> "Iterator[Part]":
    """Give every test: its answers in words, what is expected, and whether it passes."""
    written = subject.tree.tests
    if written:
        failed = {failure.index: failure.message for failure in trial.failures}
        rows = tuple(_test(subject, index, test, failed.get(index)) for index, test in enumerate(written))
        yield Paragraph((subject.words["lead_tests"],))
        yield Grid("tests", tuple(subject.words[f"column_{key}"] for key in ("test", "expected", "passes")), rows)
    if trial.untaken:
        items = tuple(Item((Foreign(part.words, "en"),)) for part in trial.untaken)
        yield Block((Paragraph((subject.label("untaken"),)), Listed(items)))


def _test(subject: "Subject", index: int, test: "TreeTest", failure: str | None) -> "tuple[Cell, ...]":
    words = subject.words
    name: tuple[Run, ...] = (Strong(f"T{index + 1} "), Foreign(test.name, "en"))
    marks = [words["law_on"].format(day=words.day(test.on))] if test.on else []
    marks += [f"{words['ruling']} {test.ruling}"] if test.ruling else []
    answers = tuple(run for each in test.answers.items() for run in ("; ", *_answer(subject, *each)))[1:]
    told: Cell = (Item(name), *((Item((Quiet(", ".join(marks)),)),) if marks else ()), Item(answers))
    verdict: Cell = (Item((Strong(words["fails"]),)), Item((Foreign(failure, "en"),))) if failure else (Item((words["passes"],)),)
    return told, tuple(_expected(subject, test)), verdict


def _answer(subject: "Subject", name: str, answer: "str | tuple[str, ...]") -> "Runs":
    question = subject.prepared.tree.questions.get(name)
    chosen = (answer,) if isinstance(answer, str) else answer
    options = question.options if question else {}
    labels = ", ".join(shorten(subject.say(options[each].label), _LONGEST, placeholder="…") if each in options else each
                       for each in chosen)  # fmt: skip
    return (subject.link("questions", name), f" {labels}")


def _expected(subject: "Subject", test: "TreeTest") -> "Iterator[Item]":
    words = subject.words
    ends = (test.outcome,) if test.outcome else test.outcomes
    if ends:
        yield Item(subject.links("outcomes", ends))
    if test.never:
        yield Item((f"{words['expected_never']} ", *_ends(subject, test.never)))
    for key, names in (("expected_with", test.obligations), ("expected_without", test.without)):
        if names:
            yield Item((f"{words[key]} ", *subject.links("obligations", names)))
