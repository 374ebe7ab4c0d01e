"""Questionnaires inside other sites: the same pages in a bare frame, under addresses that listed sites may frame."""

import re
from importlib import resources
from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from cirede.loader.names import cited
from cirede_api.frame import Frame
from cirede_api.framing import PREFIX, SCRIPT, Framing, declared
from cirede_api.journey import Visit, tree_of, visit
from cirede_api.looks import Looks, moved
from cirede_api.pages import Pages
from cirede_api.problems import unknown
from cirede_api.query import read_pairs, read_query
from cirede_api.site import Site, as_lang, preferred

if TYPE_CHECKING:
    from datetime import date

    from cirede.model.text import Lang
    from cirede.model.tree import Tree
    from cirede_api.pictures import Gallery
    from cirede_api.press import Press

UNNAMED = "frame"
"""What the counters call a site that does not say which one of the list it is."""
YEAR = 31_536_000
MONTH = 2_592_000
"""How long a browser keeps the script of the host page: long, and yet a fault of ours is mended within a month."""
_AWAY = re.compile(r"<a (?=[^>]*\bhref=\"https?://)")
_PLACES = ("", "result", "tree")


class EmbedFrame(Frame):
    """The frame of a page inside another site: its links stay inside, those to the rest of the site open a new tab."""

    layout = "bare.html"
    bare = True

    def __init__(  # noqa: PLR0913 - a page has a place, and an embed a look and a day too
        self, site: Site, lang: "Lang", place: str, query: str = "", *, looks: Looks, read: "date | None" = None
    ) -> None:
        """Read how the embed looks from the address that was asked for; `read` is the day on which its law was read."""
        super().__init__(site, lang, place, query)
        given = request.args
        self.looks, self.read = looks, read
        self.theme, self.level = looks.theme(given.get("theme")), looks.level(given.get("h"))
        wanted = (("h", str(self.level)), ("theme", self.theme))
        carried = tuple((name, value) for name, value in wanted if given.get(name) == value)
        entry = declared(given.get("host"), site.settings.frame_ancestors)
        self.carried = (*carried, ("host", given["host"])) if entry else carried
        self.carrier = entry or UNNAMED

    @property
    def full(self) -> Frame:
        """The same page on the site itself."""
        return Frame(self.site, self.lang, self.place, self.query)

    @property
    def sheet(self) -> str:
        """The address of the style sheet."""
        stamp = self.looks.stamps[self.theme, self.level]
        return f"{self.root}{PREFIX}look/{self.theme}-{self.level}.css?v={stamp}"

    @property
    def schemes(self) -> str:
        """What the theme is made for: light, or light and dark."""
        return "light dark" if self.looks.dark(self.theme) else "light"

    def href(self, place: str = "", query: str = "", lang: "Lang | None" = None) -> str:
        """Give an address in the frame, or the whole address of a page that is shown on the site only."""
        tree, _, rest = place.partition("/")
        inner = super().href(place, query, lang)
        if tree not in self.site.prepared or rest not in _PLACES:
            return self.host + inner
        more = "&".join(f"{name}={value}" for name, value in self.carried)
        sign = "" if not more else "&" if query.strip("?") else "?"
        return f"{self.root}{PREFIX[:-1]}{inner.removeprefix(self.root).rstrip('?')}{sign}{more}"

    def finished(self, page: str) -> str:
        """Move the headings to their level, and let links to other pages open a new tab: few of them may be framed."""
        return moved(_AWAY.sub('<a target="_blank" rel="noopener" ', super().finished(page)), self.level)


class Embeds(Pages):
    """The views of the frame."""

    def __init__(self, site: Site, gallery: "Gallery", press: "Press", looks: Looks) -> None:
        """Prepare what does not depend on a request."""
        super().__init__(site, gallery, press)
        self.looks = looks
        self.read: dict[tuple[str, str], date] = {}

    def visit(self, lang: str, tree: str) -> Visit:
        """Read the address of a page of a questionnaire."""
        pairs = read_pairs(request.query_string)
        prepared = tree_of(self.site, tree, pairs)
        frame = EmbedFrame(self.site, as_lang(lang), tree, looks=self.looks)
        return visit(self.site, frame.lang, prepared, read_query(pairs, prepared.tree), frame.carried)

    def frame(self, here: Visit, place: str, query: str) -> Frame:
        """Give the frame of a page of a questionnaire."""
        return EmbedFrame(self.site, here.lang, place, query, looks=self.looks, read=self.day(here.prepared.tree))

    def day(self, tree: "Tree") -> "date":
        """Give the day since which every article that a tree cites has been read, found when first asked for."""
        key = (tree.id, tree.version)
        if key not in self.read:
            self.read[key] = read_on(tree, self.site)
        return self.read[key]


def read_on(tree: "Tree", site: Site) -> "date":
    """Give the day since which every article that a tree cites has been read: the oldest of their dates."""
    references = site.catalogue.sources.references
    days = [references[name].checked for because, _ in cited(tree) for name in because if name in references]
    return min(days, default=tree.effective.start)


def embeds(views: Embeds, framing: Framing) -> Blueprint:
    """Give the blueprint of everything that other sites load."""
    blueprint = Blueprint("embed", __name__)
    blueprint.before_request(framing.check)
    files = EmbedFiles(views.site, views.looks)
    for rule, view in (
        ("/embed/<lang>/<tree>", views.questionnaire),
        ("/embed/<lang>/<tree>/result", views.result),
        ("/embed/<lang>/<tree>/tree", views.outline),
        ("/embed/look/<name>.css", files.sheet),
        ("/embed/down", files.down),
        (SCRIPT, files.script),
    ):
        blueprint.add_url_rule(rule, view.__name__, view, methods=["GET"], strict_slashes=False)
    return blueprint


class EmbedFiles:
    """What stands around the pages of the frame: the style sheets, the script of the host page, the page for a failure."""

    def __init__(self, site: Site, looks: Looks) -> None:
        """Keep the site and the looks."""
        self.site = site
        self.looks = looks

    def sheet(self, name: str) -> Response:
        """Give a style sheet, which never changes under its address. Raises: RequestError 404."""
        theme, _, level = name.rpartition("-")
        found = next((text for (known, at), text in self.looks.sheets.items() if (known, str(at)) == (theme, level)), None)
        if found is None:
            raise unknown("theme", theme, self.looks.themes.themes)
        response = Response(found, content_type="text/css; charset=utf-8")
        response.cache_control.public = True
        response.cache_control.max_age = YEAR
        return response

    def script(self) -> Response:
        """Give the script that lets the frame grow in the host page."""
        text = (resources.files("cirede_api") / "static" / "embed-v1.js").read_text(encoding="utf-8")
        response = Response(text, content_type="text/javascript; charset=utf-8")
        response.cache_control.public = True
        response.cache_control.max_age = MONTH
        return response

    def down(self) -> Response:
        """Give the page to show while this service does not answer, to be kept as a file by the web server before it."""
        return Frame(self.site, preferred() or "fr", "").render("down.html", words=self.site.words)
