"""Where a reader stands in a questionnaire: answers, walk, and the ways back and on."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cirede.drawing.graph import end_id, goto_id, kind, node_id
from cirede.engine.answering import fits
from cirede.engine.walk import walk
from cirede.exchange.dossier import as_dict
from cirede.model.linked import TREE
from cirede_api.problems import unknown
from cirede_api.query import Given, Query, flat, read_one
from cirede_api.since import since_of

if TYPE_CHECKING:
    from cirede.engine.prepare import PreparedTree
    from cirede.model.text import Lang
    from cirede.model.walk import NextQuestion, Walk
    from cirede_api.notices import State
    from cirede_api.query import Pairs
    from cirede_api.since import Since
    from cirede_api.site import Site


@dataclass(frozen=True)
class Visit:
    """One request to a questionnaire, with the walk that its answers give."""

    site: "Site"
    lang: "Lang"
    prepared: "PreparedTree"
    query: Query
    day: date
    walk: "Walk"
    carried: tuple[tuple[str, str], ...] = ()
    """What the addresses and forms of the page carry on beside the answers: how an embed looks."""

    @property
    def id(self) -> str:
        """The id of the tree."""
        return self.prepared.tree.id

    @property
    def on(self) -> str | None:
        """The day of the law where the address names one."""
        return self.query.on.isoformat() if self.query.on else None

    @property
    def v(self) -> str | None:
        """The version of the tree where the address names one."""
        return self.query.v

    @property
    def pins(self) -> dict[str, str | None]:
        """What every address led to from here keeps: the day and the version, where this one names them."""
        return {"on": self.on, "v": self.v}

    @property
    def since(self) -> "Since | None":
        """Where the same answers lead today; None where this page shows it."""
        current = None if self.notice == "withdrawn" else self.site.prepared.get(self.id)
        return since_of(self.walk, current, self.site.today(), self.lang)

    @property
    def taken(self) -> dict[str, Given]:
        """The answers that the path used, in its order."""
        return {step.question: step.answer for step in self.walk.steps}

    @cached_property
    def handed(self) -> frozenset[str]:
        """The questions that the answers in another questionnaire settle: the reader need not be asked them."""
        taken = self.taken if self.walk.crossed else {}
        rests = {name: {each: given for each, given in taken.items() if each != name} for name in taken}
        return frozenset(name for name, rest in rests.items() if walk(self.prepared, rest, on=self.day).steps == self.walk.steps)

    @property
    def kept(self) -> dict[str, Given]:
        """Every answer of the reader that can be used, those of the path first: what a form carries on."""
        questions = self.prepared.tree.questions
        later = {name: value for name, value in self.query.answers.items() if name not in self.taken}
        own = {name: value for name, value in self.taken.items() if name not in self.handed}
        return own | {name: value for name, value in later.items() if fits(questions[name], value)}

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The kept answers as the hidden fields of a form."""
        return [*flat(self.kept), *self.carried]

    @property
    def notice(self) -> "State | None":
        """What the operator says about the tree."""
        return self.site.notices.get(self.id)

    @property
    def kind(self) -> str:
        """How the outcome is painted: favourable, to-confirm or waste."""
        return kind(self.prepared.tree, self.walk.ending.outcome) if self.walk.ending else ""

    @property
    def start_mark(self) -> str:
        """The id of the first question in the drawing."""
        return node_id(self.prepared.tree.start)

    @property
    def end_mark(self) -> str:
        """The id, in the drawing, of where the path has come to."""
        for step in self.walk.steps:
            if step.target.startswith(TREE):
                return goto_id(step.question, step.target)
        last = self.walk.steps[-1] if self.walk.steps else None
        if self.walk.ending and last:
            return end_id(last.question, self.walk.ending.id)
        return node_id(self.walk.next.id) if self.walk.next else self.start_mark

    def ask_again(self, name: str) -> "Asked | None":
        """Give a question of the path as it is asked after the answers before it, or None off the path."""
        rest: dict[str, object] = {**self.kept, name: None}
        found = walk(self.prepared, rest, on=self.day)
        if found.next is None or found.next.id != name:
            return None
        return self.asking(found, found.next, self.query.answers.get(name))

    def asked(self) -> "Asked | None":
        """Give the question that the walk waits for."""
        return self.asking(self.walk, self.walk.next, None) if self.walk.next else None

    def asking(self, found: "Walk", waiting: "NextQuestion", given: Given | None) -> "Asked":
        """Give the question that a walk waits for."""
        earlier = tuple(step.question for step in found.steps if step.question not in self.handed)
        return Asked(waiting, found, earlier, given)

    def as_dict(self) -> dict[str, Any]:
        """Give the walk in plain values."""
        return as_dict(self.walk, self.lang, self.site.catalogue)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on the page: the walk before it, the questions asked before it, and the answer it had."""

    waiting: "NextQuestion"
    before: "Walk"
    earlier: tuple[str, ...]
    given: Given | None

    @property
    def number(self) -> int:
        """Its number, from 1; what the reader was not asked does not count."""
        return len(self.earlier) + 1

    def chosen(self, option: str) -> bool:
        """Tell whether an option was chosen before."""
        given = (self.given,) if isinstance(self.given, str) else self.given or ()
        return option in given

    def hidden(self, visit: Visit) -> list[tuple[str, str]]:
        """Give the other answers, which the form sends along."""
        return [*flat({name: value for name, value in visit.kept.items() if name != self.waiting.id}), *visit.carried]


def visit(site: "Site", lang: "Lang", prepared: "PreparedTree", query: Query, carried: tuple[tuple[str, str], ...] = ()) -> Visit:
    """Replay the answers of an address. Raises: RequestError for a day or a question that there is not."""
    for name in (query.change, query.submit):
        if name and name != "start" and name not in prepared.tree.questions:
            raise unknown("question", name, prepared.tree.questions)
    day = site.day(prepared, query.on)
    return Visit(site, lang, prepared, query, day, walk(prepared, query.answers, on=day), carried)


def tree_of(site: "Site", name: str, pairs: "Pairs") -> "PreparedTree":
    """Give the tree of an address, in the version that its `v` names. Raises: RequestError 404 for either unknown, 410, 503."""
    now, version = site.tree(name), read_one(pairs, "v")
    return site.edition(name, version) if version else now
