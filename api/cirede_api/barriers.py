"""The pages of the register: triage of all barriers, one barrier as a sheet, and what was chosen and obtained."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args
from urllib.parse import quote, urlencode

from flask import Blueprint, Response, request

from cirede.drawing.outline import anchor
from cirede.engine.links import related
from cirede.model.barrier import Triage
from cirede_api.board import Asked, Board, read_asked
from cirede_api.frame import Frame
from cirede_api.numbers import number, span
from cirede_api.problems import unknown
from cirede_api.query import read_pairs
from cirede_api.sheets import Sheets
from cirede_api.site import as_lang

if TYPE_CHECKING:
    from cirede.model.barrier import Barrier
    from cirede.model.ranking import Appraisal, Ranking
    from cirede.model.text import Lang
    from cirede_api.query import Pairs
    from cirede_api.site import Site

TRIAGE: tuple[Triage, ...] = get_args(Triage)
FILTERS = ("family", "state", "authority", "activity")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the register: the barrier, why it stands where it does, and its place where it has one."""

    id: str
    barrier: "Barrier"
    triage: Triage
    why: str
    place: int | None


def asked_query(asked: Asked, *more: tuple[str, str]) -> str:
    """Write what is asked of a ranking as a query string, with its '?' where there is anything to say."""
    pairs = [*asked.pairs(), *more]
    return "?" + urlencode(pairs, quote_via=quote) if pairs else ""


def barrier_pages(site: "Site", board: Board) -> Blueprint:
    """Give the blueprint of the register."""
    blueprint = Blueprint("barriers", __name__)
    views = BarrierPages(site, board)
    blueprint.add_url_rule("/<lang>/barriers", "triage", views.triage, methods=["GET"], strict_slashes=False)
    blueprint.add_url_rule("/<lang>/barriers/<name>", "barrier", views.barrier, methods=["GET"], strict_slashes=False)
    blueprint.add_url_rule("/<lang>/history", "history", views.history, methods=["GET"], strict_slashes=False)
    return blueprint


