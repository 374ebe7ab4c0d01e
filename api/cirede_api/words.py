"""The words of the interface, held against the pages that use them."""

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import nodes

from cirede.errors import ContentError, Problem, nearest
from cirede.loader.words import DAYS, by_language, own_words, read_word_files
from cirede.model.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment

    from cirede.model.text import Lang, Text

__all__ = ["Wording", "read_words"]


def read_words(environment: "Environment", folder: Path | None = None) -> "dict[Lang, Wording]":
    """Read every file of words and hold it against the templates. Raises: ContentError with every problem."""
    root = folder or Path(str(resources.files("cirede_api") / "words"))
    found, problems = read_word_files([own_words(DAYS), *sorted(root.glob("*.yaml"))])
    if not problems:
        problems += _missing(environment, found)
    if problems:
        raise ContentError(problems)
    return by_language(found)


def _missing(environment: "Environment", found: "dict[str, Text]") -> "Iterator[Problem]":
    for name in environment.list_templates():
        source, _, _ = environment.loader.get_source(environment, name) if environment.loader else ("", None, None)
        for use in environment.parse(source).find_all(nodes.Getattr):
            if not (isinstance(use.node, nodes.Name) and use.node.name == "w") or use.attr in {"day", "count"}:
                continue
            if use.attr not in found:
                near = nearest(use.attr, found)
                hint = f"did you mean '{near}'?" if near else "add it to words/*.yaml"
                yield Problem(f"templates/{name}", use.lineno, 1, "missing-word", f"there is no word '{use.attr}'", hint)
