"""Who may show our pages in a frame: an allow-list of sites, and the headers that follow from it."""

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import g, request

from cirede.errors import WrongUseError
from cirede_api.problems import RequestError

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "/embed/"
SCRIPT = "/embed/v1.js"
_EDITOR = re.compile(r"/(?:fr|nl|en)/embed/?")
_NAME = r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)"
_SITE = re.compile(rf"https://(?:\*\.)?{_NAME}(?:\.{_NAME})+(?::\d{{1,5}})?")
_LOCAL = re.compile(r"https?://(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?")
_NESTED = {"iframe", "frame", "embed", "object"}


def policy(**more: str) -> str:
    """Write the Content-Security-Policy; `more` adds or replaces directives, with `_` for `-`."""
    directives = {
        "default-src": "'none'", "style-src": "'self'", "img-src": "'self'", "font-src": "'self'", "form-action": "'self'",
        "base-uri": "'none'", "frame-ancestors": "'none'",
    }  # fmt: skip
    directives |= {name.replace("_", "-"): value for name, value in more.items()}
    return "; ".join(f"{name} {value}" for name, value in directives.items())


class Framing:
    """The allow-list, and what it means for each address."""

    def __init__(self, line: str) -> None:
        """Read `CIREDE_FRAME_ANCESTORS`: origins with spaces or commas between. Raises: WrongUseError naming the wrong one."""
        self.sites = tuple(dict.fromkeys(filter(None, re.split(r"[,;\s]+", line))))
        for site in self.sites:
            if not _SITE.fullmatch(site) and not _LOCAL.fullmatch(site):
                raise WrongUseError(_advice(site))

    def allows(self, origin: str) -> bool:
        """Tell whether a site may frame us, as the browser will read the list; we may frame ourselves."""
        given = urlsplit(origin)
        if given.netloc == request.host:
            return True
        return any(_matches(given.scheme, given.netloc, site) for site in self.sites)

    def check(self) -> None:
        """Refuse a frame of a site that is not listed, where the request names that site.

        The browser would refuse it too, but with an empty frame. Raises: RequestError 403 with the origin.
        """
        fetched = request.headers
        if fetched.get("Sec-Fetch-Dest") not in _NESTED or fetched.get("Sec-Fetch-Site") == "same-origin":
            return
        origin = _origin(fetched.get("Referer", ""))
        if origin and not self.allows(origin):
            g.refused = True
            raise RequestError("embedding-refused", "This site may not show the questionnaire in a frame.", origin=origin)

    def dressed(self, headers: "Mapping[str, str]") -> dict[str, str]:
        """Give the headers of the answer to this request, from those of a page that nobody may frame."""
        path, changed = request.path, dict(headers)
        if path.startswith(PREFIX):
            allowed = "*" if g.get("refused") else " ".join(("'self'", *self.sites))
            changed["Content-Security-Policy"] = policy(script_src="'self'", frame_ancestors=allowed)
            changed["X-Robots-Tag"] = "noindex"
            del changed["X-Frame-Options"]
        elif _EDITOR.fullmatch(path):
            changed["Content-Security-Policy"] = policy(script_src="'self'", frame_src="'self'")
        if path == SCRIPT:
            changed["Cross-Origin-Resource-Policy"] = "cross-origin"
        if path.startswith("/static/fonts/"):  # a sandboxed frame has no origin, and fonts are fetched with CORS
            changed["Access-Control-Allow-Origin"] = "*"
        return changed


def _origin(referer: str) -> str:
    try:
        found = urlsplit(referer)
    except ValueError:  # brackets that hold no address
        return ""
    return f"{found.scheme}://{found.netloc}" if found.netloc else ""


def declared(host: str | None, line: str) -> str | None:
    """Give the entry of the allow-list that a frame says it stands in, so never a name of a reader's making; else None."""
    for site in re.split(r"[,;\s]+", line):
        scheme, _, name = site.partition("://")
        if host and name and _matches(scheme, host, site):
            return name
    return None


def _matches(scheme: str, netloc: str, site: str) -> bool:
    wanted, _, name = site.partition("://")
    if scheme != wanted:
        return False
    return netloc.endswith(name[1:]) if name.startswith("*.") else netloc == name


def _advice(site: str) -> str:
    cure = "write the address of a site as https://www.example.org, without a path"
    if site == "*":
        cure = "name each site, as https://www.example.org, or all below one name, as https://*.example.org"
    elif site.startswith("http://"):
        cure = f"a site that frames us must be served by https: write 'https://{site[7:67]}'"
    return f"CIREDE_FRAME_ANCESTORS names '{site[:80]}': {cure}"
