"""From a document to a model: shorthand written out, then validated, every fault with its place."""

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from cirede.errors import Problem, nearest
from cirede.model.tree import (
    YES_NO,
    Action,
    Always,
    Case,
    Effective,
    Evidence,
    Guarantee,
    Never,
    Obligation,
    Option,
    Outcome,
    Parameter,
    Question,
    Reviewed,
    Status,
    Term,
    Tree,
    TreeTest,
)

if TYPE_CHECKING:
    from cirede.loader.document import Document

Model = TypeVar("Model", bound=BaseModel)

_PARTS: tuple[type[BaseModel], ...] = (
    Tree, Question, Option, Case, Outcome, Action, Obligation, Evidence, Guarantee, Never, Always, TreeTest,
    Status, Parameter, Term, Effective, Reviewed,
)  # fmt: skip
_SHORTHAND = ("next", "like", "fr", "nl", "en")
_COPIED = ("type", "ask", "why", "help", "certain", "unit", "lowest", "highest", "because")
_COPIED_OPTION = ("label", "help", "certainty", "exclusive", "from", "until")


def read_as(model: type[Model], document: "Document") -> tuple[Model | None, list[Problem]]:
    """Validate a document as a model; gives the model, or None and every problem."""
    try:
        return model.model_validate(document.value), []
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        return None, list(dict.fromkeys(_problem(document, model, fault) for fault in faults))


def read_tree(document: "Document") -> tuple[Tree | None, list[Problem]]:
    """Write out `next` and `like`, then validate as a tree."""
    if not isinstance(document.value, dict):
        return None, [document.problem("wrong-type", "a tree is a map of keys", hint="begin with 'schema:'")]
    value, problems = dict(document.value), []
    raw = value.get("questions")
    if isinstance(raw, dict):
        value["questions"] = {
            name: _written_out(document, raw, name, problems) if isinstance(question, dict) else question
            for name, question in raw.items()
        }
    tree, faults = read_as(Tree, type(document)(document.file, value, document.spot))
    return (None if problems else tree), problems + faults


def _written_out(document: "Document", raw: dict[str, Any], name: str, problems: list[Problem]) -> dict[str, Any]:
    question = dict(raw[name])
    like = question.pop("like", None)
    if like is not None:
        other = raw.get(like) if isinstance(like, str) else None
        if not isinstance(other, dict) or "like" in other:
            hint = f"did you mean '{near}'?" if (near := nearest(str(like), raw)) and near != like else ""
            message = f"'{like}' is no question that can be copied"
            problems.append(document.problem("undefined", message, "questions", name, "like", hint=hint))
        else:
            _copy(other, question)
    if isinstance(question.get("next"), dict):
        question["options"] = {
            key: {"label": YES_NO[key][0], "certainty": YES_NO[key][1], "to": target} if key in YES_NO else target
            for key, target in question.pop("next").items()
        }
    return question


def _copy(other: dict[str, Any], question: dict[str, Any]) -> None:
    for key in _COPIED:
        if key in other:
            question.setdefault(key, other[key])
    theirs, own = other.get("options"), question.get("options")
    if not isinstance(theirs, dict):
        return
    if own is None and question["type"] == "several":
        question["options"] = theirs
    elif isinstance(own, dict):
        question["options"] = {
            key: {**{word: theirs[key][word] for word in _COPIED_OPTION if word in theirs[key]}, **option}
            if isinstance(option, dict) and isinstance(theirs.get(key), dict)
            else option
            for key, option in own.items()
        }


_MESSAGES = {
    "missing": ("missing-key", "missing key '{last}'"),
    "extra_forbidden": ("unknown-key", "unknown key '{last}'"),
    "string_type": ("wrong-type", "'{last}' must be words in quotes"),
    "string_too_short": ("wrong-type", "'{last}' is empty"),
    "string_too_long": ("wrong-type", "'{last}' is too long"),
    "string_pattern_mismatch": ("bad-id", "'{last}' is no id: lower-case letters, digits and single hyphens"),
    "model_type": ("wrong-type", "'{last}' must be a map of keys"),
    "model_attributes_type": ("wrong-type", "'{last}' must be a map of keys"),
    "dict_type": ("wrong-type", "'{last}' must be a map of keys"),
    "tuple_type": ("wrong-type", "'{last}' must be a list"),
    "bool_parsing": ("wrong-type", "'{last}' must be true or false"),
    "bool_type": ("wrong-type", "'{last}' must be true or false"),
}


def _problem(document: "Document", model: type[BaseModel], fault: Any) -> Problem:  # noqa: ANN401 - pydantic's own
    path = tuple(part for part in fault["loc"] if part not in {"[key]", "constrained-str"})
    last = str(path[-1]) if path else document.file
    rule, words = _MESSAGES.get(fault["type"], ("wrong-type", "'{last}': " + fault["msg"]))
    hint = ""
    if fault["type"] == "extra_forbidden":
        near = nearest(last, _vocabulary(model))
        hint = f"did you mean '{near}'?" if near else ""
    if fault["type"] == "literal_error":
        words = "'{last}' must be " + str(fault.get("ctx", {}).get("expected", "another word"))
    shown = tuple("next" if part == "options" and "next" in _keys_at(document, path) else part for part in path)
    return document.problem(rule, words.format(last=last), *shown, hint=hint, key=fault["type"] == "extra_forbidden")


def _keys_at(document: "Document", path: tuple[Any, ...]) -> tuple[str, ...]:
    value = document.value
    for part in path[: path.index("options")] if "options" in path else path:
        value = value[part] if isinstance(value, dict) and part in value else {}
    return tuple(value) if isinstance(value, dict) else ()


def _vocabulary(model: type[BaseModel]) -> tuple[str, ...]:
    parts = _PARTS if model is Tree else (model,)
    words = {field.alias or name for part in parts for name, field in part.model_fields.items()}
    return (*sorted(words), *_SHORTHAND)
