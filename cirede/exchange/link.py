"""A path as a short code, for an address that lasts: the walk asks the same again, so only the answers' places are written.

The code is one whole number in base 32. Its digits are the answers, in a base that each question sets by what it offers: an
option is its place, several options are a bit each, a number is its signs. No digit of an answer is 0 at its start, so the
path stops where nothing is left. The last characters seal tree, version, day and answers: a link that was cut or copied
wrong, or that meets a tree changed under the same version, is told and never misread.
"""

from hashlib import blake2b
from typing import TYPE_CHECKING

from cirede.engine.prepare import Node, Place, PreparedTree, by_cases, normal
from cirede.engine.walk import walk
from cirede.errors import DamagedLinkError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cirede.model.walk import Answer, Walk

MAX_CODE = 1000
"""A code with more characters is no code."""

_SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"
_MISTAKEN = str.maketrans("ilo", "110")
"""Letters left out of a code, since people take them for digits, and the digits meant."""

_NUMBER = "0123456789-.,"
_SEAL_BITS = 25
_BITS = 5


def encode(tree: PreparedTree, found: "Walk") -> str:
    """Write the path of a walk as a code of lower-case letters and digits; what the path did not need is left out."""
    nodes = tree.graph(found.on).nodes
    value = 0
    for step in reversed(found.steps):
        for digit, base in reversed(tuple(_digits(nodes[step.question], step.answer))):
            value = value * base + digit
    value = value << _SEAL_BITS | _seal(found)
    length = max(_SEAL_BITS, value.bit_length())
    return "".join(_SIGNS[value >> place & 31] for place in reversed(range(0, length, _BITS)))


def decode(tree: PreparedTree, code: str, *, on: "date") -> "Walk":
    """Walk the path of a code, under the tree and the day it was made for. Raises: DamagedLinkError, and nothing else."""
    plain = code[: MAX_CODE + 1].lower().translate(_MISTAKEN)
    if len(plain) > MAX_CODE or any(sign not in _SIGNS for sign in plain):
        raise DamagedLinkError
    value = int("".join(f"{_SIGNS.index(sign):05b}" for sign in plain) or "0", 2) >> _SEAL_BITS
    place: Place = tree.graph(on).start
    answers: dict[str, Answer | None] = {}
    while not place.ends:
        if place.gate:
            place = place.start
            continue
        if not value:
            answers[place.id] = None  # the path stops here, also where a gate would hand over an answer
            break
        given, value = _answer(place, value)
        answer, _ = normal(place, given)
        if answer is None:
            raise DamagedLinkError
        answers[place.id] = answer
        place = (place.table.get(answer) or by_cases(place, answer))[1]
    found = walk(tree, answers, on=on)
    if encode(tree, found) != plain:
        raise DamagedLinkError
    return found


def _digits(node: Node, answer: "Answer") -> "Iterator[tuple[int, int]]":
    """Give the digits of an answer with their bases; the first is never 0."""
    if node.question.type == "number":
        yield from ((_NUMBER.index(sign) + 1, len(_NUMBER) + 1) for sign in answer)
        yield 0, len(_NUMBER) + 1
    elif isinstance(answer, tuple):
        yield sum(1 << node.order[name] for name in answer), 1 << len(node.order)
    else:
        yield node.order[answer] + 1, len(node.order) + 1


def _answer(node: Node, value: int) -> tuple[object, int]:
    """Take the next answer off a value; gives it, sound or not, and what is left."""
    if node.question.type == "number":
        signs = []
        value, digit = divmod(value, len(_NUMBER) + 1)
        while digit:
            signs.append(_NUMBER[digit - 1])
            value, digit = divmod(value, len(_NUMBER) + 1)
        return "".join(signs), value
    names = tuple(node.order)
    if node.question.type == "several":
        value, bits = divmod(value, 1 << len(names))
        return [name for place, name in enumerate(names) if bits >> place & 1], value
    value, digit = divmod(value, len(names) + 1)
    return names[digit - 1] if digit else None, value


def _seal(found: "Walk") -> int:
    said = [f"{step.question}={step.answer if isinstance(step.answer, str) else ' '.join(step.answer)}" for step in found.steps]
    text = "\n".join((found.tree, found.version, found.on.isoformat(), *said))
    return int.from_bytes(blake2b(text.encode(), digest_size=4).digest()) >> 32 - _SEAL_BITS
