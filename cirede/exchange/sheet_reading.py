"""A scoring sheet that came back: facts and judgements as validated models, or every problem with its cell and a cure."""

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from cirede.errors import Problem, nearest
from cirede.exchange.sheet_file import Cell, read_pages
from cirede.exchange.sheet_layout import (
    ACCORDING,
    ALONE,
    BETWEEN,
    FACTS,
    FIRST,
    FORM,
    FROM,
    HEAD,
    JUDGEMENTS,
    LIKELY,
    PAGES,
    UP_TO,
    heading,
    option_labels,
)
from cirede.exchange.sheet_row import Row
from cirede.model.barrier import Fact, Judgement
from cirede.model.text import LANGS, TODO, Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from cirede.exchange.sheet_file import Rows
    from cirede.model.catalogue import Catalogue
    from cirede.model.rule import FactType
    from cirede.model.text import Lang

_BOUNDS = ("least", "likely", "most")
_WHO = ("who-fr", "who-nl", "who-en")
_HIGHEST = 5
_FRESH = "take a fresh sheet with: cirede register sheet"
_ADD = "add it below 'sources:' in rules/lists.yaml first"


@dataclass(frozen=True, slots=True)
class ScoringSheet:
    """What a sheet says of one barrier; `unknown` names the facts of which it says that nobody knows."""

    barrier: str
    facts: dict[str, Fact]
    judgements: dict[str, Judgement]
    unknown: tuple[str, ...]


@dataclass(slots=True)
class _Reading:
    catalogue: "Catalogue"
    file: str
    sources: frozenset[str]
    problems: list[Problem] = field(default_factory=list)
    facts: dict[str, Fact] = field(default_factory=dict)
    judgements: dict[str, Judgement] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)


def read_sheet(
    data: bytes, catalogue: "Catalogue", *, file: str, barrier: str | None = None
) -> tuple[ScoringSheet | None, list[Problem]]:
    """Read the bytes of a scoring sheet named `file`, of the barrier given or of any.

    Gives what it says, or None where anything must be mended, and every problem found. Never raises.
    """
    wanted = [[PAGES[page].to(lang) for lang in LANGS] for page in ("facts", "judgements")]
    pages, problems = read_pages(data, wanted, file=file)
    if problems:
        return None, problems
    known = frozenset({*catalogue.rulebook.lists.sources, *catalogue.sources.sources})
    reading = _Reading(catalogue, file, known)
    named = {_barrier(reading, page, rows, barrier) for page, rows in pages}
    for (page, rows), key, columns in zip(pages, ("facts", "judgements"), (FACTS, JUDGEMENTS), strict=True):
        lang = next(each for each in LANGS if PAGES[key].to(each) == page)
        if _same_heads(reading, page, rows, columns, lang):
            _rows(reading, page, rows, columns)
    if len(named) > 1 and None not in named:
        reading.problems.append(Problem(file, 1, 2, "wrong-barrier", "the two pages name different barriers", _FRESH))
    name = named.pop()
    if name is None or any(problem.severity == "error" for problem in reading.problems):
        return None, sorted(reading.problems)
    return ScoringSheet(name, reading.facts, reading.judgements, tuple(reading.unknown)), sorted(reading.problems)


def _row(reading: _Reading, page: str, rows: "Rows", place: int, columns: tuple[str, ...]) -> Row:
    cells: list[Cell] = rows[place] if place < len(rows) else []
    return Row(cells, columns, place=place, page=page, file=reading.file, problems=reading.problems)


def _barrier(reading: _Reading, page: str, rows: "Rows", wanted: str | None) -> str | None:
    """Read which barrier a page is about."""
    row = _row(reading, page, rows, 0, ("form", "barrier"))
    if row.words("form") != FORM:
        row.note("form", "schema", f"'{FORM}' does not stand here", _FRESH)
        return None
    name, known = row.words("barrier") or "", reading.catalogue.rulebook.barriers
    if name not in known:
        near = nearest(name, known)
        row.note("barrier", "undefined", f"there is no barrier '{name[:60]}'", f"did you mean '{near}'?" if near else _FRESH)
        return None
    if wanted is not None and name != wanted:
        row.note("barrier", "wrong-barrier", f"this is the sheet of '{name}', not of '{wanted}'", _FRESH)
        return None
    return name


