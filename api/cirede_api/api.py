"""The JSON API: the same answers as the pages, for programs."""

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from flask import Blueprint, Response, g

from cirede.engine.answering import fits
from cirede.engine.walk import off_path, walk
from cirede.errors import nearest
from cirede.exchange.dossier import as_dict
from cirede.model.text import LANGS, Lang
from cirede_api import schemas
from cirede_api.answers_schema import NAME, answers_schemas, by_name
from cirede_api.asking_schema import asking_schemas
from cirede_api.bodies import read_body
from cirede_api.journey import Visit, tree_of
from cirede_api.openapi import VERSION_OF_OPENAPI, Link, Operation, Parameter, Service, written
from cirede_api.problems import RequestError, shown, unknown
from cirede_api.query import Query, read_query, refuse_unknown
from cirede_api.replies import ACCEPT, LANG, NAMED, SAID, json_reply, worded_reply
from cirede_api.samples import DRAWING, Samples
from cirede_api.site import preferred
from cirede_api.standing import Standing
from cirede_api.whole import health, summaries, whole
from cirede_api.whole import question as describe_question

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from cirede.engine.prepare import PreparedTree
    from cirede.model.walk import Refusal
    from cirede_api.board import Board
    from cirede_api.pictures import Gallery
    from cirede_api.query import Given, Pairs
    from cirede_api.site import Site

PREFIX = "/api/v1"

