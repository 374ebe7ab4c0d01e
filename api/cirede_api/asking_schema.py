"""The JSON Schema of the body that asks for a ranking, made from the content: what it allows is what is accepted."""

from typing import TYPE_CHECKING, Any

from cirede.engine.bounds import YES_NO
from cirede.engine.suppose import UNKNOWN
from cirede_api.asking import HIGHEST, MOST_NUMBER, MOST_WEIGHT

if TYPE_CHECKING:
    from cirede.model.rule import FactType, Profile
    from cirede.model.rulebook import Rulebook

NAME = "Asking"
_SUPPOSED = "Supposed"
_LEVEL = {"type": "integer", "minimum": 0, "maximum": HIGHEST}
_WEIGHT = {"type": "integer", "minimum": 0, "maximum": MOST_WEIGHT}


def asking_schemas(rulebook: "Rulebook") -> dict[str, Any]:
    """Give the schemas by name: the body, and what can be supposed of one barrier."""
    supposed = {"$ref": f"#/components/schemas/{_SUPPOSED}"}
    profiles = rulebook.profiles
    return {
        NAME: {
            "type": "object",
            "description": "What is left out is as the profile has it; without a profile, the default one is meant.",
            "properties": {
                "profile": {"enum": list(profiles.profiles)},
                "weights": {"type": "object", "description": "Whole numbers; each criterion of the profile, one above 0."},
                "suppose": {
                    "type": "object",
                    "description": "By barrier, then by fact or criterion; nothing is saved.",
                    "propertyNames": {"enum": list(rulebook.barriers)},
                    "additionalProperties": supposed,
                },
                "on": {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
                       "description": "By what was known on this day; today in Brussels when left out."},
            },
            "additionalProperties": False,
            "anyOf": [_fits(name, each, default=name == profiles.default) for name, each in profiles.profiles.items()],
        },
        _SUPPOSED: {
            "type": "object",
            "description": "Facts by id; criteria by id, with a level or two bounds of it.",
            "properties": supposable(rulebook),
            "additionalProperties": False,
        },
    }  # fmt: skip


def supposable(rulebook: "Rulebook") -> dict[str, Any]:
    """Give, by fact and by criterion without parts, the values that can be supposed."""
    found = {name: _fact(kind) for name, kind in rulebook.facts.items()}
    for name, criterion in rulebook.criteria.items():
        kind = rulebook.facts.get(name)
        if not criterion.of and (kind is None or kind.type != "number"):
            found[name] = {"anyOf": [*found.get(name, {"anyOf": []})["anyOf"], _LEVEL, _pair(_LEVEL)]}
    return found


def _fact(kind: "FactType") -> dict[str, Any]:
    if kind.type == "number":
        low, high = float(kind.lowest or 0), float(MOST_NUMBER if kind.highest is None else kind.highest)
        number = {"type": "number", "minimum": low, "maximum": high}
        return {"anyOf": [number, _pair(number), {"const": UNKNOWN}]}
    options = list(YES_NO if kind.type == "yes_no" else kind.options)
    several = {"type": "array", "items": {"enum": options}, "minItems": 1, "maxItems": len(options), "uniqueItems": True}
    return {"anyOf": [{"enum": [*options, UNKNOWN]}, several]}


def _pair(bound: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": bound, "minItems": 2, "maxItems": 2}


def _fits(name: str, profile: "Profile", *, default: bool) -> dict[str, Any]:
    """Describe the weights that go with one profile."""
    weights = {
        "properties": dict.fromkeys(profile.weights, _WEIGHT),
        "required": list(profile.weights),
        "additionalProperties": False,
        "anyOf": [{"properties": {criterion: {"minimum": 1}}} for criterion in profile.weights],
    }
    fits: dict[str, Any] = {"properties": {"profile": {"const": name}, "weights": weights}}
    return fits if default else fits | {"required": ["profile"]}
