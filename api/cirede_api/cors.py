"""Reading from other sites: any page may read the API, and none can do it in a visitor's name, since there is no cookie."""

from typing import TYPE_CHECKING

from flask import request

if TYPE_CHECKING:
    from flask import Response

API = "/api/"
EVERYONE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Allow, ETag, Retry-After, X-Request-Id",
}
SENT = "Accept-Language, Content-Type, If-None-Match"
A_DAY = "86400"


def open_to_all(response: "Response") -> None:
    """Open an answer of the API to every site, and say in a preflight what may be sent; other answers stay closed."""
    if not request.path.startswith(API):
        return
    response.headers.update(EVERYONE)
    if request.method == "OPTIONS" and response.status_code == 200:  # noqa: PLR2004 - the address exists
        response.status_code = 204
        methods = response.headers.get("Allow", "GET")
        response.headers["Access-Control-Allow-Methods"] = methods
        response.headers["Access-Control-Allow-Headers"] = SENT
        response.headers["Access-Control-Max-Age"] = A_DAY
