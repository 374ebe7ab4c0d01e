"""A JSON Schema of one tree, for the editor: its keys with their help, and every id that the author may name."""

import re
from typing import TYPE_CHECKING

from cirede.exchange.schema_help import HELP
from cirede.exchange.schema_parts import DAY, EMPTY, ID, WORDS, defined, keys_of, list_of, map_of, one_of_names, text
from cirede.model.text import LANGS
from cirede.model.tree import (
    YES_NO,
    Action,
    Always,
    Case,
    Effective,
    Evidence,
    Guarantee,
    Never,
    Obligation,
    Option,
    Outcome,
    Parameter,
    Question,
    Reviewed,
    Status,
    Term,
    Tree,
    TreeTest,
    Whenever,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cirede.exchange.schema_parts import Schema
    from cirede.model.vocabulary import Asked, Vocabulary

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The newest dialect that the YAML language servers of today read in full."""

_EXAMPLES = 200
_COPY: "Schema" = {"required": ["like"]}


def json_schema(known: "Vocabulary") -> "Schema":
    """Give the schema of the tree whose author may name what is `known`."""
    whole = keys_of(Tree, {
        "schema": {"const": "cirede.tree/1"},
        "id": {"const": known.tree},
        "languages": list_of({"type": "string", "enum": list(LANGS)}, least=1),
        "effective": keys_of(Effective),
        "reviewed": keys_of(Reviewed, {"by": {"anyOf": [WORDS, EMPTY]}, "on": {"anyOf": [DAY, EMPTY]}}),
        "start": defined("question"),
        "keep": list_of(defined("question")),
        "barriers": _barriers(known),
        "statuses": map_of(keys_of(Status)),
        "parameters": map_of(keys_of(Parameter, {
            "values": map_of({"type": "number"}, key=DAY) | {"minProperties": 1}, "because": defined("because"),
        })),
        "terms": map_of(keys_of(Term, {"because": defined("because")})),
        "conditions": map_of(defined("condition")),
        "questions": map_of(_question(), key={**ID, "not": {"enum": list(known.reserved)}} if known.reserved else ID),
        **_ends(known),
        "guarantees": list_of(_guarantee(known)),
        "tests": list_of(_test(known)),
    })  # fmt: skip
    return {"$schema": DIALECT, "title": f"The tree {known.tree}", **whole, "definitions": _definitions(known)}


def _definitions(known: "Vocabulary") -> "Schema":
    questions = {name: asked.words for name, asked in known.own.questions.items()}
    targets = questions | {f"={name}": words for name, words in known.own.outcomes.items()}
    targets |= {f"tree:{name}": words for name, words in known.trees.items()}
    everything = known.all
    ends = everything.statuses | everything.outcomes
    answers = [f"{name} = {option}" for name, asked in everything.questions.items() for option in asked.options]
    condition = _condition(everything.questions)
    return {
        "text": text(),
        "day": DAY,
        "question": one_of_names(questions),
        "any-question": one_of_names({name: asked.words for name, asked in everything.questions.items()}),
        "target": one_of_names(targets) if known.own.questions else WORDS,
        "because": list_of(one_of_names(known.references), least=1),
        "authority": one_of_names(known.authorities),
        "outcomes": list_of(one_of_names(known.own.outcomes), least=1),
        "ends": {"anyOf": [{"const": "favourable"}, list_of(one_of_names(ends), least=1)]},
        "obligations": list_of(one_of_names(everything.obligations)),
        "condition": {"type": "string", "pattern": f"^{condition}$", "examples": answers[:_EXAMPLES]},
        "begin": {"type": "string", "pattern": f"^(unsure|{condition})$", "examples": ["unsure", *answers[:_EXAMPLES]]},
        "given": _answers(known.linked.questions),
        "answers": _answers(everything.questions),
    }


def _condition(questions: "Iterable[str]") -> str:
    """Give a modest pattern: a comparison that begins with a known question, or a group in brackets."""
    names = "|".join(name for name in questions if re.fullmatch(ID["pattern"], name)) or "[a-z][a-z0-9-]*"
    return rf"\s*((all|any|not|unless|known|is)\s*\(.+\)|({names})\s*(!=|<=|>=|=|<|>|in\b)\s*\S.*)"


def _answers(questions: "dict[str, Asked]") -> "Schema":
    """Allow answers to these questions, each as its type has it."""
    found: Schema = {}
    for name, asked in questions.items():
        option = one_of_names(asked.options) if asked.options else WORDS
        several = {"anyOf": [option, list_of(option, least=1)]} if asked.type in {"several", ""} else option
        found[name] = {"description": asked.words, **several}
    return {"type": "object", "properties": found, "additionalProperties": False} if found else map_of({})


def _question() -> "Schema":
    options = map_of(keys_of(Option, {
        "to": defined("target"), "later": map_of(defined("target"), key=DAY), "given": defined("given"),
    }, required=()))  # fmt: skip
    way = {"to": defined("target"), "else": defined("target"), "when": defined("condition"), "given": defined("given")}
    cases = keys_of(Case, way) | {"oneOf": [{"required": ["when", "to"]}, {"required": ["else"]}]}
    whole = keys_of(Question, {"because": defined("because"), "options": options, "cases": list_of(cases, least=1)}, required=())
    onward = {name: {"description": label.en, **defined("target")} for name, (label, _) in YES_NO.items()}
    help_of = HELP["Question"]
    whole["properties"]["next"] = {
        "description": help_of["next"], "type": "object", "properties": onward, "additionalProperties": False, "minProperties": 2,
    }  # fmt: skip
    whole["properties"]["like"] = {"description": help_of["like"], **defined("question")}
    labelled = {"properties": {"options": {"additionalProperties": {"required": ["label"]}}}}
    in_full = {"required": ["type", "ask", "because"], **labelled}
    return whole | {"allOf": [{"if": _COPY, "else": in_full}, *_by_type()]}


def _by_type() -> "list[Schema]":
    """Say what each type of question needs, and what it may not have."""
    single = {"options": {"additionalProperties": {"required": ["to"]}, "minProperties": 2}, "cases": False}
    ticked = {"options": {"additionalProperties": {"properties": {"to": False, "later": False}}}, "next": False}
    needs: dict[str, Schema] = {
        "yes_no": {"required": ["next"], "properties": {"cases": False, "options": False}},
        "choice": {"required": ["options"], "properties": single},
        "several": {"required": ["cases"], "properties": ticked, "anyOf": [{"required": ["options"]}, _COPY]},
        "number": {
            "required": ["cases"], "properties": {"options": False, "next": False}, "anyOf": [{"required": ["unit"]}, _COPY],
        },
    }  # fmt: skip
    return [
        {"if": {"properties": {"type": {"const": kind}}, "required": ["type"]}, "then": then} for kind, then in needs.items()
    ]


def _ends(known: "Vocabulary") -> "dict[str, Schema]":
    when = {"when": defined("condition")}
    action = keys_of(Action, when)
    outcome = keys_of(Outcome, {
        "status": one_of_names(known.own.statuses), "do_now": list_of(action, least=1), "because": defined("because"),
        "ask": defined("authority"),
    })  # fmt: skip
    obligation = keys_of(Obligation, {
        **when, "outcomes": defined("outcomes"), "authority": defined("authority"), "because": defined("because"),
    })  # fmt: skip
    evidence = keys_of(Evidence, {**when, "outcomes": defined("outcomes")})
    return {"outcomes": map_of(outcome), "obligations": map_of(obligation), "evidence": map_of(evidence)}


def _barriers(known: "Vocabulary") -> "Schema":
    nodes = {name: asked.words for name, asked in known.own.questions.items()} | known.own.outcomes
    return map_of(list_of(one_of_names(known.barriers), least=1), key=one_of_names(nodes))


def _guarantee(known: "Vocabulary") -> "Schema":
    begin, ends = {"after": defined("begin")}, {"ends": defined("ends")}
    forms = {
        "never": keys_of(Never, begin | ends),
        "always": keys_of(Always, ends | {"asked": list_of(defined("any-question"), least=1)}),
        "whenever": keys_of(Whenever, begin | ends | {"follows": list_of(one_of_names(known.all.obligations), least=1)}),
        "independent": defined("any-question"),
        "at_most": {"type": "integer", "minimum": 1, "maximum": 1000},
    }
    return keys_of(Guarantee, forms) | {"oneOf": [{"required": [form]} for form in forms]}


def _test(known: "Vocabulary") -> "Schema":
    outcome = one_of_names(known.all.outcomes)
    parts = {
        "answers": defined("answers"), "outcome": outcome, "outcomes": list_of(outcome, least=1), "never": defined("ends"),
        "obligations": defined("obligations"), "without": defined("obligations"),
    }  # fmt: skip
    one = [{"required": [key]} for key in ("outcome", "outcomes", "never")]
    return keys_of(TreeTest, parts) | {"oneOf": one}
