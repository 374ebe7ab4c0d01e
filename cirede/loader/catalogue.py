"""All content, loaded once by whoever opens the door and handed down."""

import os
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cirede.errors import ContentError, Problem, UnknownNameError, nearest
from cirede.loader.document import Document, read_yaml
from cirede.loader.graph import check_graph
from cirede.loader.names import check_names, check_review
from cirede.loader.read import read_as, read_tree
from cirede.model.barrier import Register
from cirede.model.everyday import Everyday
from cirede.model.notice import Notice
from cirede.model.source import Sources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pydantic import BaseModel

    from cirede.model.tree import Tree

Shared = TypeVar("Shared", bound="BaseModel")
_SHARED = ("sources", "everyday", "notice")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Trees by id with the files they came from, and the content that they share."""

    trees: "dict[str, Tree]"
    documents: dict[str, Document]
    sources: Sources
    everyday: Everyday
    register: Register
    notice: Notice

    def tree(self, name: str) -> "Tree":
        """Give a tree by its id. Raises: UnknownNameError with the nearest id."""
        if name not in self.trees:
            raise UnknownNameError("tree", name, self.trees)
        return self.trees[name]


def find_content(given: Path | None = None) -> Path:
    """Give the folder that holds `trees/` and `rules/`.

    The folder given, else `CIREDE_CONTENT`, else the checkout around this package, else the installed copy.
    """
    named = given or (Path(os.environ["CIREDE_CONTENT"]) if os.environ.get("CIREDE_CONTENT") else None)
    if named:
        return named
    beside = Path(__file__).resolve().parents[2]
    if (beside / "trees").is_dir():
        return beside
    return Path(str(resources.files("cirede") / "data"))


def open_catalogue(content: Path | None = None) -> Catalogue:
    """Load all content. Raises: ContentError with every problem of every file."""
    catalogue, problems = check_catalogue(content)
    errors = [problem for problem in problems if problem.severity == "error"]
    if catalogue is None or errors:
        raise ContentError(errors or problems)
    return catalogue


def check_catalogue(content: Path | None = None, *, today: "date | None" = None) -> tuple[Catalogue | None, list[Problem]]:
    """Load all content and give it, or None where it cannot be used, with every problem in it."""
    root = find_content(content)
    problems: list[Problem] = []
    if not (root / "trees").is_dir():
        hint = "set CIREDE_CONTENT to the folder that holds 'trees' and 'rules'"
        return None, [Problem(str(root / "trees"), 1, 1, "no-content", "there is no such folder", hint)]
    sources = _shared(root, "trees/sources.yaml", Sources, problems)
    everyday = _shared(root, "trees/everyday.yaml", Everyday, problems)
    notice = _shared(root, "trees/notice.yaml", Notice, problems)
    register = _shared(root, "rules/register.yaml", Register, problems)
    trees: dict[str, Tree] = {}
    documents: dict[str, Document] = {}
    for path in sorted((root / "trees").glob("*.yaml")):
        if path.stem in _SHARED:
            continue
        document, found = read_yaml(path, file=f"trees/{path.name}")
        problems += found
        tree, faults = read_tree(document) if document else (None, [])
        problems += faults
        if tree and document:
            trees[path.stem], documents[path.stem] = tree, document
    if not (sources and everyday and notice and register):
        return None, sorted(problems)
    for name, tree in trees.items():
        problems += check_tree(name, tree, documents[name], sources, register, today=today)
    catalogue = Catalogue(trees, documents, sources[0], everyday[0], register[0], notice[0])
    problems += _check_everyday(catalogue, everyday[1])
    problems += _check_sources(sources[0], sources[1])
    return catalogue, sorted(problems)


def check_tree(  # noqa: PLR0913 - a tree is checked against all that it may name
    name: str,
    tree: "Tree",
    document: Document,
    sources: "Sources | tuple[Sources, Document]",
    register: "Register | tuple[Register, Document]",
    *,
    today: "date | None" = None,
) -> "Iterator[Problem]":
    """Find every problem of one tree that its model cannot see."""
    if tree.id != name:
        yield document.problem("bad-id", f"the id '{tree.id}' is not the file's name '{name}'", "id")
    yield from check_graph(tree, document)
    known = sources if isinstance(sources, Sources) else sources[0]
    barriers = register if isinstance(register, Register) else register[0]
    yield from check_names(tree, document, known, barriers)
    if today:
        yield from check_review(tree, document, today)


def _shared(root: Path, file: str, model: type[Shared], problems: list[Problem]) -> tuple[Shared, Document] | None:
    document, found = read_yaml(root / file, file=file)
    problems += found
    if document is None:
        return None
    value, faults = read_as(model, document)
    problems += faults
    return (value, document) if value else None


def _check_everyday(catalogue: Catalogue, document: Document) -> "Iterator[Problem]":
    for name, thing in catalogue.everyday.things.items():
        tree = catalogue.trees.get(thing.tree)
        if tree is None:
            yield document.problem("undefined", f"there is no tree '{thing.tree}'", "things", name, "tree")
            continue
        for question, option in thing.answers.items():
            options = tree.questions[question].options if question in tree.questions else {}
            if option not in options:
                near = nearest(option, options) or nearest(question, tree.questions)
                yield document.problem("undefined", f"'{question}: {option}' is no answer of '{thing.tree}'",
                                       "things", name, "answers", question,
                                       hint=f"did you mean '{near}'?" if near else "")  # fmt: skip


def _check_sources(sources: Sources, document: Document) -> "Iterator[Problem]":
    for name, reference in sources.references.items():
        if reference.source not in sources.sources:
            near = nearest(reference.source, sources.sources)
            hint = f"did you mean '{near}'?" if near else ""
            message = f"there is no source '{reference.source}'"
            yield document.problem("undefined", message, "references", name, "source", hint=hint)
