"""The pages of the ranking: the order of merit with weights that can be changed, and two barriers side by side."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from cirede.analysis.pair import explain
from cirede.analysis.stability import pair_intervals
from cirede_api.barriers import asked_query
from cirede_api.board import read_asked
from cirede_api.frame import Frame
from cirede_api.numbers import number, percent, span
from cirede_api.problems import unknown
from cirede_api.query import read_pairs
from cirede_api.sheets import HIGHEST, Cell, Sheets
from cirede_api.shifts import shifts
from cirede_api.site import as_lang

if TYPE_CHECKING:
    from cirede.model.barrier import Barrier
    from cirede.model.ranking import Ranked, Ranking
    from cirede_api.board import Asked, Board
    from cirede_api.query import Pairs
    from cirede_api.site import Site

WIDTH = 1000


@dataclass(frozen=True, slots=True)
class Bar:
    """A score drawn from the lowest to the highest, in thousandths of the most that the weights allow."""

    low: int
    width: int
    expected: int


@dataclass(frozen=True, slots=True)
class Row:
    """A barrier in the order of merit, as its page shows it."""

    ranked: "Ranked"
    barrier: "Barrier"
    tied: bool
    cells: tuple[Cell, ...]
    score: str
    range: str
    bar: Bar


@dataclass(frozen=True, slots=True)
class Gap:
    """One criterion of a pair: both levels, the weight, and how far it puts the first ahead."""

    first: Cell
    second: Cell
    weight: int
    difference: str
    ahead: int


def ranking_pages(site: "Site", board: "Board") -> Blueprint:
    """Give the blueprint of the rankings."""
    blueprint = Blueprint("rankings", __name__)
    views = RankingPages(site, board)
    blueprint.add_url_rule("/<lang>/ranking", "ranking", views.ranking, methods=["GET"], strict_slashes=False)
    blueprint.add_url_rule("/<lang>/ranking/compare", "compare", views.compare, methods=["GET"], strict_slashes=False)
    return blueprint


class RankingPages:
    """The views of the ranking."""

    def __init__(self, site: "Site", board: "Board") -> None:
        """Keep the site and its rankings."""
        self.site = site
        self.board = board

    def ranking(self, lang: str) -> Response:
        """Show the order of merit under the weights of the address, or of the default profile where they cannot be."""
        language = as_lang(lang)
        given, asked, error = self.read()
        frame = Frame(self.site, language, "ranking", asked_query(asked))
        ranking = self.board.ranking(asked)
        rulebook = self.board.rulebook(asked)
        weights = dict(given.weights) if error == "error_weights" else {}
        return frame.render(
            "ranking.html", status=422 if error else 200, ranking=ranking, rows=self.rows(ranking, asked, frame), asked=asked,
            entered={name: weights.get(name, str(weight)) for name, weight in ranking.weights.items()}, error=error,
            rulebook=rulebook, profile=rulebook.profile(ranking.profile), query=asked_query(asked), asked_query=asked_query,
            own=self.board.weights(asked).own, day=self.board.day(asked), replace=replace, firm=self.board.firm(asked),
            percent=percent, facts=rulebook.facts, number=number, changed=asked != asked.plain(),
            shifts=shifts(self.board.ranking(asked.plain()), ranking, rulebook, language),
        )  # fmt: skip

    def compare(self, lang: str) -> Response:
        """Show why one barrier stands ahead of another."""
        language = as_lang(lang)
        pairs = read_pairs(request.query_string)
        _, asked, _ = self.read(pairs)
        ranking = self.board.ranking(asked)
        named = {name: value for name, value in pairs if name in {"a", "b"}}
        frame = Frame(self.site, language, "ranking/compare", asked_query(asked, *named.items()))
        placed = {each.barrier: each for each in ranking.ranked}
        for value in named.values():
            if value not in placed:
                raise unknown("place", value, placed)
        chosen = [placed[named[key]] for key in ("a", "b") if key in named]
        chosen.sort(key=lambda each: (-each.score, each.barrier))
        rows = self.rows(ranking, asked, frame)
        first, second = (*chosen, None, None)[:2]
        return frame.render(
            "compare.html", ranking=ranking, rows=rows, first=first, second=second, asked=asked, day=self.board.day(asked),
            gaps=self.gaps(ranking, first, second, frame) if first and second else [], number=number, percent=percent,
            pair=explain(self.board.firm(asked).matrix, first.barrier, second.barrier) if first and second else None,
            intervals=pair_intervals(self.board.firm(asked).matrix, first.barrier, second.barrier) if first and second else (),
            criteria=self.board.rulebook(asked).criteria,
            barriers=self.board.rulebook(asked).barriers, query=asked_query(asked), error="",
        )  # fmt: skip

    def read(self, pairs: "Pairs | None" = None) -> "tuple[Asked, Asked, str]":
        """Read the address: what was given, what of it can be, and the word for what cannot."""
        given = read_asked(read_pairs(request.query_string) if pairs is None else pairs, self.site.catalogue.rulebook)
        asked, error = self.board.sound(given)
        return given, asked, error

    def rows(self, ranking: "Ranking", asked: "Asked", frame: Frame) -> list[Row]:
        """Write every ranked barrier as a row."""
        return ranking_rows(ranking, Sheets(self.site.catalogue, self.board.rulebook(asked), self.site.words[frame.lang]))

    def gaps(self, ranking: "Ranking", first: "Ranked", second: "Ranked", frame: Frame) -> list[Gap]:
        """Write each criterion of a pair, the largest difference first."""
        sheets = Sheets(self.site.catalogue, self.site.catalogue.rulebook, self.site.words[frame.lang])
        found = []
        for name, weight in ranking.weights.items():
            gap = first.points[name] - second.points[name]
            cells = [sheets.cell(each.appraisal.assessed[name]) for each in (first, second)]
            found.append((abs(gap), Gap(cells[0], cells[1], weight, number(abs(gap), frame.lang), (gap > 0) - (gap < 0))))
        return [gap for _, gap in sorted(found, key=lambda pair: -pair[0])]


def ranking_rows(ranking: "Ranking", sheets: Sheets) -> list[Row]:
    """Write every ranked barrier of a ranking as a row."""
    most = Fraction(sum(ranking.weights.values()) * HIGHEST)
    places = [each.place for each in ranking.ranked]
    return [
        Row(each, sheets.rulebook.barriers[each.barrier], places.count(each.place) > 1,
            tuple(sheets.cell(each.appraisal.assessed[name]) for name in ranking.weights),
            number(each.score, sheets.lang), span(each.lowest, each.highest, sheets.lang), bar(each, most))
        for each in ranking.ranked
    ]  # fmt: skip


def bar(ranked: "Ranked", most: Fraction) -> Bar:
    """Draw a score."""
    low, high, expected = (int(WIDTH * value / most) for value in (ranked.lowest, ranked.highest, ranked.score))
    return Bar(low, max(high - low, 6), expected)
