"""The command that shows how often each outcome was reached."""

import argparse
import csv
import io
import json
from datetime import date
from typing import TYPE_CHECKING

from cirede.errors import WrongUseError, choice, nearest
from cirede.store.counters import FEWEST, PARTS, Part, Tally, tally

if TYPE_CHECKING:
    from cirede.settings import Settings

_USUAL = "tree,outcome,lang"


class Counters:
    """Show the counters that the site keeps where CIREDE_COUNTERS names a file."""

    help = (
        "show how often each outcome was shown, from five times on\n\n"
        "example: cirede counters --by tree,day --since 2026-12-01 --format csv"
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what to add up by, between which days, and the form."""
        parser.add_argument("--by", default=_USUAL, help=f"some of {','.join(PARTS)} ({_USUAL})")
        parser.add_argument("--since", type=_day, help="the first day, such as 2026-12-01")
        parser.add_argument("--until", type=_day, help="the last day")
        parser.add_argument("--format", default="text", choices=("text", "csv", "json"), help="the form (text)")

    def run(self, args: argparse.Namespace, settings: "Settings") -> int:
        """Print the counts. Raises: WrongUseError where there is no file, or an unknown part."""
        if settings.counters is None:
            message = "nothing is counted here: CIREDE_COUNTERS names the file of the counters"
            raise WrongUseError(message)
        by = _parts(args.by)
        found = tally(settings.counters, by, since=args.since, until=args.until)
        print({"text": _text, "csv": _csv, "json": _json}[args.format](found, by), end="")
        return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"'{text}' is no day such as 2026-12-01"
        raise argparse.ArgumentTypeError(message) from None


def _parts(text: str) -> tuple[Part, ...]:
    asked = text.split(",")
    for name in asked:
        if name not in PARTS:
            message = f"--by has no part '{name[:40]}'{choice(nearest(name, PARTS), PARTS)}"
            raise WrongUseError(message)
    return tuple(part for part in PARTS if part in asked)


def _text(found: Tally, by: tuple[Part, ...]) -> str:
    rows = [(*by, "count"), *((*each.values, str(each.times)) for each in found.counts)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    if found.hidden:
        lines.append(f"{found.hidden} more with fewer than {FEWEST} each: not shown")
    return "\n".join(lines) + "\n"


def _csv(found: Tally, by: tuple[Part, ...]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([(*by, "count"), *((*each.values, each.times) for each in found.counts)])
    return out.getvalue()


def _json(found: Tally, by: tuple[Part, ...]) -> str:
    counts = [{**dict(zip(by, each.values, strict=True)), "count": each.times} for each in found.counts]
    return json.dumps({"counts": counts, "fewest": FEWEST, "hidden": found.hidden}, indent=2) + "\n"
