"""Commands for whoever writes trees: begin a new one, and teach the editor its ids."""

import argparse
import json
import re
from datetime import date, datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from cirede.cli.saving import save
from cirede.errors import UnknownNameError, WrongUseError
from cirede.exchange.json_schema import json_schema
from cirede.loader.catalogue import find_content
from cirede.loader.names import RESERVED_TREES
from cirede.loader.vocabulary import read_vocabulary
from cirede.model.text import as_day

if TYPE_CHECKING:
    from cirede.settings import Settings

FOLDER = ".schema"
_NOT_TREES = ("everyday", "notice", "sources", "archive")
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_LONGEST_ID = 40
_TITLES = {
    "FR": "Exemple : dois-je faire une démarche ?",
    "NL": "Voorbeeld: moet ik een stap zetten?",
    "EN": "Example: must I take a step?",
}
_SCHEMA = """teach the editor the ids of a tree: write a JSON Schema for it

examples:
  cirede schema trees/waste-status.yaml
  cirede schema                                   # every tree

The schema stands in .schema/ beside the tree, and is found by an editor through this first line of the tree:
  # yaml-language-server: $schema=.schema/waste-status.json
Write it again when ids were added, or let `cirede preview` do it at every save."""
_NEW = """begin a new tree: a small one that is complete, to be written over

example:
  cirede new tree bike-workshop --title "Puis-je réparer des vélos ?" "Mag ik fietsen herstellen?" "May I repair bicycles?\""""
_NEXT = """
A complete tree of two questions, with example words in three languages. Now:
  1. open trees/{name}.yaml in your editor and write your own words over the example, from top to bottom;
  2. see it at every save, with each problem beside its question: cirede preview {name}
  3. find what is missing: cirede check && cirede test {name}
  4. put your law into trees/sources/{name}.yaml; 'verified: true' only where you have read the article
How to write each part: docs/write-a-tree.md, and a first tree step by step: docs/tutorial-author.md"""


class Schema:
    """Write a JSON Schema for each tree named, which holds that tree's ids and the shared ones."""

    help = _SCHEMA

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the trees and the file to write."""
        parser.add_argument("trees", nargs="*", metavar="TREE", help="a file of a tree, or its id; every tree when left out")
        parser.add_argument("-o", "--output", help="the file to write, for one tree; '-' for the screen")

    def run(self, args: argparse.Namespace, settings: "Settings") -> int:
        """Write; 2 when a tree is not there or a file cannot be written."""
        root = find_content(settings.content)
        files = [tree_file(each, root) for each in args.trees] or tree_files(root)
        if args.output and len(files) != 1:
            message = "-o names the file of one schema: name one tree"
            raise WrongUseError(message)
        for file in files:
            text = schema_text(file, root)
            if args.output == "-":
                print(text, end="")
                continue
            target = Path(args.output) if args.output else schema_file(file)
            if not args.output:
                target.parent.mkdir(exist_ok=True)
            save(str(target), text.encode())
            print(f"{target}: first line of {file.name}: # yaml-language-server: $schema={_seen_from(file, target)}")
        return 0


class New:
    """Write a new tree, with its own file of legal texts and its schema."""

    help = _NEW

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the kind of thing, its id, its titles and its first day."""
        parser.add_argument("kind", choices=("tree",), help="what to begin")
        parser.add_argument("id", help="lower-case words joined by hyphens: the name of the file and the address on the site")
        parser.add_argument("--title", nargs=3, metavar=("FR", "NL", "EN"), help="the question that the tree answers")
        parser.add_argument("--from", dest="start", metavar="DAY", help="the first day of its law, as 2026-12-31 (today)")

    def run(self, args: argparse.Namespace, settings: "Settings") -> int:
        """Write; 2 when the id cannot be used or a file is there already."""
        root = writable(settings)
        _refuse_id(args.id, root)
        today = datetime.now(ZoneInfo("Europe/Brussels")).date()
        words = _words(args, today)
        files = {f"trees/{args.id}.yaml": "tree.yaml", f"trees/sources/{args.id}.yaml": "sources.yaml"}
        for file in files:
            if (root / file).exists():
                message = f"'{file}' is there already and is not written over: choose another id"
                raise WrongUseError(message)
        for file, model in files.items():
            save(str(root / file), _filled(model, words).encode(), anew=True, cure="choose another id")
            print(file)
        tree = root / "trees" / f"{args.id}.yaml"
        schema_file(tree).parent.mkdir(exist_ok=True)
        save(str(schema_file(tree)), schema_text(tree, root).encode())
        print(f"trees/{FOLDER}/{args.id}.json")
        print(_NEXT.format(name=args.id))
        return 0


