"""The scoring sheet of one barrier as XLSX: each kind of fact and each criterion with its question, to be filled in.

`sheet_reading` reads it back.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from cirede.exchange.ranking import PROPOSAL
from cirede.exchange.sheet_layout import (
    FACTS,
    FIRST,
    FORM,
    GRADES,
    GUIDE,
    HEAD,
    JUDGEMENTS,
    PAGES,
    SEPARATOR,
    UNKNOWN,
    heading,
    option_labels,
)
from cirede.exchange.spreadsheet import Book, Page, xl_rowcol_to_cell
from cirede.model.condition import names, parse
from cirede.model.text import LANGS

if TYPE_CHECKING:
    from cirede.model.barrier import Barrier, Fact, Judgement
    from cirede.model.catalogue import Catalogue
    from cirede.model.rule import Criterion, FactType
    from cirede.model.text import Lang

_WIDTHS = {"id": 18, "ask": 44, "whom": 26, "possible": 50, "scale": 60, "stands": 40, "sources": 18, "on": 12,
           "fr": 34, "nl": 34, "en": 34, "who": 20, "value": 18}  # fmt: skip
_NARROW = 10


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The sheet of a barrier in the making: its pages, in one language."""

    name: str
    barrier: "Barrier"
    lang: "Lang"
    catalogue: "Catalogue"
    facts: Page
    judgements: Page
    choices: Page


def sheet_workbook(name: str, lang: "Lang", catalogue: "Catalogue") -> bytes:
    """Give the scoring sheet of a barrier, with what is known filled in. Raises: UnknownNameError with the nearest id."""
    barrier = catalogue.rulebook.barrier(name)
    book = Book(barrier.title.to(lang), max(catalogue.source(each).consulted for each in barrier.sources))
    pages = [book.page(PAGES[page].to(lang)) for page in ("facts", "judgements", "choices")]
    sheet = _Sheet(name, barrier, lang, catalogue, *pages)
    for row, (each, kind) in enumerate(catalogue.rulebook.facts.items(), FIRST):
        _fact(sheet, row, each, kind)
    plain = {each: criterion for each, criterion in catalogue.rulebook.criteria.items() if not criterion.of}
    for row, (each, criterion) in enumerate(plain.items(), FIRST):
        _judgement(sheet, row, each, criterion)
    for page, key, columns in ((sheet.facts, "facts", FACTS), (sheet.judgements, "judgements", JUDGEMENTS)):
        _head(sheet, page, GUIDE[key].to(lang), columns)
    _sources(book.page(PAGES["sources"].to(lang)), lang, catalogue)
    return book.bytes()


def _head(sheet: _Sheet, page: Page, guide: str, columns: tuple[str, ...]) -> None:
    page.line(0, [FORM, sheet.name])
    page.words(1, 0, sheet.barrier.title.to(sheet.lang), "title")
    for row, words in enumerate((guide, GUIDE["keep"].to(sheet.lang), PROPOSAL[sheet.lang]), 2):
        page.plain(row, words)
    page.line(HEAD, [heading(column, sheet.lang) for column in columns], "head")
    page.widths([_WIDTHS.get(column, _NARROW) for column in columns])
    page.sheet.freeze_panes(FIRST, 2)
    page.print_on_a4()


def _fact(sheet: _Sheet, row: int, name: str, kind: "FactType") -> None:
    page, lang, fact = sheet.facts, sheet.lang, sheet.barrier.facts.get(name)
    ask = f"{kind.title.to(lang)}. {kind.ask.to(lang)}"
    page.line(row, [name, ask, kind.whom.to(lang), _possible(sheet, name, kind)])
    filled = dict.fromkeys(FACTS[4:], "")
    if fact is None:
        filled["value"] = UNKNOWN.to(lang)
    else:
        filled |= {"sources": f"{SEPARATOR} ".join(fact.sources), "grade": fact.grade, "value": _options(fact, kind, lang)}
        filled |= {each: fact.says.to(each) for each in LANGS}
    page.line(row, list(filled.values()), "entry", start=4)
    for column in ("value", "least", "likely", "most") if fact else ():
        number = getattr(fact, column)
        if isinstance(number, Decimal):
            page.number(row, FACTS.index(column), float(number), "amount")
    page.day(row, FACTS.index("on"), fact.on if fact else None)
    _list(page, row, FACTS.index("grade"), list(GRADES))
    _choices(sheet, row, kind)


def _options(fact: "Fact", kind: "FactType", lang: "Lang") -> str:
    labels = option_labels(kind)
    given = fact.values or ((fact.value,) if isinstance(fact.value, str) else ())
    return f"{SEPARATOR} ".join(labels[each].to(lang) if each in labels else each for each in given)


