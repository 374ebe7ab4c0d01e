"""Commands about the ranking: rank the register, explain a barrier, compare two, list and show the register."""

import argparse
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cirede.analysis.firm import firmness
from cirede.cli.saving import save
from cirede.cli.sheets import read_back, write_sheet
from cirede.cli.standing import add_standing, read_day
from cirede.cli.standings import as_csv, barrier_lines, explained_lines, pair_lines, ranking_lines, register_lines
from cirede.engine.rank import assess_all, rank_assessed
from cirede.engine.scoring import prepare_rules
from cirede.engine.weights import read_weights, weigh
from cirede.errors import UnknownNameError, WrongUseError
from cirede.exchange.ranking import barrier_as_dict, explained_as_dict, pair_as_dict, ranking_as_dict
from cirede.exchange.workbook import ranking_workbook
from cirede.loader.catalogue import Catalogue, open_catalogue

if TYPE_CHECKING:
    from cirede.analysis.firm import Firm
    from cirede.engine.links import Link
    from cirede.model.ranking import Ranked, Ranking
    from cirede.settings import Settings

_RANK = """rank the barriers of the register by a profile

examples:
  cirede rank
  cirede rank --profile minutes-2021 --top 5 --lang fr
  cirede rank --weights impact=3,ease=1,instrument=1,speed=0 --format json
  cirede rank --suppose demantelement-d3e.tonnes-gained=100-2000
  cirede rank --format xlsx -o ranking.xlsx"""
_EXPLAIN = """say what is known of a barrier, and how its levels came about

example: cirede explain demantelement-d3e --lang fr"""
_COMPARE = """say why one barrier is ahead of another

example: cirede compare demantelement-d3e tracabilite-dechets"""
_REGISTER = """list the register, show one barrier, or send its scoring sheet round and read it back

examples:
  cirede register list --family waste-status --state open
  cirede register show demantelement-d3e --json
  cirede register sheet demantelement-d3e --lang fr -o sheet.xlsx
  cirede register read sheet.xlsx"""


@dataclass(frozen=True, slots=True)
class _Standing:
    catalogue: Catalogue
    ranking: "Ranking"
    firm: "Firm"
    links: "tuple[Link, ...]"

    def ranked(self, name: str) -> "Ranked":
        """Give a barrier that has a place. Raises: UnknownNameError, WrongUseError with the reason it has none."""
        self.catalogue.rulebook.barrier(name)
        for each in self.ranking.ranked:
            if each.barrier == name:
                return each
        apart = next(each for each in (*self.ranking.to_document, *self.ranking.gated) if each.barrier == name)
        message = f"'{name}' is not ranked: {apart.reason.en if apart.reason else apart.triage}"
        raise WrongUseError(message)


class Rank:
    """Rank the register."""

    help = _RANK

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the profile, the weights, the day, the suppositions and the form of the output."""
        _add_standing(parser)
        parser.add_argument("--format", choices=("table", "json", "csv", "xlsx"), default="table")
        parser.add_argument("--top", type=_count, help="only so many places")
        parser.add_argument("-o", "--output", help="the file that --format xlsx writes")

    def run(self, args: argparse.Namespace, settings: "Settings") -> int:
        """Rank and print, or write the file."""
        if (args.format == "xlsx") != bool(args.output) or (args.output and args.top):
            message = "--format xlsx and -o FILE go together, without --top: the file holds the whole ranking"
            raise WrongUseError(message)
        found = _standing(args, settings)
        if args.output:
            save(args.output, ranking_workbook(found.ranking, args.lang, found.catalogue))
            print(args.output)
            return 0
        plain = ranking_as_dict(found.ranking, args.lang, found.catalogue, firm=found.firm, top=args.top)
        if args.format == "json":
            _print_json(plain)
        elif args.format == "csv":
            print(as_csv(plain), end="")
        else:
            _print(ranking_lines(plain, found.catalogue.rulebook.criteria))
        return 0


class Explain:
    """Explain a barrier."""

    help = _EXPLAIN

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the barrier and how the register is ranked."""
        parser.add_argument("barrier")
        _add_standing(parser)
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def run(self, args: argparse.Namespace, settings: "Settings") -> int:
        """Print what is known of the barrier and what made its levels."""
        found = _standing(args, settings)
        found.catalogue.rulebook.barrier(args.barrier)
        plain = explained_as_dict(found.ranking, found.firm, found.links, args.barrier, args.lang, found.catalogue)
        if args.json:
            _print_json(plain)
        else:
            _print(explained_lines(plain, found.catalogue.rulebook.criteria, args.lang))
        return 0


