"""What can be wrong with a request: one short list of kinds, and the exception that names one of them."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cirede.errors import CiredeError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOWN = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its lasting name, its HTTP status and its title."""

    slug: str
    status: int
    title: str


KINDS = {
    kind.slug: kind
    for kind in (
        Kind("malformed-address", 400, "The address cannot be read"),
        Kind("not-found", 404, "There is nothing at this address"),
        Kind("method-not-allowed", 405, "This address does not take this method"),
        Kind("length-required", 411, "A body must say its length"),
        Kind("body-too-large", 413, "The body is too large"),
        Kind("address-too-long", 414, "The address is too long"),
        Kind("wrong-parameter", 422, "A parameter cannot be used"),
        Kind("answer-not-offered", 422, "An answer is not one of those offered"),
        Kind("answer-of-another-day", 404, "An answer is offered on another day or in another version only"),
        Kind("not-covered", 404, "The law of that day is not covered"),
        Kind("malformed-body", 400, "The body is not a JSON text"),
        Kind("wrong-media-type", 415, "The body is not sent as JSON"),
        Kind("wrong-body", 422, "The body cannot be used"),
        Kind("bad-request", 400, "The request cannot be read"),
        Kind("internal-error", 500, "Something went wrong on our side"),
        Kind("no-drawing", 503, "The drawing cannot be made"),
        Kind("no-pdf", 503, "PDF cannot be made"),
        Kind("too-many-requests", 429, "Too many requests"),
        Kind("unavailable", 503, "The service does not answer"),
        Kind("busy", 503, "Too much is asked at once"),
        Kind("damaged-link", 404, "The link is damaged"),
        Kind("withdrawn", 410, "This questionnaire was withdrawn"),
        Kind("paused", 503, "This questionnaire is paused"),
        Kind("embedding-refused", 403, "This site may not show the questionnaire in a frame"),
    )
}
BY_STATUS = {kind.status: kind for kind in reversed(KINDS.values())}


class RequestError(CiredeError):
    """A request that cannot be answered: its kind, one sentence, and members for machines."""

    def __init__(self, slug: str, detail: str, **members: Any) -> None:  # noqa: ANN401 - any JSON value
        """Name the kind by its slug; `members` are added to the problem document."""
        self.kind = KINDS[slug]
        self.detail = detail
        self.members = members
        super().__init__(detail)


def shown(name: str) -> str:
    """Give a name as it may be repeated to the reader: in quotes when it is a plain id, else not at all."""
    return f"'{name}'" if _SHOWN.fullmatch(name) else "of this name"


def unknown(kind: str, name: str, known: "Iterable[str]") -> RequestError:
    """Make the problem of a name in the path that nothing bears, with the nearest that exists."""
    names = tuple(known)
    near = nearest(name[:60], names)
    hint = f"did you mean '{near}'?" if near else f"known: {', '.join(names)}"
    detail = f"There is no {kind} {shown(name)} ({hint})."
    return RequestError("not-found", detail, nearest=near, what=kind)


def document(problem: RequestError, instance: str) -> dict[str, Any]:
    """Give the problem document of RFC 9457; `instance` is the percent-encoded path of the request."""
    kind = problem.kind
    return {
        "type": f"/problems/{kind.slug}",
        "title": kind.title,
        "status": kind.status,
        "detail": problem.detail,
        "instance": instance,
        **{name: value for name, value in problem.members.items() if value is not None},
    }
