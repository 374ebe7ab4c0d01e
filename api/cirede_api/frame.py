"""What stands around every page: language, addresses of its twins, names, and the words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from flask import Response, render_template, request, url_for

from cirede.model.text import LANGS, Lang
from cirede_api.query import write_query
from cirede_api.site import preferred

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cirede_api.query import Given
    from cirede_api.site import Site

LANGUAGES = {"fr": "Français", "nl": "Nederlands", "en": "English"}


@dataclass(frozen=True, slots=True)
class Twin:
    """The same page in another language."""

    lang: Lang
    name: str
    href: str


class Frame:
    """The addresses and names of one page; `place` is its path below the language.

    `carrier` is the site that shows the page in a frame, for the counters; nothing where the page is shown on ours.
    """

    carrier = ""
    layout = "base.html"
    bare = False

    def __init__(self, site: "Site", lang: Lang, place: str, query: str = "") -> None:
        """Remember where the page stands; `query` is the part with its '?', already checked."""
        self.site = site
        self.lang: Lang = lang
        self.place = place
        self.query = query
        self.root = request.script_root

    @property
    def host(self) -> str:
        """The scheme and host by which the page was asked for, without a final slash."""
        return request.host_url.rstrip("/")

    @property
    def twins(self) -> list[Twin]:
        """The page in each language, its own first-hand address among them."""
        return [Twin(lang, LANGUAGES[lang], self.href(self.place, self.query, lang)) for lang in LANGS]

    def href(self, place: str = "", query: str = "", lang: Lang | None = None) -> str:
        """Give the address of a place of the site, in the language of the page unless another is named."""
        return f"{self.root}/{lang or self.lang}/{quote(place)}{query}"

    def static(self, name: str) -> str:
        """Give the address of a file that never changes under that address."""
        return f"{self.root}/static/{name}?v={self.site.stamp}"

    @property
    def full(self) -> "Frame":
        """The page as it stands on the site itself, which may be shown in another frame."""
        return self

    @property
    def address(self) -> str:
        """The whole address of the page."""
        return self.host + self.href(self.place, self.query)

    def finished(self, page: str) -> str:
        """Give the page as it is sent."""
        return _french(page) if self.lang == "fr" else page

    def answers(self, place: str, answers: "Mapping[str, Given]", **more: str | None) -> str:
        """Give the address of a place with answers."""
        return self.href(place, write_query(answers, **more))

    def fill(self, template: str, **shown: Any) -> str:  # noqa: ANN401 - any template
        """Fill a template."""
        words = self.site.words[self.lang]
        page = render_template(template, frame=self, w=words, lang=self.lang, names=self.site.settings, **shown)
        return self.finished(page)

    def render(self, template: str, *, status: int = 200, **shown: Any) -> Response:  # noqa: ANN401 - any template
        """Fill a template and send it."""
        response = Response(self.fill(template, **shown), status, content_type="text/html; charset=utf-8")
        response.headers["Content-Language"] = self.lang
        if not self.place:
            response.headers["Vary"] = "Accept-Language"
        return response


def _french(page: str) -> str:
    """Keep French marks on the line of their word."""
    for mark in "?!:;»":
        page = page.replace(f" {mark}", f"\u00a0{mark}")
    return page.replace("« ", "«\u00a0")


def to_own_language(endpoint: str) -> Response:
    """Lead to a page in the language that the browser prefers."""
    place = url_for(endpoint, lang=preferred() or "fr")
    return Response(status=302, headers={"Location": place, "Vary": "Accept-Language"})
