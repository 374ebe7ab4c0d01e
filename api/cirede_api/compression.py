"""Compression of what is text, for whoever accepts it; there is no secret in any answer that lengths could betray (BREACH)."""

import gzip
from typing import TYPE_CHECKING

from flask import request

if TYPE_CHECKING:
    from flask import Response

TEXTS = frozenset(
    {"text/html", "text/css", "text/javascript", "text/plain", "text/csv", "image/svg+xml", "application/json",
     "application/problem+json"}
)  # fmt: skip
LEVEL = 6
SMALLEST = 600
"""Bytes; a smaller body fits one packet anyway."""


def squeeze(response: "Response") -> bool:
    """Compress an answer where that is of use and accepted; tells whether it was.

    The compressed form is another representation: it has a strong ETag of its own, and `Vary` says on what it depends.
    """
    if response.mimetype not in TEXTS or response.content_encoding:
        return False
    told = response.headers.get("Vary")
    response.headers["Vary"] = f"{told}, Accept-Encoding" if told else "Accept-Encoding"
    if response.status_code in {204, 206, 304} or request.accept_encodings.quality("gzip") <= 0:
        return False
    response.direct_passthrough = False
    data = response.get_data()
    if len(data) < SMALLEST:
        return False
    response.set_data(gzip.compress(data, LEVEL, mtime=0))
    response.content_encoding = "gzip"
    response.headers.pop("Accept-Ranges", None)
    tag, weak = response.get_etag()
    if tag:
        response.set_etag(f"{tag}-gzip", weak=bool(weak))
    return True
