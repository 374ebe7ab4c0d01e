"""The command that walks a tree with answers given on the line."""

import argparse
import json
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from cirede.analysis.dates import next_change
from cirede.cli.printer import as_lines
from cirede.engine.prepare import PreparedTree, prepare_all
from cirede.engine.walk import off_path, walk
from cirede.errors import WrongUseError, choice, nearest
from cirede.exchange.dossier import as_dict
from cirede.loader.catalogue import Catalogue, open_catalogue

if TYPE_CHECKING:
    from cirede.model.walk import Refusal, Walk
    from cirede.settings import Settings

_HELP = """walk a tree: from answers to the next question or to the outcome

examples:
  cirede walk waste-status
  cirede walk waste-status who=gives lot=one --lang fr
  cirede walk waste-status who=gives --on 2027-07-01 --json"""


class WalkTree:
    """Walk a tree."""

    help = _HELP

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the tree, the answers, the day and the language."""
        add_walk(parser)
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def run(self, args: argparse.Namespace, settings: "Settings") -> int:
        """Walk and print; 2 when an answer or the day cannot be used."""
        catalogue, prepared = opened(settings, args.tree)
        day = as_day(args.on, prepared)
        answers = as_answers(args.answers, prepared)
        found = walked(prepared, answers, day)
        plain = as_dict(found, args.lang, catalogue)
        if args.json:
            print(json.dumps(plain, ensure_ascii=False, indent=2))
            return 0
        change = next_change(prepared, answers, on=day) if found.ending else None
        print(*as_lines(plain, change=change[0] if change else None), sep="\n")
        return 0


def add_walk(parser: argparse.ArgumentParser) -> None:
    """Declare what names a walk: the tree, the answers, the day of the law and the language."""
    parser.add_argument("tree")
    parser.add_argument("answers", nargs="*", metavar="question=answer", help="several answers: a=x,y")
    parser.add_argument("--on", help="the day of the law, as 2026-12-31 (today when left out)")
    parser.add_argument("--lang", choices=("fr", "nl", "en"), default="en")


def as_day(text: str | None, prepared: PreparedTree) -> date:
    """Read the day of the law, today in Brussels when left out. Raises: WrongUseError."""
    try:
        day = date.fromisoformat(text) if text else datetime.now(ZoneInfo("Europe/Brussels")).date()
    except ValueError as error:
        message = f"'{text}' is no day: write it as 2026-12-31"
        raise WrongUseError(message) from error
    if not prepared.tree.covers(day):
        start = prepared.tree.effective.start.isoformat()
        message = f"'{prepared.tree.id}' does not answer for {day.isoformat()}: it covers the law from {start} on"
        raise WrongUseError(message)
    return day


def as_answers(pairs: list[str], prepared: PreparedTree) -> dict[str, str | tuple[str, ...]]:
    """Read `question=answer` pairs. Raises: WrongUseError naming the nearest question."""
    answers: dict[str, str | tuple[str, ...]] = {}
    questions = prepared.tree.questions
    for pair in pairs:
        name, equals, answer = pair.partition("=")
        if not equals or not answer:
            message = f"'{pair}' is no answer: write it as question=answer"
            raise WrongUseError(message)
        if name not in questions:
            hint = choice(nearest(name, questions), tuple(questions))
            message = f"there is no question '{name}' in '{prepared.tree.id}'{hint}"
            raise WrongUseError(message)
        if name in answers:
            message = f"'{name}' is answered twice: several answers are written {name}=one,two"
            raise WrongUseError(message)
        answers[name] = tuple(answer.split(",")) if questions[name].type == "several" else answer
    return answers


def walked(prepared: PreparedTree, answers: dict[str, str | tuple[str, ...]], day: date) -> "Walk":
    """Walk. Raises: WrongUseError for an answer that its question does not offer, on the path or off it."""
    found = walk(prepared, answers, on=day)
    wrong = found.refused or off_path(prepared, answers, on=day)
    if wrong:
        raise WrongUseError(refusal(wrong, prepared))
    return found


def refusal(refused: "Refusal", prepared: PreparedTree) -> str:
    """Say why an answer was refused and what its question offers."""
    shown = refused.answer if isinstance(refused.answer, str) else ",".join(refused.answer)
    start = f"'{shown}' is no answer to '{refused.question}'"
    if refused.reason in {"not-a-number", "out-of-range"}:
        question = prepared.tree.questions[refused.question]
        lowest = f" from {question.lowest}" if question.lowest is not None else ""
        highest = f" to {question.highest}" if question.highest is not None else ""
        return f"{start}: give a number{lowest}{highest}"
    if refused.reason == "exclusive":
        return f"{start}: one of these can only be chosen alone"
    if refused.reason == "one-answer-only":
        return f"{start}: choose one of {', '.join(refused.offered)}"
    near = nearest(shown, refused.offered)
    offered = f"it offers {', '.join(refused.offered)}"
    return f"{start} ({f'did you mean {near!r}? ' if near else ''}{offered})"


def opened(settings: "Settings", name: str) -> tuple[Catalogue, PreparedTree]:
    """Open the content and prepare one tree."""
    catalogue = open_catalogue(settings.content)
    return catalogue, prepare_all(catalogue.with_linked(name), catalogue.sources)[name]
