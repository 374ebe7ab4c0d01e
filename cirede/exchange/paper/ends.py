"""What a tree ends in and what follows: outcomes, duties, proofs, numbers of the law, words explained."""

from typing import TYPE_CHECKING

from cirede.exchange.paper.conditions import in_words
from cirede.exchange.paper.law import authority, cited, facts
from cirede.exchange.paper.parts import Address, Anchored, Block, Grid, Heading, Item, Listed, Paragraph, Quiet, Remarks, Strong
from cirede.exchange.paper.questions import barriers, way_back
from cirede.exchange.paper.subject import filled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cirede.exchange.paper.parts import Cell, Part, Run
    from cirede.exchange.paper.subject import Subject
    from cirede.model.tree import Action, Evidence, Obligation, Outcome

    Arrivals = Mapping[str, tuple[str, ...]]

_SHORT = 5
"""A condition of so many lines is said again at each outcome; a longer one only where its duty or proof stands."""


def statuses(subject: "Subject") -> "Iterator[Part]":
    """Give every status, whether it frees the reader, and its outcomes."""
    rows: list[tuple[Cell, ...]] = []
    for name, status in subject.tree.statuses.items():
        effect = subject.words["favourable" if status.favourable else "not_favourable"]
        ends = subject.links("outcomes", (each for each, outcome in subject.tree.outcomes.items() if outcome.status == name))
        label: tuple[Run, ...] = (Strong(subject.say(status.label)), Quiet(f" {name}"))
        rows.append(((Item(label),), (Item((effect,)),), (Item(ends or (subject.words["none"],)),)))
    yield Grid("statuses", tuple(subject.words[f"column_{key}"] for key in ("status", "effect", "outcomes")), tuple(rows))


def outcomes(subject: "Subject", back: "Arrivals") -> "Iterator[Part]":
    """Give every outcome with all that a reader is told there."""
    for name, outcome in subject.tree.outcomes.items():
        mark = subject.mark("outcomes", name)
        yield Block((
            Heading(3, subject.say(outcome.title), mark.lower(), mark),
            Paragraph((Quiet(name),), "quiet"),
            facts(subject, _outcome(subject, name, outcome, back)),
            Remarks(subject.label("remarks").strip()),
        ), whole=False)  # fmt: skip


def _outcome(subject: "Subject", name: str, outcome: "Outcome", back: "Arrivals") -> "Iterator[tuple[str, Cell]]":
    tree = subject.tree
    yield "status", (Item((Strong(subject.status(name)),)),)
    yield way_back(subject, f"={name}", back)
    if outcome.probably:
        yield "given_instead", (Item((subject.link("outcomes", outcome.probably, onward=True),)),)
    stands = [each for each, other in tree.outcomes.items() if other.probably == name]
    yield "stands_for", (Item(subject.links("outcomes", stands)),) if stands else ()
    yield "meaning", (Item((subject.say(outcome.text),)),)
    yield "do_now", tuple(_action(subject, action) for action in outcome.do_now)
    yield "meanwhile", (Item((subject.say(outcome.meanwhile),)),) if outcome.meanwhile else ()
    yield "ask", authority(subject, outcome.ask) if outcome.ask else ()
    for kind in ("obligations", "evidence"):
        held = ((each, item) for each, item in getattr(tree, kind).items() if name in item.outcomes)
        yield "duties" if kind == "obligations" else kind, tuple(_follows(subject, kind, *each) for each in held)
    yield "law", cited(subject, outcome.because)
    yield barriers(subject, name)


def _action(subject: "Subject", action: "Action") -> Item:
    return Item((f"• {subject.say(action.text)}",), _condition(subject, action.when))


def _condition(subject: "Subject", when: str | None) -> tuple[Item, ...]:
    """Give a condition as a point below what depends on it; nothing where it always holds."""
    if not when:
        return ()
    found = in_words(subject, when)
    start = subject.label("when")
    return (Item((Quiet(start), *found.runs), found.inside),)


