"""The weights of a ranking: those of a profile, or others given for it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cirede.errors import UnknownNameError, WrongUseError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cirede.model.rulebook import Rulebook

_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights under the id of their profile; `order` lists the criteria by agreed importance, the weightiest first.

    `own` tells that they are those that the profile gives.
    """

    profile: str
    weights: dict[str, int]
    order: tuple[str, ...]
    own: bool

    @property
    def weighed(self) -> tuple[str, ...]:
        """The criteria that count."""
        return tuple(name for name, weight in self.weights.items() if weight)


def weigh(rulebook: "Rulebook", profile: str | None = None, given: "Mapping[str, int] | None" = None) -> Weights:
    """Give the weights of a profile (the default one when left out), or those given in its place.

    Raises: UnknownNameError for a profile or criterion that is not there, WrongUseError for weights that cannot rank.
    """
    name = rulebook.profiles.default if profile is None else profile
    found = rulebook.profile(name)
    if given is None:
        return Weights(name, found.weights, found.order, own=True)
    for criterion, weight in given.items():
        _sound(rulebook, criterion, weight, given)
    left = [criterion for criterion in found.weights if criterion not in given]
    if left:
        message = f"'{left[0]}' of profile '{name}' has no weight: give each of {', '.join(found.weights)}; 0 leaves one out"
        raise WrongUseError(message)
    if not any(given.values()):
        message = "every weight is zero: give at least one criterion a weight"
        raise WrongUseError(message)
    agreed = [*found.order, *(criterion for criterion in sorted(given) if criterion not in found.order)]
    order = tuple(sorted(agreed, key=lambda criterion: -given[criterion]))
    return Weights(name, {criterion: given[criterion] for criterion in agreed}, order, own=dict(given) == found.weights)


def _sound(rulebook: "Rulebook", criterion: str, weight: int, given: "Mapping[str, int]") -> None:
    if criterion not in rulebook.criteria:
        raise UnknownNameError("criterion", criterion, rulebook.criteria)
    if type(weight) is not int or weight < 0:
        message = f"the weight of '{criterion}' is {weight}: give a whole number from 0 on"
        raise WrongUseError(message)
    twice = [part for part in rulebook.criteria[criterion].of if given.get(part)] if weight else []
    if twice:
        message = f"'{twice[0]}' would count twice, alone and as a part of '{criterion}': weigh one of the two"
        raise WrongUseError(message)


def read_weights(texts: "Iterable[str]") -> dict[str, int]:
    """Read `criterion=weight` pairs. Raises: WrongUseError for what is no such pair, or no whole number from 0 on."""
    found: dict[str, int] = {}
    for text in texts:
        name, equals, number = text.strip().partition("=")
        if not equals or not name:
            message = f"'{text.strip()[:40]}' is no weight: write it as impact=3"
            raise WrongUseError(message)
        if not (number.isascii() and number.isdigit() and len(number) <= _LONGEST):
            message = f"the weight of '{name[:40]}' is '{number[:20]}': give a whole number from 0 to {'9' * _LONGEST}"
            raise WrongUseError(message)
        if name in found:
            message = f"'{name}' is weighed twice"
            raise WrongUseError(message)
        found[name] = int(number)
    return found
