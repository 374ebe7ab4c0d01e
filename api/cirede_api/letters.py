"""Prepared e-mails: addresses of the form mailto: with subject and words filled in."""

from urllib.parse import quote


def mailto(to: str, subject: str, body: str) -> str:
    """Write a mailto: address (RFC 6068); line ends become %0D%0A, everything else is percent-encoded."""
    lines = "\r\n".join(body.splitlines())
    return f"mailto:{quote(to, safe='@')}?subject={quote(subject, safe='')}&body={quote(lines, safe='')}"
