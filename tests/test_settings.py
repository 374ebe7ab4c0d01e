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
