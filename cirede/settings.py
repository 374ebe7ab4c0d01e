"""What the operator decides: names shown, contact, where content lies, where to listen."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cirede.errors import WrongUseError

_HIGHEST_PORT = 65_535
_DIGITS = 10
_MOST_RATE = 100_000
_HOST = re.compile(r"\.?[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")


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
    proxies: int = 0
    trusted_hosts: tuple[str, ...] = ()
    rate: int = 600
    counters: Path | None = None


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read `CIREDE_*` and `PORT`. Raises: WrongUseError for a value that makes no sense."""
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
        proxies=_proxies(given.get("CIREDE_PROXIES", "")),
        trusted_hosts=_hosts(given.get("CIREDE_TRUSTED_HOSTS", "")),
        rate=_rate(given.get("CIREDE_RATE", ""), usual.rate),
        counters=_file(given.get("CIREDE_COUNTERS", "")),
    )


def as_port(text: str) -> int:
    """Read a port number. Raises: WrongUseError with the range."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:_DIGITS]) <= _HIGHEST_PORT:
        message = f"PORT is '{text[:20]}': give a number from 1 to 65535"
        raise WrongUseError(message)
    return int(text)


def _proxies(text: str) -> int:
    if text not in {"", "0", "1"}:
        message = f"CIREDE_PROXIES is '{text[:20]}': give 1 behind the web server of deploy/nginx, else 0"
        raise WrongUseError(message)
    return int(text or 0)


def _hosts(text: str) -> tuple[str, ...]:
    hosts = tuple(text.replace(",", " ").split())
    for host in hosts:
        if not _HOST.fullmatch(host):
            message = f"CIREDE_TRUSTED_HOSTS holds '{host[:60]}': give names like tool.example.org, no scheme, port or path"
            raise WrongUseError(message)
    return hosts


def _rate(text: str, usual: int) -> int:
    if not text:
        return usual
    if not text.isascii() or not text.isdigit() or int(text[:_DIGITS]) > _MOST_RATE:
        message = f"CIREDE_RATE is '{text[:20]}': give the requests a minute of one address, 1 to {_MOST_RATE}, or 0 for no limit"
        raise WrongUseError(message)
    return int(text)


def _file(text: str) -> Path | None:
    if not text:
        return None
    path = Path(text)
    if not path.is_absolute() or not path.parent.is_dir():
        message = f"CIREDE_COUNTERS is '{text[:120]}': give the whole path of a file in a folder that exists"
        raise WrongUseError(message)
    return path
