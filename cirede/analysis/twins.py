"""Two trees walked side by side with the same answers, every dossier counted, none enumerated.

Both may ask the same questions in another order, or ask what the other does not. Where both stand at the same question they
answer it together; else one goes ahead, and its answer is remembered as long as the other may still be asked for it. States
that are alike are joined, so the cost grows with what differs, not with the number of dossiers.
"""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from cirede.analysis.paths import all_edges, edge_of, in_order, regions
from cirede.engine.prepare import End, Graph, Node, combined, normal
from cirede.errors import WrongUseError

if TYPE_CHECKING:
    from cirede.analysis.paths import Edge, Parameters, Place
    from cirede.model.walk import Answer

MOST = 400_000
"""So many states of both trees together are looked at; trees that differ more are not compared path by path."""

Memory = frozenset[tuple[str, "Answer"]]
Extra = Hashable


class Move(NamedTuple):
    """One question answered by one tree or by both: the edges taken, None where a tree was not asked or refuses the answer.

    `times` answers take the same edges; `answer` is the first of them.
    """

    question: str
    answer: "Answer"
    old: "Edge | None"
    new: "Edge | None"
    times: int
    asked: tuple[bool, bool]


class Trail(NamedTuple):
    """How a state was first reached, from the last answer back."""

    before: "Trail | None"
    question: str
    answer: "Answer"

    def answers(self) -> "dict[str, Answer]":
        """Give the answers in their order."""
        found: list[tuple[str, Answer]] = []
        trail: Trail | None = self
        while trail:
            found.append((trail.question, trail.answer))
            trail = trail.before
        return dict(reversed(found))


@dataclass(slots=True)
class Reached:
    """Two ends reached by the same answers, None where a tree refuses them; with how often and a first example."""

    old: "End | None"
    new: "End | None"
    extra: Extra
    count: int
    trail: Trail | None


@dataclass(slots=True)
class _State:
    old: "Place | None"
    new: "Place | None"
    memory: Memory
    extra: Extra
    count: int
    trail: Trail | None


class Side:
    """One of the two graphs: its questions in a forward order, and what each may still lead to."""

    def __init__(self, graph: Graph, parameters: "Parameters") -> None:
        """Find every edge, and from each question the questions ahead."""
        self.graph = graph
        self.parameters = parameters
        self.edges = all_edges(graph, parameters)
        order = in_order(self.edges, graph.start.id)
        self.position = {name: place for place, name in enumerate(order)}
        self.ahead: dict[str, frozenset[str]] = {}
        for name in reversed(order):
            targets = {edge.target.id for edge in self.edges[name] if isinstance(edge.target, Node)}
            self.ahead[name] = frozenset({name}).union(*(self.ahead[each] for each in targets))

    def place(self, place: "Place | None") -> int:
        """Give how far a place lies ahead; ends come last."""
        return self.position[place.id] if isinstance(place, Node) else len(self.position)

    def asks(self, place: "Place | None", question: str) -> bool:
        """Tell whether a question may still come up from a place on."""
        return isinstance(place, Node) and question in self.ahead[place.id]


