"""Two addresses for machines that watch: does the process answer, and may it be given readers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, Response

from cirede_api.openapi import written

if TYPE_CHECKING:
    from cirede_api.site import Site

NAME = "readiness"
"""Under which key of `app.extensions` the server finds the readiness, to say that it leaves."""


def _stays() -> bool:
    return False


@dataclass
class Readiness:
    """Whether readers may be sent here; `leaving` is set by the server that runs the application."""

    site: "Site"
    leaving: Callable[[], bool] = _stays

    def reason(self) -> str | None:
        """Say why no readers may be sent here, or nothing: the content was loaded, else there would be no application."""
        if self.leaving():
            return "stopping"
        return "paused" if self.site.prepared and all(map(self.shut, self.site.prepared)) else None

    def shut(self, tree: str) -> bool:
        """Tell whether the operator has put a notice in place of a tree for a while."""
        return self.site.notices.get(tree) == "paused"


def health(readiness: Readiness) -> Blueprint:
    """Give the blueprint of both addresses; they stand outside the API, and neither is kept by any cache."""
    blueprint = Blueprint("health", __name__)

    def healthz() -> Response:
        return _said({"status": "ok"}, 200)

    def readyz() -> Response:
        reason, site = readiness.reason(), readiness.site
        if reason:
            return _said({"status": "unready", "reason": reason}, 503)
        return _said({"status": "ready", "version": site.version, "stamp": site.stamp, "trees": len(site.prepared)}, 200)

    blueprint.add_url_rule("/healthz", "healthz", healthz, methods=["GET"])
    blueprint.add_url_rule("/readyz", "readyz", readyz, methods=["GET"])
    return blueprint


def _said(value: dict[str, object], status: int) -> Response:
    response = Response(written(value), status, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
