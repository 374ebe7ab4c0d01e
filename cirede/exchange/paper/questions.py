"""The chapter of questions: each with its words, its answers and where they lead, its law, and the way back."""

from typing import TYPE_CHECKING

from cirede.exchange.paper.conditions import in_words
from cirede.exchange.paper.law import cited, facts
from cirede.exchange.paper.parts import Block, Grid, Heading, Item, Paragraph, Quiet, Remarks, Strong

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cirede.exchange.paper.parts import Cell, Part, Run
    from cirede.exchange.paper.subject import Subject
    from cirede.model.tree import Case, Option, Question

    Arrivals = Mapping[str, tuple[str, ...]]


def chapter(subject: "Subject", back: "Arrivals") -> "Iterator[Part]":
    """Give every question in the author's order; `back` names the questions that lead to each."""
    for name, question in subject.tree.questions.items():
        mark = subject.mark("questions", name)
        yield Block((
            Heading(3, subject.say(question.ask), mark.lower(), mark),
            Paragraph((Quiet(f"{name} · {_kind(subject, question)}"),), "quiet"),
            facts(subject, _about(subject, name, question, back)),
            *_answers(subject, question),
            facts(subject, [("law", cited(subject, question.because)), barriers(subject, name)]),
            Remarks(subject.label("remarks").strip()),
        ))  # fmt: skip


def way_back(subject: "Subject", target: str, back: "Arrivals") -> "tuple[str, Cell]":
    """Say which questions lead to a question or to `=outcome`."""
    first = (subject.words["comes_first"], " ") if target == subject.tree.start else ()
    links = subject.links("questions", back.get(target, ()))
    never = () if first or links else (subject.words["comes_never"],)
    return "comes_from", (Item((*first, *links, *never)),)


def barriers(subject: "Subject", node: str) -> "tuple[str, Cell]":
    """Name the known barriers of a question or an outcome."""
    known = subject.catalogue.rulebook.barriers
    titles = (subject.say(known[name].title) if name in known else name for name in subject.tree.barriers.get(node, ()))
    return "barriers", tuple(Item((title,)) for title in titles)


def _kind(subject: "Subject", question: "Question") -> str:
    said = [subject.words[f"kind_{question.type}"]]
    said += [subject.words["unit"].format(unit=subject.say(question.unit))] if question.unit else []
    for bound in ("lowest", "highest"):
        value = getattr(question, bound)
        said += [subject.words[bound].format(number=subject.number(value))] if value is not None else []
    return ", ".join(said)


def _about(subject: "Subject", name: str, question: "Question", back: "Arrivals") -> "Iterator[tuple[str, Cell]]":
    yield way_back(subject, name, back)
    for key in ("why", "help", "certain"):
        text = getattr(question, key)
        yield key, (Item((subject.say(text),)),) if text else ()


def _answers(subject: "Subject", question: "Question") -> "Iterator[Part]":
    words = subject.words
    if question.type in {"yes_no", "choice"}:
        rows = tuple((_option(subject, option), _leads(subject, option)) for option in question.options.values())
        yield Grid("answers", (words["column_answer"], words["column_target"]), rows)
        return
    if question.options:
        ticks = tuple((_option(subject, option),) for option in question.options.values())
        yield Grid("options", (words["column_ticks"],), ticks)
    cases = tuple((_case(subject, case), _onward(subject, case.target, case)) for case in question.cases)
    yield Grid("cases", (words["column_case"], words["column_target"]), cases)


def _option(subject: "Subject", option: "Option") -> "Cell":
    words = subject.words
    marks = [words[key] for key, holds in (("unsure", option.certainty == "unsure"), ("exclusive", option.exclusive)) if holds]
    label: tuple[Run, ...] = (Strong(subject.say(option.label)), *((Quiet(f" ({', '.join(marks)})"),) if marks else ()))
    told = (Item((subject.say(option.help),)),) if option.help else ()
    return (Item(label), *told, *subject.dated(option.start, option.end))


def _leads(subject: "Subject", option: "Option") -> "Cell":
    """Say where an answer leads on the day of the paper, and where it leads before or after."""
    now = option.target_on(subject.day)
    lines = list(_onward(subject, now, option)) if now else []
    begun = sorted(day for day in option.later if day <= subject.day)
    spans = [(None, option.to), *sorted(option.later.items())]
    for index, (start, target) in enumerate(spans):
        if target is None or start == (begun[-1] if begun else None):
            continue
        ahead = start is not None and start > subject.day
        turn = start if ahead else spans[index + 1][0]
        if turn:
            said = subject.words["target_from" if ahead else "target_before"].format(day=subject.words.day(turn))
            lines.append(Item((Quiet(f"{said} "), *subject.target(target))))
    return tuple(lines)


def _onward(subject: "Subject", target: str, way: "Option | Case") -> "Cell":
    """Say where an edge leads, and what the other tree need not ask again."""
    return (Item(subject.target(target), tuple(_given(subject, way))),)


def _given(subject: "Subject", way: "Option | Case") -> "Iterator[Item]":
    for name, answer in way.given.items():
        question = subject.question(name)
        chosen = (answer,) if isinstance(answer, str) else answer
        labels = [subject.say(question.options[each].label) if each in question.options else each for each in chosen]
        start = subject.label("given")
        yield Item((Quiet(f"{start}{subject.say(question.ask)} "), subject.quoted("; ".join(labels))))


def _case(subject: "Subject", case: "Case") -> "Cell":
    asked = in_words(subject, case.when) if case.when else Item((subject.words["case_else"],))
    return (Item((Strong(subject.say(case.label)),)), asked)
