"""What can have been asked and answered before an outcome, so that no row of a table is written in vain."""

from typing import NamedTuple

from cirede.exchange.dmn.reading import NUMBER, Fact, Facts
from cirede.exchange.dmn.ways import Ways


class Possible(NamedTuple):
    """For one outcome: the facts that some path to it makes true, and the questions that every path to it asks."""

    facts: frozenset[Fact]
    always: frozenset[str]


def possible(ways: Ways, outcome: str) -> Possible:
    """Look through the graph once for the answers that may lead to an outcome, and once for each question round it."""
    end = f"={outcome}"
    ahead: set[str] = {end}
    facts: set[Fact] = set()
    for name in reversed(ways.taken):
        if ways.targets[name].isdisjoint(ahead):
            continue
        leading = [each.answer for each in ways.taken[name] if each.way.target in ahead]
        ahead.add(name)
        if ways.prepared.own.questions[name].type == "number":
            options = {NUMBER}
        else:
            options = {option for answer in leading for option in ([answer] if isinstance(answer, str) else answer)}
        facts |= {Fact(name), *(Fact(name, option) for option in options)}
    always = frozenset(fact.question for fact in facts if not _round(ways, fact.question, end))
    return Possible(frozenset(facts), always)


def _round(ways: Ways, question: str, end: str) -> bool:
    """Tell whether a path leads to an end without asking a question."""
    seen = {ways.prepared.own.start}
    for name in ways.taken:
        if name in seen and name != question:
            seen |= ways.targets[name]
    return end in seen


def slim(facts: Facts, known: Possible, ways: Ways) -> Facts | None:
    """Leave out what goes without saying on the way to an outcome; None where the facts cannot come about there."""
    questions = ways.prepared.own.questions
    chosen = {fact.question for fact, value in facts.items() if value is True and fact.option}
    single = {name for name in chosen if questions[name].type != "several"}
    if any(sum(facts.get(Fact(name, option)) is True for option in questions[name].options) > 1 for name in single):
        return None
    left: Facts = {}
    for fact, value in facts.items():
        if fact not in known.facts:
            if value is not False:
                return None
        elif fact.option is None:
            if fact.question in known.always:
                if value is False:
                    return None
            elif fact.question not in chosen:
                left[fact] = value
        elif value is not False or fact.question not in single:
            left[fact] = value
    return left


def shortest(found: list[Facts]) -> list[Facts]:
    """Leave out each row that holds only where another one holds too."""
    kept: list[Facts] = []
    for facts in sorted(found, key=len):
        if not any(each.items() <= facts.items() for each in kept):
            kept.append(facts)
    return kept
