"""How often an outcome was shown: by tree, outcome, language, embedding site and day, and nothing else."""

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from cirede.errors import WrongUseError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

Part = Literal["tree", "outcome", "lang", "site", "day"]
PARTS: tuple[Part, ...] = get_args(Part)
FEWEST = 5
"""A count below this is not shown: few readers could be guessed from it."""

_TABLE = """CREATE TABLE IF NOT EXISTS shown (
    tree TEXT NOT NULL, outcome TEXT NOT NULL, lang TEXT NOT NULL, site TEXT NOT NULL, day TEXT NOT NULL,
    count INTEGER NOT NULL, PRIMARY KEY (tree, outcome, lang, site, day)) WITHOUT ROWID"""
_ADD = """INSERT INTO shown VALUES (?, ?, ?, ?, ?, 1)
    ON CONFLICT (tree, outcome, lang, site, day) DO UPDATE SET count = count + 1"""
_WAIT = 0.25


class Shown(NamedTuple):
    """One outcome on one page; `site` names the site that carries the page, and is empty for our own."""

    tree: str
    outcome: str
    lang: str
    site: str
    day: "date"


class Counted(NamedTuple):
    """A count that may be shown, under the values it was asked by."""

    values: tuple[str, ...]
    times: int


class Tally(NamedTuple):
    """The counts that may be shown, the largest first, and how many rows were too small to be."""

    counts: tuple[Counted, ...]
    hidden: int


def open_counters(path: "Path") -> sqlite3.Connection:
    """Open the file, made where it is missing. Raises: sqlite3.Error where it is broken, full or locked."""
    connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")  # a count lost with the power is no loss
        connection.execute(_TABLE)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def add(connection: sqlite3.Connection, shown: Shown) -> None:
    """Count one; several processes may do so at once. Raises: sqlite3.Error where the file takes nothing more."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(_ADD, (*shown[:-1], shown.day.isoformat()))
        connection.execute("COMMIT")
    except sqlite3.Error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def tally(path: "Path", by: "Sequence[Part]", *, since: "date | None" = None, until: "date | None" = None) -> Tally:
    """Add up by some parts, between two days, both included. Raises: WrongUseError where the file cannot be read."""
    chosen = ", ".join(part for part in PARTS if part in by)
    days = (since.isoformat() if since else "", until.isoformat() if until else "9999")
    query = f"SELECT {chosen}, SUM(count) FROM shown WHERE day BETWEEN ? AND ? GROUP BY {chosen}"  # noqa: S608 - names of ours
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=5)) as connection:
            rows = connection.execute(query, days).fetchall()
    except sqlite3.Error as error:
        message = f"the counters in {path} cannot be read: {error}"
        raise WrongUseError(message) from error
    large = [Counted(row[:-1], row[-1]) for row in rows if row[-1] >= FEWEST]
    return Tally(tuple(sorted(large, key=lambda each: (-each.times, each.values))), len(rows) - len(large))
