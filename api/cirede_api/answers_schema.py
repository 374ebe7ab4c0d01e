"""The JSON Schema of answers, made from the content: each question of each tree, with the options that it has ever offered."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cirede.model.tree import Question, Tree

NAME = "Answers"


def answers_schemas(trees: "Iterable[Tree]") -> dict[str, Any]:
    """Give the schema of all answers by name; where trees share the id of a question, either may be meant."""
    found: dict[str, list[dict[str, Any]]] = {}
    for tree in trees:
        for name, question in tree.questions.items():
            lots = found.setdefault(name, [])
            lots.extend(each for each in _values(question) if each not in lots)
    words = "By question; a question, an option or a number that the tree does not have on that day is answered with 404."
    return {
        NAME: {
            "type": "object",
            "description": words,
            "properties": {name: lots[0] if len(lots) == 1 else {"anyOf": lots} for name, lots in sorted(found.items())},
            "additionalProperties": False,
        }
    }


def _values(question: "Question") -> list[dict[str, Any]]:
    """Give the ways in which a question can be answered."""
    if question.type == "number":
        bounds = {"minimum": question.lowest, "maximum": question.highest}
        return [{"type": "number"} | {name: float(bound) for name, bound in bounds.items() if bound is not None}]
    one: dict[str, Any] = {"enum": list(question.options)}
    if question.type != "several":
        return [one]
    return [one, {"type": "array", "items": one, "minItems": 1, "maxItems": len(question.options), "uniqueItems": True}]
