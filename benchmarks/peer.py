"""The same tree as a decision of zen-engine: a switch for each question, an expression for each outcome."""

import json
from typing import TYPE_CHECKING, Any

from cirede.model.condition import All, Compare, Condition, Known, Member, Not, Unless, parse
from cirede.model.condition import Any as AnyOf

if TYPE_CHECKING:
    from datetime import date

    from cirede.engine.prepare import PreparedTree
    from cirede.model.tree import Question


def decision(tree: "PreparedTree", *, on: "date") -> str:
    """Write the tree as the JSON that zen-engine reads."""
    nodes: list[dict[str, Any]] = [
        {"id": "in", "name": "in", "type": "inputNode"}, {"id": "out", "name": "out", "type": "outputNode"},
    ]  # fmt: skip
    edges = [{"id": "e-in", "sourceId": "in", "targetId": tree.tree.start, "type": "edge"}]
    for name, question in tree.tree.questions.items():
        statements = []
        for index, (condition, target) in enumerate(_ways(name, question, on)):
            handle = f"{name}-{index}"
            statements.append({"id": handle, "condition": condition, "isDefault": False})
            edges.append({"id": f"e-{handle}", "sourceId": name, "sourceHandle": handle, "targetId": target, "type": "edge"})
        content = {"hitPolicy": "first", "statements": statements}
        nodes.append({"id": name, "name": name, "type": "switchNode", "content": content})
    for name in tree.tree.outcomes:
        expressions = [{"id": f"x-{name}", "key": "outcome", "value": json.dumps(name)}]
        nodes.append({"id": f"={name}", "name": name, "type": "expressionNode", "content": {"expressions": expressions}})
        edges.append({"id": f"e-{name}", "sourceId": f"={name}", "targetId": "out", "type": "edge"})
    return json.dumps({"nodes": nodes, "edges": edges})


def context(answers: "dict[str, str | tuple[str, ...]]") -> dict[str, Any]:
    """Write a dossier as the input of the decision."""
    given = {key: list(value) if isinstance(value, tuple) else value for key, value in answers.items()}
    return {_variable(key): value for key, value in given.items()}


def _variable(name: str) -> str:
    return name.replace("-", "_")


def _ways(name: str, question: "Question", on: "date") -> list[tuple[str, str]]:
    if question.cases:
        listed = question.type == "several"
        return [(_written(parse(case.when), listed=listed) if case.when else "true", case.target) for case in question.cases]
    options = question.options.items()
    return [(f"{_variable(name)} == '{key}'", option.target_on(on) or "") for key, option in options if option.open_on(on)]


def _written(condition: Condition, *, listed: bool) -> str:  # noqa: PLR0911 - one return for each form
    match condition:
        case Compare(name=name, op="=", value=value) if listed:
            return f"contains({_variable(name)}, '{value}')"
        case Compare(name=name, op="!=", value=value) if listed:
            return f"not contains({_variable(name)}, '{value}')"
        case Compare(name=name, op=op, value=value):
            return f"{_variable(name)} {'==' if op == '=' else op} {value}"
        case Member(name=name, values=values):
            return " or ".join(f"contains({_variable(name)}, '{value}')" for value in values)
        case Known(name=name):
            return f"{_variable(name)} != null"
        case Not(part=part) | Unless(part=part):
            return f"not ({_written(part, listed=listed)})"
        case All(parts=parts) | AnyOf(parts=parts):
            word = " and " if isinstance(condition, All) else " or "
            return word.join(f"({_written(part, listed=listed)})" for part in parts)
