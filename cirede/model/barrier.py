"""A rule of law or practice that hinders a circular activity."""

from typing import Literal

from cirede.model.text import Frozen, Id, Text, Words


class Barrier(Frozen):
    """A known obstacle: its state, and what was done about it, with the pages that say so."""

    title: Text
    state: Literal["open", "partly-lifted", "lifted"]
    done: Text
    sources: tuple[Words, ...]


class Register(Frozen):
    """The barriers that the trees may name."""

    barriers: dict[Id, Barrier]
