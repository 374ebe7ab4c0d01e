"""The records of translations: one file of JSON for each file of words, read to find what was left behind."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic import ValidationError

from cirede.errors import Problem
from cirede.model.translation import Record, left_behind, source_of, written

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cirede.loader.document import Document
    from cirede.model.text import Lang

FOLDER = "trees/.translations"
NAMES: "dict[Lang, str]" = {"fr": "French", "nl": "Dutch", "en": "English"}

_AT = re.compile(r"at line (\d+) column (\d+)")


def name_of(file: str) -> str:
    """Give the name under which a file of words is translated: its tree, or `sources/` and its topic."""
    return file.removeprefix("trees/").removesuffix(".yaml")


def record_file(name: str) -> str:
    """Give the file that holds the record of a file of words."""
    return f"{FOLDER}/{name}.json"


def read_record(root: "Path", name: str) -> tuple[Record | None, list[Problem]]:
    """Read the record of a file of words; None where there is none yet, or where it cannot be read, with the problem."""
    file = record_file(name)
    try:
        data = (root / file).read_bytes()
    except FileNotFoundError:
        return None, []
    except OSError as error:
        return None, [_broken(file, name, error.strerror or "")]
    try:
        return Record.model_validate_json(data), []
    except ValidationError as error:
        fault = error.errors()[0]
        at = _AT.search(fault["msg"])
        line, column = (int(at[1]), int(at[2])) if at else (1, 1)
        where = f"at {'/'.join(str(part) for part in fault['loc'])[:80]}, " if fault["loc"] else ""
        return None, [_broken(file, name, where + fault["msg"][:80], line=max(line, 1), column=max(column, 1))]


def _broken(file: str, name: str, reason: str, *, line: int = 1, column: int = 1) -> Problem:
    """Say that a record cannot be read: a warning, for the words themselves are whole."""
    message = f"the record of translations cannot be read: {reason}"
    hint = f"take back the version of before, or begin anew: cirede translations accept {name}"
    return Problem(file, line, column, "broken-record", message, hint).as_warning()


def check_translations(root: "Path", documents: "Iterable[Document]") -> Iterator[Problem]:
    """Warn of each translation whose source words changed since it was made; files without a record are passed over."""
    for document in documents:
        name, source = name_of(document.file), source_of(document.value)
        record, problems = read_record(root, name)
        yield from problems
        for each, lang in left_behind(tuple(written(document.value, source)), record, source) if record else ():
            message = f"the {NAMES[source]} words changed since this was translated from them"
            hint = f"translate it again; if every {NAMES[lang]} text still holds: cirede translations accept {name} --lang {lang}"
            yield document.problem("stale-translation", message, *each.path, lang, hint=hint).as_warning()
