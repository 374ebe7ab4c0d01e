"""Counts each result that is shown, where the operator asked for it; a page never waits or fails for it."""

import logging
import sqlite3
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from flask import g

from cirede.store.counters import Shown, add, open_counters

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask, Response

    from cirede.model.text import Lang
    from cirede_api.site import Site

LOG = logging.getLogger("cirede_api.counters")
REST = 10.0
"""How many seconds the file is left alone after a failure."""
_FINE = 200


def reached(tree: str, outcome: str, lang: "Lang", site: str = "") -> None:
    """Note that the page being made shows an outcome."""
    g.reached = (tree, outcome, lang, site)


class Counting:
    """The counters of this process; the file is opened with the first count, so after a server has forked."""

    def __init__(self, path: "Path", site: "Site") -> None:
        """Say where the file is, and whose day counts."""
        self.path = path
        self.site = site
        self.file: sqlite3.Connection | None = None
        self.again = 0.0
        self.lock = Lock()

    def watch(self, app: "Flask") -> None:
        """Look at every answer once it is dressed: one that the reader's browser still has is not counted twice."""
        app.after_request_funcs.setdefault(None, []).insert(0, self.look)

    def look(self, response: "Response") -> "Response":
        """Count the answer where it shows an outcome."""
        if response.status_code == _FINE and "reached" in g:
            tree, outcome, lang, site = g.reached
            self.add(Shown(tree, outcome, lang, site, self.site.today()))
        return response

    def add(self, shown: Shown) -> None:
        """Count one, or let it go where the file cannot take it: the reader matters more."""
        with self.lock:
            if monotonic() < self.again:
                return
            try:
                self.file = self.file or open_counters(self.path)
                add(self.file, shown)
            except sqlite3.Error as error:
                LOG.warning("not counted for %d seconds: %s", REST, error)
                self.again = monotonic() + REST
                self.close()

    def close(self) -> None:
        """Close the file."""
        if self.file:
            self.file.close()
            self.file = None
