"""CiRèDe: decision trees and rankings for regulatory barriers to the circular economy.

>>> from datetime import date
>>> from cirede import load, walk
>>> tree = load("waste-status")
>>> walk(tree, {}, on=date(2026, 12, 1)).next.id
'who'
"""

from pathlib import Path

from cirede.engine.prepare import PreparedTree, prepare
from cirede.engine.walk import walk
from cirede.errors import CiredeError, ContentError, Problem, UnknownNameError
from cirede.loader.catalogue import Catalogue, open_catalogue

__all__ = [
    "Catalogue",
    "CiredeError",
    "ContentError",
    "PreparedTree",
    "Problem",
    "UnknownNameError",
    "load",
    "open_catalogue",
    "prepare",
    "walk",
]
__version__ = "0.1.0"


def load(name: str, *, content: Path | None = None) -> PreparedTree:
    """Load one tree by its id, ready to be walked.

    Raises: ContentError when the content has problems, UnknownNameError when no tree has that id.
    """
    catalogue = open_catalogue(content)
    return prepare(catalogue.tree(name), catalogue.sources)
