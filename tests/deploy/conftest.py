"""The files of `deploy/` at work on this machine: gunicorn on a socket that is handed over, nginx in front of it."""

import http.client
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import CONTENT

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
HOST = "tool.example.org"
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
PATIENCE = 30.0

HAND_OVER = """import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ |= {"LISTEN_PID": str(os.getpid()), "LISTEN_FDS": "1"}
os.execv(sys.argv[2], sys.argv[2:])"""
"""What systemd does for a service with a socket."""


@dataclass(frozen=True)
class Answer:
    """An answer of HTTP: its status, its headers and its body."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        """The body in UTF-8."""
        return self.body.decode("utf-8")


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def ask(  # noqa: PLR0913 - an HTTP request has as many parts
    port: int, path: str, *, method: str = "GET", headers: dict[str, str] | None = None, body: bytes | None = None,
    source: str = "127.0.0.1", tls: ssl.SSLContext | None = None, encode_chunked: bool = False,
) -> Answer:  # fmt: skip
    """Send one request from an address of the loopback and give the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE, source_address=(source, 0))
    if tls:
        connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=PATIENCE, source_address=(source, 0), context=tls)
    try:
        payload = iter([body]) if encode_chunked and body else body
        connection.request(method, path, body=payload, headers=headers or {}, encode_chunked=encode_chunked)
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())
    finally:
        connection.close()


def wait_for(port: int, path: str = "/healthz") -> None:
    """Wait until a server answers."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with suppress(OSError, http.client.HTTPException):
            if ask(port, path).status == 200:
                return
        time.sleep(0.05)
    pytest.fail(f"nothing answers on port {port}")


def slow(port: int, first: bytes, count: int) -> list[socket.socket]:
    """Open connections that send the beginning of a request and then nothing."""
    opened = []
    for _ in range(count):
        each = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        each.sendall(first)
        opened.append(each)
    return opened


HALF_HEADERS = b"GET /fr/ HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
HALF_BODY = (
    b"POST /api/v1/rankings HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{"
)


@contextmanager
def process(*command: str | Path, log: Path, **environment: str) -> "Iterator[subprocess.Popen[bytes]]":
    """Run a command with the settings given and no others; what it says goes to a file."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("CIREDE_", "PORT"))}
    given = inherited | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'api'}", "CIREDE_CONTENT": str(CONTENT)} | environment
    with log.open("ab") as said:
        running = subprocess.Popen([str(word) for word in command], env=given, cwd=ROOT, stdout=said, stderr=said)
    try:
        yield running
    finally:
        if running.poll() is None:
            running.send_signal(signal.SIGTERM)
            try:
                running.wait(30)
            except subprocess.TimeoutExpired:
                running.kill()
                running.wait()


