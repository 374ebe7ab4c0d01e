"""The strict subset of YAML: what is refused, where, and what stays as it was written."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cirede.loader.document import MAX_BYTES, MAX_NODES, read_text, read_yaml


def faults(text: str | bytes) -> list[tuple[int, int, str]]:
    """Give line, column and rule of every problem of a text."""
    data = text.encode() if isinstance(text, str) else text
    return [(each.line, each.column, each.rule) for each in read_text(data, file="a.yaml")[1]]


def value(text: str) -> object:
    """Give the value of a sound text."""
    document, problems = read_text(text.encode(), file="a.yaml")
    assert problems == []
    assert document is not None
    return document.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nwhen: >= 10", [(2, 7, "yaml")]),
        ("a: 1\nwhen: != a", [(2, 7, "tag")]),
        ("fr: Attention : ceci", [(1, 5, "unquoted"), (1, 15, "yaml")]),
        ("{at: art. 3, 1°}", [(1, 6, "unquoted")]),
        ("a: {fr: Est-ce, oui ou non}", [(1, 9, "unquoted"), (1, 17, "unquoted")]),
        ("a: 1\nfr: Oui #3", [(2, 5, "unquoted")]),
        ("a: 1\nfr: Est-ce oui #3", [(2, 5, "unquoted")]),
        ("a:\n  ? [b]\n  : c", [(2, 5, "key")]),
        ("? {b: 1}\n: c", [(1, 3, "key")]),
        ("a: 1\nb: 2\na: 3", [(3, 1, "duplicate-key")]),
        ("a: !!python/object:os.system b", [(1, 4, "tag")]),
        ("!!str a: b", [(1, 1, "tag")]),
        ("a: &b 1", [(1, 4, "tag")]),
        ("a: &b 1\nc: *b", [(1, 4, "tag"), (2, 4, "alias")]),
        ("a: 1\n<<: *b", [(2, 5, "alias")]),
        ("é: 1\nb: x\x00y", [(2, 5, "control-character")]),
        ("a: \x1b[31m", [(1, 4, "control-character")]),
        (b"a: 1\nb: \xc3\xa9\xff", [(2, 5, "encoding")]),
        ("a: 1\n---\nb: 2", [(2, 1, "several-documents")]),
        ("", [(1, 1, "empty-file")]),
        ("# only a remark\n", [(2, 1, "empty-file")]),
        ("a: " + "[" * 100_000, [(1, 24, "too-large")]),
        ("a: b\n" * 2 + "\tc: 1", [(2, 1, "duplicate-key"), (3, 1, "yaml")]),
        ('a: "never closed\nb: 1', [(1, 4, "yaml")]),
        ('a: "done" more', [(1, 11, "yaml")]),
        ("a: {b: 1", [(1, 4, "yaml")]),
        ("a: @b", [(1, 4, "yaml")]),
        ('a: "\\d"', [(1, 5, "yaml")]),
        ("a: - b", [(1, 4, "yaml")]),
        ("a:\n  b: 1\n c: 2", [(3, 2, "yaml")]),
        ('fr: "TODO"', [(1, 5, "placeholder")]),
    ],
)
def test_a_trap_is_refused_at_its_place(text: str | bytes, expected: list[tuple[int, int, str]]) -> None:
    """Each trap of YAML gives its own rule, with the line and the column where it stands."""
    assert expected == faults(text)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("when: >= 10", 'put a condition in double quotes: ">= 10"'),
        ("when: != a", 'put a condition in double quotes: "q != a"'),
        ("fr: Attention : ceci", "put the words in double quotes"),
        ("\ta: 1", "indent with spaces"),
        ('a: "b', "a quote is opened here and never closed"),
        ("a: 1\na: 2", "the first is on line 1"),
        ("a: 1\n---\nb: 2", "remove the line '---'"),
        (b"a: \xff", "save the file as UTF-8"),
        ("a: [1, 2", "a '[' is not closed"),
    ],
)
def test_a_problem_tells_the_cure(text: str | bytes, part: str) -> None:
    """The message says in plain words what to change."""
    data = text.encode() if isinstance(text, str) else text
    assert part in " ".join(str(each) for each in read_text(data, file="a.yaml")[1])


def test_words_stay_words() -> None:
    """Yes, no, on and off are no truth values, and a quoted number is no number."""
    assert value('yes: no\non: off\na: "1"') == {"yes": "no", "on": "off", "a": "1"}


def test_plain_values_become_what_they_look_like() -> None:
    """Only true, false, null and numbers are resolved; a decimal keeps its last zero."""
    expected = {"a": True, "b": False, "c": None, "d": 12, "e": Decimal("2026.10"), "f": "2026-12-31", "g": "007"}
    assert expected == value("a: true\nb: false\nc: null\nd: 12\ne: 2026.10\nf: 2026-12-31\ng: 007")
    assert str(value("2026.10")) == "2026.10"


def test_a_file_of_windows_is_read() -> None:
    """A byte order mark and carriage returns do no harm."""
    document, problems = read_text(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", file="a.yaml")
    assert problems == []
    assert document is not None
    assert document.value == {"a": 1, "b": 2}


def test_a_bomb_does_not_go_off() -> None:
    """Nested aliases are refused at the first one, and nothing is expanded."""
    levels = "\n".join(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]" for before, name in (("a", "b"), ("b", "c")))
    assert ("a.yaml", 2, "alias") in [
        (each.file, each.line, each.rule) for each in read_text(f"a: &a [x]\n{levels}".encode(), file="a.yaml")[1]
    ]


def test_a_huge_file_is_refused() -> None:
    """More bytes or more values than any content has are refused without being read through."""
    assert faults(b"a" * (MAX_BYTES + 1)) == [(1, 1, "too-large")]
    assert [each[2] for each in faults("[" + "1," * (MAX_NODES + 1) + "1]")] == ["too-large"]


def test_a_place_is_that_of_the_deepest_part_that_exists() -> None:
    """A path is followed as far as the file goes, to the value or, when asked, to its key."""
    document, _ = read_text(b"a:\n  b:\n    - c\n    - d: 1", file="a.yaml")
    assert document is not None
    assert document.place("a", "b", 1, "d") == (4, 10)
    assert document.place("a", "b", 1, "d", key=True) == (4, 7)
    assert document.place("a", "b", 7, "d") == (3, 5)


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    """A file that cannot be opened is named, and nothing is raised."""
    document, problems = read_yaml(tmp_path / "none.yaml", file="trees/none.yaml")
    assert document is None
    assert [str(each) for each in problems] == [
        "trees/none.yaml:1:1: the file cannot be read: No such file or directory [unreadable]"
    ]


@given(st.one_of(st.binary(max_size=200), st.text("ab:-[]{}\"'&*!|>#%@`, \n\t\x00é", max_size=60).map(str.encode)))
def test_reading_never_raises(data: bytes) -> None:
    """Whatever the bytes are, there is a document or at least one problem with a place in the file."""
    document, problems = read_text(data, file="a.yaml")
    assert document is not None or problems
    lines = data.decode("utf-8-sig", "replace").count("\n") + 1
    assert all(1 <= each.line <= lines + 1 and each.column >= 1 for each in problems)
