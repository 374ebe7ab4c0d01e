"""What the operator decides."""

from pathlib import Path

import pytest

from cirede.errors import WrongUseError
from cirede.settings import Settings, read_settings


def test_nothing_needs_to_be_set() -> None:
    """Without environment there is a complete configuration."""
    assert read_settings({}) == Settings()


def test_what_is_set_is_read() -> None:
    """Names, contact, content, host and port come from the environment."""
    given = {"CIREDE_NAME": "A", "CIREDE_CONTACT": "a@example.org", "CIREDE_CONTENT": "/x", "CIREDE_HOST": "::1", "PORT": "81"}
    found = read_settings(given)
    assert (found.name, found.contact, found.content, found.host, found.port) == ("A", "a@example.org", Path("/x"), "::1", 81)


@pytest.mark.parametrize("port", ["0", "65536", "eighty", "-1", "8 0", "٨٠", "8" * 5000])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    """The message repeats the start of what was given and names the range."""
    with pytest.raises(WrongUseError, match="give a number from 1 to 65535"):
        read_settings({"PORT": port})


def test_what_stands_in_front_is_read() -> None:
    """Proxy, hosts, limit and counters come from the environment."""
    given = {"CIREDE_PROXIES": "1", "CIREDE_TRUSTED_HOSTS": "a.example, .b.example", "CIREDE_RATE": "0", "CIREDE_COUNTERS": "/c"}
    found = read_settings(given)
    assert (found.proxies, found.trusted_hosts, found.rate) == (1, ("a.example", ".b.example"), 0)
    assert found.counters == Path("/c")


@pytest.mark.parametrize(
    ("name", "value", "cure"),
    [
        ("CIREDE_PROXIES", "2", "give 1 behind the web server"),
        ("CIREDE_PROXIES", "yes", "give 1 behind the web server"),
        ("CIREDE_TRUSTED_HOSTS", "https://a.example", "no scheme, port or path"),
        ("CIREDE_TRUSTED_HOSTS", "a.example *", "no scheme, port or path"),
        ("CIREDE_RATE", "many", "or 0 for no limit"),
        ("CIREDE_RATE", "-1", "or 0 for no limit"),
        ("CIREDE_RATE", "9" * 9, "or 0 for no limit"),
        ("CIREDE_COUNTERS", "counters.sqlite", "the whole path of a file"),
        ("CIREDE_COUNTERS", "/nowhere/at/all", "a folder that exists"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused(name: str, value: str, cure: str) -> None:
    """The message names the setting and what to write instead."""
    with pytest.raises(WrongUseError, match=cure) as raised:
        read_settings({name: value})
    assert name in str(raised.value)
