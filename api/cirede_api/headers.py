"""What holds for every request and every answer: limits, security headers, validators for caches."""

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from flask import g, request

from cirede_api.compression import squeeze
from cirede_api.cors import open_to_all
from cirede_api.framing import policy
from cirede_api.problems import RequestError
from cirede_api.query import read_pairs

if TYPE_CHECKING:
    from flask import Flask, Response

    from cirede_api.framing import Framing

MAX_BODY = 16_384
"""The most that a body may hold; where an address takes none, what a client sends along is ignored."""

_HOST = re.compile(r"[A-Za-z0-9._-]+(?::\d{1,5})?|\[[0-9A-Fa-f:.]+\](?::\d{1,5})?")

_CONDITIONS = frozenset(
    {"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_IF_RANGE", "HTTP_RANGE"}
)
"""What a request can ask of a validator; where it asks nothing, there is nothing to compare."""

SECURITY = {
    "Content-Security-Policy": policy(),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def guard(app: "Flask", framing: "Framing") -> None:
    """Check every request before its page is made, and dress every answer."""
    app.before_request(check_request)
    app.after_request(lambda response: dress(response, framing))


def check_request() -> None:
    """Refuse what no page could answer, and keep the query as it was read. Raises: RequestError 400, 411, 413 or 414."""
    if not _HOST.fullmatch(request.environ.get("HTTP_HOST", "localhost")):
        raise RequestError("bad-request", "The Host header is not the name of a host.")
    if request.content_length is None and request.environ.get("HTTP_TRANSFER_ENCODING"):
        raise RequestError("length-required", "Send Content-Length with a body.")
    if (request.content_length or 0) > MAX_BODY:
        raise RequestError("body-too-large", f"A body may have at most {MAX_BODY} bytes.", limit=MAX_BODY)
    g.pairs = read_pairs(request.query_string)


def dress(response: "Response", framing: "Framing") -> "Response":
    """Add the security headers; give what can be kept a strong validator and answer 304 where it is known."""
    response.headers.update(framing.dressed(SECURITY))
    open_to_all(response)
    squeezed = squeeze(response)
    if request.endpoint == "static" and response.status_code in {200, 206, 304}:
        if squeezed:
            response.make_conditional(request.environ)
        return response
    if response.status_code != 200 or request.method not in {"GET", "HEAD"}:  # noqa: PLR2004 - only a full answer to GET can be kept
        response.headers["Cache-Control"] = "no-store"
        return response
    response.headers.setdefault("Cache-Control", "no-cache")
    if not response.direct_passthrough:
        if not response.get_etag()[0]:
            response.set_etag(sha256(response.get_data()).hexdigest()[:32])
        if not _CONDITIONS.isdisjoint(request.environ):
            response.make_conditional(request.environ)
    return response
