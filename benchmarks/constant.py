"""The site with one more address, which returns a constant as long as a walk; every other part is the same."""

from flask import Flask, Response

from cirede_api import create_app

WALK = "/api/v1/trees/waste-status/walk?who=gives&lot=one&origin=used&lang=fr"
CONSTANT = "/constant"


def with_constant() -> Flask:
    """Make the site with that address."""
    body = create_app().test_client().get(WALK).data
    app = create_app()
    app.add_url_rule(CONSTANT, "constant", lambda: Response(body, content_type="application/json"))
    return app


app = with_constant()
