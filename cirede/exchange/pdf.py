"""HTML as a tagged PDF (PDF/UA-1), by WeasyPrint where it is installed; nothing is ever fetched."""

import ctypes
from importlib.util import find_spec
from mimetypes import guess_type
from typing import TYPE_CHECKING, Any

from cirede.errors import PrintingError

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEME = "embedded:"
"""How a page names what comes along with it, as in `url(embedded:regular.woff2)`."""

_PANGO = (("libpango-1.0.so.0", "libpango-1.0.dylib"), ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
          ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"))  # fmt: skip
_DEBIAN = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def missing() -> str | None:
    """Say in one line what PDF needs and is not here, with its cure; None where PDF works. Loads no WeasyPrint."""
    if find_spec("weasyprint") is None:
        return "WeasyPrint is not installed: pip install 'cirede[pdf]'"
    if not all(any(_loads(name) for name in names) for names in _PANGO):
        return f"Pango is not installed: '{_DEBIAN}'"
    return None


class Printer:
    """Lays out pages under one style sheet, which may use the `files` that come along, under `embedded:NAME`, and nothing else.

    The style sheet and its fonts are read once: with each page anew, WeasyPrint would keep them each time. One page at a time.
    """

    def __init__(self, css: str, files: "Mapping[str, bytes]") -> None:
        """Remember what pages look like; WeasyPrint is loaded with the first page."""
        self._css = css
        self._files = files
        self._refused: list[str] = []
        self._fetcher: Any = None
        self._look: dict[str, Any] = {}

    def write(self, html: str) -> bytes:
        """Give a page as PDF; equal pages give equal bytes.

        Raises: PrintingError where PDF does not work here, or where the page asks for what does not come along.
        """
        lacks = missing()
        if lacks:
            raise PrintingError(lacks)
        import weasyprint  # noqa: PLC0415 - an extra, and half a second: only who prints pays for it

        self._refused.clear()
        if not self._look:
            self._open()
        page = weasyprint.HTML(string=html, base_url=SCHEME, url_fetcher=self._fetcher)
        data: bytes = page.write_pdf(pdf_variant="pdf/ua-1", **self._look)
        if self._refused:  # by itself WeasyPrint would only log it
            self._look.clear()
            message = f"the page asks for what does not come along with it: {', '.join(dict.fromkeys(self._refused))}"
            raise PrintingError(message)
        return data

    def _open(self) -> None:
        from weasyprint import CSS  # noqa: PLC0415 - an extra
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 - an extra

        self._fetcher, fonts = _fetcher(self._files, self._refused), FontConfiguration()
        css = CSS(string=self._css, base_url=SCHEME, url_fetcher=self._fetcher, font_config=fonts)
        self._look = {"stylesheets": [css], "font_config": fonts}


def _fetcher(files: "Mapping[str, bytes]", refused: list[str]) -> Any:  # noqa: ANN401 - of a class of WeasyPrint
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415 - an extra

    class Embedded(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
        """Gives the files that come along, refuses the rest and writes it down."""

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ANN401 - a response of WeasyPrint
            """Give a file by its name. Raises: PermissionError for every other address."""
            del headers
            name = url.removeprefix(SCHEME)
            if name == url or name not in files:
                refused.append(url)
                raise PermissionError(url)
            return URLFetcherResponse(url, files[name], {"Content-Type": guess_type(name)[0] or "application/octet-stream"})

    return Embedded()


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
