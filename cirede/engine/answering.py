"""What a question takes for an answer: an option, several that go together, or a number within its bounds."""

from typing import TYPE_CHECKING

from cirede.engine.condition import as_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cirede.model.tree import Question
    from cirede.model.walk import Answer


def fits(question: "Question", given: object) -> bool:
    """Tell whether a question takes such an answer at all, on whichever day."""
    return formed(question, {name: place for place, name in enumerate(question.options)}, given)[0] is not None


def formed(question: "Question", order: "Mapping[str, int]", given: object) -> tuple["Answer | None", str]:
    """Bring an answer into the form of its question, its options in `order`; gives None and the reason where it has none."""
    return _number(question, given) if question.type == "number" else _options(question, order, given)


def _number(question: "Question", given: object) -> tuple["Answer | None", str]:
    number = as_number(given) if isinstance(given, str) else None
    if number is None:
        return None, "not-a-number"
    below = question.lowest is not None and number < question.lowest
    above = question.highest is not None and number > question.highest
    return (None, "out-of-range") if below or above else (str(given).strip(), "")


def _options(question: "Question", order: "Mapping[str, int]", given: object) -> tuple["Answer | None", str]:
    chosen = [given] if isinstance(given, str) else list(given) if isinstance(given, (list, tuple, set, frozenset)) else []
    if not chosen:
        return None, "empty"
    if any(not isinstance(name, str) or name not in order for name in chosen):
        return None, "not-an-option"
    ordered = tuple(sorted(dict.fromkeys(chosen), key=order.__getitem__))
    if question.type != "several":
        return (ordered[0], "") if len(ordered) == 1 else (None, "one-answer-only")
    alone = len(ordered) == 1 or not any(question.options[name].exclusive for name in ordered)
    return (ordered, "") if alone else (None, "exclusive")
