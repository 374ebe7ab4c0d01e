"""The preview: every save is shown, the last sound version stays, problems stand beside their question."""

import argparse
import http.client
import json
import shutil
import socket
import threading
import tomllib
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

import pytest
from waitress import create_server
from werkzeug.test import Client

from cirede.cli import main
from cirede.errors import UnknownNameError, WrongUseError
from cirede.settings import Settings
from cirede_api import preview
from cirede_api.desk import STREAMS, Desk
from cirede_api.draft import Draft
from cirede_api.serve import THREADS
from tests.api.conftest import CHROMIUM, QUIET
from tests.conftest import BRIDGE, CONTENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
WEIGHT = "/fr/bridge?vehicle=cart"
SOON = 20.0
"""Seconds after which something that should have happened did not: far more than it takes, for a busy machine."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a copy of the miniature content."""
    shutil.copytree(CONTENT, tmp_path / "content")
    return tmp_path / "content"


@pytest.fixture
def desk(root: Path) -> Desk:
    """The preview over that copy, read once."""
    made = Desk()
    made.draft = Draft(Settings(content=root), made.words())
    made.draft.read()
    return made


def draft_of(desk: Desk) -> Draft:
    """Give the draft on a desk."""
    assert desk.draft
    return desk.draft


def change(root: Path, old: str, new: str, file: str = BRIDGE) -> None:
    """Replace words in a file, as an editor does on saving."""
    text = (root / file).read_text("utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), "utf-8")


def test_a_sound_page_says_so(desk: Desk) -> None:
    """A page of the site comes with one line and the script, under a policy that allows nothing else."""
    answer = Client(desk).get(WEIGHT)
    assert answer.status_code == 200
    assert "Nothing to mend." in answer.text
    assert f'data-revision="{draft_of(desk).revision}"' in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'; connect-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_browser_that_takes_compressed_pages_sees_it_too(desk: Desk) -> None:
    """Problems are put into the page whatever the browser says of compression and of pages that it has kept."""
    answer = Client(desk).get(WEIGHT, headers={"Accept-Encoding": "gzip, br", "If-None-Match": "*"})
    assert answer.status_code == 200
    assert "Nothing to mend." in answer.text


def test_the_site_itself_knows_no_preview(desk: Desk) -> None:
    """Outside the preview no page carries its script, and no address of it answers."""
    app = draft_of(desk).app
    assert app
    assert "preview" not in app.test_client().get(WEIGHT).text
    assert app.test_client().get("/preview/events").status_code == 404


def test_a_save_is_shown(desk: Desk, root: Path) -> None:
    """New words stand on the page after the file is read again, and the revision is another."""
    before = draft_of(desk).revision
    change(root, "Quel poids ?", "Combien pèse-t-elle ?")
    draft_of(desk).read()
    assert draft_of(desk).revision != before
    assert "Combien pèse-t-elle" in Client(desk).get(WEIGHT).text


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('    unit:\n      fr: "kg"', '    unti:\n      fr: "kg"', "unknown key &#39;unti&#39;"),
        ('      fr: "Quel poids ?"', '      fr: "Quel poids ?', "follows a value that is already complete"),
        ("        to: load", "        to: laod", "there is no question &#39;laod&#39;"),
    ],
)
def test_a_broken_file_keeps_the_last_sound_version(desk: Desk, root: Path, old: str, new: str, said: str) -> None:
    """Whatever breaks, YAML, form or meaning: the old page stays, and the problem stands beside its question only."""
    change(root, old, new)
    draft_of(desk).read()
    here, elsewhere = Client(desk).get(WEIGHT), Client(desk).get("/fr/bridge?vehicle=foot")
    assert (here.status_code, elsewhere.status_code) == (200, 200)
    assert "Quel poids" in here.text
    assert "last version that was sound" in here.text
    assert "At this question:" in here.text
    assert said in here.text
    assert said not in elsewhere.text
    assert "last version that was sound" in elsewhere.text
    overview = Client(desk).get("/preview/").text
    assert said in overview
    assert "questions › weight" in overview
    assert f"{BRIDGE}:" in overview
    change(root, new, old)
    draft_of(desk).read()
    assert "Nothing to mend." in Client(desk).get(WEIGHT).text


