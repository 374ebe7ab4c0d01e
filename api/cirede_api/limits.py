"""The limit of the stand-alone server: so many requests a minute from one address. Behind nginx, nginx limits."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from math import ceil
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from flask import request

from cirede_api.problems import RequestError

if TYPE_CHECKING:
    from flask import Flask

MINUTE = 60.0
FREE = {"static", "health.healthz", "health.readyz"}
MOST = 10_000
"""How many addresses are remembered; the one unheard of for longest gives way."""


@dataclass(slots=True)
class Bucket:
    """How many requests an address may still make, as it stood at a moment."""

    left: float
    at: float


class Limits:
    """A bucket for each address: a fifth of a minute's worth at once, then as fast as the rate.

    Everything lies in memory, and nothing of an address stays for more than a minute after its last request.
    """

    def __init__(self, rate: int, *, clock: Callable[[], float] = monotonic) -> None:
        """Allow `rate` requests a minute; `clock` gives seconds."""
        self.speed = rate / MINUTE
        self.room = max(1.0, rate / 5)
        self.clock = clock
        self.buckets: OrderedDict[str, Bucket] = OrderedDict()
        self.lock = Lock()

    def watch(self, app: "Flask") -> None:
        """Check each request before anything is done for it."""
        app.before_request_funcs.setdefault(None, []).insert(0, self.check)

    def check(self) -> None:
        """Count a request, files and health aside. Raises: RequestError 429 with the seconds to wait."""
        if request.endpoint not in FREE and (wait := self.wait(request.remote_addr or "")):
            detail = "Too many requests come from this address: wait a moment."
            raise RequestError("too-many-requests", detail, retry_after=wait)

    def wait(self, address: str) -> int:
        """Take one request from the bucket of an address; give 0, or the whole seconds until there is one."""
        name = network(address)
        with self.lock:
            now = self.clock()
            self.forget(now)
            bucket = self.buckets.pop(name, None) or Bucket(self.room, now)
            left = min(self.room, bucket.left + (now - bucket.at) * self.speed)
            fine = left >= 1
            self.buckets[name] = Bucket(left - fine, now)
            return 0 if fine else ceil((1 - left) / self.speed)

    def forget(self, now: float) -> None:
        """Drop the addresses unheard of for a minute, and the oldest where there are too many."""
        while self.buckets:
            name, bucket = next(iter(self.buckets.items()))
            if now - bucket.at < MINUTE and len(self.buckets) < MOST:
                return
            del self.buckets[name]


def network(address: str) -> str:
    """Give what counts as one client: an IPv4 address, the first 64 bits of an IPv6 one."""
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or int(found) >> 64)
    return str(found)
