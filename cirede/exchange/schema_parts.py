"""The values that a JSON Schema of a tree is built from: names with their words, days, texts, and the keys of a model."""

from datetime import date
from decimal import Decimal
from types import UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin

from cirede.exchange.schema_help import HELP
from cirede.model.text import LANGS, TODO, Frozen, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Schema = dict[str, Any]

ID: Schema = {"type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "maxLength": 60}
DAY: Schema = {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"}
WORDS: Schema = {"type": "string", "minLength": 1, "maxLength": 4000, "not": {"const": TODO}}
EMPTY: Schema = {"type": "null"}


def defined(name: str) -> Schema:
    """Refer to a definition, in the form beside which a description still counts (draft-07)."""
    return {"allOf": [{"$ref": f"#/definitions/{name}"}]}


def one_of_names(names: "Mapping[str, str]") -> Schema:
    """Allow these names only, each with its words; any id where none is known yet."""
    if not names:
        return dict(ID)
    return {"type": "string", "enum": list(names), "enumDescriptions": list(names.values())}


def list_of(item: Schema, *, least: int = 0) -> Schema:
    """Allow a list."""
    return {"type": "array", "items": item, "minItems": least} if least else {"type": "array", "items": item}


def map_of(value: Schema, *, key: Schema = ID) -> Schema:
    """Allow a map from ids, or from other keys, to values of one form."""
    return {"type": "object", "propertyNames": key, "additionalProperties": value}


def text() -> Schema:
    """Allow words in the three languages."""
    keys = {lang: {**WORDS, "description": HELP["Text"][lang]} for lang in LANGS}
    return {"type": "object", "additionalProperties": False, "properties": keys, "required": list(LANGS)}


def keys_of(
    model: type[Frozen], parts: "Mapping[str, Schema] | None" = None, *, required: "Iterable[str] | None" = None
) -> Schema:
    """Allow the keys of a model, each with its help; `parts` gives what the form of the model does not say itself."""
    properties, needed = {}, []
    for name, field in model.model_fields.items():
        key = field.alias or name
        value = (parts or {}).get(key) or _usual(field.annotation, [getattr(each, "pattern", None) for each in field.metadata])
        properties[key] = {"description": HELP.get(model.__name__, {}).get(key, ""), **value}
        needed += [key] if field.is_required() else []
    wanted = needed if required is None else list(required)
    return {"type": "object", "additionalProperties": False, "properties": properties, "required": wanted}


def _usual(annotation: Any, patterns: list[str | None]) -> Schema:  # noqa: ANN401 - any annotation
    """Give the form of a plain value. Raises: LookupError for what is not plain, which the caller must describe."""
    if get_origin(annotation) in {Union, UnionType}:
        annotation = next(each for each in get_args(annotation) if each is not type(None))
    if hasattr(annotation, "__metadata__"):
        patterns += [getattr(each, "pattern", None) for each in annotation.__metadata__]
        annotation = annotation.__origin__
    if get_origin(annotation) is Literal:
        return {"type": "string", "enum": list(get_args(annotation))}
    if annotation is str:
        return dict(ID if any(patterns) else WORDS)
    plain: dict[Any, Schema] = {
        Text: defined("text"), date: defined("day"), bool: {"type": "boolean"}, Decimal: {"type": "number"},
        int: {"type": "integer"},
    }  # fmt: skip
    return dict(plain[annotation])
