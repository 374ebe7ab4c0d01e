"""All content, loaded once by whoever opens the door and handed down."""

import os
from importlib import resources
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from cirede.errors import ContentError, Problem
from cirede.loader.cases import check_tests
from cirede.loader.conditions import check_conditions
from cirede.loader.document import Document, read_yaml
from cirede.loader.graph import check_graph
from cirede.loader.history import check_history
from cirede.loader.names import check_names, check_review
from cirede.loader.questions import check_questions
from cirede.loader.read import read_file, read_tree
from cirede.loader.rulebook import check_rulebook
from cirede.loader.shared import check_everyday, check_sources, check_unused
from cirede.loader.texts import read_sources
from cirede.model.catalogue import Catalogue
from cirede.model.everyday import Everyday
from cirede.model.history import History
from cirede.model.notice import Notice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cirede.model.tree import Tree

__all__ = ["Catalogue", "check_catalogue", "find_content", "open_catalogue"]

_SHARED = ("everyday", "notice")
_HISTORY = "rules/history.yaml"


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
    """Load all content and give it, or None where it cannot be used, with every problem in it.

    With `today`, also warns about what time or neglect brings: reviews overdue, texts that nothing uses.
    """
    root = find_content(content)
    if not (root / "trees").is_dir():
        hint = "set CIREDE_CONTENT to the folder that holds 'trees' and 'rules'"
        return None, [Problem(str(root / "trees"), 1, 1, "no-content", "there is no such folder", hint)]
    problems: list[Problem] = []
    sources = read_sources(root, problems)
    everyday = read_file(root, "trees/everyday.yaml", Everyday, problems)
    notice = read_file(root, "trees/notice.yaml", Notice, problems)
    rules = check_rulebook(root, sources[0] if sources else None, problems)
    trees, documents, unread = _trees(root, problems)
    for name, tree in trees.items():
        problems += check_tree(name, tree, documents[name], today=today)
        if sources:
            problems += check_names(tree, documents[name], sources[0], rules.known)
    history = read_file(root, _HISTORY, History, problems) if (root / _HISTORY).exists() else None
    if history and sources and rules.rulebook:
        known = (*rules.rulebook.lists.sources, *sources[0].sources)
        problems += check_history(*history, rules.known, known)
    if sources:
        problems += check_sources(*sources)
    if sources and today and not unread:
        told = {name for moment in (history[0].history if history else ()) for name in moment.sources}
        problems += check_unused(sources[0], trees, sources[1], besides=rules.cited | told)
    if everyday:
        problems += check_everyday(everyday[0], trees, everyday[1], unread=unread)
    if not (sources and everyday and notice and rules.rulebook):
        return None, sorted(problems)
    moments = history[0].history if history else ()
    found = Catalogue(trees, {**documents}, sources[0], everyday[0], notice[0], rules.rulebook, moments)
    return found, sorted(problems)


def check_tree(name: str, tree: "Tree", document: Document, *, today: "date | None" = None) -> "Iterator[Problem]":
    """Find every problem of one tree that its model cannot see and that needs no other file."""
    if tree.id != name:
        message = f"the id '{tree.id}' is not the name of the file, '{name}'"
        yield document.problem("bad-id", message, "id", hint=f"write 'id: {name}', or rename the file")
    yield from chain(
        check_graph(tree, document),
        check_questions(tree, document),
        check_conditions(tree, document),
        check_tests(tree, document),
        check_review(tree, document, today) if today else (),
    )


def _trees(root: Path, problems: list[Problem]) -> "tuple[dict[str, Tree], dict[str, Document], frozenset[str]]":
    """Read every tree; gives the trees, their documents, and the names of those that cannot be read."""
    trees: dict[str, Tree] = {}
    documents: dict[str, Document] = {}
    names = sorted(path.stem for path in (root / "trees").glob("*.yaml") if path.stem not in _SHARED)
    for name in names:
        document, found = read_yaml(root / "trees" / f"{name}.yaml", file=f"trees/{name}.yaml")
        problems += found
        tree, faults = read_tree(document) if document else (None, [])
        problems += faults
        if tree and document:
            trees[name], documents[name] = tree, document
    return trees, documents, frozenset(names) - trees.keys()
