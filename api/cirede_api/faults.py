"""Everything that can go wrong with a request, as a page for people and a problem document for programs."""

from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Response, current_app, request
from werkzeug.exceptions import HTTPException

from cirede.errors import DrawingError
from cirede.model.text import LANGS, Lang
from cirede_api.embed import EmbedFrame
from cirede_api.frame import Frame
from cirede_api.framing import PREFIX
from cirede_api.openapi import written
from cirede_api.problems import BY_STATUS, RequestError, document
from cirede_api.site import preferred

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.wrappers import Response as AnyResponse

    from cirede_api.looks import Looks
    from cirede_api.site import Site

PROBLEM = "application/problem+json"
API = "/api/"


class Faults:
    """Turns exceptions into answers."""

    def __init__(self, site: "Site", looks: "Looks") -> None:
        """Keep the site, whose words the pages use, and how embeds look."""
        self.site = site
        self.looks = looks

    def watch(self, app: "Flask") -> None:
        """Handle every exception of the application."""
        app.register_error_handler(RequestError, self.answer)
        app.register_error_handler(DrawingError, self.no_drawing)
        app.register_error_handler(HTTPException, self.http)
        if not app.testing:
            app.register_error_handler(Exception, self.unforeseen)

    def no_drawing(self, error: DrawingError) -> "AnyResponse":
        """Say that the drawing cannot be made here."""
        del error
        return self.answer(RequestError("no-drawing", "The drawing cannot be made on this server at the moment."))

    def http(self, error: HTTPException) -> "AnyResponse":
        """Say what the framework found, in our words."""
        if error.code is not None and error.code < 400:  # noqa: PLR2004 - a redirection is no fault
            return error.get_response()
        kind = BY_STATUS.get(error.code or 500) or BY_STATUS[400 if (error.code or 500) < 500 else 500]  # noqa: PLR2004
        response = self.answer(RequestError(kind.slug, f"{kind.title}."))
        for name, value in error.get_headers():
            if name == "Allow":
                response.headers[name] = value
        allowed = getattr(error, "valid_methods", None)
        if allowed:
            response.headers["Allow"] = ", ".join(sorted(allowed))
        return response

    def unforeseen(self, error: Exception) -> "AnyResponse":
        """Say that it is our fault; the cause goes to the log, without address or answers."""
        current_app.logger.error("an unforeseen %s", type(error).__name__, exc_info=error)
        return self.answer(RequestError("internal-error", "Something went wrong on our side."))

    def answer(self, problem: RequestError) -> "AnyResponse":
        """Give the problem in the form that the address calls for, and say when to try again where that is known."""
        response = self.written(problem)
        if "retry_after" in problem.members:
            response.headers["Retry-After"] = str(problem.members["retry_after"])
        return response

    def written(self, problem: RequestError) -> "AnyResponse":
        """Write the problem as a document under `/api/`, elsewhere as a page."""
        if request.path.startswith(API):
            response = Response(written(document(problem, quote(request.path))), problem.kind.status, content_type=PROBLEM)
            response.headers["Content-Language"] = "en"
            return response
        frame = self.frame()
        near = problem.members.get("nearest")
        page = self.near(near, frame)
        return frame.render("problem.html", status=problem.kind.status, kind=problem.kind, problem=problem, near=page)

    def frame(self) -> Frame:
        """Give the frame that the address calls for; a fault inside another site leads to the page on ours."""
        if not request.path.startswith(PREFIX):
            return Frame(self.site, self.lang(), "")
        tree = next((part for part in self.parts()[1:] if part in self.site.prepared), "")
        return EmbedFrame(self.site, self.lang(), tree, looks=self.looks)

    def parts(self) -> list[str]:
        """Give the parts of the path, the language first."""
        path = request.path.removeprefix(PREFIX[:-1]) if request.path.startswith(PREFIX) else request.path
        return path.split("/")[1:]

    def lang(self) -> Lang:
        """Give the language of the address, else the one that the browser prefers, else French."""
        first = self.parts()[0]
        for lang in LANGS:
            if lang == first:
                return lang
        return preferred() or "fr"

    def near(self, name: object, frame: Frame) -> tuple[str, str] | None:
        """Give words and address of the nearest thing that exists."""
        if not isinstance(name, str):
            return None
        parts = self.parts()
        for lang in LANGS:
            if name == lang:
                return lang, frame.href("", "", lang)
        if name in self.site.prepared:
            return self.site.prepared[name].tree.title.to(frame.lang), frame.href(name)
        catalogue = self.site.catalogue
        titles = {each: barrier.title for each, barrier in catalogue.rulebook.barriers.items()}
        titles |= {each: programme.title for each, programme in catalogue.programmes.items()}
        if name in titles:
            place = "programmes" if name in catalogue.programmes else "barriers"
            return titles[name].to(frame.lang), frame.href(f"{place}/{name}")
        prepared = self.site.prepared.get(parts[1]) if len(parts) > 1 else None
        if prepared and name in prepared.tree.questions:
            ask = prepared.tree.questions[name].ask.to(frame.lang)
            return ask, frame.href(prepared.tree.id, f"?change={name}")
        return None
