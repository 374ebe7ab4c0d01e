"""A fuzzer plays every operation of the API against its own description, alone and one after another; no check is left out."""

import json
import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.config import SchemathesisConfig

from cirede.settings import Settings
from cirede_api import create_app
from tests.api.conftest import CONTENT, TODAY

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIEnvironment

    from schemathesis import Case

EXAMPLES = int(os.environ.get("CIREDE_FUZZ", "40"))
"""How many requests are made up for each operation, beside the examples and the edges of every schema."""

WALKS = max(EXAMPLES // 4, 5)
"""How many chains of requests are made up along the links of the description."""

SETTINGS = Path(__file__).parents[2] / "schemathesis.toml"

app = create_app(Settings(content=CONTENT), today=lambda: TODAY, testing=True)
description = app.test_client().get("/api/v1/openapi.json").text
schema = schemathesis.openapi.from_dict(json.loads(description), config=SchemathesisConfig.from_path(SETTINGS))


def plain(environ: "WSGIEnvironment", start: "StartResponse") -> "Iterable[bytes]":
    """Answer without compression, which the fuzzer asks for and cannot undo."""
    return app({**environ, "HTTP_ACCEPT_ENCODING": ""}, start)


schema.app = plain  # loaded from its own address, the description would not be tested


@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_operation_keeps_its_description(case: "Case[Any]") -> None:
    """Whatever is sent, the answer is one that the description announces, and no good request is refused."""
    case.call_and_validate()


class TestAlongTheLinks(schema.as_state_machine().TestCase):  # type: ignore[misc]  # made at run time
    """Chains of requests, each with what the one before it answered, keep the description too."""

    settings = settings(
        max_examples=WALKS, stateful_step_count=6, deadline=None, suppress_health_check=list(HealthCheck),
        phases=[Phase.generate], database=None,
    )  # fmt: skip


def test_nothing_is_left_out() -> None:
    """Every operation of the application is tested, no check is off, and what has a name in its path is reached by a link."""
    operations = [operation for path in json.loads(description)["paths"].values() for operation in path.values()]
    described = {operation["operationId"] for operation in operations}
    assert len(list(schema.get_all_operations())) == len(operations)
    assert {f"api.{name}" for name in described} == {name for name in app.view_functions if name.startswith("api.")}
    assert set(tomllib.loads(SETTINGS.read_text("utf-8"))) == {"checks"}
    assert "enabled" not in SETTINGS.read_text("utf-8")
    links = {link["operationId"] for each in operations for link in each["responses"]["200"].get("links", {}).values()}
    assert links <= described
    assert described - links == {"listTrees", "listBarriers", "listProfiles", "listRankings", "rank", "health", "describe"}
