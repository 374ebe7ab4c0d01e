"""The outcome table of a tree, cut into parts where it would be too long: each part begins at a question and is one decision.

A row is a path from the first question of its part to an outcome, to another tree, or to another part. Most trees have more
paths than could be written down, for they part and come together again; where they come together, a part begins.
"""

from collections.abc import Iterator
from typing import NamedTuple

from cirede.exchange.dmn.table import Cells
from cirede.exchange.dmn.ways import Way, Ways

PART = "part:"
"""How a result begins that names the part to go on in."""


class PathRow(NamedTuple):
    """A path through a part: the cells, the questions asked, and where it leads."""

    cells: Cells
    asked: tuple[str, ...]
    way: Way


def cut(ways: Ways, most: int) -> tuple[str, ...]:
    """Name the questions at which a part begins, the tree's first question first.

    From the last questions back, a question whose rows would be more than `most` hands over to a part of its own where it
    saves most rows. One question alone is never cut.
    """
    heads = {ways.prepared.own.start}
    rows: dict[str, int] = {}
    for name in reversed(ways.branches):
        while True:
            below: dict[str, int] = {}
            for branch in ways.branches[name]:
                target = branch.way.target
                below[target] = below.get(target, 0) + (rows[target] if target in rows and target not in heads else 1)
            rows[name] = sum(below.values())
            open_still = [target for target in below if target in rows and target not in heads and rows[target] > 1]
            if rows[name] <= most or not open_still:
                break
            heads.add(max(open_still, key=lambda target: (below[target], target)))
    used = _used(ways, heads)
    return tuple(name for name in ways.branches if name in used)


def _used(ways: Ways, heads: set[str]) -> set[str]:
    """Keep the parts that some row of another part leads to; a later cut may have made one needless."""
    start = ways.prepared.own.start
    found, waiting = {start}, [start]
    while waiting:
        for row in path_rows(ways, waiting.pop(), heads):
            if row.way.target in heads and row.way.target not in found:
                found.add(row.way.target)
                waiting.append(row.way.target)
    return found


def path_rows(ways: Ways, head: str, heads: "set[str] | tuple[str, ...]") -> Iterator[PathRow]:
    """Give every path of a part, in the author's order."""
    waiting = [PathRow({}, (), Way(head))]
    while waiting:
        row = waiting.pop()
        target = row.way.target
        if row.asked and (target in heads or target not in ways.branches):
            yield row
            continue
        onward = [PathRow({**row.cells, **each.cells}, (*row.asked, target), each.way) for each in ways.branches[target]]
        waiting.extend(reversed(onward))
