"""What is read of a file that is no YAML at the moment."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from cirede.loader.salvage import part_of, read_or_salvage, salvage
from tests.conftest import BRIDGE, CONTENT

TEXT = (CONTENT / BRIDGE).read_text("utf-8")


def test_the_keys_survive_an_open_quote() -> None:
    """A quote that is never closed loses its own line, not the ids around it."""
    found = salvage(TEXT.replace('    fr: "Passage"', '    fr: "Passage', 1))
    assert list(found["questions"]) == ["vehicle", "weight", "load", "open-now"]
    assert found["questions"]["open-now"]["next"] == {"yes": "=cross", "no": "=refused", "unsure": "=refused"}
    assert found["questions"]["vehicle"]["options"]["foot"]["label"]["en"] == "On foot"


def test_a_line_tells_the_part_it_stands_in() -> None:
    """A line number leads to the question around it, also inside lists."""
    line = TEXT[: TEXT.index('label:\n          fr: "léger"')].count("\n") + 1
    assert part_of(TEXT, line)[:3] == ("questions", "weight", "cases")
    assert part_of(TEXT, 1) == ("schema",)
    assert part_of("", 3) == ()


@given(st.text(alphabet="ab:- \n\"'{[#", max_size=120))
def test_nothing_that_is_typed_stops_it(text: str) -> None:
    """Any text at all is read without an error."""
    salvage(text)
    part_of(text, 2)


def test_what_is_not_there_is_empty(tmp_path: Path) -> None:
    """A file that is missing, or that is no map, has no keys."""
    assert read_or_salvage(tmp_path / "none.yaml") == ({}, "")
    (tmp_path / "list.yaml").write_text("- a\n", "utf-8")
    assert read_or_salvage(tmp_path / "list.yaml")[0] == {}
