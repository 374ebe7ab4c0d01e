"""The command that serves: listens where it is told, and says in one line why it cannot."""

import argparse
import socket
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from cirede.errors import WrongUseError
from cirede.settings import Settings, read_settings
from cirede_api import serve
from cirede_api.receiving import Channel
from tests.api.conftest import CONTENT

if TYPE_CHECKING:
    from collections.abc import Callable


def given(*argv: str) -> argparse.Namespace:
    """Read arguments as the command line does."""
    parser = argparse.ArgumentParser()
    serve.command.add_arguments(parser)
    return parser.parse_args(argv)


def test_a_taken_port_is_named() -> None:
    """A port that is taken ends the command with one line that names it and the way out."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(WrongUseError, match=rf"port {port} is taken .* --port or PORT"):
            serve.command.run(given("--port", str(port)), Settings(content=CONTENT))


@pytest.mark.parametrize("port", ["0", "70000", "http", "-1", "8 0"])
def test_a_bad_port_is_refused(port: str) -> None:
    """A port that is no port is refused before anything is opened."""
    with pytest.raises(WrongUseError, match="1 to 65535"):
        serve.command.run(given(f"--port={port}"), Settings(content=CONTENT))


def test_port_comes_from_the_environment() -> None:
    """PORT gives the port where --port does not."""
    assert read_settings({"PORT": "8123"}).port == 8123


def test_server_takes_many_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server is told to poll and to hold a thousand connections, so that slow readers do not stop it."""
    seen: dict[str, object] = {}
    server = SimpleNamespace(channel_class=None)

    def create(app: "Callable[..., object]", *, sockets: list[socket.socket], **options: object) -> object:
        assert callable(app)
        seen.update(options)
        for each in sockets:
            seen["port"] = each.getsockname()[1]
            each.close()
        return server

    monkeypatch.setattr("waitress.create_server", create)
    served = lambda server, readiness: seen.update(served=server, ready=readiness.reason())  # noqa: E731 - used once
    monkeypatch.setattr("cirede_api.graceful.serve", served)
    assert serve.command.run(given("--port", "8999"), Settings(content=CONTENT)) == 0
    assert seen["connection_limit"] == 1000
    assert seen["asyncore_use_poll"] is True
    assert (seen["served"], seen["ready"], seen["port"]) == (server, None, 8999)
    assert server.channel_class is Channel
    assert seen["clear_untrusted_proxy_headers"] is True
