"""Everyday objects and materials, and the answers that they already give."""

from cirede.model.text import Frozen, Id, Text, Words


class Thing(Frozen):
    """A thing as people name it, the tree that it opens and the answers that go without saying."""

    label: Text
    also: Text | None = None
    tree: Id
    answers: dict[Id, Words]


class Everyday(Frozen):
    """The list of things, by id."""

    things: dict[Id, Thing]
