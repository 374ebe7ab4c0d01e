"""Where the application stands: which hosts it answers for, which proxy it believes, and TLS once it was used."""

from typing import TYPE_CHECKING

from flask import request
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.sansio.utils import host_is_trusted

from cirede_api.problems import RequestError

if TYPE_CHECKING:
    from flask import Flask, Response

    from cirede.settings import Settings

WATCHING = {"health.healthz", "health.readyz"}
HSTS = "max-age=31536000"


def place(app: "Flask", settings: "Settings") -> None:
    """Believe one proxy where the settings say so, and answer for the hosts that they name."""
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=0, x_port=0, x_prefix=1)  # type: ignore[method-assign]
    hosts = settings.trusted_hosts
    if hosts:
        app.before_request(lambda: check_host(hosts))
    app.after_request(remember_tls)


def check_host(hosts: tuple[str, ...]) -> None:
    """Refuse a host that is not ours; who watches the process may call it by any. Raises: RequestError 400."""
    if request.endpoint not in WATCHING and not host_is_trusted(request.environ.get("HTTP_HOST", ""), hosts):
        raise RequestError("bad-request", "This host is not served here.")


def remember_tls(response: "Response") -> "Response":
    """Let the browser come back over TLS only, where it came so."""
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = HSTS
    return response
