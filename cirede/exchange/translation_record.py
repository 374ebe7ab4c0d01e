"""The record of translations as JSON, a line for each place, so that two hands can change it and git can join them."""

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cirede.model.translation import Record


def as_json(record: "Record") -> str:
    """Write a record in the order of its file, a line for each place."""
    head = f'{{"schema": {json.dumps(record.form)}, "source": {json.dumps(record.source)}, "texts": {{\n'
    lines = (f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(marks)}" for key, marks in record.texts.items())
    return head + ",\n".join(lines) + "\n}}\n"
