"""Ids of content as names that other languages take: Python and FEEL, the expression language of DMN."""

import keyword
from typing import Final

ASKED: Final = "asked"
"""What stands behind a question's name where only its having been asked counts."""

FEEL: Final = frozenset({
    "and", "between", "else", "every", "external", "false", "for", "function", "if", "in", "instance", "not", "null", "of", "or",
    "return", "satisfies", "some", "then", "true",
})  # fmt: skip
TAKEN: Final = frozenset({"outcome", "obligation"})
"""Names of the columns that hold results."""


def identifier(*ids: str) -> str:
    """Join ids to one name; ids hold single hyphens only, so two lists of ids never give the same name."""
    return "__".join(each.replace("-", "_") for each in ids)


def is_taken(question: str) -> bool:
    """Tell whether a question's name means something else in Python, in FEEL or in an exported table."""
    return keyword.iskeyword(question) or question in FEEL or question in TAKEN
