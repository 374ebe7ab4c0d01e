"""Trees that lead to each other: what can be asked and reached from a tree, beyond its own file."""

from collections.abc import Iterator, Mapping
from itertools import chain

from cirede.model.text import Id, Text
from cirede.model.tree import Tree

TREE = "tree:"
"""How a target begins that goes on in another tree."""


class JoinedTree(Tree):
    """A tree with all that can be asked and reached in the trees that it leads to.

    `titles` and `starts` give the title and the first question of each of these; `own` names the questions of the
    author's file. Tests and guarantees are those of the file alone.
    """

    titles: dict[Id, Text]
    starts: dict[Id, Id]
    own: frozenset[Id]


def leads_to(tree: Tree) -> tuple[str, ...]:
    """Name the trees that a tree leads to itself, in the author's order."""
    found: dict[str, None] = {}
    for question in tree.questions.values():
        ways = chain.from_iterable((option.to, *option.later.values()) for option in question.options.values())
        for target in (*ways, *(case.target for case in question.cases)):
            if target and target.startswith(TREE):
                found[target.removeprefix(TREE)] = None
    return tuple(found)


def reached(tree: Tree, trees: Mapping[str, Tree]) -> tuple[Tree, ...]:
    """Give the trees that a tree leads to, near or far, each once; what is not there is passed over."""
    found: dict[str, Tree] = {}
    waiting = [tree]
    while waiting:
        for name in leads_to(waiting.pop(0)):
            if name in trees and name not in found and name != tree.id:
                found[name] = trees[name]
                waiting.append(trees[name])
    return tuple(found.values())


def joined(tree: Tree, trees: Mapping[str, Tree]) -> Tree:
    """Give a tree with those that it leads to; a tree that leads to none is given back as it is."""
    others = reached(tree, trees)
    if not others:
        return tree
    whole = [tree, *others]
    kinds = ("statuses", "parameters", "terms", "questions", "outcomes", "obligations", "evidence", "barriers")
    maps = {kind: dict(_first(getattr(each, kind) for each in whole)) for kind in kinds}
    keep = tuple(dict.fromkeys(chain.from_iterable(each.keep for each in whole)))
    return JoinedTree.model_construct(
        **{**dict(tree), **maps, "keep": keep},
        titles={each.id: each.title for each in others},
        starts={each.id: each.start for each in others},
        own=frozenset(tree.questions),
    )


def in_order(trees: Mapping[str, Tree]) -> tuple[Tree, ...]:
    """Order trees so that each comes after those that it leads to; trees that lead in a circle come last, as they stand."""
    done: dict[str, Tree] = {}
    left = dict(trees)
    while left:
        ready = [name for name, tree in left.items() if all(other in done or other not in left for other in leads_to(tree))]
        for name in ready or list(left):
            done[name] = left.pop(name)
    return tuple(done.values())


def _first(maps: "Iterator[Mapping[str, object]]") -> Iterator[tuple[str, object]]:
    """Give every entry of several maps, the first of each key."""
    seen: set[str] = set()
    for each in maps:
        for key, value in each.items():
            if key not in seen:
                seen.add(key)
                yield key, value
