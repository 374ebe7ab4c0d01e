"""Every tree of the content: today's, one file each, and the earlier versions in the archive."""

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from cirede.loader.cases import check_tests
from cirede.loader.conditions import check_conditions
from cirede.loader.document import Document, read_yaml
from cirede.loader.graph import check_graph
from cirede.loader.links import check_links
from cirede.loader.names import check_names, check_review
from cirede.loader.questions import check_questions
from cirede.loader.read import read_tree
from cirede.loader.standing import check_probable, check_standing, check_statuses
from cirede.model.linked import joined, leads_to, reached
from cirede.model.standing import settled

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date
    from pathlib import Path

    from cirede.errors import Problem
    from cirede.model.source import Sources
    from cirede.model.tree import Tree

ARCHIVE = "trees/archive"
_SHARED = ("everyday", "notice")


@dataclass(slots=True)
class Trees:
    """What was read: trees by id, earlier versions by id and version, documents by the names of their files.

    `unread` names the files of today's trees that cannot be read.
    """

    trees: "dict[str, Tree]" = field(default_factory=dict)
    archive: "dict[tuple[str, str], Tree]" = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()

    @property
    def editions(self) -> "dict[str, Tree]":
        """Every tree in every version, by the name of its file."""
        return self.trees | {f"{name}@{version}": tree for (name, version), tree in self.archive.items()}


def read_trees(root: "Path", problems: "list[Problem]") -> Trees:
    """Read every tree; what cannot be read is left out, its problems added."""
    found = Trees()
    names = sorted(path.stem for path in (root / "trees").glob("*.yaml") if path.stem not in _SHARED)
    for name in names:
        if tree := _read(root, f"trees/{name}.yaml", name, found, problems):
            found.trees[name] = tree
    found.unread = frozenset(names) - found.trees.keys()
    for path in sorted((root / ARCHIVE).glob("*.yaml")):
        name, _, version = path.stem.partition("@")
        if tree := _read(root, f"{ARCHIVE}/{path.name}", path.stem, found, problems):
            found.archive[name, version] = tree
    return found


def _read(root: "Path", file: str, name: str, found: Trees, problems: "list[Problem]") -> "Tree | None":
    document, faults = read_yaml(root / file, file=file)
    problems += faults
    tree, faults = read_tree(document) if document else (None, [])
    problems += faults
    if tree and document:
        found.documents[name] = document
    return tree


def check_trees(
    found: Trees, sources: "Sources | None", barriers: "Collection[str] | None", *, today: "date | None" = None
) -> "Iterator[Problem]":
    """Find every problem of every tree that its model cannot see.

    Without `sources`, where they cannot be read, no name is looked for in them.
    """
    known = {*found.trees, *found.unread}
    for name, tree in found.trees.items():
        document = found.documents[name]
        if tree.id != name:
            message = f"the id '{tree.id}' is not the name of the file, '{name}'"
            yield document.problem("bad-id", message, "id", hint=f"write 'id: {name}', or rename the file")
        whole = not found.unread & _led_to(tree, found.trees)
        yield from check_tree(tree, document, found.trees, known=known, whole=whole)
        yield from check_review(tree, document, today) if today else ()
        yield from check_standing(tree, document)
        if sources and whole:
            yield from check_names(joined(tree, found.trees), tree, document, sources, barriers)
        if sources:
            yield from check_probable(tree, document, sources)
    for (name, version), tree in found.archive.items():
        document = found.documents[f"{name}@{version}"]
        yield from _filed(name, version, tree, found, document)
        yield from check_tree(tree, document, found.trees, known=known)
        if sources:
            yield from check_names(joined(tree, found.trees), tree, document, sources, barriers)
            yield from check_probable(tree, document, sources)


def check_tree(
    tree: "Tree", document: Document, trees: "dict[str, Tree]", *, known: "Collection[str]" = (), whole: bool = True
) -> "Iterator[Problem]":
    """Find every problem of one tree that needs no file of texts; `known` are the trees that it may lead to.

    Where one of these cannot be read, what its tests name cannot be judged: the tree is not `whole`.
    """
    return chain(
        check_statuses(tree, document),
        check_graph(tree, document, known),
        check_links(tree, document, trees),
        check_questions(tree, document),
        check_conditions(tree, document),
        check_tests(joined(tree, trees), document) if whole else (),
    )


def settle(found: Trees, sources: "Sources") -> None:
    """Put in the place of each tree the one that is answered: a draft again, or probably, where its standing asks it."""
    found.trees = {name: settled(tree, sources) for name, tree in found.trees.items()}
    found.archive = {key: settled(tree, sources) for key, tree in found.archive.items()}


def _led_to(tree: "Tree", trees: "dict[str, Tree]") -> frozenset[str]:
    """Name every tree that a tree leads to, near or far, also those that cannot be read."""
    return frozenset(chain.from_iterable(leads_to(each) for each in (tree, *reached(tree, trees))))


def _filed(name: str, version: str, tree: "Tree", found: Trees, document: Document) -> "Iterator[Problem]":
    """Find an earlier version under a name that is not its own, or that is today's."""
    if (tree.id, tree.version) != (name, version):
        message = f"the file says it holds '{name}' {version}, but it holds '{tree.id}' {tree.version}"
        yield document.problem("bad-id", message, "id", hint=f"rename the file to '{tree.id}@{tree.version}.yaml'")
    today = found.trees.get(name)
    if today is None and name not in found.unread:
        message = f"there is no tree '{name}' today"
        yield document.problem("undefined", message, "id", hint="keep the tree, with 'status: withdrawn', beside its archive")
    elif today and today.version == version:
        message = f"version {version} is the one of today"
        yield document.problem("duplicate-id", message, "version", hint="give the tree of today a new version")