class Twins:
    """The graphs of two trees, to be swept together."""

    def __init__(self, old: tuple[Graph, "Parameters"], new: tuple[Graph, "Parameters"]) -> None:
        """Read both graphs."""
        self.old, self.new = Side(*old), Side(*new)
        self._together: dict[tuple[str, int, int], tuple[Move, ...]] = {}
        self._alone: dict[tuple[bool, bool, str], tuple[Move, ...]] = {}

    def sweep(self, begin: Extra, onward: Callable[[Extra, Move], Extra]) -> Iterator[Reached]:
        """Walk every dossier through both trees; `onward` carries what must be remembered of each from move to move.

        Raises: WrongUseError where the trees differ too much.
        """
        start = _State(self.old.graph.start, self.new.graph.start, frozenset(), begin, 1, None)
        buckets: dict[int, dict[Hashable, _State]] = {self._at(start): {self._key(start): start}}
        looked = 0
        for place in range(len(self.old.position) + len(self.new.position) + 1):
            for state in buckets.pop(place, {}).values():
                if not isinstance(state.old, Node) and not isinstance(state.new, Node):
                    yield Reached(state.old, state.new, state.extra, state.count, state.trail)
                    continue
                for after in self._after(state, onward):
                    looked += 1
                    bucket, key = buckets.setdefault(self._at(after), {}), self._key(after)
                    if known := bucket.get(key):
                        known.count += after.count
                    else:
                        bucket[key] = after
            if looked > MOST:
                message = f"the two trees differ so much that more than {MOST:,} pairs of dossiers begin differently"
                raise WrongUseError(message)

    def _at(self, state: _State) -> int:
        return self.old.place(state.old) + self.new.place(state.new)

    @staticmethod
    def _key(state: _State) -> Hashable:
        return id(state.old), id(state.new), state.memory, state.extra

    def _after(self, state: _State, onward: Callable[[Extra, Move], Extra]) -> Iterator[_State]:
        for move in self._moves(state):
            old = state.old if not move.asked[0] else move.old.target if move.old else None
            new = state.new if not move.asked[1] else move.new.target if move.new else None
            known = state.memory
            if move.asked != (True, True):
                known = frozenset(each for each in known if each[0] != move.question)
                fresh = not any(name == move.question for name, _ in state.memory)
                if fresh and (self.new.asks(new, move.question) if move.asked[0] else self.old.asks(old, move.question)):
                    known |= {(move.question, move.answer)}
            known = frozenset(each for each in known if self.old.asks(old, each[0]) or self.new.asks(new, each[0]))
            fresh_trail = Trail(state.trail, move.question, move.answer)
            yield _State(old, new, known, onward(state.extra, move), state.count * move.times, fresh_trail)

    def _moves(self, state: _State) -> tuple[Move, ...]:
        old, new = state.old, state.new
        if isinstance(old, Node) and isinstance(new, Node) and old.id == new.id:
            return self._both(old, new)
        remembered = dict(state.memory)
        for place, is_old in ((old, True), (new, False)):
            if isinstance(place, Node) and place.id in remembered:
                return (self._forced(place, remembered[place.id], is_old=is_old),)
        waits = isinstance(old, Node) and self.new.asks(new, old.id)
        if isinstance(new, Node) and not (isinstance(old, Node) and (not waits or self.old.asks(old, new.id))):
            return self._one(new, is_old=False, apart=self.old.asks(old, new.id))
        return self._one(old, is_old=True, apart=waits) if isinstance(old, Node) else ()

    def _both(self, old: Node, new: Node) -> tuple[Move, ...]:
        key = (old.id, id(old), id(new))
        if key not in self._together:
            answers = dict.fromkeys(chain(_answers(old, self.old.parameters), _answers(new, self.new.parameters)))
            moves = (Move(old.id, answer, _edge(old, answer), _edge(new, answer), 1, (True, True)) for answer in answers)
            self._together[key] = _joined(moves)
        return self._together[key]

    def _one(self, place: Node, *, is_old: bool, apart: bool) -> tuple[Move, ...]:
        key = (is_old, apart, place.id)
        if key not in self._alone:
            edges, asked = (self.old if is_old else self.new).edges[place.id], (is_old, not is_old)
            moves = [
                Move(place.id, edge.step.answer, edge if is_old else None, None if is_old else edge, 1, asked) for edge in edges
            ]
            self._alone[key] = tuple(moves) if apart else _joined(iter(moves))
        return self._alone[key]

    @staticmethod
    def _forced(place: Node, answer: "Answer", *, is_old: bool) -> Move:
        edge = _edge(place, answer)
        return Move(place.id, answer, edge if is_old else None, None if is_old else edge, 1, (is_old, not is_old))


def _answers(node: Node, parameters: "Parameters") -> "Iterator[Answer]":
    if node.question.type == "number":
        return iter(regions(node, parameters))
    return combined(node.question, tuple(node.order)) if node.question.type == "several" else iter(node.order)


def _edge(node: Node, given: "Answer") -> "Edge | None":
    answer, _ = normal(node, given)
    return None if answer is None else edge_of(node, answer)


def _joined(moves: Iterator[Move]) -> tuple[Move, ...]:
    """Make one move of those that take the same edges with the same bits."""
    kept: dict[Hashable, Move] = {}
    for move in moves:
        ways = tuple((edge.step.target, edge.bits, edge.step.certainty) if edge else None for edge in (move.old, move.new))
        known = kept.get(ways)
        kept[ways] = known._replace(times=known.times + 1) if known else move
    return tuple(kept.values())
