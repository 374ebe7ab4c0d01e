"""The site and the JSON API: pages in three languages over the library, without cookies or scripts."""

from cirede_api.factory import create_app

__all__ = ["create_app"]
