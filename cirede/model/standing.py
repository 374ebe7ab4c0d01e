"""How far a tree stands: what a review has read, and what holds only probably while a text has not been read."""

import json
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cirede.model.source import Sources
    from cirede.model.tree import Question, Tree

_NOT_READ = {"status", "version", "reviewed", "tests"}


def words_of(tree: "Tree") -> str:
    """Give a fingerprint of all that a reviewer reads in a tree: its tests, its version and its state are left out."""
    plain = tree.model_dump(mode="json", by_alias=True, exclude=_NOT_READ)
    return sha256(json.dumps(plain, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def reviewed_still(tree: "Tree") -> bool:
    """Tell whether a tree that says it was reviewed is still the one that was read."""
    return bool(tree.reviewed.by and tree.reviewed.on and tree.reviewed.words == words_of(tree))


def unread(tree: "Tree", sources: "Sources", outcome: str) -> tuple[str, ...]:
    """Name the references that decide an outcome and whose text was not read."""
    known = sources.references
    return tuple(name for name in tree.outcomes[outcome].because if name in known and not known[name].verified)


def settled(tree: "Tree", sources: "Sources") -> "Tree":
    """Give a tree as it is answered.

    It is a draft again where words changed since its review, and each outcome that rests on a text which nobody has read
    gives way to the one that says `probably`.
    """
    changes: dict[str, object] = {}
    if tree.status in {"reviewed", "published"} and not reviewed_still(tree):
        changes["status"] = "draft"
    instead = {
        f"={name}": f"={outcome.probably}" for name, outcome in tree.outcomes.items()
        if outcome.probably and unread(tree, sources, name)
    }  # fmt: skip
    if instead:
        changes["questions"] = {name: _led(question, instead) for name, question in tree.questions.items()}
    return tree.model_copy(update=changes) if changes else tree


def _led(question: "Question", instead: "Mapping[str, str]") -> "Question":
    """Give a question whose targets are led elsewhere."""

    def target(given: str | None) -> str | None:
        return instead.get(given, given) if given else given

    options = {
        name: option.model_copy(update={
            "to": target(option.to), "later": {day: instead.get(each, each) for day, each in option.later.items()},
        })
        for name, option in question.options.items()
    }  # fmt: skip
    cases = tuple(
        case.model_copy(update={"to": target(case.to), "otherwise": target(case.otherwise)}) for case in question.cases
    )
    return question.model_copy(update={"options": options, "cases": cases})
