"""The JSON Schema of answers, made from the content: each question of each tree, with the options that it has ever offered."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cirede.model.tree import Question, Tree

NAME = "Answers"
WIDEST = 999_999_999_999
"""The largest number that is read, where a question sets no bounds."""


def by_name(trees: "Iterable[Tree]") -> "dict[str, list[Question]]":
    """Give the questions of all trees and versions by their id, which several of them may share."""
    found: dict[str, list[Question]] = {}
    for tree in trees:
        for name, question in tree.questions.items():
            found.setdefault(name, []).append(question)
    return found


def answers_schemas(questions: "Mapping[str, Sequence[Question]]") -> dict[str, Any]:
    """Give the schema of all answers by name; where questions share an id, any of them may be meant."""
    words = "By question. 422 for what fits nothing here; 404 for what fits, but not this tree in this version on this day."
    return {
        NAME: {
            "type": "object",
            "description": words,
            "properties": {name: _either(questions[name]) for name in sorted(questions)},
            "additionalProperties": False,
        }
    }


def _either(questions: "Iterable[Question]") -> dict[str, Any]:
    lots: list[dict[str, Any]] = []
    for question in questions:
        lots.extend(each for each in _values(question) if each not in lots)
    return lots[0] if len(lots) == 1 else {"anyOf": lots}


def _values(question: "Question") -> list[dict[str, Any]]:
    """Give the ways in which a question can be answered."""
    if question.type == "number":
        lowest, highest = question.lowest, question.highest
        return [{"type": "number", "minimum": float(-WIDEST if lowest is None else lowest),
                 "maximum": float(WIDEST if highest is None else highest)}]  # fmt: skip
    one: dict[str, Any] = {"enum": list(question.options)}
    if question.type != "several":
        return [one]
    alone = [name for name, option in question.options.items() if option.exclusive]
    together = [name for name in question.options if name not in alone]
    return [one, *({"type": "array", "items": {"enum": names}, "minItems": 1, "maxItems": most, "uniqueItems": True}
                   for names, most in ((together, len(together)), (alone, 1)) if names)]  # fmt: skip
