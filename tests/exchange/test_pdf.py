"""HTML as PDF: nothing is fetched but what comes along, and what is missing is said."""

import logging
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from cirede.errors import PrintingError
from cirede.exchange import pdf
from cirede.exchange.pdf import Printer, missing

if TYPE_CHECKING:
    from pathlib import Path

PAGE = '<html lang="nl"><head><title>Titel</title>{head}</head><body><h1>Kop</h1>{body}</body></html>'


@pytest.mark.parametrize(
    "body",
    [
        '<img alt="x" src="file:///etc/passwd">', '<img alt="x" src="http://169.254.169.254/x">', '<img alt="x" src="a.png">',
        '<img alt="x" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">', '<img alt="x" src="embedded:other.png">',
        '<p style="background:url(//example.org/a.png)">x</p>', '<object data="ftp://example.org/a.svg">x</object>',
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="https://example.org/a.png"/></svg>',
    ],
)  # fmt: skip
def test_nothing_is_fetched(body: str) -> None:
    """A file, another host, a data address and a name that did not come along stop the printing."""
    with pytest.raises(PrintingError, match="does not come along"):
        Printer("h1 { color: red }", {"a.css": b""}).write(PAGE.format(head="", body=body))


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="stylesheet" href="https://example.org/a.css">', "<style>@import url(//example.org/b.css);</style>",
        "<style>@font-face{font-family:F;src:url(file:///usr/share/fonts/f.ttf)} h1{font-family:F}</style>",
        '<link rel="attachment" href="file:///etc/passwd">',
        '<base href="https://example.org/"><link rel="stylesheet" href="a.css">',
    ],
)  # fmt: skip
def test_nothing_is_fetched_by_the_head(head: str) -> None:
    """Style sheets, fonts and attachments from elsewhere stop the printing as well."""
    with pytest.raises(PrintingError, match="does not come along"):
        Printer("", {}).write(PAGE.format(head=head, body=""))


def test_what_comes_along_is_used(caplog: pytest.LogCaptureFixture) -> None:
    """A style sheet given with the page is applied; the document is tagged, has title and language, equal bytes each time."""
    page = PAGE.format(head='<link rel="stylesheet" href="embedded:a.css">', body="<p>tekst</p>")
    with caplog.at_level(logging.WARNING):
        printer = Printer("h1 { color: red }", {"a.css": b"@page { size: A5 }"})
        data = printer.write(page)
    assert caplog.records == []
    reader = PdfReader(BytesIO(data))
    assert round(float(reader.pages[0].mediabox.height)) == 595
    root: Any = reader.root_object
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == ("nl", True, True)
    assert reader.metadata is not None
    assert reader.metadata.title == "Titel"
    assert printer.write(page) == data


def test_a_style_sheet_that_asks_for_more_is_refused_each_time() -> None:
    """A printer whose own style sheet names another file fails on every page, not on the first one only."""
    printer = Printer("h1 { background: url(https://example.org/a.png) } @import url(other.css);", {})
    for _ in range(2):
        with pytest.raises(PrintingError, match=r"example\.org"):
            printer.write(PAGE.format(head="", body=""))


def test_a_printer_goes_on_after_a_refusal() -> None:
    """A page that was refused leaves nothing behind: the next one is printed as if it had never been."""
    printer = Printer("", {})
    good = PAGE.format(head="", body="<p>x</p>")
    data = printer.write(good)
    with pytest.raises(PrintingError):
        printer.write(PAGE.format(head="", body='<img alt="x" src="a.png">'))
    assert printer.write(good) == data


def test_a_missing_package_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without WeasyPrint the reason names the extra to install."""
    monkeypatch.setattr(pdf, "find_spec", lambda _: None)
    assert missing() == "WeasyPrint is not installed: pip install 'cirede[pdf]'"
    with pytest.raises(PrintingError, match="WeasyPrint is not installed"):
        Printer("", {}).write(PAGE)


def test_a_missing_pango_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: "Path") -> None:
    """Without Pango the reason names the packages of Debian."""
    nowhere = str(tmp_path / "libpango.so")
    monkeypatch.setattr(pdf, "_PANGO", ((nowhere,), *pdf._PANGO))
    assert "apt-get install libpango-1.0-0" in (missing() or "")


def test_pdf_works_here() -> None:
    """Where these tests run, nothing is missing."""
    assert missing() is None
