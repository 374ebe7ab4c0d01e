"""docs/security.md is true: each control and each trap names tests that are there, or says why none is needed."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "security.md").read_text("utf-8").splitlines()
    if line.startswith("|") and not re.match(r"\|(?:-|\s*(?:control|trap)\s*\|)", line)
]
NAMED = re.compile(r"`(tests/[a-z_/]+\.py)::(test_\w+)`")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:40])
def test_each_control_is_proved(row: list[str]) -> None:
    """A row has a control, how it is kept, and tests that exist, or the words 'not applicable' with the reason."""
    control, how, proof = row
    assert control
    assert how
    if proof.startswith("not applicable: "):
        return
    named = NAMED.findall(proof)
    assert named
    assert NAMED.sub("", proof).strip(" ,") == ""
    for file, name in named:
        tree = ast.parse((ROOT / file).read_text("utf-8"))
        assert name in {each.name for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)}, f"{file}::{name}"


def test_the_table_is_there() -> None:
    """Controls and traps are read: the test above cannot pass on nothing."""
    assert len(ROWS) > 35
