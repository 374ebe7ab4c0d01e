"""CiRèDe: decision trees and rankings for regulatory barriers to the circular economy.

>>> from datetime import date
>>> from cirede import load, walk
>>> tree = load("waste-status")
>>> walk(tree, {}, on=date(2026, 12, 1)).next.id
'who'
"""

from typing import TYPE_CHECKING

from cirede.engine.prepare import PreparedTree, prepare, prepare_all
from cirede.engine.walk import walk
from cirede.errors import CiredeError, ContentError, Problem, UnknownNameError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["CiredeError", "ContentError", "PreparedTree", "Problem", "UnknownNameError", "load", "prepare", "walk"]
__version__ = "0.1.0"


def load(name: str, *, content: "Path | None" = None) -> PreparedTree:
    """Load one tree by its id, ready to be walked.

    Raises: ContentError when the content has problems, UnknownNameError when no tree has that id.
    """
    from cirede.loader.catalogue import open_catalogue  # noqa: PLC0415 - who only walks need not wait for YAML

    catalogue = open_catalogue(content)
    return prepare_all(catalogue.with_linked(name), catalogue.sources)[name]
