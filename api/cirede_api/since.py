"""What has become of answers kept under a day or a version: where they lead today."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cirede.engine.walk import walk

if TYPE_CHECKING:
    from datetime import date

    from cirede.engine.prepare import PreparedTree
    from cirede.model.text import Lang
    from cirede.model.walk import Walk

Kind = Literal["same", "outcome", "duties", "question", "refused", "gone"]


@dataclass(frozen=True, slots=True)
class Since:
    """Where the same answers lead today, in what words, and the version of today where it is another one."""

    kind: Kind
    words: str = ""
    version: str | None = None

    @property
    def leads_on(self) -> bool:
        """Tell whether there is something to see today that this page does not say."""
        return self.kind != "gone" and (self.kind != "same" or self.version is not None)


def since_of(then: "Walk", current: "PreparedTree | None", today: "date", lang: "Lang") -> Since | None:
    """Compare a walk of some day and version with the tree of today, where there is one; None where it shows what holds today."""
    if current is None or not current.tree.covers(today):
        return Since("gone")
    same_version = current.tree.version == then.version
    if same_version and then.on == today:
        return None
    now = walk(current, {step.question: step.answer for step in then.steps}, on=today)
    kind = _compared(then, now)
    return Since(kind, _words(now, kind, lang), None if same_version else current.tree.version)


def _compared(then: "Walk", now: "Walk") -> Kind:
    if now.refused:
        return "refused"
    if now.next:
        return "same" if then.next and then.next.id == now.next.id else "question"
    if then.ending is None or now.ending is None or (then.ending.id, then.status) != (now.ending.id, now.status):
        return "outcome"
    duties = [[duty.id for duty in found.obligations] for found in (then, now)]
    return "same" if duties[0] == duties[1] else "duties"


def _words(now: "Walk", kind: Kind, lang: "Lang") -> str:
    if kind == "outcome" and now.ending:
        return now.ending.outcome.title.to(lang)
    return now.next.question.ask.to(lang) if kind == "question" and now.next else ""
