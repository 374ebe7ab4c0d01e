"""What the operator decides: names shown, contact, where content lies, where to listen."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cirede.errors import WrongUseError

_HIGHEST_PORT = 65_535
_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Settings:
    """One frozen value, read once at the door."""

    name: str = "CiRèDe"
    today_name: str = "Agile"
    publisher: str = "CiRèDe"
    contact: str = ""
    content: Path | None = None
    host: str = "127.0.0.1"
    port: int = 8000
    frame_ancestors: str = ""
    notice: str = ""
    themes: Path | None = None


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read `CIREDE_*` and `PORT`. Raises: WrongUseError for a port that is none."""
    given = os.environ if environment is None else environment
    content, themes = given.get("CIREDE_CONTENT"), given.get("CIREDE_THEMES")
    usual = Settings()
    return Settings(
        name=given.get("CIREDE_NAME", usual.name),
        today_name=given.get("CIREDE_TODAY_NAME", usual.today_name),
        publisher=given.get("CIREDE_PUBLISHER", usual.publisher),
        contact=given.get("CIREDE_CONTACT", usual.contact),
        content=Path(content) if content else None,
        host=given.get("CIREDE_HOST", usual.host),
        port=as_port(given.get("PORT", "") or str(usual.port)),
        frame_ancestors=given.get("CIREDE_FRAME_ANCESTORS", usual.frame_ancestors),
        notice=given.get("CIREDE_NOTICE", usual.notice),
        themes=Path(themes) if themes else None,
    )


def as_port(text: str) -> int:
    """Read a port number. Raises: WrongUseError with the range."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:_DIGITS]) <= _HIGHEST_PORT:
        message = f"PORT is '{text[:20]}': give a number from 1 to 65535"
        raise WrongUseError(message)
    return int(text)