class BarrierPages:
    """The views of the register."""

    def __init__(self, site: "Site", board: Board) -> None:
        """Keep the site and its rankings."""
        self.site = site
        self.board = board

    def triage(self, lang: str) -> Response:
        """Show every barrier where the triage puts it, filtered as the address says."""
        frame, pairs, asked, error = self.read(lang, "barriers")
        chosen = {name: value for name, value in pairs if name in FILTERS and value}
        ranking = self.board.ranking(asked)
        entries = self.entries(ranking, asked, frame)
        shown = [entry for entry in entries if fits(entry.barrier, chosen)]
        groups = [(name, found) for name in TRIAGE if (found := [entry for entry in shown if entry.triage == name])]
        return frame.render(
            "triage.html", groups=groups, count=len(shown), total=len(entries), chosen=chosen, asked=asked, error=error,
            choices=self.choices(asked, frame), catalogue=self.site.catalogue, query=asked_query(asked),
            day=self.board.day(asked), lists=self.site.catalogue.rulebook.lists, asked_query=asked_query,
        )  # fmt: skip

    def barrier(self, lang: str, name: str) -> Response:
        """Show one barrier as a score sheet; a supposition sent by the form is first written into the address."""
        frame, pairs, asked, error = self.read(lang, f"barriers/{name}")
        rulebook = self.board.rulebook(asked)
        if name not in rulebook.barriers:
            raise unknown("barrier", name, rulebook.barriers)
        if not error and any(key == "value" for key, _ in pairs):
            return Response(status=303, headers={"Location": frame.href(f"barriers/{name}", asked_query(asked))})
        ranking = self.board.ranking(asked)
        appraisal = {each.barrier: each for each in appraisals(ranking)}[name]
        sheets = Sheets(self.site.catalogue, rulebook, self.site.words[frame.lang])
        barrier = rulebook.barriers[name]
        ranked, plain = (
            next((each for each in found.ranked if each.barrier == name), None)
            for found in (ranking, self.board.ranking(replace(asked, supposed=())))
        )
        return frame.render(
            "barrier.html", status=422 if error else 200, name=name, barrier=barrier, appraisal=appraisal, ranked=ranked,
            ranking=ranking, lines=list(sheets.lines(self.supposed(asked, name, barrier), appraisal, ranking.weights)),
            missing=sheets.missing(barrier), asked=asked, error=error, query=asked_query(asked), number=number, span=span,
            catalogue=self.site.catalogue, rulebook=rulebook, met=self.met(name, frame.lang),
            related=list(related(self.board.links(asked), name)), day=self.board.day(asked),
            plain=plain, asked_query=asked_query,
        )  # fmt: skip

    def history(self, lang: str) -> Response:
        """Show the dated list of what was chosen and obtained."""
        frame = Frame(self.site, as_lang(lang), "history")
        return frame.render("history.html", history=self.site.catalogue.history, catalogue=self.site.catalogue)

    def read(self, lang: str, place: str) -> "tuple[Frame, Pairs, Asked, str]":
        """Read the address of a page: what cannot be is dropped, with the word that says so."""
        language = as_lang(lang)
        pairs = read_pairs(request.query_string)
        asked, error = self.board.sound(read_asked(pairs, self.site.catalogue.rulebook))
        kept = [(name, value) for name, value in pairs if name in FILTERS and value]
        return Frame(self.site, language, place, asked_query(asked, *kept)), pairs, asked, error

    def supposed(self, asked: Asked, name: str, barrier: "Barrier") -> "Barrier":
        """Give the barrier with what is supposed about it."""
        return self.board.barriers(asked).get(name, barrier)

    def entries(self, ranking: "Ranking", asked: Asked, frame: Frame) -> list[Entry]:
        """Write every barrier as a line, ranked ones in their order."""
        barriers = self.board.rulebook(asked).barriers
        places = {each.barrier: each.place for each in ranking.ranked}
        return [
            Entry(each.barrier, barriers[each.barrier], each.triage, each.reason.to(frame.lang) if each.reason else "",
                  places.get(each.barrier))
            for each in appraisals(ranking)
        ]  # fmt: skip

    def choices(self, asked: Asked, frame: Frame) -> dict[str, list[tuple[str, str]]]:
        """Give what the register can be filtered by: only values that occur, with their names, sorted."""
        barriers = self.board.rulebook(asked).barriers.values()
        lists, words = self.site.catalogue.rulebook.lists, self.site.words[frame.lang]
        families = {each.family: lists.families[each.family].title.to(frame.lang) for each in barriers}
        states: dict[str, str] = {each.state: words[f"state_{each.state.replace('-', '_')}"] for each in barriers}
        named = {name for each in barriers for name in each.authorities}
        authorities = {name: self.site.catalogue.authority(name).name.to(frame.lang) for name in named}
        activities = {name: lists.activities[name].title.to(frame.lang) for each in barriers for name in each.activities}
        lots: tuple[dict[str, str], ...] = (families, states, authorities, activities)
        return {
            name: sorted(found.items(), key=lambda pair: pair[1].casefold())
            for name, found in zip(FILTERS, lots, strict=True)
        }

    def met(self, name: str, lang: "Lang") -> list[tuple[str, str, str, str]]:
        """Give the questions and outcomes of the trees that name a barrier: tree, its title, their words, their mark."""
        found = []
        for tree in self.site.catalogue.trees.values():
            for node in (node for node, named in tree.barriers.items() if name in named):
                asks = node in tree.questions
                words = tree.questions[node].ask if asks else tree.outcomes[node].title
                found.append((tree.id, tree.title.to(lang), words.to(lang), anchor(node if asks else f"={node}")))
        return found


def appraisals(ranking: "Ranking") -> "list[Appraisal]":
    """Give every barrier of a ranking, those with a place first and in its order."""
    return [*(each.appraisal for each in ranking.ranked), *ranking.to_document, *ranking.gated]


def features(barrier: "Barrier") -> tuple[tuple[str, ...], ...]:
    """Give what a barrier is filtered by, in the order of the filters."""
    return (barrier.family,), (barrier.state,), tuple(barrier.authorities), tuple(barrier.activities)


def fits(barrier: "Barrier", chosen: dict[str, str]) -> bool:
    """Tell whether a barrier has all that was chosen."""
    has = dict(zip(FILTERS, features(barrier), strict=True))
    return all(value in has[name] for name, value in chosen.items())

