"""The files that stand at fixed addresses: whom to tell of a weakness (RFC 9116), and what crawlers may read."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from cirede.model.text import LANGS
from cirede_api.problems import RequestError

if TYPE_CHECKING:
    from datetime import date

    from cirede_api.site import Site

SECURITY = "/.well-known/security.txt"
VALID = timedelta(days=180)
_MAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def wellknown(site: "Site") -> Blueprint:
    """Give the blueprint of both files."""
    blueprint = Blueprint("wellknown", __name__)
    views = WellKnown(site)
    blueprint.add_url_rule(SECURITY, "security", views.security, methods=["GET"])
    blueprint.add_url_rule("/robots.txt", "robots", views.robots, methods=["GET"])
    return blueprint


class WellKnown:
    """The views of both files."""

    def __init__(self, site: "Site") -> None:
        """Keep the site, whose settings name the contact."""
        self.site = site

    def security(self) -> Response:
        """Say whom to tell of a weakness. Raises: RequestError 404 where no contact is set."""
        lines = security_lines(self.site.settings.contact, self.site.today())
        if not lines:
            raise RequestError("not-found", "No contact is set for this site.")
        if request.is_secure:
            lines.append(f"Canonical: {request.host_url.rstrip('/')}{SECURITY}")
        return _plain(lines)

    def robots(self) -> Response:
        """Let crawlers read the pages; addresses with answers have no end, and the API is for programs."""
        root = request.script_root
        return _plain(["User-agent: *", f"Allow: {root}/static/", f"Disallow: {root}/api/", f"Disallow: {root}/*?"])


def security_lines(contact: str, today: "date") -> list[str]:
    """Write the lines of security.txt, none where the contact is no mail address."""
    if not _MAIL.fullmatch(contact):
        return []
    expires = (today + VALID).isoformat()
    return [f"Contact: mailto:{contact}", f"Expires: {expires}T00:00:00Z", f"Preferred-Languages: {', '.join(LANGS)}"]


def _plain(lines: list[str]) -> Response:
    return Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
