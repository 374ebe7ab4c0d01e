"""The reference of the API for people: a page made from the description that programs read, in three languages."""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from flask import Blueprint, Response

from cirede_api.api import PREFIX
from cirede_api.frame import Frame, to_own_language
from cirede_api.site import as_lang

if TYPE_CHECKING:
    from cirede_api.api import Api
    from cirede_api.site import Site

_MOST_VALUES = 6
_REF = "$ref"


@dataclass(frozen=True, slots=True)
class Taken:
    """A parameter as the page shows it."""

    name: str
    where: str
    required: bool
    words: str
    kind: str
    example: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An operation as the page shows it; `try_it` is an address that answers, empty where a body must be sent."""

    id: str
    method: str
    path: str
    words: str
    takes: tuple[Taken, ...]
    try_it: str
    body: str
    example: str
    statuses: tuple[tuple[str, str], ...]


def reference(site: "Site", api: "Api") -> Blueprint:
    """Give the blueprint of the page."""
    blueprint = Blueprint("reference", __name__)
    views = Reference(site, api)
    blueprint.add_url_rule("/<lang>/api", "reference", views.page, methods=["GET"], strict_slashes=False)
    for rule in ("/api", PREFIX):
        blueprint.add_url_rule(rule, "door", views.door, methods=["GET"], strict_slashes=False)
    return blueprint


class Reference:
    """The view of the page."""

    def __init__(self, site: "Site", api: "Api") -> None:
        """Keep the description."""
        self.site = site
        self.api = api

    @cached_property
    def entries(self) -> list[Entry]:
        """The operations, read from the description when first asked for."""
        described = json.loads(self.api.described)
        return [
            entry(method, path, operation)
            for path, methods in described["paths"].items()
            for method, operation in methods.items()
        ]

    def door(self) -> Response:
        """Lead to the page in the language that the browser prefers."""
        return to_own_language("reference.reference")

    def page(self, lang: str) -> Response:
        """Show every operation: what it takes, what it gives, an address to try."""
        frame = Frame(self.site, as_lang(lang), "api")
        tree = next(iter(self.site.prepared), "")
        return frame.render("reference.html", entries=self.entries, base=f"{frame.host}{frame.root}", tree=tree)


def entry(method: str, path: str, operation: dict[str, Any]) -> Entry:
    """Read an operation of the description."""
    given = operation.get("parameters", [])
    (content,) = operation["responses"]["200"]["content"].values()
    bodies = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("examples", {})
    where = path
    for each in given:
        if each["in"] == "path":
            where = where.replace(f"{{{each['name']}}}", str(each.get("example", "")))
    query = [pair for each in given if each["in"] == "query" for pair in _pairs(each)]
    return Entry(
        id=operation["operationId"], method=method.upper(), path=path, words=operation["summary"],
        takes=tuple(map(taken, given)), try_it="" if bodies else where + (f"?{urlencode(query)}" if query else ""),
        body=_pretty(next(iter(bodies.values()))["value"]) if bodies else "", example=_pretty(content.get("example")),
        statuses=tuple((status, each["description"]) for status, each in operation["responses"].items()),
    )  # fmt: skip


def taken(parameter: dict[str, Any]) -> Taken:
    """Read a parameter of the description."""
    example = parameter.get("example", "")
    shown = urlencode(example) if isinstance(example, dict) else str(example)
    return Taken(parameter["name"], parameter["in"], parameter.get("required", False), parameter["description"],
                 kind(parameter["schema"]), shown)  # fmt: skip


def kind(schema: dict[str, Any]) -> str:
    """Say in a few words what a parameter may be: its values where they are few, its type elsewhere."""
    if _REF in schema:
        return str(schema[_REF]).rpartition("/")[2]
    values = [str(each) for each in schema.get("enum", [])]
    if values:
        return " | ".join(values[:_MOST_VALUES]) + (" | …" if len(values) > _MOST_VALUES else "")
    return str(schema.get("format", schema["type"]))


def _pairs(parameter: dict[str, Any]) -> list[tuple[str, Any]]:
    example = parameter.get("example")
    if isinstance(example, dict):
        return list(example.items())
    return [] if example is None else [(parameter["name"], example)]


def _pretty(example: Any) -> str:  # noqa: ANN401 - any JSON value
    return example if isinstance(example, str) else json.dumps(example, ensure_ascii=False, indent=2)
