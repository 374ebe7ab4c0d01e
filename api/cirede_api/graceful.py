"""The stand-alone server until it is told to stop: then no new reader, and an answer for those who are inside."""

import signal
from time import monotonic
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cirede_api.health import Readiness

GRACE = 20.0
"""How many seconds an answer under way may still take."""


class Stop:
    """What a signal sets; asked by the loop of the server, and by `/readyz`."""

    def __init__(self, server: Any) -> None:  # noqa: ANN401 - waitress ships no types
        """Keep the server, which may be asleep when the signal comes."""
        self.server = server
        self.asked = False

    def __call__(self, *signalled: object) -> None:
        """Note the signal and wake the server."""
        del signalled
        self.asked = True
        self.server.pull_trigger()


def serve(server: Any, readiness: "Readiness") -> None:  # noqa: ANN401 - waitress ships no types
    """Run a server of waitress until SIGTERM or SIGINT, then finish what is under way; a second signal ends it at once."""
    stop = Stop(server)
    readiness.leaving = lambda: stop.asked
    before = {each: signal.signal(each, stop) for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        while not stop.asked:
            _once(server, 1.0)
        for each in before:
            signal.signal(each, signal.default_int_handler)
        server.del_channel()
        server.socket.close()
        until = monotonic() + GRACE
        while _busy(server) and monotonic() < until:
            _once(server, 0.1)
    except KeyboardInterrupt:
        pass
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
        server.close()


def _once(server: Any, seconds: float) -> None:  # noqa: ANN401 - waitress ships no types
    server.asyncore.loop(timeout=seconds, map=server._map, use_poll=True, count=1)  # noqa: SLF001 - what its own run() does, once


def _busy(server: Any) -> bool:  # noqa: ANN401 - waitress ships no types
    return any(each.requests or each.total_outbufs_len for each in server.active_channels.values())
