"""How gunicorn runs the site behind nginx."""

# gunicorn -c deploy/gunicorn.conf.py cirede_api.wsgi:app

import os
from typing import Any

# systemd hands over the socket (cirede.socket); by hand, CIREDE_BIND says where to listen.
bind = os.environ.get("CIREDE_BIND", "127.0.0.1:8000")
control_socket_disable = True

worker_class = "gthread"  # a sync worker is stopped by one slow reader
workers = 2
threads = 4
keepalive = 2  # nginx opens a connection for each request: none is closed under a request on its way
backlog = 512

# A worker is replaced now and then, so that no leak of a library grows for ever; the jitter keeps two from leaving at once.
max_requests = 50_000
max_requests_jitter = 5_000

timeout = 30  # a worker that answers nothing for so long is replaced
graceful_timeout = 20  # an answer under way may take so long when the service stops
worker_tmp_dir = "/dev/shm"  # noqa: S108 - the heartbeat of the workers must not wait for a disk

# Limits below those of nginx would refuse what nginx lets pass.
limit_request_line = 8190
limit_request_fields = 64
limit_request_field_size = 8190

# The application alone decides what to believe of a proxy (CIREDE_PROXIES).
secure_scheme_headers: dict[str, str] = {}
forwarder_headers = ""

# One JSON line for each event, on the error stream: what systemd keeps. The application writes the line of a request.
accesslog = None
logconfig_dict: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "cirede_api.journal.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines", "stream": "ext://sys.stderr"}},
    "root": {"level": "WARNING", "handlers": ["stderr"]},
    "loggers": {"gunicorn.error": {"level": "INFO", "handlers": ["stderr"], "propagate": False}},
}


def post_worker_init(worker: Any) -> None:  # noqa: ANN401 - gunicorn ships no types
    """Let /readyz say that the worker leaves."""
    worker.wsgi.extensions["readiness"].leaving = lambda: not worker.alive
