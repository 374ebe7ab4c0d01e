"""The examples of the description: real answers of the service to real requests, long lists cut to their first entry."""

from typing import TYPE_CHECKING, Any

from cirede.engine.walk import walk
from cirede.exchange.dossier import as_dict
from cirede_api.whole import question, summaries, whole

if TYPE_CHECKING:
    from cirede.engine.prepare import PreparedTree
    from cirede_api.site import Site

STAMP = "0123456789abcdef"
"""Stands for the stamp of what is shown, which a change of any word would change."""

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" role="img"><title>…</title>…</svg>'
_LONG = {"questions", "outcomes", "obligations", "barriers", "ranked", "to_document", "gated", "trees"}


def cut(value: dict[str, Any]) -> dict[str, Any]:
    """Cut the long lists of an answer down to one entry each."""
    return {name: each[:1] if name in _LONG and isinstance(each, list) else each for name, each in value.items()}


class Samples:
    """What the first tree answers, in English, under the law of its first day."""

    def __init__(self, site: "Site") -> None:
        """Find the first tree; content without any still has an API."""
        self.site = site
        self.first: PreparedTree | None = next(iter(site.prepared.values()), None)

    @property
    def tree(self) -> str:
        """The id of the tree."""
        return self.first.tree.id if self.first else "waste-status"

    @property
    def version(self) -> str:
        """Its version."""
        return self.first.own.version if self.first else "2026.1"

    @property
    def on(self) -> str:
        """Its first day."""
        return self.first.tree.effective.start.isoformat() if self.first else "2026-12-31"

    @property
    def start(self) -> str:
        """Its first question."""
        return self.first.tree.start if self.first else "who"

    @property
    def answers(self) -> dict[str, str]:
        """An answer to the first question: its first option that can be chosen on the first day."""
        if self.first is None:
            return {}
        options = self.first.tree.questions[self.start].options
        day = self.first.tree.effective.start
        return {self.start: next((name for name, each in options.items() if each.open_on(day)), "5")}

    def trees(self) -> dict[str, Any]:
        """Give the list of trees."""
        return cut(summaries(self.site, "en"))

    def whole(self) -> dict[str, Any] | None:
        """Give the tree."""
        return cut(whole(self.site, self.first.own, "en")) if self.first else None

    def question(self) -> dict[str, Any] | None:
        """Give its first question."""
        return question(self.site, self.first.own, self.start, "en") if self.first else None

    def walk(self) -> dict[str, Any] | None:
        """Give the walk after its first answer."""
        if self.first is None:
            return None
        found = walk(self.first, dict(self.answers), on=self.first.tree.effective.start)
        return as_dict(found, "en", self.site.catalogue)

    def health(self) -> dict[str, Any]:
        """Give that all is well."""
        return {"status": "ok", "version": self.site.version, "content": STAMP, "trees": len(self.site.prepared)}
