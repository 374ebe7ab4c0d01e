"""The accessibility statement, in the order of the European model, filled with what the tests hold true."""

from datetime import date
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from flask import Blueprint, Response

from cirede.errors import ContentError, Problem
from cirede.loader.read import read_file
from cirede.model.text import Frozen, Text
from cirede_api.frame import Frame
from cirede_api.site import as_lang

if TYPE_CHECKING:
    from cirede_api.site import Site

FILE = "accessibility.yaml"


class Check(Frozen):
    """One thing that was tested, and the test that proves it: `tests/….py::test_…`."""

    says: Text
    proof: str


class Limit(Frozen):
    """Something that is not accessible, or not known to be, and what a reader can do instead."""

    title: Text
    says: Text
    instead: Text


class Statement(Frozen):
    """The facts of the statement; the words around them stand in `words/accessibility.yaml`."""

    prepared: date
    reviewed: date
    standard: str
    guidelines: str
    tested: str
    axe: str
    types: int
    status: Literal["full", "partial", "none"]
    checks: dict[str, Check]
    limits: dict[str, Limit]
    unconfirmed: tuple[Text, ...]

    @property
    def next(self) -> date:
        """The last day on which it should be reviewed again: a year later."""
        return self.reviewed.replace(year=self.reviewed.year + 1)


def read_statement(folder: Path | None = None) -> Statement:
    """Read the facts. Raises: ContentError with every problem."""
    problems: list[Problem] = []
    found = read_file(folder or Path(str(resources.files("cirede_api"))), FILE, Statement, problems)
    if found is None:
        raise ContentError(problems)
    return found[0]


def statement(site: "Site") -> Blueprint:
    """Give the blueprint of the statement."""
    blueprint = Blueprint("statement", __name__)
    facts = read_statement()

    def page(lang: str) -> Response:
        frame = Frame(site, as_lang(lang), "accessibility")
        return frame.render("accessibility.html", facts=facts)

    blueprint.add_url_rule("/<lang>/accessibility", "page", page, methods=["GET"], strict_slashes=False)
    return blueprint
