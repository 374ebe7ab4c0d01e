"""What a tree may say of its own standing: reviewed by somebody on a day, published, probably until a text is read."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cirede.loader.conditions import undefined
from cirede.model.standing import reviewed_still, unread

if TYPE_CHECKING:
    from cirede.errors import Problem
    from cirede.loader.document import Document
    from cirede.model.source import Sources
    from cirede.model.tree import Tree


def check_standing(tree: "Tree", document: "Document") -> Iterator["Problem"]:
    """Find a review without a reviewer or a day, and warn where words changed since."""
    if tree.status not in {"reviewed", "published"}:
        return
    lacking = [key for key in ("by", "on", "words") if getattr(tree.reviewed, key) is None]
    if lacking:
        message = f"a tree that is {tree.status} names its reviewer: 'reviewed' lacks {', '.join(lacking)}"
        hint = f"write it with: cirede review accept {tree.id} --by \"…\", or set 'status: draft'"
        yield document.problem("unreviewed", message, "status", hint=hint)
    elif not reviewed_still(tree):
        message = f"words changed since {tree.reviewed.by} read the tree: it is shown as a draft"
        hint = f"have it read again: cirede review accept {tree.id} --by \"…\", or set 'status: draft'"
        yield document.problem("changed-since-review", message, "reviewed", "words", hint=hint).as_warning()


def check_statuses(tree: "Tree", document: "Document") -> Iterator["Problem"]:
    """Find statuses that free the reader and leave the case open at once."""
    for name, status in tree.statuses.items():
        if status.favourable and status.undecided:
            message = f"'{name}' frees the reader and is undecided at once"
            yield document.problem("contradiction", message, "statuses", name, "undecided", hint="leave one of the two out")


def check_probable(tree: "Tree", document: "Document", sources: "Sources") -> Iterator["Problem"]:
    """Find favourable outcomes that rest on texts which nobody has read, and what may stand in their place."""
    for name, outcome in tree.outcomes.items():
        if outcome.probably:
            yield from _instead(tree, document, name, outcome.probably)
        status = tree.statuses.get(outcome.status)
        for missing in unread(tree, sources, name) if status and status.favourable else ():
            index = outcome.because.index(missing)
            message = f"'{name}' frees the reader on '{missing}', which was not read in its text"
            if outcome.probably:
                hint = f"'{outcome.probably}' is answered in its place until it is read"
                yield document.problem("probably", message, "outcomes", name, "because", index, hint=hint).as_warning()
                continue
            hint = "read the text and set 'verified: true', or name the outcome to give meanwhile: 'probably: its-id'"
            yield document.problem("favourable-unverified", message, "outcomes", name, "because", index, hint=hint)


def _instead(tree: "Tree", document: "Document", name: str, other: str) -> Iterator["Problem"]:
    found = tree.outcomes.get(other)
    if found is None:
        yield undefined(document, "outcome", other, tree.outcomes, "outcomes", name, "probably")
    elif (status := tree.statuses.get(found.status)) and status.favourable:
        message = f"'{other}' is favourable itself: it cannot stand for '{name}' while a text has not been read"
        yield document.problem("favourable-unverified", message, "outcomes", name, "probably", hint="name one that is not")