def _follows(subject: "Subject", kind: str, name: str, item: "Obligation | Evidence") -> Item:
    """Name what follows from an outcome; a long condition is said once, where the duty or the proof stands."""
    said = getattr(item, "label", None) or getattr(item, "text")  # noqa: B009 - a duty has a label, a proof its text
    condition = _condition(subject, item.when)
    if sum(map(_length, condition)) > _SHORT:
        there = filled(subject.words["said_at"], {"place": (subject.link(kind, name, onward=True),)})
        condition = (Item((Quiet(subject.label("when")), *there)),)
    return Item((subject.link(kind, name), f" {subject.say(said)}"), condition)


def _length(item: Item) -> int:
    return 1 + sum(map(_length, item.inside))


def duties(subject: "Subject") -> "Iterator[Part]":
    """Give every obligation: of whom, before when, towards whom, under which condition and article."""
    for name, duty in subject.tree.obligations.items():
        mark = subject.mark("obligations", name)
        yield Block((
            Heading(3, subject.say(duty.label), mark.lower(), mark),
            Paragraph((Quiet(name),), "quiet"),
            facts(subject, _duty(subject, duty)),
            Remarks(subject.label("remarks").strip()),
        ))  # fmt: skip


def _duty(subject: "Subject", duty: "Obligation") -> "Iterator[tuple[str, Cell]]":
    words = subject.words
    yield "details", (Item((subject.say(duty.text),)),) if duty.text else ()
    yield "who", (Item((subject.say(duty.who),)),)
    yield "before", (Item((subject.say(duty.before),)),)
    yield "authority", authority(subject, duty.authority) if duty.authority else ()
    yield "form", (Item((Address(duty.form),)),) if duty.form else ()
    yield "in_force", subject.dated(duty.start, duty.end)
    yield "follows_from", (Item(subject.links("outcomes", duty.outcomes)),)
    yield "when", (in_words(subject, duty.when) if duty.when else Item((words["always"],)),)
    yield "law", cited(subject, duty.because)


def evidence(subject: "Subject") -> "Iterator[Part]":
    """Give every proof to collect, the outcomes that ask for it, and when."""
    for name, proof in subject.tree.evidence.items():
        mark = subject.mark("evidence", name)
        after = Item((subject.label("follows_from"), *subject.links("outcomes", proof.outcomes)))
        line = (Anchored(mark), f" {subject.say(proof.text)}", Quiet(f" {name}"))
        yield Block((Listed((Item(line, (after, *_condition(subject, proof.when))),)),))


def parameters(subject: "Subject") -> "Iterator[Part]":
    """Give every number of the law with its dated values."""
    for name, parameter in subject.tree.parameters.items():
        mark = subject.mark("parameters", name)
        now = parameter.on(subject.day)
        begun = max((day for day in parameter.values if day <= subject.day), default=min(parameter.values))
        rows = []
        for day, value in sorted(parameter.values.items()):
            here = (Strong(f" {subject.words['on_day']}"),) if day == begun and value == now else ()
            amount = f"{subject.number(value)} {parameter.unit}"
            rows.append(((Item((subject.words.day(day),)),), (Item((amount, *here)),)))
        yield Block((
            Heading(3, subject.say(parameter.label), mark.lower(), mark),
            Paragraph((Quiet(name),), "quiet"),
            Grid("values", (subject.words["column_from"], subject.words["column_value"]), tuple(rows)),
            facts(subject, [("law", cited(subject, parameter.because))]),
            Remarks(subject.label("remarks").strip()),
        ))  # fmt: skip


def terms(subject: "Subject") -> "Iterator[Part]":
    """Give every word that the pages explain."""
    for name, term in subject.tree.terms.items():
        line = (Anchored(subject.mark("terms", name)), Strong(f" {subject.say(term.word)} "), subject.say(term.text))
        yield Block((Listed((Item(line, cited(subject, term.because)),)),))
