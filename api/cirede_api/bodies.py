"""The one reader of bodies: strict JSON against a model, every fault told with its place."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from flask import request
from pydantic import BaseModel, ValidationError

from cirede.errors import nearest
from cirede_api.problems import RequestError, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=BaseModel)

JSON = "application/json"
_UNREADABLE = "json_invalid"
_UNKNOWN = "extra_forbidden"
_KEY = "[key]"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a body: the names that lead there, its kind, what to do, the nearest name that exists."""

    path: tuple[str | int, ...]
    code: str
    detail: str
    nearest: str | None = None

    def plain(self) -> dict[str, str]:
        """Give it as the problem document shows it, its place as a JSON Pointer (RFC 6901)."""
        pointer = "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in self.path)
        near = {"nearest": self.nearest} if self.nearest else {}
        return {"pointer": pointer, "code": self.code, "detail": self.detail, **near}


def read_body(model: type[Model]) -> Model:
    """Read the body of the request.

    Raises: RequestError 415 for another media type, 400 for what is no JSON, 422 with every fault.
    """
    if request.mimetype != JSON:
        raise RequestError("wrong-media-type", f"Send the body as {JSON}.")
    sent = request.get_data(cache=False)
    try:
        found = model.model_validate_json(sent)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False, include_context=False)
        if any(each["type"] == _UNREADABLE for each in faults):
            detail = f"The body is not a JSON text in UTF-8: {faults[0]['msg'].partition(': ')[2]}."
            raise RequestError("malformed-body", detail) from None
        raise refused(_fault(each, model) for each in faults) from None
    json.loads(sent, object_pairs_hook=_once, parse_int=len)  # the numbers were read above; here only names count
    return found


def refused(faults: "Iterable[Fault]") -> RequestError:
    """Make the problem of a body that has faults; its detail is the first of them."""
    found = list(faults)
    more = f" ({len(found) - 1} more under 'errors')" if len(found) > 1 else ""
    near = next((each.nearest for each in found if each.nearest), None)
    first = found[0].plain()
    where = f"At {first['pointer']}: " if first["pointer"] else ""
    return RequestError("wrong-body", f"{where}{first['detail']}{more}", nearest=near, errors=[each.plain() for each in found])


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a name that stands twice in one object, of which most readers keep the last without a word."""
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise refused([Fault((), "repeated", f"A name stands twice in one object: {shown(twice)}.")])
    return found


def _fault(each: "ErrorDetails", model: type[BaseModel]) -> Fault:
    path = tuple(part for part in each["loc"] if part != _KEY)
    if each["type"] != _UNKNOWN:
        return Fault(path, each["type"], f"{each['msg']}.")
    near = nearest(str(path[-1]), model.model_fields)
    hint = f"did you mean '{near}'?" if near else f"known: {', '.join(model.model_fields)}"
    return Fault(path, each["type"], f"There is no such key here ({hint}).", near)
