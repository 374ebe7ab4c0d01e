"""The pages of the programmes: the list, one programme, its sheets to print, and two side by side."""

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from cirede.analysis.programmes import compare
from cirede.engine.freeze import freeze, thaw
from cirede.errors import CiredeError
from cirede.exchange.changes import comparison_as_dict, figure
from cirede.model.source import Sources
from cirede_api.board import Asked
from cirede_api.frame import Frame
from cirede_api.numbers import number, span
from cirede_api.problems import unknown
from cirede_api.query import read_pairs
from cirede_api.rankings import Row, ranking_rows
from cirede_api.sheets import Line, Sheets
from cirede_api.site import as_lang

if TYPE_CHECKING:
    from datetime import date

    from cirede.model.barrier import Barrier
    from cirede.model.catalogue import Catalogue
    from cirede.model.comparison import Comparison
    from cirede.model.programme import Programme
    from cirede.model.ranking import Appraisal, Ranked, Ranking
    from cirede.model.rulebook import Rulebook
    from cirede_api.board import Board
    from cirede_api.site import Site

NOW = "now"
KEPT = 32


@dataclass(frozen=True, slots=True)
class Opened:
    """A programme with the register, the rules and the ranking that stand in it; nothing of today is mixed in."""

    programme: "Programme"
    rulebook: "Rulebook"
    ranking: "Ranking"
    catalogue: "Catalogue"


@dataclass(frozen=True, slots=True)
class Leaf:
    """The sheet of one barrier, as it was frozen; `ranked` is None for a barrier without a place."""

    name: str
    barrier: "Barrier"
    ranked: "Ranked | None"
    appraisal: "Appraisal"
    lines: tuple[Line, ...]


def programme_pages(site: "Site", board: "Board") -> Blueprint:
    """Give the blueprint of the programmes."""
    blueprint = Blueprint("programmes", __name__)
    views = ProgrammePages(site, board)
    for rule, view in (
        ("/<lang>/programmes", views.programmes),
        ("/<lang>/programmes/compare", views.compare),
        ("/<lang>/programmes/<name>", views.programme),
        ("/<lang>/programmes/<name>/sheets", views.sheets),
    ):
        blueprint.add_url_rule(rule, view.__name__, view, methods=["GET"], strict_slashes=False)
    return blueprint


class ProgrammePages:
    """The views of the programmes."""

    def __init__(self, site: "Site", board: "Board") -> None:
        """Keep the site and its rankings; a programme is opened once."""
        self.site = site
        self.board = board
        self.known = dict(sorted(site.catalogue.programmes.items(), key=lambda pair: (pair[1].on, pair[0]), reverse=True))
        self.opened = lru_cache(KEPT)(self._open)
        self.compared = lru_cache(KEPT)(self._compare)

    def programmes(self, lang: str) -> Response:
        """List the programmes, the latest first, those for training apart."""
        frame = Frame(self.site, as_lang(lang), "programmes")
        known = self.known.values()
        lots = [(lot, [each for each in known if each.fictitious == lot]) for lot in (False, True)]
        return frame.render("programmes.html", lots=lots, known=self.known, old=None, new=None, NOW=NOW)

    def programme(self, lang: str, name: str) -> Response:
        """Show one programme: what was decided and why, and the order of merit that it was decided on."""
        found = self.found(name)
        frame = Frame(self.site, as_lang(lang), f"programmes/{name}")
        return frame.render(
            "programme.html", programme=found.programme, ranking=found.ranking, rulebook=found.rulebook,
            rows=self.rows(found, frame), known=self.known, old=name, new=None, NOW=NOW, places=found.programme.places,
        )  # fmt: skip

    def sheets(self, lang: str, name: str) -> Response:
        """Show the sheet of every barrier that was ranked or is to be documented, each on a page when printed."""
        found = self.found(name)
        frame = Frame(self.site, as_lang(lang), f"programmes/{name}/sheets")
        return frame.render(
            "sheets.html", programme=found.programme, ranking=found.ranking, rulebook=found.rulebook, catalogue=found.catalogue,
            leaves=self.leaves(found, frame), number=number, span=span,
        )  # fmt: skip

    def compare(self, lang: str) -> Response:
        """Show what moved between two programmes, or from one to the ranking of today."""
        language = as_lang(lang)
        named = {name: value for name, value in read_pairs(request.query_string) if name in {"old", "new"} and value}
        for key, value in named.items():
            if value not in self.known and not (key == "new" and value == NOW):
                raise unknown("programme", value, self.known)
        query = "?" + "&".join(f"{name}={value}" for name, value in sorted(named.items(), reverse=True)) if named else ""
        frame = Frame(self.site, language, "programmes/compare", query)
        old, new = named.get("old"), named.get("new")
        found = self.compared(old, new, self.site.today()) if old and new else None
        mixed = bool(old and new and found is None)
        return frame.render(
            "moved.html", status=422 if mixed else 200, known=self.known, old=old, new=new, NOW=NOW, mixed=mixed,
            found=comparison_as_dict(found, language) if found else None, comparison=found, figure=figure, Fraction=Fraction,
        )  # fmt: skip

    def found(self, name: str) -> Opened:
        """Give a programme. Raises: RequestError 404 with the nearest."""
        if name not in self.known:
            raise unknown("programme", name, self.known)
        return self.opened(name)

    def rows(self, found: Opened, frame: Frame) -> list[Row]:
        """Write every ranked barrier as a row."""
        return ranking_rows(found.ranking, Sheets(found.catalogue, found.rulebook, self.site.words[frame.lang]))

    def leaves(self, found: Opened, frame: Frame) -> list[Leaf]:
        """Write the sheets."""
        sheets = Sheets(found.catalogue, found.rulebook, self.site.words[frame.lang])
        listed: list[tuple[Appraisal, Ranked | None]] = [(each.appraisal, each) for each in found.ranking.ranked]
        listed += [(each, None) for each in found.ranking.to_document]
        leaves = []
        for appraisal, ranked in listed:
            barrier = found.rulebook.barriers[appraisal.barrier]
            lines = tuple(sheets.lines(barrier, appraisal, found.ranking.weights))
            leaves.append(Leaf(appraisal.barrier, barrier, ranked, appraisal, lines))
        return leaves

    def _open(self, name: str) -> Opened:
        programme = self.known[name]
        rulebook, ranking = thaw(programme)
        return Opened(programme, rulebook, ranking, replace(self.site.catalogue, rulebook=rulebook, sources=Sources()))

    def _compare(self, old: str, new: str, day: "date") -> "Comparison | None":
        """Compare two programmes; None where only one of them is invented. The day tells one today from another."""
        del day
        before = self.known[old]
        after = self.today(before) if new == NOW else self.known[new]
        return None if before.fictitious != after.fictitious else compare(before, after)

    def today(self, old: "Programme") -> "Programme":
        """Freeze today's ranking of the same register, under the weights of a programme where they can still be used."""
        kept = old.profile
        weights = () if kept.own else tuple((name, str(weight)) for name, weight in kept.weights.items())
        asked = Asked(profile=kept.profile, weights=weights, exercise=old.fictitious)
        try:
            own = self.board.weights(asked).own
        except CiredeError:
            asked, own = Asked(exercise=old.fictitious), True
        return freeze(NOW, self.board.ranking(asked), self.board.catalogue(asked), own=own)
