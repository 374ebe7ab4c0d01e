"""The ranking in the JSON API: register, profiles, rankings, pairs; the same objects as the command line prints."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from cirede.exchange.ranking import explained_as_dict, pair_as_dict, ranking_as_dict
from cirede.exchange.register import profiles_as_dict, rankings_as_dict, register_as_dict
from cirede_api import ranking_schemas as schemas
from cirede_api import register_schemas
from cirede_api.asking import Asking, asked_of
from cirede_api.asking_schema import NAME
from cirede_api.barriers import FILTERS, features, fits
from cirede_api.board import Asked
from cirede_api.openapi import Body, Link, Operation, Parameter
from cirede_api.problems import RequestError, unknown
from cirede_api.replies import ACCEPT, LANG, json_reply
from cirede_api.samples import cut

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask import Response

    from cirede.model.catalogue import Catalogue
    from cirede.model.ranking import Ranked, Ranking
    from cirede.model.text import Lang
    from cirede_api.board import Board
    from cirede_api.query import Query
    from cirede_api.site import Site

MOST_PLACES = 1000
WORDS = (LANG, ACCEPT)
ON = Parameter(
    name="on", where="query", words="By what was known on this day; today in Brussels when left out.",
    schema={"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}, example="2026-11-23",
)  # fmt: skip
TOP = Parameter(
    name="top", where="query", words="Only so many places; the lists of what is not ranked stay whole.",
    schema={"type": "integer", "minimum": 1, "maximum": MOST_PLACES}, example=1,
)  # fmt: skip
SHOWN = Asked(on=date(2026, 11, 23))
"""What the examples of the description ask for: the default profile, on the day that stands as an example too."""

FIRST_TWO = {"first": "$response.body#/ranked/0/barrier", "second": "$response.body#/ranked/1/barrier"}


class Standing:
    """The views of the ranking, and their description."""

    def __init__(self, site: "Site", board: "Board") -> None:
        """Keep the site and its rankings."""
        self.site = site
        self.board = board
        self.rulebook = site.catalogue.rulebook

    def operations(self) -> tuple[Operation, ...]:
        """List the operations."""
        wrong = ("wrong-parameter",)
        named = (*wrong, "not-found")
        barrier, one, other = (
            Parameter(name=name, where="path", words="The id of a barrier.", schema=_one_of(self.rulebook.barriers),
                      example=partial(self.placed_at, place))
            for name, place in (("barrier", 0), ("first", 0), ("second", 1))
        )
        again = {"profile": "$request.path.profile"}
        leading = Link(to="getBarrier", gives={"barrier": "$response.body#/ranked/0/barrier"})
        profile = Parameter(name="profile", where="path", words="The id of a profile.",
                            schema=_one_of(self.rulebook.profiles.profiles), example=self.rulebook.profiles.default)  # fmt: skip
        by = replace(profile, where="query", words="The id of a profile; the default one when left out.")
        return (
            Operation(name="listBarriers", rule="/barriers", words="The register, or the part of it that fits.",
                      view=self.barriers, gives=register_schemas.Register, takes=(*self.filters(), ON, *WORDS), problems=wrong,
                      example=self.sample_register,
                      links=(Link(to="getBarrier", gives={"barrier": "$response.body#/barriers/0/barrier"}),)),
            Operation(name="getBarrier", rule="/barriers/<barrier>", words="One barrier: levels, and all that made them.",
                      view=self.barrier, gives=register_schemas.Explained, takes=(barrier, by, ON, *WORDS), problems=named,
                      example=self.sample_barrier),
            Operation(name="listProfiles", rule="/profiles", words="The profiles, and the criteria with their scales.",
                      view=self.profiles, gives=register_schemas.Profiles, takes=WORDS, problems=wrong,
                      example=lambda: profiles_as_dict("en", self.site.catalogue),
                      links=(leads("$response.body#/profiles/0/profile"),)),
            Operation(name="listRankings", rule="/rankings", words="The first places by each profile, side by side.",
                      view=self.rankings, gives=schemas.Rankings, takes=(ON, *WORDS), problems=wrong,
                      example=lambda: self.side_by_side(SHOWN, "en"), links=(leads("$response.body#/rankings/0/profile"),)),
            Operation(name="rank", rule="/rankings", words="A ranking under your own weights and suppositions.",
                      view=self.rank, gives=schemas.Ranking, takes=WORDS, problems=wrong, body=self.body(),
                      example=self.sample, links=(leading,)),
            Operation(name="getRanking", rule="/rankings/<profile>", words="The ranking by one profile.", view=self.ranking,
                      gives=schemas.Ranking, takes=(profile, TOP, ON, *WORDS), problems=named,
                      example=self.sample, links=(leading, Link(to="comparePair", gives=again | FIRST_TWO))),
            Operation(name="comparePair", rule="/rankings/<profile>/pairs/<first>/<second>",
                      words="Why one barrier is ahead of another, and stays so unless what changes.", view=self.pair,
                      gives=schemas.Pair, takes=(profile, one, other, ON, *WORDS), problems=named, example=self.sample_pair),
        )  # fmt: skip

    def sample(self) -> dict[str, Any]:
        """Give a ranking cut down to one barrier of each list, for the description."""
        return cut(self.written(SHOWN, "en"))

    def sample_register(self) -> dict[str, Any]:
        """Give the register cut down to one barrier, for the description."""
        shown = self.placed_at(0)
        names = (shown,) if shown else ()
        return cut(register_as_dict(self.board.ranking(SHOWN), names, "en", self.site.catalogue))

    def sample_barrier(self) -> dict[str, Any] | None:
        """Give the barrier that has the first place, for the description."""
        name = self.placed_at(0)
        return self.explained(SHOWN, name, "en") if name else None

    def sample_pair(self) -> dict[str, Any] | None:
        """Give the first two barriers side by side, for the description."""
        ranking = self.board.ranking(SHOWN)
        if len(ranking.ranked) < 2:  # noqa: PLR2004 - a pair
            return None
        pair = ranking.ranked[0], ranking.ranked[1]
        return pair_as_dict(ranking, self.board.firm(SHOWN), pair, "en", self.site.catalogue)

    def placed_at(self, index: int) -> str | None:
        """Give the barrier at an index of the order of merit, where there are so many."""
        return next((each.barrier for each in self.board.ranking(SHOWN).ranked[index : index + 1]), None)

    def filters(self) -> tuple[Parameter, ...]:
        """Declare what the register can be filtered by, with the values that occur."""
        barriers = self.rulebook.barriers.values()
        lots: tuple[set[str], ...] = (
            {each.family for each in barriers}, {each.state for each in barriers},
            {name for each in barriers for name in each.authorities}, {name for each in barriers for name in each.activities},
        )  # fmt: skip
        return tuple(
            Parameter(name=name, where="query", words=f"Only barriers of this {name}.",
                      schema=_one_of(sorted(lot)), example=partial(self.sample_filter, name))
            for name, lot in zip(FILTERS, lots, strict=True) if lot
        )  # fmt: skip

    def sample_filter(self, name: str) -> str | None:
        """Give a value by which the register can be filtered so that the barrier with the first place is in it."""
        shown = self.placed_at(0)
        found = dict(zip(FILTERS, features(self.rulebook.barriers[shown]), strict=True)) if shown else {}
        return next(iter(found.get(name, ())), None)

    def body(self) -> Body:
        """Declare the body that asks for a ranking, with examples from the content."""
        profile = self.rulebook.profile()
        doubled = {name: weight * 2 if place == 0 else weight for place, (name, weight) in enumerate(profile.weights.items())}
        barrier = next(iter(self.rulebook.barriers), "")
        criterion = next(name for name, each in self.rulebook.criteria.items() if not each.of)
        examples: dict[str, Any] = {"weights": {"weights": doubled}}
        if barrier:
            examples["what-if"] = {"suppose": {barrier: {criterion: [3, 5]}}, "on": "2026-11-23"}
        return Body(read=Asking, schema=NAME, words="What the ranking is to be made from.", examples=examples)

    def barriers(self, query: "Query", lang: "Lang") -> "Response":
        """Give the register, or the part of it that fits."""
        chosen = {name: query.others[name] for name in FILTERS if name in query.others}
        names = [name for name, each in self.rulebook.barriers.items() if fits(each, chosen)]
        return json_reply(register_as_dict(self.board.ranking(Asked(on=query.on)), names, lang, self.site.catalogue), lang)

    def barrier(self, query: "Query", lang: "Lang", barrier: str) -> "Response":
        """Give one barrier with all that made its levels."""
        if barrier not in self.rulebook.barriers:
            raise unknown("barrier", barrier, self.rulebook.barriers)
        asked = self.asked(query.others.get("profile"), query)
        return json_reply(self.explained(asked, barrier, lang), lang)

    def profiles(self, query: "Query", lang: "Lang") -> "Response":
        """Give the profiles."""
        del query
        return json_reply(profiles_as_dict(lang, self.site.catalogue), lang)

    def rankings(self, query: "Query", lang: "Lang") -> "Response":
        """Give the first places by each profile."""
        return json_reply(self.side_by_side(Asked(on=query.on), lang), lang)

    def ranking(self, query: "Query", lang: "Lang", profile: str) -> "Response":
        """Give the ranking by one profile."""
        return json_reply(self.written(self.asked(profile, query), lang, top=_top(query)), lang)

    def rank(self, query: "Query", lang: "Lang", body: Asking) -> "Response":
        """Give the ranking that a body asks for."""
        del query
        return json_reply(self.written(asked_of(body, self.rulebook, self.site.today()), lang), lang)

    def pair(self, query: "Query", lang: "Lang", profile: str, first: str, second: str) -> "Response":
        """Say why one barrier is ahead of another."""
        asked = self.asked(profile, query)
        ranking = self.board.ranking(asked)
        pair = self.placed(ranking, first), self.placed(ranking, second)
        if first == second:
            raise RequestError("not-found", f"The barrier '{first}' makes no pair with itself: name two.", what="pair")
        return json_reply(pair_as_dict(ranking, self.board.firm(asked), pair, lang, self.site.catalogue), lang)

    def asked(self, profile: str | None, query: "Query") -> Asked:
        """Give what an address asks for, in the one way of writing it. Raises: RequestError 404 with the nearest profile."""
        profiles = self.rulebook.profiles
        if profile is not None and profile not in profiles.profiles:
            raise unknown("profile", profile, profiles.profiles)
        return Asked(profile=None if profile == profiles.default else profile, on=query.on)

    def explained(self, asked: Asked, barrier: str, lang: "Lang") -> dict[str, Any]:
        """Write one barrier with all that made its levels."""
        ranking, firm, links = self.board.ranking(asked), self.board.firm(asked), self.board.links(asked)
        return explained_as_dict(ranking, firm, links, barrier, lang, self.site.catalogue)

    def written(self, asked: Asked, lang: "Lang", *, top: int | None = None) -> dict[str, Any]:
        """Write a ranking, the barriers as the suppositions have them."""
        return ranking_as_dict(self.board.ranking(asked), lang, self.supposed(asked), firm=self.board.firm(asked), top=top)

    def supposed(self, asked: Asked) -> "Catalogue":
        """Give all content, the barriers with what is supposed about them."""
        catalogue = self.site.catalogue
        return replace(catalogue, rulebook=replace(catalogue.rulebook, barriers=dict(self.board.barriers(asked))))

    def side_by_side(self, asked: Asked, lang: "Lang") -> dict[str, Any]:
        """Write the first places by each profile."""
        found = [self.board.ranking(replace(asked, profile=None if name == self.rulebook.profiles.default else name))
                 for name in self.rulebook.profiles.profiles]  # fmt: skip
        return rankings_as_dict(found, lang, self.site.catalogue)

    def placed(self, ranking: "Ranking", name: str) -> "Ranked":
        """Give a barrier that has a place. Raises: RequestError 404 with the nearest, or with the reason it has none."""
        if name not in self.rulebook.barriers:
            raise unknown("barrier", name, self.rulebook.barriers)
        for each in ranking.ranked:
            if each.barrier == name:
                return each
        apart = next(each for each in (*ranking.to_document, *ranking.gated) if each.barrier == name)
        reason = apart.reason.en if apart.reason else f"{apart.triage}."
        raise RequestError("not-found", f"The barrier '{name}' has no place in this ranking: {reason}", what="place")


def leads(profile: str) -> Link:
    """Lead to the ranking by a profile of the answer."""
    return Link(to="getRanking", gives={"profile": profile})


def _one_of(names: "Iterable[str]") -> dict[str, Any]:
    return {"type": "string", "enum": list(names)}


def _top(query: "Query") -> int | None:
    text = query.others.get("top")
    if text is None:
        return None
    if text.isascii() and text.isdigit() and len(text) <= len(str(MOST_PLACES)) and 1 <= int(text) <= MOST_PLACES:
        return int(text)
    raise RequestError("wrong-parameter", f"The value of 'top' is not a whole number from 1 to {MOST_PLACES}.", parameter="top")
