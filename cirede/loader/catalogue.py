"""All content, loaded once by whoever opens the door and handed down."""

import os
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from cirede.errors import ContentError, Problem
from cirede.loader.history import check_history
from cirede.loader.programmes import read_programmes
from cirede.loader.read import read_file
from cirede.loader.rulebook import check_rulebook
from cirede.loader.shared import check_everyday, check_sources, check_unused
from cirede.loader.texts import read_sources
from cirede.loader.translations import check_translations
from cirede.loader.trees import check_trees, read_trees, settle
from cirede.model.catalogue import Catalogue
from cirede.model.everyday import Everyday
from cirede.model.history import History
from cirede.model.notice import Notice
from cirede.model.sweeping import unswept

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Catalogue", "check_catalogue", "find_content", "open_catalogue"]

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


@unswept()
def check_catalogue(content: Path | None = None, *, today: "date | None" = None) -> tuple[Catalogue | None, list[Problem]]:
    """Load all content and give it, or None where it cannot be used, with every problem in it.

    With `today`, also warns about what time or neglect brings: reviews overdue, stale translations, texts that nothing uses.
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
    found = read_trees(root, problems)
    problems += check_trees(found, sources[0] if sources else None, rules.known, today=today)
    history = read_file(root, _HISTORY, History, problems) if (root / _HISTORY).exists() else None
    if history and sources and rules.rulebook:
        known = (*rules.rulebook.lists.sources, *sources[0].sources)
        problems += check_history(*history, rules.known, known)
    if sources:
        problems += check_sources(*sources)
    programmes, papers = read_programmes(root, problems)
    if sources and today and not found.unread:
        told = {name for moment in (history[0].history if history else ()) for name in moment.sources}
        problems += check_unused(sources[0], found.editions, sources[1], besides=rules.cited | told)
    if today:
        shared_files = (*(sources[1].documents if sources else ()), *(each[1] for each in (everyday, notice) if each))
        problems += check_translations(root, (*(found.documents[name] for name in found.trees), *shared_files))
    if everyday:
        problems += check_everyday(everyday[0], found.trees, everyday[1], unread=found.unread)
    if not (sources and everyday and notice and rules.rulebook):
        return None, sorted(problems)
    settle(found, sources[0])
    moments = history[0].history if history else ()
    shared = (sources[0], everyday[0], notice[0], rules.rulebook, moments)
    return Catalogue(found.trees, {**found.documents, **papers}, *shared, found.archive, programmes), sorted(problems)