def tree_file(name: str, root: Path) -> Path:
    """Give the file of a tree named by its path or its id. Raises: WrongUseError, UnknownNameError."""
    if name.endswith((".yaml", ".yml")):
        if not Path(name).is_file():
            message = f"there is no file '{name}'"
            raise WrongUseError(message)
        return Path(name)
    found = {path.stem: path for path in tree_files(root)}
    if name not in found:
        raise UnknownNameError("tree", name, found)
    return found[name]


def tree_files(root: Path) -> list[Path]:
    """Give the file of every tree of the content, readable or not."""
    return sorted(path for path in (root / "trees").glob("*.yaml") if path.stem not in _NOT_TREES)


def schema_file(tree: Path) -> Path:
    """Give the place of the schema of a tree."""
    return tree.parent / FOLDER / f"{tree.stem}.json"


def schema_text(tree: Path, root: Path) -> str:
    """Give the schema of a tree; where it stands among other content than `root`, the ids of that content."""
    around = tree.resolve().parent
    root = around.parent if around.name == "trees" and (around / "sources").is_dir() else root
    return json.dumps(json_schema(read_vocabulary(tree, root)), ensure_ascii=False, indent=1) + "\n"


def _seen_from(tree: Path, target: Path) -> str:
    """Give the path of the schema as the first line of the tree names it."""
    own, there = tree.resolve().parent, target.resolve()
    return there.relative_to(own).as_posix() if there.is_relative_to(own) else there.as_posix()


def writable(settings: "Settings") -> Path:
    """Give the folder of the content. Raises: WrongUseError where it is the copy inside the installed package."""
    root = find_content(settings.content)
    if root == Path(str(resources.files("cirede") / "data")):
        message = f"set CIREDE_CONTENT to a folder of your own with 'trees' and 'rules': what is in {root} came with the software"
        raise WrongUseError(message)
    return root


def _refuse_id(name: str, root: Path) -> None:
    if not _ID.fullmatch(name) or len(name) > _LONGEST_ID:
        form = f"lower-case letters, digits and single hyphens, {_LONGEST_ID} at most, as bike-workshop"
        message = f"'{name[:80]}' is no id: {form}"
        raise WrongUseError(message)
    if name in (*RESERVED_TREES, *_NOT_TREES):
        message = f"'{name}' is kept for the addresses of pages: choose another id"
        raise WrongUseError(message)
    if any((root / "trees" / "archive").glob(f"{name}@*.yaml")):
        message = f"earlier versions of '{name}' stand in trees/archive: choose another id"
        raise WrongUseError(message)


def _words(args: argparse.Namespace, today: date) -> dict[str, str]:
    """Give what is written into the skeleton. Raises: WrongUseError for a first day that is none."""
    start = today
    if args.start:
        try:
            start = as_day(args.start)
        except ValueError as error:
            message = f"--from is '{args.start[:20]}': {error}"
            raise WrongUseError(message) from error
    if args.title and not all(title.strip() for title in args.title):
        message = "a title is empty: give the question in French, Dutch and English"
        raise WrongUseError(message)
    titles = dict(zip(_TITLES, args.title, strict=True)) if args.title else _TITLES
    soon = date(today.year + 1, today.month, min(today.day, 28))
    quoted = {f"TITLE-{lang}": json.dumps(title, ensure_ascii=False)[1:-1] for lang, title in titles.items()}
    return {**quoted, "FROM": start.isoformat(), "NEXT": soon.isoformat(), "TODAY": today.isoformat(), "ID": args.id}


def _filled(model: str, words: dict[str, str]) -> str:
    text = (resources.files("cirede.cli") / "skeleton" / model).read_text("utf-8")
    return re.sub(r"\b(?:TITLE-(?:FR|NL|EN)|FROM|NEXT|TODAY|ID)\b", lambda found: words[found[0]], text)