def _same_heads(reading: _Reading, page: str, rows: "Rows", columns: tuple[str, ...], lang: "Lang") -> bool:
    """Tell whether every heading stands where it stood; where not, what is below cannot be trusted."""
    wide = max(len(columns), len(rows[HEAD]) if len(rows) > HEAD else 0)
    more = tuple(f"more-{place}" for place in range(wide - len(columns)))
    row = _row(reading, page, rows, HEAD, (*columns, *more))
    for column in columns:
        expected, found = heading(column, lang), row.words(column)
        if found != expected:
            row.note(column, "changed-header", f"'{(found or '')[:40]}' stands here", f"write '{expected}', or {_FRESH}")
    for column in more:
        if not row.empty(column):
            row.note(column, "changed-header", "a column was added", f"delete it, or {_FRESH}")
    return not row.faulty


def _rows(reading: _Reading, page: str, rows: "Rows", columns: tuple[str, ...]) -> None:
    rulebook = reading.catalogue.rulebook
    plain = [name for name, criterion in rulebook.criteria.items() if not criterion.of]
    known, kind = (tuple(rulebook.facts), "fact") if columns == FACTS else (tuple(plain), "criterion")
    seen: set[str] = set()
    for place in range(FIRST, len(rows)):
        row = _row(reading, page, rows, place, columns)
        if row.empty(*columns):
            continue
        name = row.words("id") or ""
        if name not in known:
            near = nearest(name, known)
            row.note("id", "undefined", f"there is no {kind} '{name[:60]}'", f"did you mean '{near}'?" if near else _FRESH)
        elif name in seen:
            row.note("id", "duplicate-id", f"'{name}' stands here a second time", "delete one of the rows")
        elif columns == FACTS:
            _fact(reading, row, name, rulebook.facts[name])
        else:
            _judgement(reading, row, name)
        seen.add(name)
    for name in known:
        if name not in seen:
            message = f"{page}: the row of '{name}' is missing: it counts as not answered"
            reading.problems.append(Problem(reading.file, len(rows), 1, "missing", message, _FRESH).as_warning())


def _fact(reading: _Reading, row: Row, name: str, kind: "FactType") -> None:
    said = _number(row, kind) if kind.type == "number" else _options(row, kind)
    if said is None:
        if row.unknown("value"):
            reading.unknown.append(name)
        elif not row.empty(*FACTS[8:]) and not row.faulty:
            row.note("value", "missing", "a source or words stand here, but no value", "write a value, or 'unknown'")
        return
    sources = row.listed("sources", reading.sources, "source", _ADD)
    if not sources and row.empty("sources"):
        row.note("sources", "missing", "the source is missing", "write its id, from the page of sources")
    says = _says(row, kind, said)
    given = {**said, "says": says, "grade": row.grade("grade"), "on": row.day("on"), "sources": sources}
    if not row.faulty:
        _keep(row, reading.facts, name, Fact, given)


def _number(row: Row, kind: "FactType") -> dict[str, Any] | None:
    """Read a number or its bounds; None where there is none."""
    found = {column: number for column in ("value", *_BOUNDS) if (number := row.number(column)) is not None}
    bounds = [column for column in _BOUNDS if column in found]
    if bounds and ("value" in found or row.unknown("value")):
        row.note("value", "contradiction", "a value stands here beside bounds", "keep the value, or the bounds")
    if "likely" in found and len(bounds) < len(_BOUNDS):
        row.note("likely", "wrong-form", "a likely value without both bounds", "add the lowest and the highest")
    for before, after in pairwise(bounds):
        if found[before] > found[after]:
            row.note(after, "wrong-order", f"{found[after]} is below {found[before]}", "lowest, likely, highest")
    for column, number in found.items():
        if (kind.lowest is not None and number < kind.lowest) or (kind.highest is not None and number > kind.highest):
            limits = [f"{word} {limit}" for word, limit in (("from", kind.lowest), ("to", kind.highest)) if limit is not None]
            row.note(column, "out-of-range", f"{number} cannot be", f"a number {' '.join(limits)}")
    return found or None