ANSWERS = Parameter(
    name="answers", where="query", more={"style": "form", "explode": True},
    words="One parameter for each question answered: its id, and the id of the option, or a number. "
    "Only a question that takes several answers may be repeated. Answers off the path are listed under `unused`.",
    schema={"$ref": f"#/components/schemas/{NAME}"},
)  # fmt: skip
ON = Parameter(
    name="on", where="query", words="The day of the law; today in Brussels when left out.",
    schema={"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
)  # fmt: skip
VERSION = Parameter(
    name="v", where="query", words="The version of the tree; the current one when left out.",
    schema=SAID,
)  # fmt: skip
WORDS = (LANG, ACCEPT)


class Api:
    """The views of the API, and their description."""

    def __init__(self, site: "Site", gallery: "Gallery", board: "Board") -> None:
        """Keep the site; whole trees are written once in each language, when first asked for."""
        self.site = site
        self.gallery = gallery
        self.kept: dict[tuple[str, str, Lang], str] = {}
        editions = (*site.prepared.values(), *site.earlier.values())
        self.ever = by_name(each.own for each in editions)
        self.service = Service(
            title=f"{site.settings.name} API", version="1", prefix=PREFIX, problem=schemas.Problem,
            words="Questionnaires on the law of reuse in Brussels, and the ranking of the barriers to it. "
            + site.catalogue.notice.notice.en,
            operations=(*self.operations(), *Standing(site, board).operations()),
            shapes=asking_schemas(site.catalogue.rulebook)
            | answers_schemas(self.ever),
        )  # fmt: skip

    @cached_property
    def described(self) -> str:
        """The OpenAPI document, written when first asked for: its examples are real answers."""
        return written(self.service.described())

    def operations(self) -> tuple[Operation, ...]:
        """List the operations; the addresses, the checks and the description all come from here."""
        shown = Samples(self.site)
        tree = Parameter(name="tree", where="path", words="The id of a tree.", schema=NAMED, example=shown.tree)
        asked = Parameter(name="question", where="path", words="The id of a question.", schema=NAMED, example=shown.start)
        version = replace(VERSION, example=shown.version)
        taken = (tree, replace(ANSWERS, example=shown.answers), replace(ON, example=shown.on), version, *WORDS)
        wrong = ("wrong-parameter",)
        named = (*wrong, "not-found", "withdrawn", "paused")
        walked = (*named, "not-covered", "answer-not-offered", "answer-of-another-day")
        again = {"tree": "$request.path.tree"}
        listed = {"tree": "$response.body#/trees/0/id"}
        return (
            Operation(name="listTrees", rule="/trees", words="All trees.", view=self.trees, gives=schemas.Trees,
                      takes=WORDS, problems=wrong, example=shown.trees,
                      links=tuple(Link(to=name, gives=listed) for name in ("getTree", "walk", "draw"))),
            Operation(name="getTree", rule="/trees/<tree>", words="One tree in one language.", view=self.tree,
                      gives=schemas.Tree, takes=(tree, version, *WORDS), problems=named, example=shown.whole,
                      links=(Link(to="getQuestion", gives=again | {"question": "$response.body#/questions/0/id"}),
                             Link(to="walk", gives=again))),
            Operation(name="getQuestion", rule="/trees/<tree>/questions/<question>", words="One question.",
                      view=self.question, gives=schemas.Question, takes=(tree, asked, version, *WORDS), problems=named,
                      example=shown.question, links=(Link(to="walk", gives=again),)),
            Operation(name="walk", rule="/trees/<tree>/walk", words="From answers to the next question or the outcome.",
                      view=self.walk, gives=schemas.Walk, takes=taken, answers=True, problems=walked, example=shown.walk,
                      links=(Link(to="draw", gives=again),
                             Link(to="getQuestion", gives=again | {"question": "$response.body#/next/question"}))),
            Operation(name="draw", rule="/trees/<tree>/drawing", words="The tree drawn, the path of the answers marked.",
                      view=self.drawing, media="image/svg+xml", takes=taken, answers=True,
                      problems=(*walked, "no-drawing"), example=DRAWING),
            Operation(name="health", rule="/health", words="That the service answers.", view=self.health,
                      gives=schemas.Health, problems=wrong, example=shown.health),
            Operation(name="describe", rule="/openapi.json", words="This description.", view=self.describe, problems=wrong,
                      example={"openapi": VERSION_OF_OPENAPI, "info": {"title": f"{self.site.settings.name} API"}}),
        )  # fmt: skip

    def blueprint(self) -> Blueprint:
        """Register each operation under its address."""
        blueprint = Blueprint("api", __name__, url_prefix=PREFIX)
        for operation in self.service.operations:
            blueprint.add_url_rule(operation.rule, operation.name, self.checked(operation), methods=[operation.method])
        return blueprint

    def checked(self, operation: Operation) -> "Callable[..., Response]":
        """Wrap a view: names in the path are looked up, and keys that it does not take are refused."""
        queries, offering = operation.queries, [each for each in operation.takes if each.schema.get("enum")]

        def view(**path: str) -> Response:
            pairs = g.pairs
            prepared = tree_of(self.site, path.pop("tree"), pairs) if "tree" in path else None
            questions = prepared.tree.questions if prepared and operation.answers else {}
            refuse_elsewhere(pairs, prepared, self.ever if operation.answers else ())
            refuse_unknown(pairs, (*queries, *questions))
            query = read_query(pairs, prepared.tree if prepared else None, queries)
            refuse_other_values(query, offering)
            lang, found = self.lang(query), [prepared] if prepared else []
            return operation.view(*found, query, lang, *([read_body(operation.body.read)] if operation.body else []), **path)

        return view

    def trees(self, query: Query, lang: Lang) -> Response:
        """Give all trees."""
        del query
        return json_reply(summaries(self.site, lang), lang)

    def tree(self, prepared: "PreparedTree", query: Query, lang: Lang) -> Response:
        """Give one tree."""
        del query
        key = (prepared.tree.id, prepared.tree.version, lang)
        if key not in self.kept:
            self.kept[key] = written(whole(self.site, prepared.own, lang))
        return worded_reply(self.kept[key], lang)

    def question(self, prepared: "PreparedTree", query: Query, lang: Lang, question: str) -> Response:
        """Give one question."""
        del query
        if question not in prepared.own.questions:
            raise unknown("question", question, prepared.own.questions)
        return json_reply(describe_question(self.site, prepared.own, question, lang), lang)

    def walk(self, prepared: "PreparedTree", query: Query, lang: Lang) -> Response:
        """Give the walk, the same object as the command line prints."""
        return json_reply(as_dict(self.visit(prepared, query, lang).walk, lang, self.site.catalogue), lang)

    def drawing(self, prepared: "PreparedTree", query: Query, lang: Lang) -> Response:
        """Give the drawing."""
        here = self.visit(prepared, query, lang)
        response = worded_reply(self.gallery.svg(here), lang, "image/svg+xml; charset=utf-8")
        response.set_etag(self.gallery.tag(here))
        return response

    def health(self, query: Query, lang: Lang) -> Response:
        """Say that all is well."""
        del query
        return json_reply(health(self.site), lang)

    def describe(self, query: Query, lang: Lang) -> Response:
        """Give the OpenAPI document."""
        del query, lang
        return worded_reply(self.described, "en")

    def visit(self, prepared: "PreparedTree", query: Query, lang: Lang) -> Visit:
        """Replay the answers. Raises: RequestError 422 naming the options where one is refused, 404 where another day has it."""
        day = self.site.day(prepared, query.on)
        found = walk(prepared, query.answers, on=day)
        taken = {step.question for step in found.steps}
        beside = {name: given for name, given in query.answers.items() if name not in taken}
        refused = found.refused or (off_path(prepared, beside, on=day) if beside else None)
        if refused:
            raise self.refusal(refused, query.answers.get(refused.question, refused.answer))
        return Visit(self.site, lang, prepared, query, day, found)

    def refusal(self, refused: "Refusal", given: "Given") -> RequestError:
        """Say that an answer cannot be used: never, or not in this version on this day."""
        answer = given if isinstance(given, str) else ", ".join(given)
        offered = f" It offers: {', '.join(refused.offered)}." if refused.offered else " It takes a number."
        detail = f"The answer {shown(answer)} to '{refused.question}' cannot be used ({refused.reason}).{offered}"
        elsewhere = any(fits(each, given) for each in self.ever[refused.question])
        return RequestError("answer-of-another-day" if elsewhere else "answer-not-offered", detail,
                            question=refused.question, reason=refused.reason, offered=list(refused.offered))  # fmt: skip

    def lang(self, query: Query) -> Lang:
        """Give the language: `lang`, else the best of `Accept-Language`, else French."""
        if query.lang is None:
            return preferred() or "fr"
        for lang in LANGS:
            if lang == query.lang:
                return lang
        detail = f"The value of 'lang' is not one of {', '.join(LANGS)}."
        raise RequestError("wrong-parameter", detail, parameter="lang", offered=list(LANGS))


def refuse_elsewhere(pairs: "Pairs", prepared: "PreparedTree | None", everywhere: "Collection[str]") -> None:
    """Refuse a question that stands in another tree or version only. Raises: RequestError 404 with the nearest."""
    questions = prepared.tree.questions if prepared else {}
    for name, _ in pairs:
        if name in everywhere and name not in questions:
            raise unknown("question", name, questions)


def refuse_other_values(query: Query, offering: "Sequence[Parameter]") -> None:
    """Refuse a value that is none of those offered. Raises: RequestError 422 with the nearest."""
    for parameter in offering:
        offered, value = parameter.schema["enum"], query.others.get(parameter.name)
        if value is not None and value not in offered:
            near = nearest(value[:60], offered)
            hint = f"did you mean '{near}'?" if near else f"offered: {', '.join(offered)}"
            detail = f"The value of '{parameter.name}' is not one that occurs ({hint})."
            raise RequestError("wrong-parameter", detail, parameter=parameter.name, offered=offered, nearest=near)
