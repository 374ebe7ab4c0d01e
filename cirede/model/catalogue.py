"""All content together: the trees, what they share, and where each stands in its file."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from cirede.errors import UnknownNameError
from cirede.model.linked import reached

if TYPE_CHECKING:
    from cirede.errors import Problem
    from cirede.model.everyday import Everyday
    from cirede.model.history import Moment
    from cirede.model.notice import Notice
    from cirede.model.programme import Programme
    from cirede.model.rulebook import Rulebook
    from cirede.model.source import Authority, Source, Sources
    from cirede.model.tree import Tree


class Places(Protocol):
    """What knows where each part of a file stands, so that a later finding can still be placed."""

    @property
    def file(self) -> str:
        """The name of the file, as problems show it."""

    def place(self, *path: str | int, key: bool = False) -> tuple[int, int]:
        """Give line and column (from 1) of the value at `path`; with `key`, of its key."""

    def problem(self, rule: str, message: str, *path: str | int, hint: str = "", key: bool = False) -> "Problem":
        """Make a problem placed at `path`."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Trees and programmes by id, and the content that they share.

    `documents` holds the file of each tree by its id, and that of each programme by `programmes/` and its id.
    `archive` holds the earlier versions that stay answerable, by id and version; their documents stand under `id@version`.
    """

    trees: "dict[str, Tree]"
    documents: dict[str, Places]
    sources: "Sources"
    everyday: "Everyday"
    notice: "Notice"
    rulebook: "Rulebook"
    history: "tuple[Moment, ...]" = ()
    archive: "dict[tuple[str, str], Tree]" = field(default_factory=dict)
    programmes: "dict[str, Programme]" = field(default_factory=dict)

    def tree(self, name: str) -> "Tree":
        """Give a tree by its id. Raises: UnknownNameError with the nearest id."""
        if name not in self.trees:
            raise UnknownNameError("tree", name, self.trees)
        return self.trees[name]

    def with_linked(self, name: str) -> "dict[str, Tree]":
        """Give a tree and those that it leads to. Raises: UnknownNameError with the nearest id."""
        tree = self.tree(name)
        return {each.id: each for each in (tree, *reached(tree, self.trees))}

    def edition(self, name: str, version: str) -> "Tree":
        """Give a tree in one version, today's or an earlier one. Raises: UnknownNameError with the nearest that there is."""
        tree = self.tree(name)
        known = {tree.version: tree} | {number: each for (other, number), each in self.archive.items() if other == name}
        if version not in known:
            raise UnknownNameError("version", version, known)
        return known[version]

    def programme(self, name: str) -> "Programme":
        """Give a programme by its id. Raises: UnknownNameError with the nearest id."""
        if name not in self.programmes:
            raise UnknownNameError("programme", name, self.programmes)
        return self.programmes[name]

    def source(self, name: str) -> "Source":
        """Give a source by its id, from the trees or from the register. Raises: UnknownNameError with the nearest id."""
        known = self.rulebook.lists.sources | self.sources.sources
        if name not in known:
            raise UnknownNameError("source", name, known)
        return known[name]

    def authority(self, name: str) -> "Authority":
        """Give an authority by its id, from the trees or from the register. Raises: UnknownNameError."""
        known = self.rulebook.lists.authorities | self.sources.authorities
        if name not in known:
            raise UnknownNameError("authority", name, known)
        return known[name]
