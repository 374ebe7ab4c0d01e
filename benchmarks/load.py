"""A small load generator: some connections kept open, each sending its next request when it has its answer."""

import selectors
import socket
from collections import Counter
from dataclasses import dataclass, field
from time import perf_counter

_HEAD = b"\r\n\r\n"
_LENGTH = b"content-length: "


@dataclass
class Load:
    """What came of it: answers with 200, what else came and how often, and the seconds each good answer took."""

    seconds: float
    fine: int = 0
    others: Counter[str] = field(default_factory=Counter)
    took: list[float] = field(default_factory=list)

    @property
    def errors(self) -> int:
        """How many requests had no good answer."""
        return self.others.total()

    @property
    def rate(self) -> float:
        """Good answers a second."""
        return self.fine / self.seconds

    def percentile(self, share: float) -> float:
        """Give the seconds within which so many of the answers came."""
        return sorted(self.took)[min(len(self.took) - 1, int(share * len(self.took)))]


@dataclass
class _Line:
    socket: socket.socket
    begun: float
    got: bytes = b""


def load(port: int, path: str, *, connections: int, seconds: float, body: bytes = b"") -> Load:
    """Ask for one address over and over; with a body, by POST."""
    length = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n" if body else ""
    head = f"{'POST' if body else 'GET'} {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Language: fr\r\n{length}\r\n"
    request = head.encode("ascii") + body
    found = Load(seconds)
    with selectors.DefaultSelector() as waiting:
        for _ in range(connections):
            _open(waiting, port, request)
        until = perf_counter() + seconds
        while (now := perf_counter()) < until:
            for key, _ in waiting.select(until - now):
                line: _Line = key.data
                if not _receive(line, found):
                    waiting.unregister(line.socket)
                    line.socket.close()
                    _open(waiting, port, request)
                elif not line.got:
                    line.begun = perf_counter()
                    line.socket.sendall(request)
        for key in list(waiting.get_map().values()):
            key.data.socket.close()
    return found


def _open(waiting: selectors.BaseSelector, port: int, request: bytes) -> None:
    opened = socket.create_connection(("127.0.0.1", port), timeout=30)
    opened.sendall(request)
    waiting.register(opened, selectors.EVENT_READ, _Line(opened, perf_counter()))


def _receive(line: _Line, found: Load) -> bool:
    """Take in what came; false where the connection broke, or ends with this answer as it said."""
    try:
        piece = line.socket.recv(262_144)
    except OSError:
        piece = b""
    if not piece:
        if line.got:  # closed between two answers is no fault
            found.others["cut off"] += 1
        return False
    line.got += piece
    head, mark, body = line.got.partition(_HEAD)
    if not mark:
        return True
    lower = head.lower()
    start = lower.find(_LENGTH) + len(_LENGTH)
    if len(body) < int(lower[start:].partition(b"\r\n")[0]):
        return True
    if head.startswith(b"HTTP/1.1 200"):
        found.fine += 1
        found.took.append(perf_counter() - line.begun)
    else:
        found.others[head[9:12].decode("ascii", "replace")] += 1
    line.got = b""
    return b"connection: close" not in lower