def _possible(sheet: _Sheet, name: str, kind: "FactType") -> str:
    """Say which values there are: a unit with bounds and what numbers mean on the scale, or the options; and unknown."""
    lang = sheet.lang
    if kind.type == "number":
        bounds = [GUIDE[word].to(lang).format(bound=bound) for word, bound in (("from", kind.lowest), ("to", kind.highest))
                  if bound is not None]  # fmt: skip
        said = [" ".join([kind.unit.to(lang) if kind.unit else "", *bounds]).strip()]
        said += [_scale(criterion, lang) for criterion in _read_by(sheet, name)]
    else:
        said = [label.to(lang) for label in option_labels(kind).values()]
    several = f" ({GUIDE['several'].to(lang)})" if kind.type == "several" else ""
    return "\n".join([*said, UNKNOWN.to(lang)]) + several


def _read_by(sheet: _Sheet, name: str) -> "list[Criterion]":
    """Give the criteria whose level begins with a fact."""
    rulebook = sheet.catalogue.rulebook
    found = [
        rule.criterion
        for rule in rulebook.rules.values()
        if rule.fact == name or (rule.base is not None and rule.when and name in names(parse(rule.when)))
    ]
    return [rulebook.criteria[each] for each in dict.fromkeys(found)]


def _scale(criterion: "Criterion", lang: "Lang") -> str:
    return "\n".join(f"{level} = {words.to(lang)}" for level, words in enumerate(criterion.scale))


def _choices(sheet: _Sheet, row: int, kind: "FactType") -> None:
    """List the options in a page of their own: a list inside the cell has too little room for words."""
    options = [label.to(sheet.lang) for label in option_labels(kind).values()]
    if not options:
        return
    options.append(UNKNOWN.to(sheet.lang))
    sheet.choices.line(row, options)
    if kind.type != "several":
        first, last = (xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True) for column in (0, len(options) - 1))
        _list(sheet.facts, row, FACTS.index("value"), f"='{PAGES['choices'].to(sheet.lang)}'!{first}:{last}")


def _list(page: Page, row: int, column: int, source: "list[str] | str") -> None:
    """Offer a list to choose from; what is typed otherwise is warned of, not refused."""
    page.sheet.data_validation(row, column, row, column, {"validate": "list", "source": source, "error_type": "warning"})


def _judgement(sheet: _Sheet, row: int, name: str, criterion: "Criterion") -> None:
    page, lang, said = sheet.judgements, sheet.lang, sheet.barrier.judgements.get(name, ())
    stands = "\n".join(_stands(each, lang) for each in said)
    page.line(row, [name, f"{criterion.title.to(lang)}. {criterion.ask.to(lang)}", _scale(criterion, lang), stands])
    group = latest_group(said)
    filled = dict.fromkeys(JUDGEMENTS[4:], "")
    if group:
        filled |= {each: group.reason.to(each) for each in LANGS} | {f"who-{each}": group.who.to(each) for each in LANGS}
        filled |= {"grade": group.grade, "sources": f"{SEPARATOR} ".join(group.sources)}
    page.line(row, list(filled.values()), "entry", start=4)
    for column, level in (("lowest", group.lowest), ("highest", group.highest)) if group else ():
        page.number(row, JUDGEMENTS.index(column), level, "amount")
    for column in ("lowest", "highest"):
        _list(page, row, JUDGEMENTS.index(column), [str(level) for level in range(len(criterion.scale))])
    page.day(row, JUDGEMENTS.index("on"), group.on if group else None)
    _list(page, row, JUDGEMENTS.index("grade"), list(GRADES))


def latest_group(said: "tuple[Judgement, ...]") -> "Judgement | None":
    """Give the latest judgement of a group; None where no group has judged."""
    places = [place for place, each in enumerate(said) if each.kind == "group"]
    return said[max(places, key=lambda place: (said[place].on, place))] if places else None


def _stands(judgement: "Judgement", lang: "Lang") -> str:
    return f"{judgement.lowest}–{judgement.highest} ({judgement.who.to(lang)}, {judgement.on}): {judgement.reason.to(lang)}"


def _sources(page: Page, lang: "Lang", catalogue: "Catalogue") -> None:
    known = {**catalogue.rulebook.lists.sources, **catalogue.sources.sources}
    for row, name in enumerate(sorted(known)):
        page.line(row, [name, known[name].short.to(lang), known[name].address or ""])
    page.widths([30, 60, 60])
