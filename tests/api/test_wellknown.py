"""The files at fixed addresses: security.txt as RFC 9116 has it, and robots.txt."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from cirede.cli import main
from cirede.settings import Settings
from cirede_api import create_app
from tests.api.conftest import CONTENT, TODAY

if TYPE_CHECKING:
    from flask.testing import FlaskClient

SECURITY = "/.well-known/security.txt"


def test_security_txt_names_the_contact_and_ends(client: "FlaskClient") -> None:
    """The file has one Contact, one Expires within a year, the languages, and nothing that is not of the RFC."""
    answer = client.get(SECURITY)
    assert (answer.status_code, answer.content_type) == (200, "text/plain; charset=utf-8")
    fields = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert fields.keys() == {"Contact", "Expires", "Preferred-Languages"}
    assert fields["Contact"] == "mailto:info@example.org"
    expires = datetime.fromisoformat(fields["Expires"]).date()
    assert TODAY < expires < TODAY + timedelta(days=365)
    secure = client.get(SECURITY, base_url="https://tool.example.org").text
    assert f"Canonical: https://tool.example.org{SECURITY}\n" in secure


@pytest.mark.parametrize("contact", ["", "info", "a@b.be\r\nContact: mailto:evil@example.org", "a@b.be\nX: y", "<a@b.be>"])
def test_without_a_mail_address_there_is_no_file(contact: str) -> None:
    """Where the contact is no mail address, there is no file rather than a wrong one, and no line can be slipped in."""
    app = create_app(Settings(content=CONTENT, contact=contact), today=lambda: TODAY)
    assert app.test_client().get(SECURITY).status_code == 404


def test_doctor_says_that_a_contact_is_missing(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """`cirede doctor` names what is missing without a contact, and the contact where there is one."""
    monkeypatch.setenv("CIREDE_CONTENT", str(CONTENT))
    monkeypatch.delenv("CIREDE_CONTACT", raising=False)
    main(["doctor"])
    assert "without  security.txt" in capsys.readouterr().out
    monkeypatch.setenv("CIREDE_CONTACT", "info@example.org")
    main(["doctor"])
    assert "security.txt and the pages name info@example.org" in capsys.readouterr().out


def test_crawlers_read_pages_and_not_answers(client: "FlaskClient") -> None:
    """Pages and what they are dressed with may be crawled; addresses with answers, without end, and the API may not."""
    lines = client.get("/robots.txt").text.splitlines()
    assert lines == ["User-agent: *", "Allow: /static/", "Disallow: /api/", "Disallow: /*?"]
    inside = client.get("/robots.txt", environ_overrides={"SCRIPT_NAME": "/tool"}).text
    assert "Disallow: /tool/api/" in inside
