"""A thin layer over Flask: each operation declares its parameters once, for checking and for OpenAPI 3.1."""

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import models_json_schema

from cirede_api.problems import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Response
    from pydantic import BaseModel

PROBLEM = "application/problem+json"
ALWAYS = ("malformed-address", "length-required", "body-too-large", "address-too-long", "internal-error")
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
        example = {} if self.example is None else {"example": self.example}
        required = {"required": True} if self.where == "path" else {}
        return {"name": self.name, "in": self.where, **required, "description": self.words, "schema": self.schema,
                **self.more, **example}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One address of the API: what it takes, what it gives, what can go wrong, and the view behind it."""

    name: str
    rule: str
    words: str
    view: "Callable[..., Response]"
    gives: "type[BaseModel] | None" = None
    media: str = "application/json"
    takes: tuple[Parameter, ...] = ()
    answers: bool = False
    problems: tuple[str, ...] = ()
    example: Any = None

    @property
    def queries(self) -> tuple[str, ...]:
        """The names that the query may hold, beside the questions of a tree."""
        return tuple(each.name for each in self.takes if each.where == "query" and each.name != "answers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The whole API, for its description."""

    title: str
    version: str
    words: str
    prefix: str
    operations: tuple[Operation, ...]
    problem: "type[BaseModel]"

    def described(self) -> dict[str, Any]:
        """Give the OpenAPI document."""
        given = {each.gives for each in self.operations if each.gives} | {self.problem}
        wanted = sorted(((each, "serialization") for each in given), key=lambda pair: pair[0].__name__)
        _, found = models_json_schema(wanted, ref_template="#/components/schemas/{model}")  # type: ignore[arg-type]
        return {
            "openapi": "3.1.0",
            "info": {"title": self.title, "version": self.version, "description": self.words,
                     "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"}},
            "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
            "servers": [{"url": "/"}],
            "paths": {self.prefix + _SLOT.sub(r"{\1}", each.rule): {"get": self._operation(each)} for each in self.operations},
            "components": {"schemas": found["$defs"]},
        }  # fmt: skip

    def _operation(self, each: Operation) -> dict[str, Any]:
        problems = dict.fromkeys((*ALWAYS, *each.problems))
        statuses: dict[int, list[str]] = {}
        for slug in problems:
            statuses.setdefault(KINDS[slug].status, []).append(slug)
        answers = {str(status): self._problem(slugs) for status, slugs in sorted(statuses.items())}
        described = {
            "operationId": each.name,
            "summary": each.words,
            "responses": {"200": self._fine(each), "304": {"description": "Not changed since that ETag."}, **answers},
        }
        return described | ({"parameters": [parameter.described() for parameter in each.takes]} if each.takes else {})

    def _fine(self, each: Operation) -> dict[str, Any]:
        schema: dict[str, Any] = {"type": "string"} if each.media.startswith("image/") else {"type": "object"}
        if each.gives:
            schema = {"$ref": f"#/components/schemas/{each.gives.__name__}"}
        example = {} if each.example is None else {"example": each.example}
        headers = {
            name: {"description": words, "schema": {"type": "string"}}
            for name, words in (("ETag", "A strong validator."), ("Content-Language", "The language of the words."))
        }
        return {"description": each.words, "headers": headers, "content": {each.media: {"schema": schema, **example}}}

    def _problem(self, slugs: list[str]) -> dict[str, Any]:
        examples = {
            slug: {"value": {"type": f"/problems/{slug}", "title": KINDS[slug].title, "status": KINDS[slug].status,
                             "detail": f"{KINDS[slug].title}.", "instance": f"{self.prefix}/…"}}
            for slug in slugs
        }  # fmt: skip
        words = " / ".join(f"{KINDS[slug].title}." for slug in slugs)
        schema = {"$ref": f"#/components/schemas/{self.problem.__name__}"}
        return {"description": words, "content": {PROBLEM: {"schema": schema, "examples": examples}}}


def written(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """Write a value as JSON that is harmless even where a browser takes it for a page."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str).replace("<", "\\u003c")