def test_without_any_sound_version_the_problems_are_shown(root: Path) -> None:
    """Begun on a broken file, every address shows what to mend, and the first sound version takes its place."""
    change(root, "    type: number", "    type: nubmer")
    desk = Desk()
    assert Client(desk).get("/fr/").status_code == 503
    desk.draft = Draft(Settings(content=root), desk.words())
    desk.draft.read()
    answer = Client(desk).get("/fr/bridge")
    assert answer.status_code == 503
    assert "no sound version" in answer.text
    assert "did you mean &#39;number&#39;?" in answer.text
    with Client(desk).get("/preview/static/preview.js") as script:
        assert script.status_code == 200
    change(root, "    type: nubmer", "    type: number")
    desk.draft.read()
    assert Client(desk).get("/fr/bridge").status_code == 200


def test_a_translation_left_behind_stands_beside_its_question(
    desk: Desk, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a change of the source the question is marked; accepting its translations is seen like a save, and ends it."""
    monkeypatch.setenv("CIREDE_CONTENT", str(root))
    assert main(["translations", "accept", "bridge"]) == 0
    change(root, "Quel poids ?", "Combien pèse-t-elle ?")
    draft_of(desk).read()
    assert "changed since this was translated" in Client(desk).get(WEIGHT).text
    before = draft_of(desk).state()
    assert main(["translations", "accept", "bridge"]) == 0
    assert draft_of(desk).state() != before
    draft_of(desk).read()
    assert "Nothing to mend." in Client(desk).get(WEIGHT).text


def test_what_needs_every_path_comes_after(desk: Desk, root: Path) -> None:
    """A broken guarantee and a failing test do not keep the page back; they follow, and tell the page again."""
    change(root, 'no: "=refused", unsure: "=refused"}', 'no: "=refused", unsure: "=cross"}')
    draft = draft_of(desk)
    catalogue = draft.read()
    assert catalogue
    before = draft.revision
    draft.look_closer(catalogue)
    assert draft.revision != before
    assert {each.problem.rule for each in draft.remarks} == {"guarantee", "failing-test", "untested"}
    assert "walker in doubt" in Client(desk).get("/preview/").text
    assert "Doubt never opens the bridge" in Client(desk).get("/fr/bridge").text


def test_what_is_found_later_is_not_told_twice(desk: Desk) -> None:
    """Where the closer look finds nothing, no page is loaded again."""
    draft = draft_of(desk)
    catalogue = draft.read()
    assert catalogue
    before = draft.revision
    draft.look_closer(catalogue)
    assert draft.revision == before


def test_an_unchanged_file_is_not_read_again(desk: Desk, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a save only the file that changed is read."""
    read: list[str] = []
    whole = Path.read_bytes

    def noted(path: Path) -> bytes:
        if path.suffix == ".yaml":
            read.append(path.relative_to(root).as_posix() if path.is_relative_to(root) else "")
        return whole(path)

    change(root, "Quel poids ?", "Quel poids, donc ?")
    monkeypatch.setattr("pathlib.Path.read_bytes", noted)
    monkeypatch.setattr("cirede_api.draft.create_app", lambda *_, **__: None)
    monkeypatch.setattr("cirede_api.draft.site_of", lambda *_, **__: None)
    draft_of(desk).read()
    assert read == [BRIDGE]


@pytest.fixture
def served(desk: Desk, root: Path) -> "Iterator[int]":
    """The preview on a free port, its files watched; gives the port."""
    server = create_server(desk, host="127.0.0.1", port=0, threads=THREADS + STREAMS)
    threading.Thread(target=server.run, daemon=True).start()
    stop = threading.Event()
    threading.Thread(target=lambda: preview.watch(draft_of(desk), pause=0.02, stop=stop), daemon=True).start()
    yield int(server.effective_port)
    stop.set()
    assert until(lambda: desk.places._value == STREAMS), "a place was not given back"
    server.close()


@contextmanager
def asked(port: int, place: str = "/preview/events") -> "Iterator[http.client.HTTPResponse]":
    """Ask for an address as a page does, by default for the stream of changes."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=SOON)) as connection:
        connection.request("GET", place)
        with closing(connection.getresponse()) as answer:
            yield answer


def until(true: "Callable[[], bool]") -> bool:
    """Wait until something holds; false where it never does."""
    end = monotonic() + SOON
    while not true() and monotonic() < end:
        sleep(0.02)
    return true()


def test_a_waiting_page_is_told_of_a_save(desk: Desk, root: Path, served: int) -> None:
    """The stream names the revision at once, and another one after a save."""
    draft = draft_of(desk)
    assert until(lambda: not draft.revision.endswith("-1"))  # the watch has read once
    with asked(served) as answer:
        assert answer.headers["Content-Type"].startswith("text/event-stream")
        lines = (line for line in iter(answer.readline, b"") if line.startswith(b"data:"))
        first = next(lines)
        change(root, "Quel poids ?", "Et le poids ?")
        assert next(lines) != first
    assert until(lambda: "Et le poids" in Client(desk).get(WEIGHT).text)


def test_waiting_pages_do_not_use_up_the_server(desk: Desk, served: int) -> None:
    """With every place for waiting pages taken, one more is sent away, pages are still served, and places come back."""
    with ExitStack() as pages:
        open_streams = [pages.enter_context(asked(served)) for _ in range(STREAMS)]
        assert [each.status for each in open_streams] == [200] * STREAMS
        refused = pages.enter_context(asked(served))
        assert (refused.status, refused.headers["Retry-After"]) == (503, "2")
        assert pages.enter_context(asked(served, "/fr/bridge")).status == 200
    assert until(lambda: desk.places._value == STREAMS)


def test_asking_for_the_head_of_the_stream_takes_no_place(desk: Desk) -> None:
    """A HEAD request never waits, and never keeps a place."""
    for _ in range(STREAMS + 1):
        assert Client(desk).head("/preview/events").status_code == 200
    assert desk.places.acquire(blocking=False)


def test_schemas_follow_the_tree(desk: Desk, root: Path) -> None:
    """A schema that was written once knows an id right after it was typed, also in a broken file; none is written unasked."""
    folder = root / "trees" / ".schema"
    preview.keep_schemas(draft_of(desk))
    assert not folder.exists()
    folder.mkdir()
    (folder / "bridge.json").write_text("{}", "utf-8")
    (folder / "gone.json").write_text("{}", "utf-8")
    change(root, "  open-now:\n    type: yes_no", '  open-today:\n    type: yes_no\n    why: "')
    preview.keep_schemas(draft_of(desk))
    assert "open-today" in json.loads((folder / "bridge.json").read_text("utf-8"))["definitions"]["question"]["enum"]
    assert (folder / "gone.json").read_text("utf-8") == "{}"


def given(*argv: str) -> argparse.Namespace:
    """Read arguments as the command line does."""
    parser = argparse.ArgumentParser()
    preview.command.add_arguments(parser)
    return parser.parse_args(argv)


def test_the_command_says_why_it_cannot(root: Path) -> None:
    """A tree that is not there is answered with the nearest one, a taken port with a way out."""
    with pytest.raises(UnknownNameError, match="did you mean 'bridge'"):
        preview.command.run(given("brigde"), Settings(content=root))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(WrongUseError, match="is taken"):
            preview.command.run(given("bridge", "--port", str(taken.getsockname()[1])), Settings(content=root))


def test_the_command_is_registered() -> None:
    """The second package registers the command, and its help says where problems stand."""
    registered = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]["cirede.commands"]
    assert registered["preview"] == "cirede_api.preview:command"
    assert "/preview/" in preview.command.help


@pytest.mark.browser
def test_the_browser_loads_the_page_again(desk: Desk, root: Path, served: int) -> None:
    """In a real browser the words change after a save, problems come and go, and the policy refuses nothing."""
    if not CHROMIUM.exists():
        pytest.fail("Chromium is not installed: apt-get install chromium (or set CHROMIUM)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        page = browser.new_page()
        page.set_default_timeout(SOON * 1000)
        refused: list[str] = []
        page.on("console", lambda message: refused.append(message.text))
        page.goto(f"http://127.0.0.1:{served}{WEIGHT}")
        change(root, "Quel poids ?", "Combien de kilos ?")
        page.locator("h1", has_text="Combien de kilos").wait_for()
        change(root, "        to: load", "        to: laod")
        page.locator("aside.preview li", has_text="there is no question 'laod'").wait_for()
        change(root, "        to: laod", "        to: load")
        page.locator("aside.preview", has_text="Nothing to mend").wait_for()
        assert refused == []
        browser.close()
