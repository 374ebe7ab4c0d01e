"""The rankings that addresses ask for: read strictly, made once, kept by what they were made from."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from cirede.analysis.firm import Firm, firmness
from cirede.engine.rank import assess_all, rank_assessed
from cirede.engine.scoring import prepare_rules
from cirede.engine.weights import read_weights, weigh
from cirede.errors import CiredeError
from cirede_api.query import read_day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cirede.engine.links import Link
    from cirede.engine.rank import Assessment
    from cirede.engine.weights import Weights
    from cirede.model.barrier import Barrier
    from cirede.model.catalogue import Catalogue
    from cirede.model.ranking import Ranking
    from cirede.model.rulebook import Rulebook
    from cirede_api.query import Pairs
    from cirede_api.site import Site

KEPT = 64
EXERCISE = "exercise"
_MOST_SUPPOSED = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address says of a ranking: profile, own weights, suppositions, day, and whether to train."""

    profile: str | None = None
    weights: tuple[tuple[str, str], ...] = ()
    supposed: tuple[str, ...] = ()
    on: "date | None" = None
    exercise: bool = False

    def pairs(self) -> "list[tuple[str, str]]":
        """Give it as the parameters of an address."""
        day = [("on", self.on.isoformat())] if self.on else []
        training = [("register", EXERCISE)] if self.exercise else []
        profile = [("profile", self.profile)] if self.profile else []
        return [*profile, *self.weights, *(("suppose", each) for each in self.supposed), *day, *training]

    def plain(self) -> "Asked":
        """Give the same under the weights of the profile, without suppositions."""
        return replace(self, weights=(), supposed=())

    def without(self, supposition: str) -> "Asked":
        """Give the same without one supposition."""
        return replace(self, supposed=tuple(each for each in self.supposed if each != supposition))


def read_asked(pairs: "Pairs", rulebook: "Rulebook") -> Asked:
    """Read what a page of rankings understands and ignore the rest.

    A supposition comes whole (`suppose=barrier.fact=value`) or in the three fields of a form. Raises: RequestError 422
    for a day that is none.
    """
    said = {name: value.strip() for name, value in pairs if value.strip()}
    supposed = [value.strip() for name, value in pairs if name == "suppose" and value.strip()]
    if {"barrier", "fact", "value"} <= said.keys():
        named = f"{said['barrier']}.{said['fact']}="
        supposed = [each for each in supposed if not each.startswith(named)] + [named + said["value"].replace(" ", "")]
    return Asked(
        profile=said.get("profile"),
        weights=tuple((name, value) for name, value in said.items() if name in rulebook.criteria),
        supposed=tuple(dict.fromkeys(supposed))[:_MOST_SUPPOSED],
        on=read_day(said["on"]) if "on" in said else None,
        exercise=said.get("register") == EXERCISE,
    )


class Board:
    """The register made ready, and the rankings made from it."""

    def __init__(self, site: "Site") -> None:
        """Hand the rules to the engine, for the register and for the one that is made up."""
        self.site = site
        rulebook = site.catalogue.rulebook
        self.prepared = {False: prepare_rules(rulebook), True: prepare_rules(rulebook.for_training())}
        self._assessment = lru_cache(KEPT)(self._assess)
        self._ranking = lru_cache(KEPT)(self._rank)
        self._firm = lru_cache(KEPT)(self._firmness)

    def day(self, asked: Asked) -> "date":
        """Give the day on which the register is read."""
        return asked.on or self.site.today()

    def rulebook(self, asked: Asked) -> "Rulebook":
        """Give the register with its rules, or the made-up one."""
        return self.prepared[asked.exercise].rulebook

    def links(self, asked: Asked) -> "tuple[Link, ...]":
        """Tell how the barriers hang together."""
        return self.prepared[asked.exercise].links

    def catalogue(self, asked: Asked) -> "Catalogue":
        """Give all content, with the made-up register where it is asked for."""
        catalogue = self.site.catalogue
        return replace(catalogue, rulebook=self.rulebook(asked)) if asked.exercise else catalogue

    def barriers(self, asked: Asked) -> "Mapping[str, Barrier]":
        """Give the barriers with what is supposed about them."""
        return self._assessment(asked.exercise, self.day(asked), asked.supposed).barriers

    def weights(self, asked: Asked) -> "Weights":
        """Give the weights asked for. Raises: CiredeError for a profile or weights that cannot be."""
        given = read_weights(f"{name}={value}" for name, value in asked.weights) if asked.weights else None
        return weigh(self.rulebook(asked), asked.profile, given)

    def ranking(self, asked: Asked) -> "Ranking":
        """Give the ranking asked for. Raises: CiredeError for what cannot be."""
        return self._ranking(replace(asked, on=self.day(asked)))

    def firm(self, asked: Asked) -> Firm:
        """Tell how firm the ranking asked for is."""
        return self._firm(replace(asked, on=self.day(asked)))

    def sound(self, asked: Asked) -> tuple[Asked, str]:
        """Drop what cannot be, with the key of the word that says what was wrong; an empty one where all is well."""
        try:
            self.weights(asked)
        except CiredeError:
            return self.sound(replace(asked, profile=None, weights=()))[0], "error_weights"
        try:
            self.ranking(asked)
        except CiredeError:
            return replace(asked, supposed=()), "error_suppose"
        return asked, ""

    def _assess(self, exercise: bool, on: "date", supposed: tuple[str, ...]) -> "Assessment":  # noqa: FBT001 - a key
        before = self._assessment(exercise, on, ()) if supposed else None
        return assess_all(self.prepared[exercise], on=on, supposed=supposed, before=before)

    def _firmness(self, asked: Asked) -> Firm:
        return firmness(self.ranking(asked), self.prepared[asked.exercise], self.barriers(asked))

    def _rank(self, asked: Asked) -> "Ranking":
        assessment = self._assessment(asked.exercise, self.day(asked), asked.supposed)
        return rank_assessed(self.prepared[asked.exercise], assessment, self.weights(asked))
