"""What is logged: one JSON line for each request and each fault, without answers, addresses or query strings."""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from time import perf_counter
from typing import TYPE_CHECKING

from flask import g, request

if TYPE_CHECKING:
    from types import TracebackType

    from flask import Flask, Response

REQUESTS = logging.getLogger("cirede_api.requests")
OWN = ("cirede", "cirede_api")
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"}
_ID = re.compile(r"[0-9a-f]{16,32}")
_FAULT = 400


class JsonLines(logging.Formatter):
    """Writes a record as one line of ASCII: what a client sends can neither end the line nor begin another."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line; of an exception it holds the kind and the places in the code, as its message may repeat an answer."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(), "logger": record.name, "message": _message(record),
        }  # fmt: skip
        line |= getattr(record, "members", {})
        if record.exc_info and record.exc_info[0]:
            line |= {"error": record.exc_info[0].__name__, "where": _places(record.exc_info[2])}
        return json.dumps(line)


def listen() -> None:
    """Send every record of this process to its error stream as JSON lines, unless the server has arranged that already."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING)
    REQUESTS.setLevel(logging.INFO)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # that a request waits a moment for a thread is no event


class Journal:
    """Numbers each request and writes its line; a proxy that is trusted brings the number along."""

    def __init__(self, *, trusting: bool) -> None:
        """Say whether the number of the proxy counts."""
        self.trusting = trusting

    def watch(self, app: "Flask") -> None:
        """Begin before everything else, end after everything else."""
        app.before_request_funcs.setdefault(None, []).insert(0, self.begin)
        app.after_request_funcs.setdefault(None, []).insert(0, self.end)

    def begin(self) -> None:
        """Note when the request came, and its number."""
        given = request.headers.get("X-Request-Id", "") if self.trusting else ""
        g.request_id = given if _ID.fullmatch(given) else token_hex(8)
        g.begun = perf_counter()

    def end(self, response: "Response") -> "Response":
        """Write the line; a fault bears its number, so that a reader can name it."""
        if "begun" not in g:  # refused before anything had begun
            self.begin()
        if response.status_code >= _FAULT:
            response.headers["X-Request-Id"] = g.request_id
        if REQUESTS.isEnabledFor(logging.INFO):
            REQUESTS.info("request", extra={"members": {
                "method": request.method if request.method in METHODS else "other",
                "route": request.url_rule.rule if request.url_rule else None,
                "status": response.status_code,
                "ms": round((perf_counter() - g.begun) * 1000, 1),
                "id": g.request_id,
            }})  # fmt: skip
        return response


def _message(record: logging.LogRecord) -> str:
    """Give the words; of another library only numbers are filled in, since it may quote an address or a request."""
    if record.name.partition(".")[0] in OWN:
        return record.getMessage()
    args = record.args if isinstance(record.args, tuple) else ()
    try:
        return str(record.msg) % tuple(each if isinstance(each, int | float) else "…" for each in args)
    except (TypeError, ValueError):
        return str(record.msg)


def _places(trace: "TracebackType | None") -> list[str]:
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
