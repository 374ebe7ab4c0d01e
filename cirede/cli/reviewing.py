"""Commands for the review: what must still be read, and the mark of who has read a tree."""

import argparse
import json
from dataclasses import asdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from cirede.analysis.review import resting
from cirede.cli.saving import save
from cirede.engine.prepare import prepare_all
from cirede.errors import WrongUseError
from cirede.exchange.review import accepted
from cirede.loader.catalogue import find_content, open_catalogue
from cirede.model.standing import words_of

if TYPE_CHECKING:
    from cirede.analysis.review import Resting
    from cirede.model.catalogue import Catalogue
    from cirede.model.tree import Tree
    from cirede.settings import Settings

_HELP = """list what must still be read, or mark a tree as read

The list names every reference whose text nobody has read, or that was read more than a year ago: first those on which most
favourable dossiers rest. `accept` writes reviewer, day and a fingerprint of the words into the file, and nothing else.

examples:
  cirede review
  cirede review waste-status --json
  cirede review accept waste-status --by "A. Lawyer" --on 2026-12-01"""
_YEAR = timedelta(days=365)


class Review:
    """List what must be read again, or mark a tree as reviewed."""

    help = _HELP

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the tree, or `accept` with a tree, the reviewer and the day."""
        parser.add_argument("words", nargs="*", metavar="TREE | accept TREE", help="a tree; all trees when left out")
        parser.add_argument("--by", help="with accept: the name of who read the tree")
        parser.add_argument("--on", help="the day of the list, or of the review (today when left out)")
        parser.add_argument("--lang", choices=("fr", "nl", "en"), default="en")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def run(self, args: argparse.Namespace, settings: "Settings") -> int:
        """List or mark; 2 when what is asked makes no sense."""
        catalogue = open_catalogue(settings.content)
        today = _day(args.on)
        if args.words[:1] == ["accept"]:
            return _accept(args, catalogue, settings, today)
        if len(args.words) > 1:
            message = f"one tree at a time: cirede review {args.words[0]}"
            raise WrongUseError(message)
        trees = [catalogue.tree(args.words[0])] if args.words else list(catalogue.trees.values())
        ready = prepare_all(catalogue.trees, catalogue.sources)
        found = [(tree, _to_read(resting(ready[tree.id], catalogue.sources, on=_within(tree, today)), today)) for tree in trees]
        if args.json:
            plain = [{"tree": tree.id, "version": tree.version, "next": tree.reviewed.next.isoformat(),
                      "references": [_plain(each) for each in listed]} for tree, listed in found]  # fmt: skip
            print(json.dumps({"trees": plain}, ensure_ascii=False, indent=2))
            return 0
        for tree, listed in found:
            print(*_lines(tree, listed, catalogue, args.lang), sep="\n")
        return 0


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else datetime.now(ZoneInfo("Europe/Brussels")).date()
    except ValueError as error:
        message = f"'{text}' is no day: write it as 2026-12-31"
        raise WrongUseError(message) from error


def _within(tree: "Tree", day: date) -> date:
    """Give the day, or the nearest one that the tree answers for."""
    last = tree.effective.end
    return max(tree.effective.start, min(day, last) if last else day)


def _to_read(listed: "tuple[Resting, ...]", today: date) -> "list[Resting]":
    return [each for each in listed if not each.verified or today - each.checked > _YEAR]


def _plain(each: "Resting") -> dict[str, object]:
    return {**asdict(each), "checked": each.checked.isoformat()}


def _lines(tree: "Tree", listed: "list[Resting]", catalogue: "Catalogue", lang: str) -> list[str]:
    lines = [f"{tree.id} {tree.version}: {len(listed)} references to read, the whole tree by {tree.reviewed.next.isoformat()}"]
    for each in listed:
        reference = catalogue.sources.references[each.reference]
        source = catalogue.source(reference.source)
        at = reference.where(lang)  # type: ignore[arg-type]  # the parser admits no other language
        why = "never read" if not each.verified else f"read on {each.checked.isoformat()}"
        lines.append(f"  {each.favourable:>15,}  {each.reference}  {source.short.to(lang)}, {at}  ({why})")  # type: ignore[arg-type]
        supports = {"questions": each.questions, "outcomes": each.outcomes, "obligations": each.obligations}
        lines += [f"  {'':15}    {kind}: {', '.join(names)}" for kind, names in supports.items() if names]
        lines += [f"  {'':15}    {source.address}"] if source.address else []
    return lines


def _accept(args: argparse.Namespace, catalogue: "Catalogue", settings: "Settings", today: date) -> int:
    if len(args.words) != 2 or not (args.by or "").strip():  # noqa: PLR2004 - accept and the tree
        message = 'say which tree was read, and by whom: cirede review accept TREE --by "A. Lawyer"'
        raise WrongUseError(message)
    tree = catalogue.tree(args.words[1])
    path = find_content(settings.content) / "trees" / f"{tree.id}.yaml"
    text = path.read_text(encoding="utf-8")
    place = catalogue.documents[tree.id].place
    save(str(path), accepted(text, place, by=args.by.strip(), on=today, words=words_of(tree)).encode())
    print(f"{Path(path).name}: read by {args.by.strip()} on {today.isoformat()}")
    return 0
