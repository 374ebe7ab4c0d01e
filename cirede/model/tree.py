"""A decision tree as its author wrote it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from cirede.model.text import Day, Flag, Frozen, Id, Lang, Text, Words

Target = Words
"""A question id, `=outcome-id`, or `tree:tree-id` to go on in another tree."""

Certainty = Literal["sure", "unsure"]

YES_NO: dict[str, tuple[Text, Certainty]] = {
    "yes": (Text.model_construct(fr="Oui", nl="Ja", en="Yes"), "sure"),
    "no": (Text.model_construct(fr="Non", nl="Nee", en="No"), "sure"),
    "unsure": (Text.model_construct(fr="Je ne sais pas", nl="Ik weet het niet", en="I do not know"), "unsure"),
}


class Effective(Frozen):
    """The days on which a tree answers for the law."""

    start: Day = Field(alias="from")
    end: Day | None = Field(default=None, alias="to")


class Reviewed(Frozen):
    """Who read the tree as a lawyer, when, and when it must be read again; `words` is the fingerprint of what was read."""

    by: Words | None = None
    on: Day | None = None
    words: Words | None = None
    next: Day


class Status(Frozen):
    """A possible result: `favourable` when it frees the reader of the stricter rules, `undecided` when a proof is missing."""

    label: Text
    favourable: Flag
    undecided: Flag = False


class Parameter(Frozen):
    """A number of the law that changes with time."""

    label: Text
    unit: Words
    values: dict[Day, Decimal]
    because: tuple[Id, ...]

    def on(self, day: date) -> Decimal:
        """Give the value in force on that day; before the first one, the first one."""
        begun = [since for since in self.values if since <= day]
        return self.values[max(begun) if begun else min(self.values)]


class Term(Frozen):
    """A word that the pages explain where it occurs."""

    word: Text
    text: Text
    because: tuple[Id, ...] = ()


class Option(Frozen):
    """One possible answer; `to` is its target, `later` its targets from given days on.

    Where it leads to another tree, `given` says what that tree need not ask again.
    """

    label: Text
    help: Text | None = None
    certainty: Certainty = "sure"
    exclusive: Flag = False
    start: Day | None = Field(default=None, alias="from")
    end: Day | None = Field(default=None, alias="until")
    to: Target | None = None
    later: dict[Day, Target] = Field(default_factory=dict)
    given: dict[Id, Words | tuple[Words, ...]] = Field(default_factory=dict)

    def open_on(self, day: date) -> bool:
        """Tell whether the option can be chosen on that day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def target_on(self, day: date) -> str | None:
        """Give the target on that day: the latest of `later` that has begun, else `to`."""
        begun = [start for start in self.later if start <= day]
        return self.later[max(begun)] if begun else self.to


class Case(Frozen):
    """An edge of a number or of several answers: `when` a condition `to` a target, or `else` a target."""

    when: Words | None = None
    to: Target | None = None
    otherwise: Target | None = Field(default=None, alias="else")
    label: Text
    given: dict[Id, Words | tuple[Words, ...]] = Field(default_factory=dict)

    @property
    def target(self) -> str:
        """Where the case leads, whichever way it is written."""
        return self.to or self.otherwise or ""


class Question(Frozen):
    """A node that asks one thing."""

    type: Literal["yes_no", "choice", "several", "number"]
    ask: Text
    why: Text | None = None
    help: Text | None = None
    certain: Text | None = None
    unit: Text | None = None
    lowest: Decimal | None = None
    highest: Decimal | None = None
    because: tuple[Id, ...] = ()
    options: dict[Id, Option] = Field(default_factory=dict)
    cases: tuple[Case, ...] = ()


class Action(Frozen):
    """Something to do now, always or when a condition holds."""

    text: Text
    when: Words | None = None


class Outcome(Frozen):
    """A node that ends: a status, what it means, what to do now, and the law behind it.

    `probably` names the outcome that is given in its place while a reference that decides it has not been read.
    """

    status: Id
    title: Text
    text: Text
    do_now: tuple[Action, ...]
    because: tuple[Id, ...]
    meanwhile: Text | None = None
    ask: Id | None = None
    probably: Id | None = None


