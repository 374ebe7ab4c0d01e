"""From a document to a model: shorthand written out, then validated, every fault with its place."""

import re
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from cirede.errors import nearest
from cirede.loader.document import read_yaml
from cirede.loader.wording import as_problems
from cirede.model.tree import YES_NO, Tree

if TYPE_CHECKING:
    from pathlib import Path

    from cirede.errors import Problem
    from cirede.loader.document import Document

Model = TypeVar("Model", bound=BaseModel)

_IS = re.compile(r"\bis\(\s*([a-z][a-z0-9-]*)\s*\)")
_CONDITIONS = ("when", "after")
_COPIED = ("type", "ask", "why", "help", "certain", "unit", "lowest", "highest", "because")
_COPIED_OPTION = ("label", "help", "certainty", "exclusive", "from", "until")


def read_as(model: type[Model], document: "Document") -> "tuple[Model | None, list[Problem]]":
    """Validate a document as a model; gives the model, or None and every problem."""
    if model in document.models:
        return document.models[model], []
    if not isinstance(document.value, dict):
        return None, [document.problem("wrong-type", "the file is no map of keys", hint="write 'key: value' lines")]
    try:
        document.models[model] = model.model_validate(document.value)
    except ValidationError as error:
        return None, as_problems(error, model, document)
    return document.models[model], []


def read_file(root: "Path", file: str, model: type[Model], problems: "list[Problem]") -> "tuple[Model, Document] | None":
    """Read one file of content as a model, with its document; its problems are added to `problems`."""
    document, found = read_yaml(root / file, file=file)
    problems += found
    if document is None:
        return None
    value, faults = read_as(model, document)
    problems += faults
    return (value, document) if value else None


def read_tree(document: "Document") -> "tuple[Tree | None, list[Problem]]":
    """Write out `next`, `like` and `is(…)`, then validate as a tree."""
    if Tree in document.models:
        return document.models[Tree], []
    raw = document.value.get("questions") if isinstance(document.value, dict) else None
    if not isinstance(raw, dict):
        return read_as(Tree, document)
    problems: list[Problem] = []
    questions = {
        name: _written_out(document, raw, name, problems) if isinstance(question, dict) else question
        for name, question in raw.items()
    }
    value = _named(document, {**document.value, "questions": questions}, problems)
    whole = type(document)(document.file, value, document.spot)
    tree, faults = read_as(Tree, whole)
    if tree and not problems:
        document.models[Tree] = tree
    return (None if problems else tree), problems + faults


def _named(document: "Document", value: dict[str, Any], problems: "list[Problem]") -> dict[str, Any]:
    """Write out `is(name)` in every condition; a named condition may not name another."""
    named = value.get("conditions")
    texts = {name: text for name, text in named.items() if isinstance(text, str)} if isinstance(named, dict) else {}

    def written(text: str, at: tuple[str | int, ...]) -> str:
        for name in sorted(set(_IS.findall(text)) - texts.keys()):
            near = nearest(name, texts)
            hint = f"did you mean '{near}'?" if near else "define it under 'conditions:'"
            problems.append(document.problem("undefined", f"there is no condition '{name}'", *at, hint=hint))
        return _IS.sub(lambda found: texts.get(found[1], found[0]), text)

    def within(given: Any, at: tuple[str | int, ...]) -> Any:  # noqa: ANN401 - any value of a document
        if isinstance(given, dict):
            return {
                key: written(each, (*at, key)) if key in _CONDITIONS and isinstance(each, str) else within(each, (*at, key))
                for key, each in given.items()
            }
        return [within(each, (*at, index)) for index, each in enumerate(given)] if isinstance(given, list) else given

    return {key: each if key == "conditions" else within(each, (key,)) for key, each in value.items()}


def _written_out(document: "Document", raw: dict[str, Any], name: str, problems: "list[Problem]") -> dict[str, Any]:
    question = dict(raw[name])
    if "like" in question:
        other = question.pop("like")
        if problem := _uncopied(document, raw, name, other):
            problems.append(problem)
        else:
            _copy(raw[other], question)
    if isinstance(question.get("next"), dict):
        targets = question.pop("next")
        for key in targets.keys() - YES_NO.keys():
            hint = f"did you mean '{near}'?" if (near := nearest(key, YES_NO)) else "known: yes, no, unsure"
            message = f"unknown answer '{key}' in 'next'"
            problems.append(document.problem("unknown-key", message, "questions", name, "next", key, hint=hint, key=True))
        question["options"] = {
            key: {"label": YES_NO[key][0], "certainty": YES_NO[key][1], "to": target}
            for key, target in targets.items()
            if key in YES_NO
        }
    return question


def _uncopied(document: "Document", raw: dict[str, Any], name: str, other: object) -> "Problem | None":
    found = raw.get(other) if isinstance(other, str) else None
    if isinstance(found, dict) and "like" not in found and other != name:
        return None
    at = ("questions", name, "like")
    if isinstance(found, dict):
        message = f"'{other}' is itself a copy" if other != name else f"'{name}' copies itself"
        return document.problem("undefined", message, *at, hint="name the question that is written in full")
    near = nearest(str(other), [each for each in raw if each != name])
    hint = f"did you mean '{near}'?" if near else "name a question of this tree"
    return document.problem("undefined", f"there is no question '{other}' to copy", *at, hint=hint)


def _copy(other: dict[str, Any], question: dict[str, Any]) -> None:
    for key in _COPIED:
        if key in other:
            question.setdefault(key, other[key])
    theirs, own = other.get("options"), question.get("options")
    if not isinstance(theirs, dict):
        return
    if own is None and question.get("type") == "several":
        question["options"] = theirs
    elif isinstance(own, dict):
        question["options"] = {
            key: {**{word: theirs[key][word] for word in _COPIED_OPTION if word in theirs[key]}, **option}
            if isinstance(option, dict) and isinstance(theirs.get(key), dict)
            else option
            for key, option in own.items()
        }
