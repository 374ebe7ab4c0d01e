"""The site after its tree got a new version."""

import shutil
from typing import TYPE_CHECKING

from cirede.settings import Settings
from cirede_api import create_app
from tests.api.conftest import CONTENT, TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient


def revised(folder: "Path", *changes: tuple[str, str]) -> "FlaskClient":
    """Give a client of the site after the tree got a new version; the old one is in the archive."""
    shutil.copytree(CONTENT, folder, dirs_exist_ok=True)
    tree = folder / "trees" / "bridge.yaml"
    text = tree.read_text("utf-8")
    (folder / "trees" / "archive").mkdir()
    (folder / "trees" / "archive" / "bridge@1.yaml").write_text(text, "utf-8")
    for old, new in (('version: "1"', 'version: "2"'), *changes):
        assert old in text
        text = text.replace(old, new)
    tree.write_text(text, "utf-8")
    return create_app(Settings(content=folder), today=lambda: TODAY, testing=True).test_client()
