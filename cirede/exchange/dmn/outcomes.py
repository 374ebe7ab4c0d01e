"""The outcome tables of a tree."""

from typing import TYPE_CHECKING

from cirede.exchange.dmn import words
from cirede.exchange.dmn.parts import PART, PathRow, cut, path_rows
from cirede.exchange.dmn.table import Row, Table, quoted
from cirede.model.identifier import identifier
from cirede.model.linked import TREE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cirede.exchange.dmn.told import Told


def outcome_tables(told: "Told", most: int) -> "Iterator[tuple[str, Table]]":
    """Give the outcome table in its parts, each under the question at which it begins, none for the first."""
    ways = told.ways
    heads = cut(ways, most)
    own = ways.prepared.own
    for head in heads:
        first = head == own.start
        name = identifier(own.id, "outcome") if first else identifier(own.id, "outcome", head)
        found = list(path_rows(ways, head, heads))
        used = {key for row in found for key in row.cells}
        asked = [name for name in ways.branches if any(name in row.asked for row in found)]
        columns = tuple(column for each in asked for column in told.columns(each) if column.key in used)
        columns = columns or tuple(told.columns(head))  # a table that asks nothing could not be shown
        rows = tuple(_row(told, row, heads) for row in found)
        about = f"{told.about} {words.OUTCOME_TABLE.to(told.lang)}"
        yield ("" if first else head), Table(name, about, "UNIQUE", columns, "outcome", rows)


def _row(told: "Told", row: PathRow, heads: tuple[str, ...]) -> Row:
    ways, lang, target = told.ways, told.lang, row.way.target
    cited = [each for name in row.asked for each in ways.graph.nodes[name].waiting.references]
    if target in heads:
        said, result = f"{words.GO_ON.to(lang)} {target}: {ways.graph.nodes[target].question.ask.to(lang)}", f"{PART}{target}"
    elif target.startswith(TREE):
        handed = ", ".join(f"{name}={answer}" for name, answer in row.way.given)
        more = f", {words.GIVEN.to(lang)} {handed}" if handed else ""
        said, result = f"{words.OTHER_TREE.to(lang)} {target.removeprefix(TREE)}{more}.", target
    else:
        end = ways.graph.ends[target[1:]]
        said, result = f"{end.ending.outcome.title.to(lang)} ({end.ending.status.label.to(lang)}).", end.id
        cited += end.ending.references
    return Row(row.cells, quoted(result), f"{said} {told.law(cited)}".strip())