class Obligation(Frozen):
    """What an outcome requires: of whom, before when, towards which authority, under which article."""

    label: Text
    text: Text | None = None
    who: Text
    outcomes: tuple[Id, ...]
    when: Words | None = None
    before: Text
    authority: Id | None = None
    form: Words | None = None
    start: Day | None = Field(default=None, alias="from")
    end: Day | None = Field(default=None, alias="until")
    because: tuple[Id, ...]

    def in_force(self, day: date) -> bool:
        """Tell whether the obligation binds on that day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class Evidence(Frozen):
    """A proof to collect, for given outcomes, always or when a condition holds."""

    text: Text
    outcomes: tuple[Id, ...]
    when: Words | None = None


class Never(Frozen):
    """After an unsure answer, or after `question = option`, no path ends in these."""

    after: Words
    ends: Literal["favourable"] | tuple[Id, ...]


class Always(Frozen):
    """Every path that ends in these went through at least one of the questions."""

    ends: Literal["favourable"] | tuple[Id, ...]
    asked: tuple[Id, ...]


class Whenever(Frozen):
    """Every path with the answer `question = option` that ends, or ends in these, brings all of the obligations."""

    after: Words
    follows: tuple[Id, ...] = Field(min_length=1)
    ends: Literal["favourable"] | tuple[Id, ...] | None = None


class Guarantee(Frozen):
    """A property of the tree that is proved over every path; exactly one of the five forms.

    `independent` names a question on whose answer no status depends; `at_most` is the greatest number of questions that
    are asked before an outcome.
    """

    name: Text
    never: Never | None = None
    always: Always | None = None
    whenever: Whenever | None = None
    independent: Id | None = None
    at_most: Annotated[int, Field(ge=1, le=1000)] | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """Name the forms that are written; a sound guarantee has one."""
        known = ("never", "always", "whenever", "independent", "at_most")
        return tuple(form for form in known if getattr(self, form) is not None)


class TreeTest(Frozen):
    """A case with its expected end; `outcomes` and `never` are judged over every open answer."""

    name: Words
    on: Day | None = None
    answers: dict[Id, Words | tuple[Words, ...]]
    outcome: Id | None = None
    outcomes: tuple[Id, ...] = ()
    never: Literal["favourable"] | tuple[Id, ...] | None = None
    obligations: tuple[Id, ...] = ()
    without: tuple[Id, ...] = ()
    ruling: Words | None = None


class Tree(Frozen):
    """A questionnaire: questions, options with their targets, outcomes and what follows from them.

    `keep` names the questions about the reader, whose answers stay when the reader starts again. `conditions` gives
    names to conditions that stand in several places, where they are written `is(name)`.
    """

    form: Literal["cirede.tree/1"] = Field(alias="schema")
    id: Id
    version: Words
    status: Literal["draft", "reviewed", "published", "withdrawn"]
    effective: Effective
    reviewed: Reviewed
    jurisdiction: Words
    languages: tuple[Lang, ...]
    title: Text
    intro: Text
    start: Id
    keep: tuple[Id, ...] = ()
    statuses: dict[Id, Status]
    parameters: dict[Id, Parameter] = Field(default_factory=dict)
    terms: dict[Id, Term] = Field(default_factory=dict)
    conditions: dict[Id, Words] = Field(default_factory=dict)
    questions: dict[Id, Question]
    outcomes: dict[Id, Outcome]
    obligations: dict[Id, Obligation] = Field(default_factory=dict)
    evidence: dict[Id, Evidence] = Field(default_factory=dict)
    guarantees: tuple[Guarantee, ...] = ()
    barriers: dict[Id, tuple[Id, ...]] = Field(default_factory=dict)
    tests: tuple[TreeTest, ...] = ()

    def covers(self, day: date) -> bool:
        """Tell whether the tree answers for the law of that day."""
        return self.effective.start <= day and (self.effective.end is None or day <= self.effective.end)

    def cites(self) -> frozenset[str]:
        """Name every reference on which the tree rests."""
        parts = (self.questions, self.outcomes, self.obligations, self.parameters, self.terms)
        return frozenset(name for part in parts for item in part.values() for name in item.because)

    def days_of_change(self) -> tuple[date, ...]:
        """Give the days on which something in the tree begins or has just ended, in order."""
        days = {self.effective.start}
        for question in self.questions.values():
            for option in question.options.values():
                days.update(option.later)
                days.update(_bounds(option.start, option.end))
        for obligation in self.obligations.values():
            days.update(_bounds(obligation.start, obligation.end))
        for parameter in self.parameters.values():
            days.update(parameter.values)
        return tuple(sorted(day for day in days if day >= self.effective.start))


def _bounds(start: date | None, end: date | None) -> tuple[date, ...]:
    return tuple(day for day in (start, end + timedelta(days=1) if end else None) if day)
