"""Every id that an author may name, gathered from files that need not be sound."""

import re
from typing import TYPE_CHECKING, Any

from cirede.loader.names import RESERVED
from cirede.loader.salvage import read_or_salvage
from cirede.loader.texts import FOLDER
from cirede.model.tree import YES_NO
from cirede.model.vocabulary import Asked, Names, Vocabulary

if TYPE_CHECKING:
    from pathlib import Path

_LEADS_TO = re.compile(r"\btree:([a-z][a-z0-9-]*)")
_LABELLED = ("statuses", "obligations", "parameters")
_SHARED = ("everyday", "notice")


def read_vocabulary(path: "Path", root: "Path") -> Vocabulary:
    """Gather what the tree in the file `path` may name, among the content in `root`; never fails on what is half written."""
    value, text = read_or_salvage(path)
    tree = path.stem.partition("@")[0]
    return Vocabulary(
        tree=tree, own=_names(value), linked=_linked(tree, text, root), trees=_titles(root, tree), reserved=RESERVED,
        barriers=_register(root), **_shared(root),
    )  # fmt: skip


def _map(value: Any, *path: str) -> dict[str, Any]:  # noqa: ANN401 - any value of a document
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def _words(value: Any, *path: str) -> str:  # noqa: ANN401 - any value of a document
    """Give the English words at a place, or those that stand in the one language there is."""
    if isinstance(value, dict) and path:
        return _words(value.get(path[0]), *path[1:])
    if isinstance(value, dict):
        value = value.get("en") or value.get("fr") or value.get("nl")
    return value if isinstance(value, str) else ""


def _names(value: dict[str, Any]) -> Names:
    questions = _map(value, "questions")
    labels = {part: {name: _words(each, "label") for name, each in _map(value, part).items()} for part in _LABELLED}
    return Names(
        questions={name: _asked(question, questions) for name, question in questions.items()},
        outcomes={name: _words(each, "title") for name, each in _map(value, "outcomes").items()},
        conditions={name: each if isinstance(each, str) else "" for name, each in _map(value, "conditions").items()},
        **labels,
    )


def _asked(question: Any, questions: dict[str, Any]) -> Asked:  # noqa: ANN401 - any value of a document
    other = _map(questions, str(_map(question).get("like")))
    merged = {**other, **_map(question)}
    if merged.get("type") == "yes_no" or isinstance(merged.get("next"), dict):
        return Asked(_words(merged, "ask"), "yes_no", {name: words.en for name, (words, _) in YES_NO.items()})
    theirs = {name: _words(option, "label") for name, option in _map(other, "options").items()}
    own = {name: _words(option, "label") or theirs.get(name, "") for name, option in _map(question, "options").items()}
    return Asked(_words(merged, "ask"), str(merged.get("type") or ""), own or theirs)


def _linked(tree: str, text: str, root: "Path") -> Names:
    """Join the names of the trees that a text leads to, near or far."""
    found, waiting, seen = Names(), _LEADS_TO.findall(text), {tree}
    while waiting:
        name = waiting.pop(0)
        if name not in seen:
            seen.add(name)
            value, text = read_or_salvage(root / "trees" / f"{name}.yaml")
            found = found.with_those_of(_names(value))
            waiting += _LEADS_TO.findall(text)
    return found


def _titles(root: "Path", tree: str) -> dict[str, str]:
    paths = (path for path in sorted((root / "trees").glob("*.yaml")) if path.stem not in {*_SHARED, tree})
    return {path.stem: _words(read_or_salvage(path)[0], "title") for path in paths}


def _shared(root: "Path") -> dict[str, dict[str, str]]:
    """Gather references, each with its text, its article and what it says, and authorities."""
    files = [read_or_salvage(path)[0] for path in sorted((root / FOLDER).glob("*.yaml"))]
    short = {name: _words(source, "short") for each in files for name, source in _map(each, "sources").items()}
    return {
        "references": {name: _reference(given, short) for each in files for name, given in _map(each, "references").items()},
        "authorities": {name: _words(body, "name") for each in files for name, body in _map(each, "authorities").items()},
    }


def _reference(given: Any, short: dict[str, str]) -> str:  # noqa: ANN401 - any value of a document
    said = _map(given)
    text = short.get(str(said.get("source")), "")
    unread = "" if said.get("verified") is True else " (not yet read in its text)"
    return f"{text}, {_words(said, 'at')}: {_words(said, 'says')}{unread}"


def _register(root: "Path") -> dict[str, str]:
    files = (read_or_salvage(path)[0] for path in sorted((root / "rules" / "register").glob("*.yaml")))
    return {name: _words(barrier, "title") for each in files for name, barrier in _map(each, "barriers").items()}
