"""Two programmes side by side: what moved each barrier, exactly.

A score depends on nothing but its own barrier, the rules and the weights, so its change falls apart without rest: first
what became known, fact by fact, under the old rules and weights; then the rules; then the weights. A place changes by
those who are newly ahead less those who no longer are. Both sums are exact.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from cirede.engine.assess import assess
from cirede.engine.freeze import thaw
from cirede.engine.rank import rank
from cirede.engine.scoring import PreparedRules, prepare_rules
from cirede.engine.weights import Weights
from cirede.errors import WrongUseError
from cirede.model.comparison import Cause, Comparison, Move, Shift, Standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cirede.model.barrier import Barrier
    from cirede.model.comparison import Kind
    from cirede.model.programme import Programme
    from cirede.model.ranking import Assessed, Ranking
    from cirede.model.rulebook import Rulebook

_ALL_KNOWN = date.max
_ENTRY = ("title", "says", "family", "provenance", "kind", "state", "done", "remains", "check", "lever", "texts", "authorities",
          "activities", "links", "changes", "sources")  # fmt: skip


class _Side(NamedTuple):
    programme: "Programme"
    rulebook: "Rulebook"
    ranking: "Ranking"
    prepared: PreparedRules
    standings: dict[str, Standing]

    def assess(self, barrier: "Barrier") -> "dict[str, Assessed]":
        return assess(self.prepared, barrier, on=_ALL_KNOWN)

    def weight(self, criterion: str) -> int:
        return self.ranking.weights.get(criterion, 0)


def compare(old: "Programme", new: "Programme") -> Comparison:
    """Compare two programmes, each by what stands in it; decisions only where the newer one has any.

    Raises: WrongUseError where only one of them is fictitious.
    """
    if old.fictitious != new.fictitious:
        invented = old.id if old.fictitious else new.id
        message = f"'{invented}' is fictitious, for training, and the other is not: compare two of the same register"
        raise WrongUseError(message)
    before = _side(old if new.decided else old.model_copy(update={"decisions": new.decisions}))
    after = _side(new, before if old.rules == new.rules else None)
    names = [*after.standings, *(name for name in before.standings if name not in after.standings)]
    weights = (
        (name, before.ranking.weights.get(name), after.ranking.weights.get(name))
        for name in dict.fromkeys((*after.ranking.weights, *before.ranking.weights))
    )
    return Comparison(
        old, new, tuple(each for each in weights if each[1] != each[2]), tuple(_changed_rules(before, after)),
        tuple(_move(name, before, after) for name in names),
    )  # fmt: skip


def disagreements(programme: "Programme") -> tuple[str, ...]:
    """Name the barriers for which the facts and rules that stand in a programme do not give what stands in its ranking."""
    rulebook, frozen = thaw(programme)
    kept = programme.profile
    weights = Weights(kept.profile, dict(kept.weights), kept.order, own=kept.own)
    found = rank(prepare_rules(rulebook), weights, on=programme.on)
    there, here = _results(frozen), _results(found)
    return tuple(name for name in there if there[name] != here.get(name))


def _results(ranking: "Ranking") -> dict[str, tuple[object, ...]]:
    placed = {
        each.barrier: (each.place, each.best, each.worst, each.score, each.lowest, each.highest, each.points)
        for each in ranking.ranked
    }
    return placed | {each.barrier: (each.triage, each.reason) for each in (*ranking.to_document, *ranking.gated)}


def _side(programme: "Programme", like: _Side | None = None) -> _Side:
    """Prepare one programme; the rules of `like` are the same and need not be prepared again."""
    rulebook, ranking = thaw(programme)
    prepared = like.prepared if like else prepare_rules(rulebook)
    return _Side(programme, rulebook, ranking, prepared, _standings(programme, ranking))


def _standings(programme: "Programme", ranking: "Ranking") -> dict[str, Standing]:
    placed = {
        each.barrier: Standing("ranked", each.place, each.score, None, programme.choice(each.barrier)) for each in ranking.ranked
    }
    return placed | {
        each.barrier: Standing(each.triage, None, None, each.reason, programme.choice(each.barrier))
        for each in (*ranking.to_document, *ranking.gated)
    }


def _move(name: str, old: _Side, new: _Side) -> Move:
    before, after = old.standings.get(name), new.standings.get(name)
    if before is None or after is None:
        return Move(name, before, after, ())
    causes = tuple(_causes(name, old, new, before, after))
    if before.place is None or after.place is None:
        kept = (each._replace(points=None) for each in causes if each.kind not in {"weight", "method"})
        return Move(name, before, after, tuple(kept))
    was, now = _ahead(old, before.place), _ahead(new, after.place)
    return Move(
        name, before, after, causes,
        passed=tuple(each for each in was if each not in now and _placed(new, each)),
        gone=tuple(each for each in was if not _placed(new, each)),
        passed_by=tuple(each for each in now if each not in was and _placed(old, each)),
        come=tuple(each for each in now if not _placed(old, each)),
    )  # fmt: skip


def _ahead(side: _Side, place: int) -> list[str]:
    return [each.barrier for each in side.ranking.ranked if each.place < place]


def _placed(side: _Side, name: str) -> bool:
    return name in side.standings and side.standings[name].place is not None


def _causes(name: str, old: _Side, new: _Side, before: Standing, after: Standing) -> Iterator[Cause]:
    """Give every cause, in the order in which they are applied; their points add up to the change of the score."""
    first, last = old.rulebook.barriers[name], new.rulebook.barriers[name]
    if keys := tuple(key for key in _ENTRY if getattr(first, key) != getattr(last, key)):
        one, other = ({key: getattr(each, key) for key in keys} for each in (first, last))
        yield Cause("entry", keys, one, other, Fraction(0), ())
    levels = old.assess(first)
    rest = (before.score or Fraction(0)) - _score(levels, old)
    for kind, what, was, now, barrier in _learnt(first, last, old, new):
        following = old.assess(barrier)
        yield _cause(kind, (what,), was, now, levels, following, old)
        levels = following
    final = new.assess(last)
    yield from _by_rules(levels, final, old, new)
    for criterion in dict.fromkeys((*new.ranking.weights, *old.ranking.weights)):
        if old.weight(criterion) != new.weight(criterion):
            points = (new.weight(criterion) - old.weight(criterion)) * _level(final, levels, criterion).expected
            yield Cause("weight", (criterion,), old.weight(criterion), new.weight(criterion), points, ())
    rest = (after.score or Fraction(0)) - _score(final, new) - rest
    if rest and before.score is not None and after.score is not None:
        yield Cause("method", (), None, None, rest, ())


def _score(levels: "Mapping[str, Assessed]", side: _Side) -> Fraction:
    return sum((weight * levels[name].expected for name, weight in side.ranking.weights.items()), Fraction(0))


def _level(final: "Mapping[str, Assessed]", levels: "Mapping[str, Assessed]", criterion: str) -> "Assessed":
    return final[criterion] if criterion in final else levels[criterion]


def _cause(  # noqa: PLR0913, PLR0917 - what a cause is made of
    kind: "Kind", what: tuple[str, ...], was: Any, now: Any, levels: "Mapping[str, Assessed]",  # noqa: ANN401 - of each kind
    following: "Mapping[str, Assessed]", side: _Side,
) -> Cause:  # fmt: skip
    shifts = tuple(
        Shift(name, levels[name], following[name])
        for name in side.ranking.weights
        if _said(levels[name]) != _said(following[name])
    )
    points = sum((side.weight(each.criterion) * (each.after.expected - each.before.expected) for each in shifts), Fraction(0))
    return Cause(kind, what, was, now, points, shifts)


def _said(assessed: "Assessed") -> tuple[object, ...]:
    return assessed.basis == "unknown", assessed.lowest, assessed.highest, assessed.expected


def _learnt(
    first: "Barrier", last: "Barrier", old: _Side, new: _Side
) -> "Iterator[tuple[Kind, str, Any, Any, Barrier]]":
    """Go from the old barrier to the new one, a fact or the judgements on a criterion at a time, under the old rules."""
    at = first
    for name in sorted(first.facts.keys() | last.facts.keys()):
        was, now = first.facts.get(name), last.facts.get(name)
        if was != now:
            facts = {each: fact for each, fact in at.facts.items() if each != name}
            if now and old.programme.rules.facts.get(name) == new.programme.rules.facts[name]:
                facts[name] = now
            at = at.model_copy(update={"facts": facts})
            yield "fact", name, was, now, at
    for name in sorted(first.judgements.keys() | last.judgements.keys()):
        said, says = first.judgements.get(name), last.judgements.get(name)
        if said != says:
            at = at.model_copy(update={"judgements": {**at.judgements, name: says or ()}})
            yield "judgement", name, said, says, at


def _by_rules(
    levels: "Mapping[str, Assessed]", final: "Mapping[str, Assessed]", old: _Side, new: _Side
) -> Iterator[Cause]:
    """Give what other rules made of the same facts, criterion by criterion."""
    for name, weight in old.ranking.weights.items():
        if name in final and _said(levels[name]) != _said(final[name]):
            parts = {name, *old.rulebook.criteria[name].of, *new.rulebook.criteria[name].of}
            rules = tuple(_changed_rules(old, new, parts))
            points = weight * (final[name].expected - levels[name].expected)
            yield Cause("rule", rules, None, None, points, (Shift(name, levels[name], final[name]),))


def _changed_rules(old: _Side, new: _Side, criteria: "set[str] | None" = None) -> Iterator[str]:
    """Name what differs in how facts become levels: rules of some criteria (all when left out), criteria, kinds of fact."""
    before, after = old.programme.rules, new.programme.rules
    for name in sorted(before.rules.keys() | after.rules.keys()):
        was, now = before.rules.get(name), after.rules.get(name)
        touches = {each.criterion for each in (was, now) if each}
        if was != now and (criteria is None or touches & criteria):
            yield name
    for name in sorted(before.criteria.keys() | after.criteria.keys()):
        if before.criteria.get(name) != after.criteria.get(name) and (criteria is None or name in criteria):
            yield name
    for name in sorted(before.facts.keys() | after.facts.keys()):
        if before.facts.get(name) != after.facts.get(name) and criteria is None:
            yield name
