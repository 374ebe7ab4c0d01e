"""What the stand-alone server takes in: bounded headers and bodies, and no body whose length is not said beforehand."""

from typing import TYPE_CHECKING

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.utilities import Error

from cirede_api.headers import MAX_BODY
from cirede_api.openapi import PROBLEM, written
from cirede_api.problems import RequestError, document

if TYPE_CHECKING:
    from waitress.server import BaseWSGIServer

LIMITS = {"max_request_header_size": 16_384, "max_request_body_size": 4 * MAX_BODY}
"""Bytes. A body between the two limits is answered by the application, in its own words; beyond, the server stops reading."""


class LengthRequired(Error):  # type: ignore[misc] # waitress ships no types  # noqa: N818 - an answer, not an exception
    """The answer to a body without length: the problem document that the application gives behind other servers."""

    code, reason = 411, "Length Required"

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        """Give status, headers and body."""
        del ident
        said = written(document(RequestError("length-required", self.body), "/"))
        headers = [("Content-Type", PROBLEM), ("X-Content-Type-Options", "nosniff"), ("Cache-Control", "no-store")]
        return f"{self.code} {self.reason}", headers, said.encode()


class Parser(HTTPRequestParser):  # type: ignore[misc] # waitress ships no types
    """Reads a request; waitress would gather a chunked body and hide from the application that it had no length."""

    error: "Error | None" = None

    def received(self, data: bytes) -> int:
        """Take bytes in and tell how many were used; a chunked request is complete, and refused, after its headers."""
        used: int = super().received(data)
        if self.chunked and self.headers_finished and not self.error:
            self.error = LengthRequired("Send Content-Length with a body.")
            self.expect_continue, self.completed = False, True
        return used


class Channel(HTTPChannel):  # type: ignore[misc] # waitress ships no types
    """A connection that reads its requests so."""

    parser_class = Parser


def strict(server: "BaseWSGIServer") -> "BaseWSGIServer":
    """Let a server of waitress read its requests so."""
    server.channel_class = Channel
    return server
