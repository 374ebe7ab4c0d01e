"""The pages of the preview: those of the site with what is wrong beside them, and all problems on one page."""

import re
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from flask import Flask, Response, render_template, request
from werkzeug.wrappers import Request
from werkzeug.wrappers import Response as AnyResponse

from cirede_api.framing import policy
from cirede_api.headers import SECURITY
from cirede_api.words import read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from wsgiref.types import StartResponse, WSGIEnvironment

    from cirede.model.text import Lang
    from cirede_api.draft import Draft, Remark
    from cirede_api.words import Wording

PREFIX = "/preview"
STREAMS = 12
"""How many pages may wait for changes at once: each holds a thread of the server."""

_HEARTBEAT = 1.0
_CSP = policy(script_src="'self'", connect_src="'self'")
_MAIN = re.compile(rb"<main\b[^>]*>")
_ASKED = re.compile(r'<input type="hidden" name="submit" value="([^"]+)">')


class Desk:
    """The application that the preview serves: ours below `/preview`, the last sound site everywhere else."""

    def __init__(self) -> None:
        """Make the pages; the draft is laid on the desk later."""
        self.draft: Draft | None = None
        self.places = BoundedSemaphore(STREAMS)
        self.own = Flask("cirede_api", static_folder="static", static_url_path=f"{PREFIX}/static")
        self.own.jinja_env.trim_blocks = self.own.jinja_env.lstrip_blocks = True
        self.own.add_url_rule(f"{PREFIX}/", "overview", self.overview)
        self.own.add_url_rule(f"{PREFIX}/events", "events", self.events)
        self.own.after_request(self.dress)

    def words(self) -> "dict[Lang, Wording]":
        """Read the words of the site. Raises: ContentError."""
        return read_words(self.own.jinja_env)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> "Iterable[bytes]":
        """Answer a request."""
        path = environ.get("PATH_INFO", "")
        if path == PREFIX or path.startswith(f"{PREFIX}/"):
            return self.own(environ, start_response)
        app = self.draft.app if self.draft else None
        if app is None:
            with self.own.app_context():
                response: AnyResponse = self.dress(self.overview(status=503))
            return response(environ, start_response)
        for header in ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_ACCEPT_ENCODING"):
            environ.pop(header, None)
        response = AnyResponse.from_app(app, environ, buffered=True)
        if response.mimetype == "text/html":
            self.annotate(response, Request(environ).path)
        return response(environ, start_response)

    def annotate(self, response: AnyResponse, path: str) -> None:
        """Put what is wrong before the main part of a page, and the script that loads it again."""
        page = response.get_data()
        found = _MAIN.search(page)
        if found and self.draft:
            with self.own.app_context():
                panel = self.panel(self.draft, path, page.decode("utf-8", "replace")).encode()
            response.set_data(page[: found.start()] + panel + page[found.start() :])
        response.headers["Content-Security-Policy"] = _CSP
        response.headers["Cache-Control"] = "no-store"
        response.headers.pop("ETag", None)

    def panel(self, draft: "Draft", path: str, page: str) -> str:
        """Fill what stands above a page: its own problems first, then how many there are elsewhere."""
        parts = path.strip("/").split("/")
        tree = parts[1] if len(parts) > 1 else ""
        asked = _ASKED.search(page)
        question = asked[1] if asked and asked[1] != "start" else ""
        here = [each for each in draft.remarks if _concerns(each, tree, question)]
        return render_template("preview-panel.html", draft=draft, here=here, question=question, prefix=PREFIX)

    def overview(self, status: int = 200) -> Response:
        """List every problem, file by file."""
        files: dict[str, list[Remark]] = {}
        for each in self.draft.remarks if self.draft else ():
            files.setdefault(each.problem.file, []).append(each)
        page = render_template("preview.html", draft=self.draft, files=files, prefix=PREFIX)
        return Response(page, status, content_type="text/html; charset=utf-8")

    def events(self) -> Response:
        """Tell the page, as an event stream, whenever there is something new; 503 where too many pages wait already."""
        if request.method == "HEAD":  # it would be answered without the stream, whose end gives its place back
            return Response(mimetype="text/event-stream")
        if not self.draft or not self.places.acquire(blocking=False):
            return Response("Too many pages wait for changes: close some.\n", 503, {"Retry-After": "2"}, mimetype="text/plain")
        stream = Response(_Stream(self.draft, self.places), mimetype="text/event-stream")
        stream.headers["X-Accel-Buffering"] = "no"
        return stream

    def dress(self, response: Response) -> Response:
        """Give our own pages the security headers of the site, with our script allowed."""
        response.headers.update({**SECURITY, "Content-Security-Policy": _CSP, "Cache-Control": "no-store"})
        return response


class _Stream:
    """What one waiting page is told; its place is given back when the page goes away."""

    def __init__(self, draft: "Draft", places: BoundedSemaphore) -> None:
        self.draft, self.places, self.open = draft, places, True

    def __iter__(self) -> "Iterator[bytes]":
        known = self.draft.revision
        yield f"retry: 300\ndata: {known}\n\n".encode()
        while self.open:
            newest = self.draft.wait(known, _HEARTBEAT)
            yield b":\n\n" if newest == known else f"data: {newest}\n\n".encode()
            known = newest

    def close(self) -> None:
        """Give the place back, once."""
        if self.open:
            self.open = False
            self.places.release()


def _concerns(remark: "Remark", tree: str, question: str) -> bool:
    """Tell whether a problem is shown beside a page: that of its question, else every page of its tree."""
    if question:
        return remark.question == question
    return bool(tree) and remark.tree == tree
