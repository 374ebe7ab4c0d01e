"""The command that serves the site on this machine."""

import errno
import socket
import sys
from typing import TYPE_CHECKING

from cirede.errors import WrongUseError
from cirede.settings import as_port

if TYPE_CHECKING:
    import argparse

    from cirede.settings import Settings

THREADS = 8
CONNECTIONS = 1000


class Serve:
    """Serve the site and the API with waitress."""

    help = (
        "serve the site and the API on this machine\n\n"
        "example: cirede serve --port 8080\n\n"
        "The environment variable PORT gives the port where --port does not. CIREDE_RATE is the most that one\n"
        "address may ask for in a minute (600; 0 for no limit)."
    )

    def add_arguments(self, parser: "argparse.ArgumentParser") -> None:
        """Declare where to listen."""
        parser.add_argument("--host", help="the address to listen on (127.0.0.1)")
        parser.add_argument("--port", help="the port to listen on (PORT, else 8000)")

    def run(self, args: "argparse.Namespace", settings: "Settings") -> int:
        """Serve until interrupted. Raises: WrongUseError where the address cannot be listened on."""
        from waitress import create_server  # noqa: PLC0415 - only who serves pays for it

        from cirede_api.factory import create_app  # noqa: PLC0415 - only who serves pays for it
        from cirede_api.graceful import serve  # noqa: PLC0415 - only who serves pays for it
        from cirede_api.health import NAME  # noqa: PLC0415 - only who serves pays for it
        from cirede_api.journal import listen  # noqa: PLC0415 - only who serves pays for it
        from cirede_api.limits import Limits  # noqa: PLC0415 - only who serves pays for it
        from cirede_api.receiving import LIMITS, strict  # noqa: PLC0415 - only who serves pays for it

        host = args.host or settings.host
        port = as_port(args.port) if args.port else settings.port
        listen()
        app = create_app(settings)
        if settings.rate and not settings.proxies:
            Limits(settings.rate).watch(app)
        server = create_server(
            app, sockets=[opened(host, port)], threads=THREADS, connection_limit=CONNECTIONS, asyncore_use_poll=True,
            ident=None, clear_untrusted_proxy_headers=not settings.proxies, **LIMITS,
        )  # fmt: skip
        strict(server)
        print(f"{settings.name}: http://{host}:{port}/ (Ctrl-C to stop)", file=sys.stderr, flush=True)
        serve(server, app.extensions[NAME])
        return 0


def opened(host: str, port: int) -> socket.socket:
    """Open the port. Raises: WrongUseError with the reason and a way out."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise WrongUseError(_reason(error, host, port)) from error


def _reason(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is taken on {host}: choose another with --port or PORT"
    if error.errno == errno.EACCES:
        return f"port {port} may not be opened by this user: choose one above 1023"
    return f"cannot listen on {host}, port {port}: {error.strerror or error}"


command = Serve()
