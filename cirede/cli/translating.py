"""Commands about translations: out to a translator, back in, and which were left behind."""

import argparse
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from cirede.cli.authoring import tree_files, writable
from cirede.cli.saving import save
from cirede.errors import ContentError, UnknownNameError, WrongUseError
from cirede.exchange.translation_layout import PAGE
from cirede.exchange.translation_reading import LIMITS, read_translations
from cirede.exchange.translation_record import as_json
from cirede.exchange.translation_table import as_csv, as_workbook, rows_of
from cirede.loader.catalogue import find_content
from cirede.loader.document import read_text
from cirede.loader.rewording import reworded
from cirede.loader.texts import FOLDER as SOURCES
from cirede.loader.translations import name_of, read_record, record_file
from cirede.model.text import LANGS
from cirede.model.translation import recorded, source_of, states, written

if TYPE_CHECKING:
    from collections.abc import Collection

    from cirede.errors import Problem
    from cirede.loader.document import Document
    from cirede.model.text import Lang
    from cirede.model.translation import Path as TextPath
    from cirede.model.translation import Record, State, Written
    from cirede.settings import Settings

_SHARED = ("everyday", "notice")
_HELP = """hand the words of a tree to a translator, and take the translations back

The table has a row for each text: where it stands, what it is, the source words, the translation, and whether that is fine,
stale (the source words changed since) or missing. `import` changes the words at their place and nothing else, or says all
that keeps it from doing so. `accept` says that the translations hold for the source words of today.

examples:
  cirede translations status
  cirede translations export waste-status --lang nl -o waste-status-nl.xlsx
  cirede translations import waste-status waste-status-nl.xlsx
  cirede translations accept waste-status --lang nl

What is shared by all trees is translated too: sources/waste, everyday, notice. More: docs/translations.md"""


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file of words as it stands, with the record of its translations."""

    root: Path
    name: str
    data: bytes
    document: "Document"
    texts: "tuple[Written, ...]"
    source: "Lang"
    record: "Record | None"
    faults: "list[Problem]"

    @property
    def states(self) -> "dict[tuple[TextPath, Lang], State]":
        """Tell the state of each translation."""
        return states(self.texts, self.record, self.source)

    def targets(self, lang: "Lang | None") -> "tuple[Lang, ...]":
        """Give the languages that are translated into, or the one named. Raises: WrongUseError for the source language."""
        if lang == self.source:
            others = " or ".join(each for each in LANGS if each != lang)
            message = f"'{lang}' is the language that {self.name} is translated from: name {others}"
            raise WrongUseError(message)
        return (lang,) if lang else tuple(each for each in LANGS if each != self.source)


class Translations:
    """Export, import and accept translations, and count those left behind."""

    help = _HELP

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what is done, with which tree, in which language."""
        below = parser.add_subparsers(dest="done", metavar="export|import|accept|status", required=True)
        out = below.add_parser("export", help="write the texts of a tree as a table", allow_abbrev=False)
        out.add_argument("--format", choices=("xlsx", "csv"), help="the form (as the name of the file ends, else xlsx)")
        out.add_argument("-o", "--output", required=True, help="the file to write")
        back = below.add_parser("import", help="put the words of a table into a tree", allow_abbrev=False)
        held = below.add_parser("accept", help="say that translations hold for the source words of today", allow_abbrev=False)
        told = below.add_parser("status", help="count what is fine, stale and missing", allow_abbrev=False)
        for each in (out, back, held, told):
            many = {told: "*", held: "+"}.get(each)
            each.add_argument("tree", metavar="TREE", nargs=many, help="a tree, sources/TOPIC, everyday or notice")
        back.add_argument("file", metavar="FILE", help="the table, XLSX or CSV")
        for each in (out, held):
            each.add_argument("--lang", choices=LANGS, help="the language translated into (all when left out)")

    def run(self, args: argparse.Namespace, settings: "Settings") -> int:
        """Do what is asked; 1 when a file must be mended first, 2 when what is asked makes no sense."""
        return {"export": _export, "import": _import, "accept": _accept, "status": _status}[args.done](args, settings)


def _files(root: Path) -> dict[str, Path]:
    """Give every file whose words are translated, by its name."""
    shared = [root / "trees" / f"{name}.yaml" for name in _SHARED]
    found = [*tree_files(root), *sorted((root / SOURCES).glob("*.yaml")), *(path for path in shared if path.exists())]
    return {name_of(path.relative_to(root).as_posix()): path for path in found}