class Site:
    """gunicorn behind nginx, from the files of `deploy/`, with only places and ports changed."""

    def __init__(self, folder: Path) -> None:
        """Lay out the files in a folder of their own and open the socket, as systemd would."""
        self.folder = folder
        self.http, self.https, self.shared = free_port(), free_port(), free_port()
        for name in ("log", "www", "tls", "temp", "snippets"):
            (folder / name).mkdir()
        for page in (DEPLOY / "nginx" / "pages").iterdir():
            shutil.copy(page, folder / "www")
        for name in ("cirede.conf", "own-host.conf", "path-prefix.conf"):
            (folder / name).write_text(self.here((DEPLOY / "nginx" / name).read_text("utf-8")), "utf-8")
        for name in ("cirede-proxy.conf", "cirede-fault.conf"):
            (folder / "snippets" / name).write_text(self.here((DEPLOY / "nginx" / name).read_text("utf-8")), "utf-8")
        (folder / "nginx.conf").write_text(self.main(), "utf-8")
        self.certificate()
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.bind(str(folder / "cirede.sock"))
        self.socket.listen(512)
        self.tls = ssl.create_default_context(cafile=str(folder / "tls" / "fullchain.pem"))
        self.tls.check_hostname = False

    def here(self, text: str) -> str:
        """Change places and ports of a shipped file to those of the test."""
        for shipped, ours in (
            ("/run/cirede.sock", f"{self.folder}/cirede.sock"), ("/var/log/nginx/", f"{self.folder}/log/"),
            ("/var/www/cirede", f"{self.folder}/www"), ("/etc/letsencrypt/live/tool.example.org/", f"{self.folder}/tls/"),
            ("listen [::]:80;", ""), ("listen [::]:443 ssl http2;", ""), ("listen 80;", f"listen 127.0.0.1:{self.http};"),
            ("listen 443 ssl http2;", f"listen 127.0.0.1:{self.https} ssl http2;"),
        ):  # fmt: skip
            text = text.replace(shipped, ours)
        return text

    def main(self) -> str:
        """Write what Debian's nginx.conf would say, and a host that carries the site below a path."""
        temporary = "\n".join(f"{name}_temp_path {self.folder}/temp;" for name in ("client_body", "proxy"))
        others = "\n".join(f"{name}_temp_path {self.folder}/temp;" for name in ("fastcgi", "uwsgi", "scgi"))
        root = "user root;" if os.geteuid() == 0 else ""
        return f"""{root} worker_processes 1; daemon off; pid {self.folder}/nginx.pid; error_log {self.folder}/log/error.log crit;
events {{ worker_connections 1024; }}
http {{
{temporary}
{others}
access_log off;
include cirede.conf;
include own-host.conf;
server {{ listen 127.0.0.1:{self.shared}; server_name localhost; server_tokens off; include path-prefix.conf; }}
}}
"""

    def certificate(self) -> None:
        """Make a certificate for the host, which only this test believes."""
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
             "-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}",
             "-keyout", self.folder / "tls" / "privkey.pem", "-out", self.folder / "tls" / "fullchain.pem"],
            check=True, capture_output=True, timeout=60,
        )  # fmt: skip

    @contextmanager
    def gunicorn(self, **environment: str) -> "Iterator[subprocess.Popen[bytes]]":
        """Run gunicorn on the open socket, handed over as systemd does."""
        handed = self.socket.fileno()
        command = (sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "cirede_api.wsgi:app")
        hosts = f"{HOST} localhost 127.0.0.1"
        settings = {"CIREDE_PROXIES": "1", "CIREDE_TRUSTED_HOSTS": hosts, "CIREDE_CONTACT": "info@example.org"} | environment
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("CIREDE_", "PORT"))}
        inherited |= {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'api'}", "CIREDE_CONTENT": str(CONTENT)}
        with self.log.open("ab") as said:
            running = subprocess.Popen(
                [sys.executable, "-c", HAND_OVER, str(handed), *command], env=inherited | settings, cwd=ROOT, pass_fds=(handed,),
                stdout=said, stderr=said,
            )  # fmt: skip
        try:
            yield running
        finally:
            if running.poll() is None:
                running.send_signal(signal.SIGTERM)
                running.wait(60)

    @contextmanager
    def nginx(self) -> "Iterator[None]":
        """Run nginx and wait until it listens."""
        with process(NGINX, "-p", self.folder, "-c", self.folder / "nginx.conf", log=self.folder / "log" / "nginx.out"):
            until = time.monotonic() + PATIENCE
            while time.monotonic() < until:
                with suppress(OSError):
                    socket.create_connection(("127.0.0.1", self.shared), timeout=1).close()
                    break
                time.sleep(0.05)
            yield

    @property
    def log(self) -> Path:
        """Where gunicorn and the application say what happens."""
        return self.folder / "log" / "gunicorn.out"

    def under_path(self, path: str, **more: object) -> Answer:
        """Ask for an address below the path of the shared host."""
        return ask(self.shared, f"/tool{path}", **more)  # type: ignore[arg-type] # handed on as they are

    def own(self, path: str, **more: object) -> Answer:
        """Ask for an address of the own host, over TLS."""
        headers = {"Host": HOST, **(more.pop("headers", None) or {})}  # type: ignore[dict-item]
        return ask(self.https, path, headers=headers, tls=self.tls, **more)  # type: ignore[arg-type] # handed on as they are


@pytest.fixture
def fresh(tmp_path: Path) -> "Iterator[Site]":
    """A site of which nothing runs yet."""
    site = Site(tmp_path)
    with site.socket:
        yield site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Site]":
    """A site that runs, for tests that leave it as it is."""
    made = Site(tmp_path_factory.mktemp("site"))
    with made.socket, made.gunicorn(), made.nginx():
        wait_for(made.shared, "/tool/healthz")
        yield made
