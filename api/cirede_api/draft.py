"""The content while its author writes: read again at every change, the last sound state kept, every problem with its part."""

from dataclasses import dataclass
from threading import Condition
from time import time_ns
from typing import TYPE_CHECKING

from cirede.analysis.check import check_catalogue_paths
from cirede.errors import CiredeError, Problem
from cirede.loader.catalogue import check_catalogue, find_content
from cirede.loader.document import keeping
from cirede.loader.salvage import part_of
from cirede.model.sweeping import unswept
from cirede_api.factory import create_app
from cirede_api.site import brussels_today, site_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask import Flask

    from cirede.loader.document import Kept
    from cirede.model.catalogue import Catalogue
    from cirede.model.text import Lang
    from cirede.settings import Settings
    from cirede_api.site import Site
    from cirede_api.words import Wording

State = dict[str, tuple[int, int]]
"""The files of the content: when each was last changed, and its size."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A problem, with the tree and the part of the file in which it stands: ("questions", "who", …)."""

    problem: Problem
    tree: str
    part: tuple[str, ...]

    @property
    def question(self) -> str:
        """The question that it concerns, or nothing."""
        return self.part[1] if self.part[:1] == ("questions",) and len(self.part) > 1 else ""


class Draft:
    """What the preview shows: the last sound site, None before the first, and what is wrong with the files of now."""

    def __init__(self, settings: "Settings", words: "dict[Lang, Wording]") -> None:
        """Remember where the content lies; nothing is read yet."""
        self.root = find_content(settings.content)
        self.app: Flask | None = None
        self.remarks: tuple[Remark, ...] = ()
        self.broken = False
        self._settings, self._words = settings, words
        self._site: Site | None = None
        self._kept: Kept = {}
        self._started, self._count = time_ns(), 0
        self._turned = Condition()

    @property
    def revision(self) -> str:
        """What changes whenever there is something new to see."""
        return f"{self._started}-{self._count}"

    def state(self) -> State:
        """Look at the files as they are now; one that vanishes meanwhile is passed over."""
        found: State = {}
        for part in ("trees", "rules"):
            folder = self.root / part
            for path in (*folder.rglob("*.yaml"), *(folder / ".translations").rglob("*.json")):
                try:
                    seen = path.stat()
                except OSError:
                    continue
                found[path.relative_to(self.root).as_posix()] = (seen.st_mtime_ns, seen.st_size)
        return found

    def read(self) -> "Catalogue | None":
        """Read what changed, show it where it is sound, and tell who waits; gives the sound catalogue.

        Never raises for what stands in a file.
        """
        with unswept():
            catalogue, problems = self._read()
        self._show(problems, broken=catalogue is None)
        return catalogue

    def _read(self) -> "tuple[Catalogue | None, list[Problem]]":
        with keeping(self._kept):
            catalogue, problems = check_catalogue(self._settings.content, today=brussels_today())
        if catalogue is None or any(problem.severity == "error" for problem in problems):
            return None, problems
        try:
            site = site_of(self._settings, catalogue, self._words, before=self._site)
            self._site, self.app = site, create_app(self._settings, site=site)
        except CiredeError as error:
            return None, [*problems, Problem("settings", 1, 1, "settings", str(error))]
        return catalogue, problems

    def look_closer(self, catalogue: "Catalogue") -> None:
        """Find what needs every path of every tree, and tests that fail; tell who waits only where there is more to see."""
        if self._site is None:
            return
        more = [*check_catalogue_paths(catalogue)]
        if more:
            self._show([*(each.problem for each in self.remarks), *more], broken=False)

    def wait(self, known: str, seconds: float) -> str:
        """Wait until there is something newer than `known`, or until the time is over; gives what is newest."""
        with self._turned:
            self._turned.wait_for(lambda: self.revision != known, seconds)
            return self.revision

    def _show(self, problems: "Iterable[Problem]", *, broken: bool) -> None:
        texts: dict[str, str] = {}
        remarks = []
        for problem in sorted(problems):
            if problem.file not in texts:
                try:
                    texts[problem.file] = (self.root / problem.file).read_text("utf-8", errors="replace")
                except OSError:
                    texts[problem.file] = ""
            folder, _, name = problem.file.rpartition("/")
            tree = name.removesuffix(".yaml") if folder == "trees" else ""
            remarks.append(Remark(problem, tree, part_of(texts[problem.file], problem.line)))
        with self._turned:
            self.remarks, self.broken = tuple(remarks), broken
            self._count += 1
            self._turned.notify_all()
