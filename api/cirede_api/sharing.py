"""What lasts of a questionnaire: permanent links, and the result as a PDF to file."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response, redirect, request

from cirede.errors import DamagedLinkError
from cirede.exchange.link import decode
from cirede_api.frame import Frame
from cirede_api.journey import Visit
from cirede_api.problems import RequestError
from cirede_api.query import CODE, Query, read_day, read_one, read_pairs, write_query
from cirede_api.result import dossier_of, place_of
from cirede_api.site import as_lang

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as AnyResponse

    from cirede_api.pages import Pages
    from cirede_api.press import Press
    from cirede_api.site import Site

PDF = "application/pdf"


def sharing(site: "Site", pages: "Pages", press: "Press") -> Blueprint:
    """Give the blueprint of permanent links and of PDF."""
    blueprint = Blueprint("sharing", __name__)
    views = Sharing(site, pages, press)
    kept = "/<lang>/p/<tree>/<version>/<day>"
    for rule, name, view in (
        (kept, "permanent", views.permanent),
        (f"{kept}/result.pdf", "permanent_pdf", views.permanent_pdf),
        ("/<lang>/<tree>/result.pdf", "result_pdf", views.result_pdf),
    ):
        blueprint.add_url_rule(rule, name, view, methods=["GET"])
    return blueprint


class Sharing:
    """The views of what lasts."""

    def __init__(self, site: "Site", pages: "Pages", press: "Press") -> None:
        """Keep the pages, which a link opens, and the press."""
        self.site = site
        self.pages = pages
        self.press = press

    def permanent(self, lang: str, tree: str, version: str, day: str) -> Response:
        """Open the question or the result of a permanent link, under the version and the law that it names."""
        here = self.kept(lang, tree, version, day)
        code = read_one(read_pairs(request.query_string), CODE)
        frame = Frame(self.site, here.lang, place_of(here), write_query({}, **{CODE: code}))
        if here.walk.ending:
            return self.pages.ended(here, frame)
        return self.pages.waiting(here, frame)

    def permanent_pdf(self, lang: str, tree: str, version: str, day: str) -> "AnyResponse":
        """Give the result of a permanent link as PDF."""
        return self.pdf(self.kept(lang, tree, version, day))

    def result_pdf(self, lang: str, tree: str) -> "AnyResponse":
        """Give the result of the answers as PDF."""
        return self.pdf(self.pages.visit(lang, tree))

    def kept(self, lang: str, tree: str, version: str, day: str) -> Visit:
        """Read a permanent link. Raises: RequestError where language, tree, version, day or code cannot be used."""
        language, prepared, on = as_lang(lang), self.site.edition(tree, version), read_day(day)
        self.site.day(prepared, on)  # says so where the tree does not answer for it
        code = read_one(read_pairs(request.query_string), CODE) or ""
        try:
            found = decode(prepared, code, on=on)
        except DamagedLinkError:
            raise RequestError("damaged-link", "The link is damaged: copy the whole of it again.") from None
        answers = {step.question: step.answer for step in found.steps}
        return Visit(self.site, language, prepared, Query(answers=answers, on=on, v=version), on, found)

    def pdf(self, here: Visit) -> "AnyResponse":
        """Lay out a result; answers that do not lead to an end lead back to their question."""
        frame = Frame(self.site, here.lang, place_of(here))
        if here.walk.ending is None:
            return redirect(frame.answers(here.id, here.kept, **here.pins), 303)
        data = self.press.pdf(frame.fill("dossier.html", **dossier_of(here, frame)))
        response = Response(data, content_type=PDF)
        name = f"cirede-{here.id}-{here.day.isoformat()}-{here.lang}.pdf"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        response.headers["Content-Language"] = here.lang
        response.headers["X-Robots-Tag"] = "noindex"
        return response
