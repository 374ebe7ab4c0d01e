"""What a failed validation means in plain words, with its place and a way out."""

from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from cirede.errors import Problem, nearest
from cirede.model.text import LANGS
from cirede.model.tree import Question

if TYPE_CHECKING:
    from pydantic import ValidationError

    from cirede.loader.document import Document

Path = tuple[str | int, ...]

_UNION_MARKS = ("constrained-str", "literal[", "tuple[")
_SHORTHAND = ("next", "like")
_WHOLE = ("'{last}' must be a whole number", "0, 1, 2, … without quotes")
_TYPES = {
    "string_too_long": ("'{last}' is too long", "at most {max_length} letters"),
    "dict_type": ("'{last}' must be a map of keys", "write 'key: value' lines below it"),
    "text": ("'{last}' must be written in each language", "write 'fr:', 'nl:' and 'en:' below it"),
    "tuple_type": ("'{last}' must be a list", "write [one, two], or lines that begin with '- '"),
    "bool_type": ("'{last}' must be true or false", "without quotes"),
    "day": ("'{last}' is no day", "{said}"),
    "decimal_parsing": ("'{last}' must be a number", "12 or 2.5, with a point"),
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "greater_than_equal": ("'{last}' is too low", "{ge} at least"),
    "less_than_equal": ("'{last}' is too high", "{le} at most"),
    "too_short": ("'{last}' is empty", "name at least {min_length}"),
    "decimal_type": ("'{last}' must be a number", "12 or 2.5, with a point"),
    "string_pattern_mismatch": ("'{given}' is no id", "an id has lower-case letters, digits and single hyphens: my-word-2"),
    "finite_number": ("'{last}' must be a number", "12 or 2.5, with a point"),
}


def as_problems(error: "ValidationError", model: type[BaseModel], document: "Document") -> list[Problem]:
    """Give one problem for each fault, where the author can mend it."""
    found: dict[Problem, None] = {}
    for fault in error.errors(include_url=False):
        marks = [part for part in fault["loc"] if str(part).startswith(_UNION_MARKS)]
        if marks and _other_branch(str(marks[-1]), fault):
            continue
        path = tuple(part for part in fault["loc"] if part not in marks and part != "[key]")
        if not _copied(document, path, str(fault["type"])):
            found[_problem(document, model, path, fault)] = None
    return list(found)


def _other_branch(mark: str, fault: Any) -> bool:  # noqa: ANN401 - a fault as pydantic gives it
    """Tell whether a fault of a union speaks of the form that the author did not choose."""
    listed = isinstance(fault["input"], list)
    return fault["type"] == "tuple_type" if mark.startswith("tuple[") else listed


def _copied(document: "Document", path: Path, kind: str) -> bool:
    """Tell whether a fault lies in what `like` copied: it is told where the original stands."""
    if len(path) < 3 or path[0] != "questions" or kind == "missing":  # noqa: PLR2004 - questions, id, key
        return False
    at = document.spot
    for part in path[:2]:
        at = at.inside[part][2] if at.inside and part in at.inside else at
    own = at.inside or {}
    return "like" in own and path[2] not in own and not (path[2] == "options" and "next" in own)


def _problem(document: "Document", model: type[BaseModel], path: Path, fault: Any) -> Problem:  # noqa: ANN401 - pydantic's
    kind, last = fault["type"], str(path[-1]) if path else "the file"
    shown = _as_written(document, path)
    if kind == "missing":
        owner = f" in '{path[-2]}'" if len(path) > 1 else ""
        hint = f"add '{last}: \"…\"'" if last in LANGS else ""
        return document.problem("missing-key", f"missing key '{last}'{owner}", *shown[:-1], hint=hint, key=True)
    if kind == "extra_forbidden":
        known = _keys_of(model, path[:-1])
        near = nearest(last, known)
        hint = f"did you mean '{near}'?" if near else f"known: {', '.join(known)}"
        owner = f" in '{path[-2]}'" if len(path) > 1 else ""
        return document.problem("unknown-key", f"unknown key '{last}'{owner}", *shown, hint=hint, key=True)
    message, hint = _meaning(kind, fault)
    said = {**fault.get("ctx", {}), "said": fault["msg"], "last": last, "given": str(fault["input"])[:40]}
    rule = "bad-id" if kind == "string_pattern_mismatch" else "wrong-type"
    key = bool(path) and fault["loc"][-1] == "[key]"
    return document.problem(rule, message.format(**said), *shown, hint=hint.format(**said), key=key)


def _meaning(kind: str, fault: Any) -> tuple[str, str]:  # noqa: ANN401 - a fault as pydantic gives it
    given = fault["input"]
    if kind in {"string_type", "string_too_short"}:
        return _no_words(given)
    if kind in {"model_type", "model_attributes_type"}:
        text = fault.get("ctx", {}).get("class_name") == "Text"
        return _TYPES["text" if text else "dict_type"]
    if kind == "literal_error":
        listed = " or a list of ids" if any(str(part).startswith("literal[") for part in fault["loc"]) else ""
        expected = fault["ctx"]["expected"]
        near = nearest(str(given), [word.strip("' ") for word in expected.replace(" or ", ",").split(",")])
        return f"'{{last}}' must be {expected}{listed}", f"did you mean '{near}'?" if near else ""
    return _TYPES.get(kind, ("'{last}': {said}", ""))


def _no_words(given: object) -> tuple[str, str]:
    if given is None or given == "":
        return "'{last}' is empty", "write words in double quotes, or delete the key"
    if isinstance(given, (dict, list)):
        return "'{last}' must be one text", "write the words on the same line, in double quotes"
    return "'{last}' must be words in quotes", f'write "{str(given).lower() if isinstance(given, bool) else given}"'


def _as_written(document: "Document", path: Path) -> Path:
    """Put `next` back for `options` where the author wrote the shorthand."""
    if len(path) > 2 and path[0] == "questions" and path[2] == "options":  # noqa: PLR2004 - questions, id, key
        written = document.place(*path[:2], "next", key=True) != document.place(*path[:2], key=True)
        return (*path[:2], "next", *path[3:]) if written else path
    return path


def _keys_of(model: type[BaseModel], path: Path) -> tuple[str, ...]:
    """Give the keys that may stand at a place of the model."""
    at: Any = model
    for part in path:
        owner = _model_in(at)
        if isinstance(at, type) and owner:
            named = (field for name, field in owner.model_fields.items() if part in {name, field.alias})
            at = next((field.annotation for field in named), None)
        else:
            at = get_args(at)[-1] if get_args(at) and get_args(at)[-1] is not Ellipsis else next(iter(get_args(at)), None)
    found = _model_in(at)
    if found is None:
        return ()
    keys = tuple(field.alias or name for name, field in found.model_fields.items())
    return keys + _SHORTHAND if found is Question else keys


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - any annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inside = (_model_in(each) for each in get_args(annotation))
    return next((each for each in inside if each), None)
