"""Two programmes side by side: where each barrier stands in both, and every cause of the difference; exact numbers."""

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction

    from cirede.model.barrier import Triage
    from cirede.model.programme import Choice, Programme
    from cirede.model.ranking import Assessed
    from cirede.model.text import Text

Kind = Literal["fact", "judgement", "entry", "rule", "weight", "method"]


class Shift(NamedTuple):
    """One criterion that a cause moved: what was held of it before, and after."""

    criterion: str
    before: "Assessed"
    after: "Assessed"


class Cause(NamedTuple):
    """One thing that changed, and what it did to the score of a barrier.

    `what` names it: a fact, a criterion that was judged or weighed, keys of the register, or rules. `before` and `after` hold
    the fact, the judgements, the values of the keys or the weight; None where there was none. `points` is None
    where the barrier has no score in one of the programmes.
    """

    kind: Kind
    what: tuple[str, ...]
    before: Any
    after: Any
    points: "Fraction | None"
    shifts: tuple[Shift, ...]


class Standing(NamedTuple):
    """Where a barrier stands in one programme."""

    triage: "Triage"
    place: int | None
    score: "Fraction | None"
    reason: "Text | None"
    choice: "Choice | None"


class Move(NamedTuple):
    """One barrier in two programmes: its standings, None where it is not there, and all that moved it.

    `passed` and `gone` are no longer ahead of it (`gone` have no place any more), `passed_by` and `come` newly are.
    """

    barrier: str
    before: Standing | None
    after: Standing | None
    causes: tuple[Cause, ...]
    passed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    passed_by: tuple[str, ...] = ()
    come: tuple[str, ...] = ()

    @property
    def still(self) -> bool:
        """Tell whether nothing changed for this barrier."""
        return self.before == self.after and not self.causes


class Comparison(NamedTuple):
    """Two programmes: the weights and the rules that differ, and each barrier, in the order of the new one."""

    old: "Programme"
    new: "Programme"
    weights: tuple[tuple[str, int | None, int | None], ...]
    rules: tuple[str, ...]
    moves: tuple[Move, ...]
