"""Commands about programmes: freeze a ranking, show a programme, say what moved between two."""

import argparse
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cirede.analysis.programmes import compare
from cirede.cli.programme_lines import comparison_lines, head_lines, programme_lines
from cirede.cli.saving import save
from cirede.cli.standing import add_standing, read_day
from cirede.engine.freeze import freeze
from cirede.engine.rank import rank
from cirede.engine.scoring import prepare_rules
from cirede.engine.weights import Weights, read_weights, weigh
from cirede.errors import WrongUseError
from cirede.exchange.changes import comparison_as_dict
from cirede.exchange.programme import programme_as_dict, programme_head
from cirede.exchange.programme_file import programme_yaml
from cirede.loader.catalogue import find_content, open_catalogue
from cirede.loader.programmes import FOLDER, RESERVED

if TYPE_CHECKING:
    from datetime import date

    from cirede.model.catalogue import Catalogue
    from cirede.model.programme import Programme
    from cirede.settings import Settings

NOW = "now"
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_LONGEST = 60
_HELP = """freeze a ranking as a programme, show one, say what moved between two

examples:
  cirede programme freeze --on 2026-11-25
  cirede programme show
  cirede programme show programme-2026-11-25 --lang fr
  cirede programme diff programme-2026-11-25 now"""


class Programmes:
    """Freeze, show and compare programmes."""

    help = _HELP

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what is done, with which programme, in which language."""
        below = parser.add_subparsers(dest="done", metavar="freeze|show|diff", required=True)
        frozen = below.add_parser("freeze", help="write the ranking of a day as a file of rules/programmes/", allow_abbrev=False)
        add_standing(frozen)
        frozen.add_argument("--name", help="its id (programme- and the day when left out)")
        frozen.add_argument("-o", "--output", help="the file (NAME.yaml in rules/programmes/ when left out)")
        frozen.add_argument("--overwrite", action="store_true", help="replace a file that is there, with the decisions in it")
        shown = below.add_parser("show", help="list the programmes, or show one", allow_abbrev=False)
        shown.add_argument("programme", nargs="?", metavar="NAME")
        moved = below.add_parser("diff", help="say what moved each barrier", allow_abbrev=False)
        moved.add_argument("old", metavar="OLD")
        moved.add_argument("new", metavar="NEW", help=f"a programme, or '{NOW}': today's ranking under the weights of OLD")
        for each in (shown, moved):
            each.add_argument("--lang", choices=("fr", "nl", "en"), default="en")
            each.add_argument("--json", action="store_true", help="print one JSON object")

    def run(self, args: argparse.Namespace, settings: "Settings") -> int:
        """Do what is asked."""
        catalogue = open_catalogue(settings.content)
        return {"freeze": _freeze, "show": _show, "diff": _diff}[args.done](args, catalogue, settings)


def _freeze(args: argparse.Namespace, catalogue: "Catalogue", settings: "Settings") -> int:
    found = replace(catalogue, rulebook=catalogue.rulebook.for_training()) if args.exercise else catalogue
    given = None if args.weights is None else read_weights(args.weights.split(","))
    on = read_day(args.on)
    kind = "exercise" if args.exercise else "programme"
    name = args.name or (Path(args.output).stem if args.output else f"{kind}-{on.isoformat()}")
    path = Path(args.output) if args.output else find_content(settings.content) / FOLDER / f"{name}.yaml"
    if len(name) > _LONGEST or not _NAME.fullmatch(name) or name in RESERVED:
        message = f"'{name[:_LONGEST]}' is no name for a programme: give --name small letters, digits and hyphens, as spring-2027"
        raise WrongUseError(message)
    if path.name != f"{name}.yaml":
        message = f"the file of the programme '{name}' is called '{name}.yaml', not '{path.name}'"
        raise WrongUseError(message)
    text = programme_yaml(_frozen(name, found, weigh(found.rulebook, args.profile, given), on))
    if not args.output:
        path.parent.mkdir(parents=True, exist_ok=True)
    save(str(path), text.encode(), anew=not args.overwrite, cure="give another --name, or --overwrite it with its decisions")
    print(path)
    return 0


def _frozen(name: str, catalogue: "Catalogue", weights: Weights, on: "date") -> "Programme":
    return freeze(name, rank(prepare_rules(catalogue.rulebook), weights, on=on), catalogue, own=weights.own)


def _show(args: argparse.Namespace, catalogue: "Catalogue", settings: "Settings") -> int:
    del settings
    if args.programme is None:
        heads = [programme_head(each, args.lang) for each in reversed(_by_day(catalogue))]
        if args.json:
            _print_json({"programmes": heads})
        else:
            print(*head_lines(heads, args.lang), sep="\n")
        return 0
    programme = catalogue.programme(args.programme)
    plain = programme_as_dict(programme, args.lang, catalogue)
    if args.json:
        _print_json(plain)
    else:
        print(*programme_lines(plain, programme.rules.criteria, args.lang), sep="\n")
    return 0


def _by_day(catalogue: "Catalogue") -> "list[Programme]":
    return sorted(catalogue.programmes.values(), key=lambda each: (each.on, each.id))


def _diff(args: argparse.Namespace, catalogue: "Catalogue", settings: "Settings") -> int:
    del settings
    old = catalogue.programme(args.old)
    new = _today(old, catalogue) if args.new == NOW else catalogue.programme(args.new)
    plain = comparison_as_dict(compare(old, new), args.lang)
    if args.json:
        _print_json(plain)
    else:
        print(*comparison_lines(plain, args.lang), sep="\n")
    return 0


def _today(old: "Programme", catalogue: "Catalogue") -> "Programme":
    """Freeze today's ranking of the same register under the same weights, for a comparison only."""
    found = replace(catalogue, rulebook=catalogue.rulebook.for_training()) if old.fictitious else catalogue
    kept = old.profile
    weights = weigh(found.rulebook, kept.profile, None if kept.own else dict(kept.weights))
    return _frozen(NOW, found, weights, read_day(None))


def _print_json(plain: dict[str, Any]) -> None:
    print(json.dumps(plain, ensure_ascii=False, indent=2))
