"""A scoring sheet that was read, as YAML text to paste into the register."""

from typing import TYPE_CHECKING, Any

from cirede.exchange.yaml_text import as_yaml

if TYPE_CHECKING:
    from pydantic import BaseModel

    from cirede.exchange.sheet_reading import ScoringSheet
    from cirede.model.catalogue import Catalogue


def sheet_yaml(sheet: "ScoringSheet", catalogue: "Catalogue") -> str:
    """Give the facts and judgements of a barrier as its file in the register writes them, whole.

    A group's new judgement stands below those that were there: all stay visible.
    """
    barrier = catalogue.rulebook.barrier(sheet.barrier)
    said: dict[str, list[Any]] = {name: list(each) for name, each in barrier.judgements.items()}
    for name, judgement in sheet.judgements.items():
        if judgement not in said.setdefault(name, []):
            said[name].append(judgement)
    kept: dict[str, Any] = {}
    if sheet.facts:
        kept["facts"] = {name: plain(fact) for name, fact in sheet.facts.items()}
    if said:
        kept["judgements"] = {name: [plain(each) for each in judgements] for name, judgements in said.items()}
    head = f"# rules/register/{barrier.family}.yaml: in place of 'facts:' and 'judgements:' of '{sheet.barrier}'\n"
    return head + as_yaml({"barriers": {sheet.barrier: kept}})


def plain(model: "BaseModel") -> dict[str, Any]:
    """Put a value of the content into plain values, as its file writes it: what is not said is left out."""
    return model.model_dump(by_alias=True, exclude_defaults=True)
