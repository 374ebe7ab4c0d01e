"""What all operations of the API share: the parameters of language, names, and the answer itself."""

from typing import TYPE_CHECKING, Any

from flask import Response

from cirede.model.text import LANGS
from cirede_api.openapi import Parameter, written

if TYPE_CHECKING:
    from cirede.model.text import Lang

NAMED = {"type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "maxLength": 60}
SAID = {"type": "string", "pattern": "^[A-Za-z0-9.,-]+$", "maxLength": 60}
LANG = Parameter(
    name="lang", where="query", words="The language of the words; it wins over `Accept-Language`.",
    schema={"type": "string", "enum": list(LANGS)}, example="fr",
)  # fmt: skip
ACCEPT = Parameter(
    name="Accept-Language", where="header", words="The languages preferred; French where none is available.",
    schema={"type": "string"}, example="nl-BE, fr;q=0.8",
)  # fmt: skip


def json_reply(value: Any, lang: "Lang") -> Response:  # noqa: ANN401 - any JSON value
    """Answer with a value in one language."""
    return worded_reply(written(value), lang)


def worded_reply(body: str, lang: "Lang", media: str = "application/json") -> Response:
    """Answer with a text in one language."""
    response = Response(body, content_type=media)
    response.headers["Content-Language"] = lang
    response.headers["Vary"] = "Accept-Language"
    return response
