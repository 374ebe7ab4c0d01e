"""A paper as Markdown, which reads well as it stands: numbers name the places, no markup comes from the words."""

import re
from typing import TYPE_CHECKING

from cirede.exchange.paper.parts import (
    Address,
    Anchored,
    Block,
    Contents,
    Facts,
    Foreign,
    Grid,
    Heading,
    Item,
    Listed,
    Paragraph,
    Remarks,
    Signature,
    Strong,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cirede.exchange.paper.parts import Cell, Paper, Part, Run, Runs

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~&#$])")
_LEADING = re.compile(r"^(\s*)(\d+)([.)])(?=\s)|^(\s*)([-+=])")
_WEB = re.compile(r"https?://[^\s<>]+")
_LINE = "…" * 30


def as_markdown(paper: "Paper") -> str:
    """Write a paper as Markdown."""
    return "\n\n".join(text for part in paper.parts for text in _part(part)) + "\n"


def escaped(words: str) -> str:
    """Give words so that nothing in them is read as markup, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(words.split())) if words.strip() else " "


def _part(part: "Part") -> "Iterator[str]":  # noqa: C901 - one case for each kind of part
    match part:
        case Block(parts=parts):
            for each in parts:
                yield from _part(each)
        case Heading(level=level, words=words, mark=mark):
            yield f"{'#' * level} {f'{mark}. ' if mark else ''}{escaped(words)}"
        case Paragraph(runs=runs, look=look):
            yield f"{'> ' if look == 'note' else ''}{_line(runs)}"
        case Listed(items=items, ordered=ordered):
            yield "\n".join(_points(items, ordered=ordered))
        case Facts(rows=rows) if rows:
            yield "\n".join(line for label, cell in rows for line in _fact(label, cell))
        case Grid(head=head, rows=rows):
            lines = [_row(escaped(each) for each in head), _row("---" for _ in head)]
            yield "\n".join([*lines, *(_row(_cell(cell) for cell in row) for row in rows)])
        case Contents(chapters=chapters):
            yield "\n".join(f"- {escaped(chapter.words)}" for chapter, _ in chapters)
        case Remarks(label=label):
            yield f"{escaped(label)} {_LINE}"
        case Signature(columns=columns, rows=rows):
            empty = [""] * len(columns)
            lines = [_row(["", *(_line(each) for each in columns)]), _row(["---"] * (len(columns) + 1))]
            yield "\n".join([*lines, *(_row([_line(each), *empty]) for each in rows)])


def _row(cells: "Iterable[str]") -> str:
    return f"| {' | '.join(cells)} |"


def _fact(label: str, cell: "Cell") -> "Iterator[str]":
    """Write a name with one line beside it, or with several below it."""
    name = f"- **{escaped(label)}**"
    if len(cell) == 1:
        yield f"{name} {_line(cell[0].runs)}"
        yield from _points(cell[0].inside, depth=1)
        return
    yield name
    yield from _points(cell, depth=1)


def _points(items: "tuple[Item, ...]", *, depth: int = 0, ordered: bool = False) -> "Iterator[str]":
    for number, item in enumerate(items, 1):
        yield f"{'  ' * depth}{f'{number}.' if ordered else '-'} {_line(item.runs).removeprefix('• ')}"
        yield from _points(item.inside, depth=depth + 1)


def _cell(cell: "Cell") -> str:
    """Write the lines of a cell, which a table of Markdown keeps on one."""
    return "<br>".join(_flat(item) for item in cell)


def _flat(item: Item) -> str:
    inside = "; ".join(_flat(each) for each in item.inside)
    return f"{_line(item.runs)} ({inside})" if inside else _line(item.runs)


def _line(runs: "Runs") -> str:
    return _guarded("".join(_run(run) for run in runs).strip())


def _guarded(line: str) -> str:
    """Keep a line from beginning as a list or a rule would."""
    return _LEADING.sub(lambda found: f"{found[2]}\\{found[3]}" if found[2] else f"\\{found[5]}", line)


def _run(run: "Run") -> str:
    if isinstance(run, str):
        return _spaced(run)
    if isinstance(run, Address):
        return f"<{run.url}>" if _WEB.fullmatch(run.url) else escaped(run.url)
    if isinstance(run, (Strong, Anchored)):
        words = run.words.strip()
        return f"{_before(run.words)}**{escaped(words)}**{_after(run.words)}" if words else " "
    if isinstance(run, Foreign):
        return escaped(run.words)
    return _spaced(run.words)


def _spaced(words: str) -> str:
    """Escape words and keep one space where they begin or end with some."""
    return f"{_before(words)}{escaped(words)}{_after(words)}" if words.strip() else words


def _before(words: str) -> str:
    return " " if words[:1].isspace() else ""


def _after(words: str) -> str:
    return " " if words[-1:].isspace() else ""
