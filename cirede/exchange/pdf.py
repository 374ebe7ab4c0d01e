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


def write_pdf(html: str, files: "Mapping[str, bytes]") -> bytes:
    """Lay out a page, which may use the `files` under `embedded:NAME` and nothing else; equal pages give equal bytes.

    Raises: PrintingError where PDF does not work here, or where the page asks for anything that was not given.
    """
    lacks = missing()
    if lacks:
        raise PrintingError(lacks)
    import weasyprint  # noqa: PLC0415 - an extra, and half a second: only who prints pays for it

    refused: list[str] = []
    page = weasyprint.HTML(string=html, base_url=SCHEME, url_fetcher=_fetcher(files, refused))
    data: bytes = page.write_pdf(pdf_variant="pdf/ua-1")
    if refused:  # by itself WeasyPrint would only log it
        message = f"the page asks for what does not come along with it: {', '.join(dict.fromkeys(refused))}"
        raise PrintingError(message)
    return data


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
