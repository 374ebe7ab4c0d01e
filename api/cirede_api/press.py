"""Pages laid out as PDF: one at a time, few waiting, the last ones kept."""

from collections import OrderedDict
from hashlib import sha256
from importlib import resources
from threading import BoundedSemaphore, Lock

from cirede.exchange.pdf import Printer, missing
from cirede_api.problems import RequestError

PLACES = 2
"""One page being laid out and one waiting: more would take threads from those who only read."""

KEPT = 32
RETRY = 5
_FONTS = ("atkinson-hyperlegible-next-regular.woff2", "atkinson-hyperlegible-next-bold.woff2")


class Press:
    """Lays out pages; `lacks` says what is missing here, or nothing."""

    def __init__(self) -> None:
        """Look for what PDF needs; WeasyPrint is loaded with the first page."""
        self.lacks = missing()
        fonts = {name: _file("static", "fonts", name) for name in _FONTS}
        self._printer = Printer(_file("templates", "dossier.css").decode(), fonts)
        self._places = BoundedSemaphore(PLACES)
        self._one = Lock()
        self._found: OrderedDict[str, bytes] = OrderedDict()

    def pdf(self, html: str) -> bytes:
        """Give a page as PDF. Raises: RequestError 503 where PDF does not work here or too many are waiting."""
        if self.lacks:
            raise RequestError("no-pdf", "PDF cannot be made on this server.")
        key = sha256(html.encode()).hexdigest()
        known = self._found.get(key)
        if known is not None:
            return known
        if not self._places.acquire(blocking=False):
            raise RequestError("busy", "Other documents are being made.", retry_after=RETRY)
        try:
            with self._one:
                data = self._found.get(key) or self._printer.write(html)
                self._found[key] = data
                while len(self._found) > KEPT:
                    self._found.popitem(last=False)
                return data
        finally:
            self._places.release()


def _file(*place: str) -> bytes:
    return resources.files("cirede_api").joinpath(*place).read_bytes()
