"""What the operator needs of the application: its place behind a proxy, health, the journal, the counters."""

from typing import TYPE_CHECKING

from cirede_api.counting import Counting
from cirede_api.health import NAME, Readiness, health
from cirede_api.journal import Journal
from cirede_api.proxy import place

if TYPE_CHECKING:
    from flask import Flask

    from cirede_api.site import Site


def operate(app: "Flask", site: "Site") -> None:
    """Add it all, as the settings say; the journal comes last, so that it begins first."""
    settings = site.settings
    place(app, settings)
    readiness = app.extensions[NAME] = Readiness(site)
    app.register_blueprint(health(readiness))
    if settings.counters:
        Counting(settings.counters, site).watch(app)
    Journal(trusting=bool(settings.proxies)).watch(app)