class Compare:
    """Compare two barriers."""

    help = _COMPARE

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the two barriers and how the register is ranked."""
        parser.add_argument("first", metavar="BARRIER")
        parser.add_argument("second", metavar="BARRIER")
        _add_standing(parser)
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def run(self, args: argparse.Namespace, settings: "Settings") -> int:
        """Print the difference, criterion by criterion."""
        found = _standing(args, settings)
        if args.first == args.second:
            message = f"'{args.first}' is compared with itself: name two barriers"
            raise WrongUseError(message)
        pair = found.ranked(args.first), found.ranked(args.second)
        plain = pair_as_dict(found.ranking, found.firm, pair, args.lang, found.catalogue)
        if args.json:
            _print_json(plain)
        else:
            _print(pair_lines(plain, found.catalogue.rulebook.criteria, args.lang))
        return 0


class Register:
    """List or show the register, write and read scoring sheets."""

    help = _REGISTER

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what is shown, and of which family and state."""
        below = parser.add_subparsers(dest="shown", metavar="list|show|sheet|read", required=True)
        listed = below.add_parser("list", help="list the barriers", allow_abbrev=False)
        listed.add_argument("--family", help="only this family")
        listed.add_argument("--state", choices=("open", "partly-lifted", "lifted"), help="only this state")
        listed.add_argument("--authority", help="only where this authority decides")
        listed.add_argument("--activity", help="only what hinders this activity")
        one = below.add_parser("show", help="show one barrier", allow_abbrev=False)
        one.add_argument("barrier")
        out = below.add_parser("sheet", help="write the scoring sheet of a barrier as XLSX", allow_abbrev=False)
        out.add_argument("barrier")
        out.add_argument("-o", "--output", help="the file (BARRIER.xlsx when left out)")
        back = below.add_parser("read", help="read a scoring sheet, as YAML for the register", allow_abbrev=False)
        back.add_argument("sheet", metavar="FILE")
        back.add_argument("--barrier", help="refuse the sheet of another barrier")
        for each in (listed, one, out, back):
            each.add_argument("--lang", choices=("fr", "nl", "en"), default="en")
            each.add_argument("--exercise", action="store_true", help="the fictitious register, for training")
        for each in (listed, one):
            each.add_argument("--json", action="store_true", help="print one JSON object")

    def run(self, args: argparse.Namespace, settings: "Settings") -> int:
        """Print the list or the barrier, or write or read a sheet."""
        catalogue = _opened(args, settings)
        if args.shown in {"sheet", "read"}:
            return write_sheet(args, catalogue) if args.shown == "sheet" else read_back(args, catalogue)
        if args.shown == "show":
            plain = barrier_as_dict(args.barrier, args.lang, catalogue)
            if args.json:
                _print_json(plain)
            else:
                _print(barrier_lines(plain, args.lang, fictitious=catalogue.rulebook.fictitious))
            return 0
        names = _fitting(args, catalogue)
        if args.json:
            _print_json({"barriers": [barrier_as_dict(name, args.lang, catalogue) for name in names]})
        else:
            _print(register_lines([barrier_as_dict(name, args.lang, catalogue) for name in names]))
        return 0


def _fitting(args: argparse.Namespace, catalogue: Catalogue) -> list[str]:
    barriers, lists = catalogue.rulebook.barriers, catalogue.rulebook.lists
    authorities = {name for each in barriers.values() for name in each.authorities}
    for kind, wanted, known in (("family", args.family, lists.families), ("authority", args.authority, authorities),
                                ("activity", args.activity, lists.activities)):  # fmt: skip
        if wanted and wanted not in known:
            raise UnknownNameError(kind, wanted, sorted(known))
    return [
        name
        for name, each in barriers.items()
        if args.family in {None, each.family} and args.state in {None, each.state}
        if args.authority in {None, *each.authorities} and args.activity in {None, *each.activities}
    ]


def _add_standing(parser: argparse.ArgumentParser) -> None:
    add_standing(parser)
    parser.add_argument("--suppose", action="append", default=[], metavar="BARRIER.fact=value",
                        help="what if; also BARRIER.criterion=2-4; may be repeated; nothing is saved")  # fmt: skip
    parser.add_argument("--lang", choices=("fr", "nl", "en"), default="en")


def _standing(args: argparse.Namespace, settings: "Settings") -> _Standing:
    catalogue = _opened(args, settings)
    given = None if args.weights is None else read_weights(args.weights.split(","))
    weights = weigh(catalogue.rulebook, args.profile, given)
    prepared = prepare_rules(catalogue.rulebook)
    assessment = assess_all(prepared, on=read_day(args.on), supposed=args.suppose)
    ranking = rank_assessed(prepared, assessment, weights)
    supposed = replace(catalogue, rulebook=replace(catalogue.rulebook, barriers=dict(assessment.barriers)))
    return _Standing(supposed, ranking, firmness(ranking, prepared, assessment.barriers), prepared.links)


def _opened(args: argparse.Namespace, settings: "Settings") -> Catalogue:
    catalogue = open_catalogue(settings.content)
    return replace(catalogue, rulebook=catalogue.rulebook.for_training()) if args.exercise else catalogue


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not int(text):
        message = f"'{text}' is no number of places: give 1 or more"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _print(lines: list[str]) -> None:
    print(*lines, sep="\n")


def _print_json(plain: dict[str, Any]) -> None:
    print(json.dumps(plain, ensure_ascii=False, indent=2))