def _open(given: str, root: Path) -> _Opened:
    """Open a file of words, in which words may still be missing. Raises: UnknownNameError, ContentError."""
    files, name = _files(root), name_of(given)
    if name not in files:
        raise UnknownNameError("tree", name, files)
    try:
        data = files[name].read_bytes()
    except OSError as error:
        message = f"'{files[name]}' cannot be read: {error.strerror}"
        raise WrongUseError(message) from error
    document, problems = read_text(data, file=f"trees/{name}.yaml")
    problems = [problem for problem in problems if problem.rule != "placeholder"]
    if document is None or problems:
        raise ContentError(problems)
    source = source_of(document.value)
    record, faults = read_record(root, name)
    return _Opened(root, name, data, document, tuple(written(document.value, source)), source, record, faults)


def _export(args: argparse.Namespace, settings: "Settings") -> int:
    opened = _open(args.tree, find_content(settings.content))
    if opened.faults:
        raise ContentError(opened.faults)
    langs = opened.targets(args.lang)
    lang: Lang = args.lang or "en"
    rows = rows_of(opened.name, opened.texts, opened.states, langs)
    if (args.format or Path(args.output).suffix.lower().strip(".")) == "csv":
        data = as_csv(rows, lang=lang)
    else:
        today = datetime.now(ZoneInfo("Europe/Brussels")).date()
        data = as_workbook(rows, lang=lang, title=f"{PAGE.to(lang)}: {opened.name}", on=today)
    save(args.output, data)
    print(args.output)
    print(_counted(opened, langs))
    return 0


def _import(args: argparse.Namespace, settings: "Settings") -> int:
    opened = _open(args.tree, writable(settings))
    if opened.faults:
        raise ContentError(opened.faults)
    try:
        with Path(args.file).open("rb") as file:
            data = file.read(LIMITS.packed + 1)
    except OSError as error:
        message = f"'{args.file}' cannot be read: {error.strerror}"
        raise WrongUseError(message) from error
    found, problems = read_translations(data, opened.name, opened.texts, opened.states, file=args.file)
    if found is None:
        raise ContentError(problems)
    if not found.changes and not found.kept:
        print(f"{opened.document.file}: nothing to change")
        return 0
    texts = opened.texts
    if found.changes:
        after = reworded(opened.data, opened.document, found.changes)
        save(str(opened.root / opened.document.file), after)
        texts = _open(opened.name, opened.root).texts
    langs = opened.targets(None)
    _save(opened, recorded(texts, opened.record, opened.source, langs=langs, done={*found.changes, *found.kept}))
    kept = f", {len(found.kept)} kept as they are" if found.kept else ""
    many = len(found.changes)
    print(f"{opened.document.file}: {many} translation{'s' if many != 1 else ''} changed{kept}")
    return 0


def _accept(args: argparse.Namespace, settings: "Settings") -> int:
    root = writable(settings)
    for opened in [_open(name, root) for name in args.tree]:
        langs = opened.targets(args.lang)
        if opened.faults and args.lang:
            raise ContentError(opened.faults)
        _save(opened, recorded(opened.texts, opened.record, opened.source, langs=langs))
        marked = sum(lang in each.words for each in opened.texts for lang in langs)
        print(f"{record_file(opened.name)}: {marked} translations hold for the source words of today")
    return 0


def _status(args: argparse.Namespace, settings: "Settings") -> int:
    root = find_content(settings.content)
    for name in args.tree or _files(root):
        opened = _open(name, root)
        if opened.faults:
            raise ContentError(opened.faults)
        print(_counted(opened, opened.targets(None)))
    return 0


def _counted(opened: _Opened, langs: "Collection[Lang]") -> str:
    """Say how many translations are fine, stale and missing, language by language."""
    counts = Counter((lang, state) for (_, lang), state in opened.states.items())
    said = (
        f"{lang} " + ", ".join(f"{counts[lang, state]} {state}" for state in ("fine", "stale", "missing") if counts[lang, state])
        for lang in langs
    )
    begun = "" if opened.record else " (no record yet: changes of source words go unnoticed)"
    return f"{opened.name}: {'; '.join(said)}{begun}"


def _save(opened: _Opened, record: "Record") -> None:
    path = opened.root / record_file(opened.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    save(str(path), as_json(record).encode(), cure="give the folder back to its owner")
