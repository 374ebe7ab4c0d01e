"""The press: one page at a time, few waiting, the last ones kept."""

import threading

import pytest

from cirede.settings import Settings
from cirede_api import create_app, press
from cirede_api.press import KEPT, PLACES, Press
from cirede_api.problems import RequestError
from tests.api.conftest import CONTENT, DONE, TODAY


def test_equal_pages_are_laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page asked for again is given from memory, and memory holds the last pages only."""
    made: list[str] = []

    def lay_out(html: str) -> bytes:
        made.append(html)
        return html.encode()

    found = Press()
    monkeypatch.setattr(found._printer, "write", lay_out)
    assert found.pdf("a") == found.pdf("a") == b"a"
    assert made == ["a"]
    for number in range(KEPT):
        found.pdf(str(number))
    assert found.pdf("a") == b"a"
    assert made.count("a") == 2
    assert len(found._found) == KEPT


def test_too_many_at_once_are_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """While all places are taken the next one is told when to come back; afterwards there is place again."""
    begun, done = threading.Semaphore(0), threading.Event()

    def slow(html: str) -> bytes:
        begun.release()
        assert done.wait(20)
        return b"%PDF"

    found = Press()
    monkeypatch.setattr(found._printer, "write", slow)
    threads = [threading.Thread(target=found.pdf, args=(str(number),)) for number in range(PLACES)]
    for thread in threads:
        thread.start()
    assert begun.acquire(timeout=20)
    for _ in range(200):
        if not found._places._value:
            break
        threading.Event().wait(0.02)
    with pytest.raises(RequestError) as error:
        found.pdf("another")
    assert (error.value.kind.slug, error.value.kind.status) == ("busy", 503)
    done.set()
    for thread in threads:
        thread.join(20)
    assert found.pdf("another") == b"%PDF"


def test_a_failure_gives_its_place_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that cannot be laid out takes no place for ever."""

    def fail(html: str) -> bytes:
        raise ValueError(html)

    found = Press()
    monkeypatch.setattr(found._printer, "write", fail)
    for number in range(PLACES + 2):
        with pytest.raises(ValueError, match=str(number)):
            found.pdf(str(number))


def test_busy_says_when_to_try_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is sent away gets a page, 503, and `Retry-After`."""
    monkeypatch.setattr(press, "PLACES", 0)
    app = create_app(Settings(content=CONTENT), today=lambda: TODAY, testing=True)
    answer = app.test_client().get(f"/nl/bridge/result.pdf?{DONE}")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, str(press.RETRY))
    assert "Te veel aanvragen tegelijk" in answer.text


@pytest.mark.parametrize(("lang", "words"), [("fr", "ne fait pas de PDF"), ("nl", "maakt geen pdf"), ("en", "makes no PDF")])
def test_without_pdf_the_button_is_gone(monkeypatch: pytest.MonkeyPatch, lang: str, words: str) -> None:
    """Where WeasyPrint or Pango is missing the result shows no button, and the address says why."""
    monkeypatch.setattr(press, "missing", lambda: "Pango is not installed")
    client = create_app(Settings(content=CONTENT), today=lambda: TODAY, testing=True).test_client()
    page = client.get(f"/{lang}/bridge/result?{DONE}")
    assert page.status_code == 200
    assert "result.pdf" not in page.text
    assert 'class="qr"' in page.text
    answer = client.get(f"/{lang}/bridge/result.pdf?{DONE}")
    assert answer.status_code == 503
    assert words in answer.text
