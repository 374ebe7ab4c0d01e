"""A thin layer over Flask: each operation declares its parameters once, for checking and for OpenAPI 3.1."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import models_json_schema
from pydantic_core import to_json

from cirede_api.problems import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Response
    from pydantic import BaseModel

VERSION_OF_OPENAPI = "3.1.0"
PROBLEM = "application/problem+json"
ALWAYS = ("malformed-address", "length-required", "body-too-large", "address-too-long", "too-many-requests", "internal-error")
WITH_BODY = ("malformed-body", "wrong-media-type", "wrong-body")
UNCHANGED = {"304": {"description": "Not changed since that ETag."}}
_SLOT = re.compile(r"<([a-z]+)>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of the path, of the query or of the header."""

    name: str
    where: str
    words: str
    schema: dict[str, Any]
    example: Any = None
    more: dict[str, Any] = field(default_factory=dict)

    def described(self) -> dict[str, Any]:
        """Give the Parameter Object."""
        shown = self.example() if callable(self.example) else self.example
        example = {} if shown is None else {"example": shown}
        required = {"required": True} if self.where == "path" else {}
        return {"name": self.name, "in": self.where, **required, "description": self.words, "schema": self.schema,
                **self.more, **example}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The JSON object that an operation receives: how it is read, its schema under a name, and examples by name."""

    read: "type[BaseModel]"
    schema: str
    words: str
    examples: dict[str, Any]

    def described(self) -> dict[str, Any]:
        """Give the Request Body Object."""
        examples = {name: {"value": value} for name, value in self.examples.items()}
        content = {"schema": {"$ref": f"#/components/schemas/{self.schema}"}, "examples": examples}
        return {"required": True, "description": self.words, "content": {"application/json": content}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Where an answer leads: another operation, its parameters taken from the request or the answer (OpenAPI expressions)."""

    to: str
    gives: dict[str, str]

    def described(self) -> dict[str, Any]:
        """Give the Link Object."""
        return {"operationId": self.to, "parameters": self.gives}


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One address of the API: what it takes, what it gives, what can go wrong, and the view behind it.

    An operation with a `body` is a POST, every other a GET. An `example` is what the answer to the examples of the
    parameters looks like, a JSON value or what makes it when asked; that of a parameter may be made when asked too.
    """

    name: str
    rule: str
    words: str
    view: "Callable[..., Response]"
    gives: "type[BaseModel] | None" = None
    media: str = "application/json"
    takes: tuple[Parameter, ...] = ()
    body: Body | None = None
    answers: bool = False
    problems: tuple[str, ...] = ()
    example: Any = None
    links: tuple[Link, ...] = ()

    @property
    def method(self) -> str:
        """The method of HTTP."""
        return "POST" if self.body else "GET"

    @property
    def queries(self) -> tuple[str, ...]:
        """The names that the query may hold, beside the questions of a tree."""
        return tuple(each.name for each in self.takes if each.where == "query" and each.name != "answers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The whole API, for its description; `shapes` are the schemas of bodies by name, made from the content."""

    title: str
    version: str
    words: str
    prefix: str
    operations: tuple[Operation, ...]
    problem: "type[BaseModel]"
    shapes: dict[str, Any] = field(default_factory=dict)

    def described(self) -> dict[str, Any]:
        """Give the OpenAPI document."""
        given = {each.gives for each in self.operations if each.gives} | {self.problem}
        wanted = sorted(((each, "serialization") for each in given), key=lambda pair: pair[0].__name__)
        _, found = models_json_schema(wanted, ref_template="#/components/schemas/{model}")  # type: ignore[arg-type]
        paths: dict[str, dict[str, Any]] = {}
        for each in self.operations:
            paths.setdefault(self.prefix + _SLOT.sub(r"{\1}", each.rule), {})[each.method.lower()] = self._operation(each)
        return {
            "openapi": VERSION_OF_OPENAPI,
            "info": {"title": self.title, "version": self.version, "description": self.words,
                     "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"}},
            "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
            "servers": [{"url": "/"}],
            "paths": paths,
            "components": {"schemas": found["$defs"] | self.shapes, "examples": self._examples()},
        }  # fmt: skip

    def _examples(self) -> dict[str, Any]:
        """Give an example of each kind of problem that an operation can have, by its slug."""
        named = dict.fromkeys((*ALWAYS, *WITH_BODY, *(slug for each in self.operations for slug in each.problems)))
        return {
            slug: {"value": {"type": f"/problems/{slug}", "title": KINDS[slug].title, "status": KINDS[slug].status,
                             "detail": f"{KINDS[slug].title}.", "instance": f"{self.prefix}/…"}}
            for slug in named
        }  # fmt: skip

    def _operation(self, each: Operation) -> dict[str, Any]:
        problems = dict.fromkeys((*ALWAYS, *(WITH_BODY if each.body else ()), *each.problems))
        statuses: dict[int, list[str]] = {}
        for slug in problems:
            statuses.setdefault(KINDS[slug].status, []).append(slug)
        answers = {str(status): self._problem(slugs) for status, slugs in sorted(statuses.items())}
        described = {
            "operationId": each.name,
            "summary": each.words,
            "responses": {"200": self._fine(each), **({} if each.body else UNCHANGED), **answers},
        }
        body = {"requestBody": each.body.described()} if each.body else {}
        return described | ({"parameters": [parameter.described() for parameter in each.takes]} if each.takes else {}) | body

    def _fine(self, each: Operation) -> dict[str, Any]:
        schema: dict[str, Any] = {"type": "string"} if each.media.startswith("image/") else {"type": "object"}
        if each.gives:
            schema = {"$ref": f"#/components/schemas/{each.gives.__name__}"}
        shown = each.example() if callable(each.example) else each.example
        example = {} if shown is None else {"example": shown}
        said = {"ETag": "A strong validator."} if not each.body else {}
        said["Content-Language"] = "The language of the words."
        headers = {name: {"description": words, "schema": {"type": "string"}} for name, words in said.items()}
        links = {link.to: link.described() for link in each.links}
        return {"description": each.words, "headers": headers, "content": {each.media: {"schema": schema, **example}},
                **({"links": links} if links else {})}  # fmt: skip

    def _problem(self, slugs: list[str]) -> dict[str, Any]:
        examples = {slug: {"$ref": f"#/components/examples/{slug}"} for slug in slugs}
        words = " / ".join(f"{KINDS[slug].title}." for slug in slugs)
        schema = {"$ref": f"#/components/schemas/{self.problem.__name__}"}
        return {"description": words, "content": {PROBLEM: {"schema": schema, "examples": examples}}}


def written(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """Write a value as JSON that is harmless even where a browser takes it for a page."""
    return to_json(value, fallback=str).decode().replace("<", "\\u003c")
