"""The shapes of the answers of the API, for its description; tests hold real answers against them."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from cirede.model.text import Lang


class Shape(BaseModel):
    """An object with these keys and no others."""

    model_config = ConfigDict(extra="forbid")


class Citation(Shape):
    """An article of law; `verified` is false while its text is still to be re-read."""

    id: str
    source: str
    at: str
    says: str
    url: str | None
    verified: bool
    checked: date


class Authority(Shape):
    """A body to ask or to notify."""

    id: str
    name: str
    url: str | None


class Choice(Shape):
    """An option that can be chosen on the day of the walk."""

    id: str
    label: str
    help: str | None
    exclusive: bool


class Next(Shape):
    """The question that the walk waits for."""

    question: str
    type: Literal["yes_no", "choice", "several", "number"]
    ask: str
    why: str | None
    help: str | None
    unit: str | None
    options: list[Choice]
    references: list[Citation]


class Step(Shape):
    """A question answered, in words, with the articles behind it."""

    question: str
    ask: str
    answer: str | list[str]
    words: str
    certainty: Literal["sure", "unsure"]
    references: list[Citation]


class Result(Shape):
    """The outcome in words."""

    status: str
    favourable: bool
    undecided: bool
    title: str
    text: str
    do_now: list[str]
    meanwhile: str | None
    ask: Authority | None
    references: list[Citation]


class Duty(Shape):
    """An obligation: of whom, before when, towards which authority."""

    id: str
    label: str
    text: str | None
    who: str
    before: str
    authority: Authority | None
    form: str | None
    references: list[Citation]


class Proof(Shape):
    """Evidence to collect."""

    id: str
    text: str


class Linked(Shape):
    """Another tree in which a walk went on, with its version."""

    tree: str
    version: str


class Walk(Shape):
    """Where the answers lead: the next question, or the outcome with what follows from it."""

    tree: str
    version: str
    on: date
    lang: Lang
    status: str | None
    outcome: str | None
    result: Result | None
    steps: list[Step]
    linked: list[Linked]
    obligations: list[Duty]
    evidence: list[Proof]
    next: Next | None
    missing: list[str]
    unused: list[str]
    draft: bool
    notice: str


class Option(Shape):
    """An option as the tree holds it; `to` is a question id or `=outcome-id`, `later` its targets from days on."""

    id: str
    label: str
    help: str | None
    certainty: Literal["sure", "unsure"]
    exclusive: bool
    start: date | None = Field(alias="from")
    end: date | None = Field(alias="until")
    to: str | None
    later: dict[str, str]


class Case(Shape):
    """Where a number or a set of options leads; without `when`, in all other cases."""

    when: str | None
    to: str
    label: str


class Question(Shape):
    """A question of a tree."""

    id: str
    type: Literal["yes_no", "choice", "several", "number"]
    ask: str
    why: str | None
    help: str | None
    unit: str | None
    lowest: float | None
    highest: float | None
    options: list[Option]
    cases: list[Case]
    references: list[Citation]
    notice: str


class Outcome(Shape):
    """An outcome of a tree."""

    id: str
    status: str
    favourable: bool
    undecided: bool
    title: str
    text: str
    references: list[Citation]


class Obligation(Shape):
    """An obligation of a tree, with the outcomes and the condition that bring it."""

    id: str
    label: str
    who: str
    before: str
    outcomes: list[str]
    when: str | None
    authority: str | None
    form: str | None
    start: date | None = Field(alias="from")
    end: date | None = Field(alias="until")
    references: list[Citation]


class Summary(Shape):
    """A tree in the list."""

    id: str
    version: str
    status: Literal["draft", "reviewed", "published", "withdrawn"]
    title: str
    intro: str
    start: str
    languages: list[Lang]
    effective_from: date
    effective_to: date | None
    reviewed_by: str | None


class Trees(Shape):
    """All trees."""

    trees: list[Summary]
    notice: str


class Tree(Summary):
    """A whole tree in one language."""

    questions: list[Question]
    outcomes: list[Outcome]
    obligations: list[Obligation]
    notice: str


class Health(Shape):
    """That the service answers, and with what."""

    status: Literal["ok"]
    version: str
    content: str
    trees: int


class Fault(Shape):
    """One thing that is wrong with a body: where it is (a JSON Pointer, RFC 6901), its kind, and what to do."""

    pointer: str
    code: str
    detail: str
    nearest: str | None = None


class Problem(BaseModel):
    """A problem document (RFC 9457); further members depend on the type."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    instance: str
    nearest: str | None = Field(default=None, description="the known name nearest to the one that was given")
    parameter: str | None = Field(default=None, description="the parameter that cannot be used")
    question: str | None = Field(default=None, description="the question whose answer was refused")
    offered: list[str] | None = Field(default=None, description="the options that the question offers on that day")
    errors: list[Fault] | None = Field(default=None, description="everything that is wrong with the body, with its place")
