"""What the operator says about a questionnaire in one line: under review, paused, or withdrawn."""

import re
from typing import TYPE_CHECKING, Literal, get_args

from cirede.errors import WrongUseError, choice, nearest
from cirede_api.problems import RequestError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cirede.model.tree import Tree

State = Literal["review", "paused", "withdrawn"]
STATES: tuple[State, ...] = get_args(State)
_SHUT = {"withdrawn": "was withdrawn", "paused": "is paused"}


def read_notices(line: str, trees: "Mapping[str, Tree]") -> "dict[str, State]":
    """Read `CIREDE_NOTICE`: `review`, `paused` or `withdrawn` for every tree, `tree=state` for one, the last word wins.

    A tree whose own file says `withdrawn` is so, whatever the line says. Raises: WrongUseError for a word or a
    tree that there is not.
    """
    found: dict[str, State] = {}
    for part in filter(None, re.split(r"[,;\s]+", line)):
        name, sign, word = part.rpartition("=")
        state = _state(word, part)
        if sign and name not in trees:
            message = f"CIREDE_NOTICE says '{part[:80]}': there is no tree '{name[:60]}'{choice(nearest(name, trees), [*trees])}"
            raise WrongUseError(message)
        found |= dict.fromkeys([name] if sign else trees, state)
    return found | {name: "withdrawn" for name, tree in trees.items() if tree.status == "withdrawn"}


def refuse_shut(name: str, notices: "Mapping[str, State]") -> None:
    """Refuse a tree that answers nobody for now. Raises: RequestError 410 for one withdrawn, 503 for one paused."""
    state = notices.get(name)
    if state in _SHUT:
        raise RequestError(state, f"The questionnaire '{name}' {_SHUT[state]}.", tree=name)


def _state(word: str, part: str) -> State:
    for state in STATES:
        if word == state:
            return state
    message = f"CIREDE_NOTICE says '{part[:80]}': write a state, or tree=state{choice(nearest(word, STATES), STATES)}"
    raise WrongUseError(message)
