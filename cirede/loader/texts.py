"""The legal texts, references and authorities that all trees share: every file of `trees/sources/`, read as one."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cirede.errors import Problem
from cirede.loader.read import read_file
from cirede.model.source import Sources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cirede.loader.document import Document

FOLDER = "trees/sources"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Several files of one form as if they were one: each id is looked for in the file where it stands."""

    documents: "tuple[Document, ...]"

    @property
    def file(self) -> str:
        """The folder of the files."""
        return FOLDER

    def holder(self, *path: str | int) -> "Document":
        """Give the file in which the id at `path` stands, the first one where none holds it."""
        for document in self.documents:
            if len(path) > 1 and path[1] in (document.value.get(path[0]) or {}):
                return document
        return self.documents[0]

    def place(self, *path: str | int, key: bool = False) -> tuple[int, int]:
        """Give line and column (from 1) of the value at `path` in the file that holds it."""
        return self.holder(*path).place(*path, key=key)

    def problem(self, rule: str, message: str, *path: str | int, hint: str = "", key: bool = False) -> Problem:
        """Make a problem placed at `path` in the file that holds it."""
        return self.holder(*path).problem(rule, message, *path, hint=hint, key=key)


def read_sources(root: "Path", problems: list[Problem]) -> tuple[Sources, Shelf] | None:
    """Read every file of `trees/sources/` and join them; None where one cannot be read, its problems added."""
    files = sorted(path.name for path in (root / FOLDER).glob("*.yaml"))
    if not files:
        problems.append(Problem(FOLDER, 1, 1, "no-content", "there is no file of legal texts", "add trees/sources/<topic>.yaml"))
    found = [read_file(root, f"{FOLDER}/{name}", Sources, problems) for name in files]
    read = [each for each in found if each]
    if not files or len(read) != len(files):
        return None
    shelf = Shelf(tuple(document for _, document in read))
    problems += [each for kind in ("sources", "references", "authorities") for each in _twice(kind, read)]
    joined = Sources()
    for sources, _ in read:
        joined.sources.update(sources.sources)
        joined.references.update(sources.references)
        joined.authorities.update(sources.authorities)
    return joined, shelf


def _twice(kind: str, read: "list[tuple[Sources, Document]]") -> "Iterator[Problem]":
    first: dict[str, str] = {}
    for sources, document in read:
        for name in getattr(sources, kind):
            if name in first:
                hint = f"the first stands in {first[name]}: cite that one"
                yield document.problem("duplicate-id", f"'{name}' stands here a second time", kind, name, hint=hint, key=True)
            first.setdefault(name, document.file)
