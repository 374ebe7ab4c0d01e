"""The application, put together from settings: content and words are read once, here."""

from typing import TYPE_CHECKING

from flask import Flask
from jinja2 import StrictUndefined

from cirede.settings import Settings, read_settings
from cirede_api.api import Api
from cirede_api.barriers import barrier_pages
from cirede_api.board import Board
from cirede_api.downloads import downloads
from cirede_api.editor import editor
from cirede_api.embed import Embeds, embeds
from cirede_api.faults import Faults
from cirede_api.framing import Framing
from cirede_api.headers import MAX_BODY, guard
from cirede_api.looks import Looks
from cirede_api.operation import operate
from cirede_api.pages import Pages, pages
from cirede_api.pictures import Gallery
from cirede_api.press import Press
from cirede_api.programmes import programme_pages
from cirede_api.rankings import ranking_pages
from cirede_api.reference import reference
from cirede_api.sharing import sharing
from cirede_api.site import open_site
from cirede_api.statement import statement
from cirede_api.wellknown import wellknown
from cirede_api.words import read_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from cirede_api.site import Site

_YEAR = 31_536_000


def create_app(
    settings: Settings | None = None, *, today: "Callable[[], date] | None" = None, testing: bool = False,
    site: "Site | None" = None,
) -> Flask:  # fmt: skip
    """Make the site; `today` gives the day of the law where an address names none (today in Brussels).

    A `site` that is open already is served as it is. With `testing`, an unforeseen exception is raised instead of
    shown. Raises: ContentError with every problem of content, words and themes; WrongUseError for a setting that makes
    no sense.
    """
    app = Flask("cirede_api", static_url_path="/static")
    app.debug, app.testing = False, testing  # whatever FLASK_DEBUG says
    app.config.update(MAX_CONTENT_LENGTH=MAX_BODY, SEND_FILE_MAX_AGE_DEFAULT=_YEAR)
    app.url_map.merge_slashes = False
    environment = app.jinja_env
    environment.undefined = StrictUndefined
    environment.trim_blocks = environment.lstrip_blocks = True
    settings = settings or read_settings()
    framing, looks = Framing(settings.frame_ancestors), Looks(settings.themes)
    site = site or open_site(settings, read_words(environment), today)
    gallery, press = Gallery(), Press()
    views = Pages(site, gallery, press)
    guard(app, framing)
    Faults(site, looks).watch(app)
    app.register_blueprint(pages(views))
    app.register_blueprint(sharing(site, views, press))
    app.register_blueprint(embeds(Embeds(site, gallery, press, looks), framing))
    app.register_blueprint(editor(site, looks, framing))
    app.register_blueprint(statement(site))
    board = Board(site)
    app.register_blueprint(barrier_pages(site, board))
    app.register_blueprint(ranking_pages(site, board))
    app.register_blueprint(programme_pages(site, board))
    app.register_blueprint(downloads(site, board))
    description = Api(site, gallery, board)
    app.register_blueprint(description.blueprint())
    app.register_blueprint(reference(site, description))
    app.register_blueprint(wellknown(site))
    operate(app, site)
    return app
