"""The mark of a review, written into the file of a tree at its place and nowhere else."""

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date


def accepted(text: str, place: "Callable[..., tuple[int, int]]", *, by: str, on: "date", words: str) -> str:
    """Give the text of a tree with reviewer, day and fingerprint below `reviewed:` and the status `reviewed`.

    `place` gives line and column (from 1) of a value; a value that is missing is added as a line of its own.
    """
    lines = text.splitlines(keepends=True)
    start = place("reviewed", key=True)[0]
    inside = place("reviewed")[0]
    indent = re.match(r" *", lines[inside - 1])
    margin = indent.group() if indent else "  "
    values = {"by": json.dumps(by, ensure_ascii=False), "on": on.isoformat(), "words": f'"{words}"'}
    for key, value in values.items():
        line = f"{margin}{key}: {value}\n"
        found = place("reviewed", key, key=True)
        if re.match(rf"{margin}{key}:", lines[found[0] - 1]) and found[0] > start:
            lines[found[0] - 1] = line
        else:
            lines[place("reviewed", "next", key=True)[0] - 1] = line + lines[place("reviewed", "next", key=True)[0] - 1]
    status = place("status", key=True)[0] - 1
    lines[status] = re.sub(r"^(status: *)\S+", r"\1reviewed", lines[status])
    return "".join(lines)
