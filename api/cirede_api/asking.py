"""The body that asks for a ranking: profile, weights, suppositions, day; held against the content, every fault at once."""

from decimal import ROUND_HALF_EVEN, Decimal
from math import isfinite
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue, StringConstraints

from cirede.engine.bounds import YES_NO
from cirede.engine.suppose import UNKNOWN, suppose
from cirede.errors import CiredeError, UnknownNameError, WrongUseError, choice, nearest
from cirede_api.board import Asked
from cirede_api.bodies import Fault, refused
from cirede_api.problems import RequestError
from cirede_api.query import read_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cirede.model.rule import FactType
    from cirede.model.rulebook import Rulebook

MOST_WEIGHT = 999_999
MOST_NUMBER = 999_999_999_999
HIGHEST = 5
_FINE = Decimal("0.000001")
_BOUNDS = 2


def _whole(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Take 3.0 for 3, as JSON does, which knows numbers only."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Weight = Annotated[int, BeforeValidator(_whole), Field(ge=0, le=MOST_WEIGHT)]


class Asking(BaseModel):
    """What a client asks of a ranking; what it leaves out is as the default profile has it, and today."""

    model_config = ConfigDict(extra="forbid", strict=True)

    profile: Name = ""
    weights: dict[Name, Weight] = Field(default_factory=dict)
    suppose: dict[Name, dict[Name, JsonValue]] = Field(default_factory=dict)
    on: Annotated[str, StringConstraints(max_length=10)] = ""


def asked_of(asking: Asking, rulebook: "Rulebook", today: "date") -> Asked:
    """Give the ranking that a body asks for, always written the same way. Raises: RequestError 422 with every fault."""
    faults = [*_profile(asking, rulebook), *_supposed(asking, rulebook, today), *_day(asking)]
    if faults:
        raise refused(faults)
    profile = asking.profile or rulebook.profiles.default
    own = rulebook.profile(profile).weights
    changed = bool(asking.weights) and asking.weights != own
    return Asked(
        profile=None if profile == rulebook.profiles.default else profile,
        weights=tuple((name, str(asking.weights[name])) for name in own) if changed else (),
        supposed=tuple(sorted(
            f"{barrier}.{name}={written_value(name, value, rulebook)}"
            for barrier, said in asking.suppose.items() for name, value in said.items()
        )),
        on=read_day(asking.on) if asking.on else None,
    )  # fmt: skip


def written_value(name: str, value: JsonValue, rulebook: "Rulebook") -> str:
    """Write a value as a supposition has it. Raises: UnknownNameError, WrongUseError with the values that can be."""
    kind, criterion = rulebook.facts.get(name), rulebook.criteria.get(name)
    judged = criterion is not None and not criterion.of and (kind is None or kind.type != "number")
    levels = _span(value, Decimal(0), Decimal(HIGHEST)) if judged else None
    if levels and all(level == level.to_integral_value() for level in levels):
        return "-".join(f"{level:.0f}" for level in levels)
    if judged and kind is None:
        message = f"'{name}' takes a level from 0 to {HIGHEST}, or two levels as [2, 4]"
        raise WrongUseError(message)
    if criterion is not None and kind is None:
        message = f"'{name}' is made of parts: suppose {' or '.join(criterion.of)}"
        raise WrongUseError(message)
    if kind is None:
        what = "fact or criterion"
        raise UnknownNameError(what, name, (*rulebook.facts, *(each for each, one in rulebook.criteria.items() if not one.of)))
    if value == UNKNOWN:
        return UNKNOWN
    return _quantity(name, kind, value) if kind.type == "number" else _options(name, kind, value)


def _quantity(name: str, kind: "FactType", value: JsonValue) -> str:
    low, high = kind.lowest or Decimal(0), Decimal(MOST_NUMBER) if kind.highest is None else kind.highest
    found = _span(value, low, high)
    if found is None:
        message = f"'{name}' takes a number from {low} to {high}, two as [5, 20], or '{UNKNOWN}'"
        raise WrongUseError(message)
    return "-".join(_decimal(number) for number in found)


def _decimal(number: Decimal) -> str:
    """Write a number as suppositions take it: six decimals at most, none that is not needed."""
    text = f"{number.quantize(_FINE, ROUND_HALF_EVEN):f}"
    return text.rstrip("0").rstrip(".")


def _span(value: JsonValue, low: Decimal, high: Decimal) -> tuple[Decimal, ...] | None:
    """Read one number, or two bounds in either order; None for what is neither, or lies outside."""
    given = value if isinstance(value, list) else [value]
    numbers: list[Decimal] = []
    for each in given:
        if isinstance(each, bool) or not isinstance(each, int | float) or not isfinite(each):
            return None
        number = abs(Decimal(repr(each))) if not each else Decimal(repr(each))
        if not low <= number <= high:
            return None
        numbers.append(number)
    sound = len(numbers) == _BOUNDS if isinstance(value, list) else True
    return tuple(sorted(set(numbers))) if sound else None


def _options(name: str, kind: "FactType", value: JsonValue) -> str:
    options = tuple(YES_NO if kind.type == "yes_no" else kind.options)
    given = value if isinstance(value, list) else [value]
    words = [each for each in given if isinstance(each, str) and each in options]
    if not given or len(words) != len(given) or len(set(words)) != len(words):
        message = f"'{name}' takes one of {', '.join(options)}, several as a list, or '{UNKNOWN}'"
        raise WrongUseError(message)
    return ",".join(words)


def _profile(asking: Asking, rulebook: "Rulebook") -> "Iterator[Fault]":
    """Tell what is wrong with the profile, or with the weights given for it."""
    name = asking.profile or rulebook.profiles.default
    if name not in rulebook.profiles.profiles:
        yield _told(("profile",), UnknownNameError("profile", name, rulebook.profiles.profiles))
        return
    own = rulebook.profile(name).weights
    for criterion in (each for each in asking.weights if each not in own):
        near = nearest(criterion, own)
        detail = f"'{criterion}' is no criterion of '{name}'{choice(near, tuple(own))}."
        yield Fault(("weights", criterion), "unknown-name", detail, near)
    if "weights" not in asking.model_fields_set:
        return
    left = [criterion for criterion in own if criterion not in asking.weights]
    if left:
        detail = f"'{left[0]}' has no weight: give each of {', '.join(own)}; 0 leaves one out."
        yield Fault(("weights",), "missing-criterion", detail)
    elif not any(asking.weights.values()):
        yield Fault(("weights",), "all-zero", "Every weight is zero: give at least one criterion a weight.")


def _supposed(asking: Asking, rulebook: "Rulebook", today: "date") -> "Iterator[Fault]":
    for barrier, said in asking.suppose.items():
        if barrier not in rulebook.barriers:
            yield _told(("suppose", barrier), UnknownNameError("barrier", barrier, rulebook.barriers))
            continue
        for name, value in said.items():
            try:
                suppose(rulebook.barriers, rulebook, [f"{barrier}.{name}={written_value(name, value, rulebook)}"], today)
            except CiredeError as error:
                yield _told(("suppose", barrier, name), error)


def _day(asking: Asking) -> "Iterator[Fault]":
    if "on" not in asking.model_fields_set:
        return
    try:
        read_day(asking.on)
    except RequestError as error:
        yield Fault(("on",), "no-day", error.detail)


def _told(path: tuple[str, ...], error: CiredeError) -> Fault:
    said = str(error)
    if isinstance(error, UnknownNameError):
        return Fault(path, "unknown-name", f"{said[:1].upper()}{said[1:]}.", error.nearest)
    return Fault(path, "wrong-value", f"{said[:1].upper()}{said[1:]}.")
