"""Files to take away: the ranking and the scoring sheet of a barrier, as workbooks."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from cirede.exchange.sheet import sheet_workbook
from cirede.exchange.workbook import ranking_workbook
from cirede_api.board import read_asked
from cirede_api.problems import unknown
from cirede_api.query import read_pairs
from cirede_api.site import as_lang

if TYPE_CHECKING:
    from cirede_api.board import Board
    from cirede_api.site import Site

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def downloads(site: "Site", board: "Board") -> Blueprint:
    """Give the blueprint of the files."""
    blueprint = Blueprint("downloads", __name__)
    views = Downloads(site, board)
    blueprint.add_url_rule("/<lang>/ranking.xlsx", "ranking", views.ranking, methods=["GET"])
    blueprint.add_url_rule("/<lang>/barriers/<name>/sheet.xlsx", "sheet", views.sheet, methods=["GET"])
    return blueprint


class Downloads:
    """The views that give a file."""

    def __init__(self, site: "Site", board: "Board") -> None:
        """Keep the site and its rankings."""
        self.site = site
        self.board = board

    def ranking(self, lang: str) -> Response:
        """Give the ranking of the address as a workbook; weights that cannot be give the default ones, as the page does."""
        language = as_lang(lang)
        asked, _ = self.board.sound(read_asked(read_pairs(request.query_string), self.site.catalogue.rulebook))
        data = ranking_workbook(self.board.ranking(asked), language, self.board.catalogue(asked))
        return _file(data, f"cirede-{self.board.day(asked)}-{lang}.xlsx")

    def sheet(self, lang: str, name: str) -> Response:
        """Give the scoring sheet of a barrier, to fill in. Raises: RequestError 404 with the nearest id."""
        language = as_lang(lang)
        asked = read_asked(read_pairs(request.query_string), self.site.catalogue.rulebook)
        catalogue = self.board.catalogue(asked)
        if name not in catalogue.rulebook.barriers:
            raise unknown("barrier", name, catalogue.rulebook.barriers)
        return _file(sheet_workbook(name, language, catalogue), f"cirede-{name}-{lang}.xlsx")


def _file(data: bytes, name: str) -> Response:
    response = Response(data, content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
