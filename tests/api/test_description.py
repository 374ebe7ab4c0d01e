"""The description of the API: the golden file is what is served, and every example in it is sent and holds."""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from jsonschema import Draft202012Validator

from cirede.settings import Settings
from cirede_api import create_app
from tests.api.conftest import CONTENT, TODAY

if TYPE_CHECKING:
    from flask import Flask

GOLDEN = Path(__file__).parents[2] / "docs" / "openapi.json"
SCHEMA = "https://json-schema.org/draft/2020-12/schema"
HOW = "the description has changed: read docs/http-api.md, 'What stays', then `make contract` and commit docs/openapi.json"


def described(app: "Flask") -> Any:  # noqa: ANN401 - any JSON value
    """Read the description as it is served."""
    return json.loads(app.test_client().get("/api/v1/openapi.json").data)


DESCRIPTION = described(create_app(Settings(content=CONTENT), today=lambda: TODAY))
OPERATIONS = [
    (method, path, operation) for path, methods in DESCRIPTION["paths"].items() for method, operation in methods.items()
]
BODIES = [
    (method, path, operation, body)
    for method, path, operation in OPERATIONS
    for body in operation.get("requestBody", {"content": {"application/json": {"examples": {"": {"value": None}}}}})["content"][
        "application/json"
    ]["examples"].values()
]


def test_the_golden_file_is_what_is_served() -> None:
    """`docs/openapi.json` is the description of the miniature content; `make contract` writes it again."""
    text = json.dumps(DESCRIPTION, ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("CIREDE_GOLDEN") == "write":
        GOLDEN.write_text(text, "utf-8")
    assert GOLDEN.read_text("utf-8") == text, HOW


def test_the_description_stays_the_same_from_day_to_day() -> None:
    """Neither the day nor the process is in the description."""
    later = create_app(Settings(content=CONTENT), today=lambda: TODAY.replace(year=2031))
    assert described(later) == DESCRIPTION


def fits(value: Any, schema: dict[str, Any]) -> list[str]:  # noqa: ANN401 - any JSON value
    """Say where a value does not fit a schema of the description."""
    whole = {"$schema": SCHEMA, "components": DESCRIPTION["components"], **schema}
    return [error.message for error in Draft202012Validator(whole).iter_errors(value)]


def shape(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Give the shape of a value: keys and kinds, a list by its first entry."""
    if isinstance(value, dict):
        return {name: shape(each) for name, each in value.items()}
    if isinstance(value, list):
        return [shape(each) for each in value[:1]]
    return type(value).__name__


def address(path: str, operation: dict[str, Any]) -> tuple[str, dict[str, str]]:
    """Fill an address and its headers with the examples of the parameters."""
    query: list[tuple[str, Any]] = []
    headers = {}
    for parameter in operation.get("parameters", []):
        example = parameter.get("example")
        assert example is not None, f"{operation['operationId']}: '{parameter['name']}' has no example"
        assert fits(example, parameter["schema"]) == []
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", example)
        elif parameter["in"] == "header":
            headers[parameter["name"]] = example
        else:
            query += example.items() if isinstance(example, dict) else [(parameter["name"], example)]
    return f"{path}?{urlencode(query)}", headers


@pytest.mark.parametrize(("method", "path", "operation", "body"), BODIES, ids=lambda each: each if isinstance(each, str) else "")
def test_examples_are_sent_and_hold(
    app: "Flask", method: str, path: str, operation: dict[str, Any], body: dict[str, Any]
) -> None:
    """The examples of the parameters and of the body, sent together, are answered with 200 and the shape of the example."""
    where, headers = address(path, operation)
    answer = app.test_client().open(where, method=method.upper(), headers=headers, json=body["value"])
    assert answer.status_code == 200, answer.text
    (media,) = operation["responses"]["200"]["content"]
    said = operation["responses"]["200"]["content"][media]
    assert answer.mimetype == media
    if media != "application/json":
        assert said["example"].startswith(answer.text[:4])
        return
    found = json.loads(answer.data)
    assert fits(said["example"], said["schema"]) == []
    assert fits(found, said["schema"]) == []
    if operation["operationId"] == "describe":
        assert said["example"].items() <= {**found, "info": {"title": found["info"]["title"]}}.items()
    elif "requestBody" not in operation:  # another body is answered with other facts
        assert shape(found) == shape(said["example"])


def test_examples_of_problems_fit() -> None:
    """Every example of a problem document fits its schema and says the status that it stands under."""
    for _, _, operation in OPERATIONS:
        for status, answer in operation["responses"].items():
            for slug, example in answer.get("content", {}).get("application/problem+json", {}).get("examples", {}).items():
                assert example == {"$ref": f"#/components/examples/{slug}"}
                value = DESCRIPTION["components"]["examples"][slug]["value"]
                assert value["status"] == int(status)
                assert fits(value, {"$ref": "#/components/schemas/Problem"}) == []


def test_links_lead_to_operations_and_name_their_parameters() -> None:
    """A link of the description names an operation that there is, and parameters that this one takes."""
    by_name = {operation["operationId"]: operation for _, _, operation in OPERATIONS}
    links = [link for _, _, each in OPERATIONS for link in each["responses"]["200"].get("links", {}).values()]
    assert links
    for link in links:
        taken = {parameter["name"] for parameter in by_name[link["operationId"]]["parameters"]}
        assert set(link["parameters"]) <= taken
