"""The reference of the API for people: every operation, made from the description, in three languages."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from markupsafe import Markup

from cirede.settings import Settings
from cirede_api import create_app
from tests.api.conftest import CONTENT, LANGS, TODAY

if TYPE_CHECKING:
    from flask.testing import FlaskClient

DOCS = Path(__file__).parents[2] / "docs" / "http-api.md"


@pytest.mark.parametrize("lang", LANGS)
def test_every_operation_is_on_the_page(client: "FlaskClient", lang: str) -> None:
    """The page shows each operation with all its parameters, statuses and its example, and nothing runs on it."""
    page = client.get(f"/{lang}/api").text
    for path, methods in json.loads(client.get("/api/v1/openapi.json").data)["paths"].items():
        for method, operation in methods.items():
            section = page.split(f'<h3 id="{operation["operationId"]}">')[1].split("</section>")[0]
            assert f"<code>{method.upper()} {path}</code>" in section
            for parameter in operation.get("parameters", []):
                assert f"<dt><code>{parameter['name']}</code>" in section
            for status in operation["responses"]:
                assert f"<dt><code>{status}</code></dt>" in section
    assert "<script" not in page
    assert re.findall(r'(?:src|href)="(?:https?:)?//(?!localhost)', page) == []


def test_addresses_to_try_answer(client: "FlaskClient") -> None:
    """Every address that the page offers to try is answered with 200."""
    found = re.findall(r'<p><a href="(/api/v1[^"]*)"><code>', client.get("/en/api").text)
    assert len(found) > 10
    for address in found:
        assert client.get(Markup(address).unescape()).status_code == 200, address  # noqa: S704 - unescaped, not shown


def test_the_example_of_the_page_is_the_one_of_the_documentation() -> None:
    """The page shows the very `fetch` of docs/http-api.md, for its own host, tree and language."""
    (written,) = re.findall(r"^```js\n(.*?)^```$", DOCS.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    app = create_app(Settings(content=CONTENT), today=lambda: TODAY)
    page = app.test_client().get("/en/api", base_url="https://host").text
    code = Markup(page.split("<code>const ")[1].split("</code>")[0]).unescape()  # noqa: S704 - unescaped, not shown
    assert f"const {code}".strip() == written.replace("waste-status", "bridge").strip()
