"""A programme as the text of its file, with room for the decisions and a word on how to fill it in."""

from typing import TYPE_CHECKING

from cirede.exchange.yaml_text import as_yaml
from cirede.model.programme import SECTIONS, plain

if TYPE_CHECKING:
    from cirede.model.programme import Programme

_HEAD = """\
# A programme: the ranking of one day, frozen, and the decisions taken on it. How to fill it in: docs/programme.md.
# Yours to write are `title` and `decisions`. All the rest stands as it was computed; `cirede check` finds a change there.
"""
_DECISIONS = """\
decisions:
  # The day of the decision, as 2026-12-10, and who decided, in `fr:` and `nl:` below `by:`.
  on: null
  by: null
  # Ids of barriers, as [first, second].
  taken: []
  deferred: []
  # Why: the id of a barrier, and below it `fr:` and `nl:`. Needed for each departure from the order of merit.
  reasons: {}
"""


def programme_yaml(programme: "Programme") -> str:
    """Write a programme in which nothing is decided yet."""
    head = {
        "id": programme.id,
        "title": programme.title.model_dump(),
        "on": programme.on,
        "fictitious": programme.fictitious,
    }
    rest = {"fingerprints": plain(programme.fingerprints)} | {each: plain(getattr(programme, each)) for each in SECTIONS}
    return f"{_HEAD}{as_yaml(head)}{_DECISIONS}{as_yaml(rest)}"
