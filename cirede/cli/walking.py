"""The command that walks a tree with answers given on the line."""

import argparse
import json
from datetime import date, datetime
from textwrap import fill
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from cirede.analysis.dates import next_change
from cirede.cli.content import did_you_mean
from cirede.engine.prepare import PreparedTree, prepare
from cirede.engine.walk import walk
from cirede.errors import WrongUseError
from cirede.exchange.dossier import as_dict
from cirede.loader.catalogue import Catalogue, open_catalogue

if TYPE_CHECKING:
    from cirede.model.text import Lang
    from cirede.model.walk import Walk
    from cirede.settings import Settings

_HELP = """walk a tree: from answers to the next question or to the outcome

examples:
  cirede walk waste-status
  cirede walk waste-status who=giver lot=one --lang fr
  cirede walk waste-status roles=transport,store --on 2027-07-01 --json"""


class WalkTree:
    """Walk a tree."""

    help = _HELP

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the tree, the answers, the day and the language."""
        parser.add_argument("tree")
        parser.add_argument("answers", nargs="*", metavar="question=answer", help="several answers: a=x,y")
        parser.add_argument("--on", help="the day of the law, as 2026-12-31 (today when left out)")
        parser.add_argument("--lang", choices=("fr", "nl", "en"), default="en")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def run(self, args: argparse.Namespace, settings: "Settings") -> int:
        """Walk and print; 2 when an answer or the day cannot be used."""
        catalogue = open_catalogue(settings.content)
        prepared = prepare(catalogue.tree(args.tree), catalogue.sources)
        day = as_day(args.on, prepared)
        answers = as_answers(args.answers, prepared)
        found = walk(prepared, answers, on=day)
        if found.refused:
            raise WrongUseError(refusal(found))
        if args.json:
            print(json.dumps(as_dict(found, args.lang, catalogue), ensure_ascii=False, indent=2))
            return 0
        print(*_lines(as_dict(found, args.lang, catalogue)), sep="\n")
        change = next_change(prepared, answers, on=day)
        if change and found.ending:
            print(f"\nFrom {change[0].isoformat()} the same answers give another result.")
        return 0


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
            message = f"there is no question '{name}' in '{prepared.tree.id}' ({did_you_mean(name, tuple(questions))})"
            raise WrongUseError(message)
        if name in answers:
            message = f"'{name}' is answered twice"
            raise WrongUseError(message)
        answers[name] = tuple(answer.split(",")) if questions[name].type == "several" else answer
    return answers


def refusal(found: "Walk") -> str:
    """Say why an answer was refused and what its question offers."""
    refused = found.refused
    if refused is None:
        return ""
    shown = refused.answer if isinstance(refused.answer, str) else ",".join(refused.answer)
    if not refused.offered:
        return f"'{shown}' is no answer to '{refused.question}' ({refused.reason}): give a number"
    if refused.reason == "exclusive":
        return f"'{shown}' is no answer to '{refused.question}': one of these can only be chosen alone"
    hint = did_you_mean(shown, refused.offered)
    offered = ", ".join(refused.offered)
    hint = hint if hint.startswith("known") else f"{hint} it offers: {offered}"
    return f"'{shown}' is no answer to '{refused.question}' ({hint})"


def _lines(found: dict[str, Any]) -> list[str]:
    lines = [f"{found['tree']} {found['version']}, law of {found['on']}", ""]
    lines += [f"  {step['ask']}\n    {step['words']}" for step in found["steps"]]
    result, waiting = found["result"], found["next"]
    if waiting:
        lines += ["", waiting["ask"], *(f"  {waiting['question']}={each['id']}  {each['label']}" for each in waiting["options"])]
    if result:
        lines += ["", result["status"].upper(), fill(result["title"], 100), "", fill(result["text"], 100), ""]
        lines += [f"  → {action}" for action in result["do_now"]]
        lines += [f"  • {duty['label']} ({duty['before']})" for duty in found["obligations"]]
        lines += [f"  ☐ {proof['text']}" for proof in found["evidence"]]
        cited = {(each["source"], each["at"]): each["verified"] for step in found["steps"] for each in step["references"]}
        cited |= {(each["source"], each["at"]): each["verified"] for each in result["references"]}
        lines += ["", *(f"  {source}, {at}{'' if read else ' *'}" for (source, at), read in cited.items())]
        unread = sum(not read for read in cited.values())
        lines += [f"  * {unread} of the {len(cited)} references are still to be re-read"] if unread else []
    return [*lines, "", fill(found["notice"], 100)]


def opened(settings: "Settings", name: str) -> tuple[Catalogue, PreparedTree]:
    """Open the content and prepare one tree."""
    catalogue = open_catalogue(settings.content)
    return catalogue, prepare(catalogue.tree(name), catalogue.sources)