def _options(row: Row, kind: "FactType") -> dict[str, Any] | None:
    """Read options; None where there are none."""
    for column in _BOUNDS:
        if row.usable(column):
            row.note(column, "wrong-form", "this question is not about a number", "empty the cell")
    if row.unknown("value"):
        return None
    found = row.options("value", kind)
    if not found:
        return None
    return {"value": found[0]} if len(found) == 1 and kind.type != "several" else {"values": found}


def _says(row: Row, kind: "FactType", said: dict[str, Any]) -> Text:
    """Give the words of a fact: those written, with who says so; without any, the value put into words."""
    who, written = row.words("who"), row.text(LANGS)
    if written is None:
        form = ACCORDING if who else ALONE
        return Text.each(
            lambda lang: form.to(lang).format(title=kind.title.to(lang), value=_value(kind, said, lang), who=who)
        )
    if who is None:
        return written
    return Text.each(lambda lang: written.to(lang) if written.to(lang) == TODO else f"{written.to(lang)} ({who})")


def _value(kind: "FactType", said: dict[str, Any], lang: "Lang") -> str:
    if kind.type != "number":
        given = said.get("values") or (said["value"],)
        return ", ".join(option_labels(kind)[option].to(lang) for option in given)
    unit = kind.unit.to(lang) if kind.unit else ""
    if "value" in said:
        return f"{_figure(said['value'], lang)} {unit}"
    form = BETWEEN if "least" in said and "most" in said else FROM if "least" in said else UP_TO
    numbers = {bound: _figure(said[bound], lang) for bound in _BOUNDS if bound in said}
    likely = LIKELY.to(lang).format(**numbers) if "likely" in said else ""
    return form.to(lang).format(unit=unit, **numbers) + likely


def _figure(number: "Decimal", lang: "Lang") -> str:
    return format(number, "f") if lang == "en" else format(number, "f").replace(".", ",")


def _judgement(reading: _Reading, row: Row, name: str) -> None:
    if row.empty(*JUDGEMENTS[4:]) or (row.unknown("lowest") and row.empty(*JUDGEMENTS[5:])):
        return
    levels = dict(_levels(row))
    if len(levels) > 1 and levels["lowest"] > levels["highest"]:
        row.note("highest", "wrong-order", f"{levels['highest']} is below {levels['lowest']}", "exchange them")
    reason, who = row.text(LANGS), row.text(_WHO)
    if reason is None:
        row.note("fr", "missing", "the reason is missing", "write it in at least one language")
    if who is None:
        row.note("who-fr", "missing", "who judged is missing", "name the group, in at least one language")
    given = {
        **levels, "kind": "group", "reason": reason, "who": who, "grade": row.grade("grade", "C"), "on": row.day("on"),
        "sources": row.listed("sources", reading.sources, "source", _ADD),
    }  # fmt: skip
    if not row.faulty:
        _keep(row, reading.judgements, name, Judgement, given)


def _levels(row: Row) -> "Iterator[tuple[str, int]]":
    for column in ("lowest", "highest"):
        number = row.number(column)
        if number is None:
            if row.empty(column) or row.unknown(column):
                row.note(column, "missing", "a level is missing", "write both levels, from 0 to 5, or empty the row")
        elif number != int(number) or not 0 <= number <= _HIGHEST:
            row.note(column, "out-of-range", f"{number} is no level", "a whole number from 0 to 5")
        else:
            yield column, int(number)


def _keep(row: Row, kept: dict[str, Any], name: str, model: type[BaseModel], given: dict[str, Any]) -> None:
    try:
        kept[name] = model.model_validate(given)
    except ValidationError as error:
        row.note("id", "wrong-form", f"'{name}' cannot be read: {error.errors()[0]['msg']}", _FRESH)
