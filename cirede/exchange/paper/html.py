"""A paper as a page that stands alone, and that prints on A4: a margin for remarks, and a foot with room for initials."""

import re
from typing import TYPE_CHECKING

from cirede.exchange.page import Markup, element, joined, page
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
    Link,
    Listed,
    Paragraph,
    Quiet,
    Remarks,
    Signature,
    Strong,
)

if TYPE_CHECKING:
    from cirede.exchange.paper.parts import Cell, Paper, Part, Run, Running, Runs
    from cirede.model.text import Lang

_ON_A_NEW_PAGE = {"contents", *(f"chapter-{name}" for name in ("statuses", "outcomes", "duties", "law", "signature"))}
_WEB = re.compile(r"https?://[^\s<>\"]+")
_BEFORE_SIGN = re.compile(r" (?=[:;?!»])|(?<=«) ")
_STYLE = """
h1 { font-size: 1.9rem; margin: 0 0 .6rem; } h2 { border-bottom: 2px solid #07453c; padding-bottom: .2rem; color: #07453c; }
h3 { margin: 1.4rem 0 .2rem; font-size: 1.08rem; } p, ul, ol { margin: .2rem 0 .4rem; } td p, th p { margin: 0; }
.nr { display: inline-block; min-width: 2.1em; margin-right: .3em; color: #07453c; font-weight: bold; }
a { color: inherit; text-decoration: underline; text-decoration-thickness: .5px; text-underline-offset: 2px; }
.quiet { color: #4d5a57; font-size: .9em; } p.quiet { margin: 0 0 .3rem; }
.note { background: #f1f4f3; border-left: .25rem solid #4d5a57; padding: .4rem .8rem; margin: .5rem 0; }
table { table-layout: fixed; margin: .3rem 0 .5rem; font-size: .95em; } th { font-weight: bold; }
th, td { box-sizing: border-box; }
.facts th { width: 9.5rem; color: #4d5a57; font-weight: normal; padding-right: .8rem; }
.facts th, .facts td { border-bottom-color: #dde3e1; }
.grid thead th { border-bottom: 1.5px solid #1b1b1b; font-size: .9em; color: #4d5a57; }
td ul { margin: 0; padding-left: 1.1rem; }
.answers th:first-child, .cases th:first-child { width: 54%; } .statuses th { width: 30%; } .values th { width: 50%; }
.articles th { width: 21%; } .articles th:first-child { width: 58%; } .tests th { width: 18%; }
.tests th:last-child { width: 12%; } .tests th:first-child { width: 70%; } .statuses th:first-child { width: 40%; }
.signature th:first-child, .signature td:first-child { width: 24%; }
.contents ul { list-style: none; padding-left: 0; } .contents > ul > li { margin: .4rem 0; }
.contents > ul > li > a { font-weight: bold; } .contents li li { padding-left: 1.2rem; } .contents a { text-decoration: none; }
.remarks { color: #4d5a57; border-bottom: 1px dotted #6b7774; min-height: 3.2em; margin: .6rem 0 1rem; }
.signature td, .signature th { border: 1px solid #4d5a57; padding: .5rem; }
.signature tbody td { height: 3.2rem; } .signature tbody tr:last-child td { height: 6.5rem; } .signature thead td { border: 0; }
@media screen and (prefers-color-scheme: dark) {
  h2, .nr { color: #7fd1bf; } h2 { border-color: #7fd1bf; } .note { background: #24282d; }
  .quiet, .remarks, .facts th, .grid thead th { color: #b8c0cc; } .grid thead th { border-color: #b8c0cc; }
  .facts th, .facts td { border-bottom-color: #3a4048; }
}
@media print {
  body { font-size: 9pt; line-height: 1.34; margin: 0; padding: 0; max-width: none; }
  h1 { font-size: 19pt; margin-bottom: 2mm; } h2 { font-size: 14pt; margin: 6mm 0 2mm; }
  h3 { font-size: 10.5pt; margin: 4mm 0 0; }
  h2.chapter { break-before: page; } h2.chapter + p, h2.chapter + .entry > h3 { margin-top: 0; }
  th, td { padding: .7mm 2mm .7mm 0; } table { margin: .6mm 0 1mm; } .facts th { width: 33mm; } p, ul, ol { margin: .5mm 0 1mm; }
  .remarks { display: none; } .note { background: none; padding: .5mm 3mm; margin: 1.5mm 0; }
  .entry > h3 { border-top: .75pt solid #6b7774; padding-top: 1.5mm; }
  p, li { orphans: 2; widows: 2; } ul, ol { padding-left: 5mm; } td ul { padding-left: 4mm; } .facts tr { break-inside: auto; }
  h2 + p, h3 + p, h3 + p + .facts { break-after: avoid; } .signature tbody td { height: 14mm; }
  .contents li li { font-size: 8.5pt; line-height: 1.25; } .contents a { display: block; }
  .contents > ul > li { margin: 1.2mm 0 0; }
  #chapter-tests, #chapter-tests + p, .tests { page: wide; } .tests { font-size: 8pt; line-height: 1.3; }
  .contents a::after { content: leader(" . ") target-counter(attr(href), page); font-weight: normal; color: #4d5a57; }
  a.onward::after { content: " (p. " target-counter(attr(href), page) ")"; color: #4d5a57; font-size: .85em; }
}
"""
_RUNNING = """
@page {{ size: A4; margin: 22mm 54mm 24mm 18mm; font: 8pt "Atkinson Hyperlegible Next", Arial, sans-serif; color: #4d5a57;
  @top-left {{ content: {state} " · " {tree} " · " {law}; width: 100%; {line} }}
  @top-right-corner {{ content: {remarks}; text-align: left; {line} padding-left: 6mm; margin-right: 8mm; }}
  @right-middle {{ content: ""; height: 100%; border-left: .5pt solid #c9cfcc; margin-left: 5mm; }}
  @bottom-left {{ content: {initials}; width: 42%; vertical-align: top; padding-top: 7mm; }}
  @bottom-right {{ content: {page}; vertical-align: top; padding-top: 7mm; }} }}
@page wide {{ margin-right: 18mm; @top-right-corner {{ content: none; }} @right-middle {{ content: none; }} }}
"""
_LINE = "border-bottom: .5pt solid #6b7774; padding-bottom: 1.5mm; margin-bottom: 5mm; vertical-align: bottom;"


def as_html(paper: "Paper") -> str:
    """Write a paper as a whole page with its style inside; it asks for nothing from elsewhere."""
    running = _running(paper.running)
    return page(paper.title, *(_part(part, paper.lang) for part in paper.parts), lang=paper.lang, style=_STYLE + running)


def _running(said: "Running") -> str:
    words = {key: _css(getattr(said, key)) for key in ("tree", "state", "law", "remarks")}
    before, _, rest = said.page.partition("{page}")
    between, _, after = rest.partition("{pages}")
    number = f"{_css(before)} counter(page) {_css(between)} counter(pages) {_css(after)}"
    return _RUNNING.format(**words, line=_LINE, page=number, initials=_css(f"{said.initials} ________________________"))


def _css(words: str) -> str:
    """Put words between quotes of CSS; what could end them, or the style, is written as its number."""
    return '"' + "".join(sign if sign.isalnum() or sign in " .,-·_" else f"\\{ord(sign):06x}" for sign in words) + '"'


def _part(part: "Part", lang: "Lang") -> Markup:  # noqa: PLR0911 - one way out for each kind of part
    match part:
        case Block(parts=parts, whole=whole):
            return element("div", *(_part(each, lang) for each in parts), class_="whole entry" if whole else "entry")
        case Heading(level=level, words=words, anchor=anchor, mark=mark):
            number = (element("span", mark, class_="nr"), " ") if mark else ()
            chapter = {"class_": "chapter"} if anchor in _ON_A_NEW_PAGE else {}
            return element(f"h{level}", *number, _set(words, lang), id=anchor, **chapter)
        case Paragraph(runs=runs, look=look):
            return element("p", _runs(runs, lang), **({} if look == "plain" else {"class_": look}))
        case Listed(items=items, ordered=ordered):
            return _points(items, lang, ordered=ordered)
        case Facts(rows=rows):
            return _facts(rows, lang)
        case Grid():
            return _grid(part, lang)
        case Contents(chapters=chapters):
            entries = (element("li", _entry(chapter, lang), _entries(below, lang)) for chapter, below in chapters)
            return element("div", element("ul", *entries), class_="contents")
        case Remarks(label=label):
            return element("p", _set(label, lang), class_="remarks")
        case Signature():
            return _signature(part, lang)


def _set(words: str, lang: "Lang") -> str:
    """Keep a sign of French with the word before it."""
    return _BEFORE_SIGN.sub("\u00a0", words) if lang == "fr" else words


def _facts(rows: "tuple[tuple[str, Cell], ...]", lang: "Lang") -> Markup:
    if not rows:
        return Markup("")
    names = (element("th", _set(label, lang), scope="row") for label, _ in rows)
    said = (element("tr", name, element("td", _cell(cell, lang))) for name, (_, cell) in zip(names, rows, strict=True))
    return element("table", element("tbody", *said), class_="facts")


def _grid(grid: Grid, lang: "Lang") -> Markup:
    head = element("tr", *(element("th", _set(each, lang), scope="col") for each in grid.head))
    body = (element("tr", *(element("td", _cell(cell, lang)) for cell in row)) for row in grid.rows)
    return element("table", element("thead", head), element("tbody", *body), class_=f"grid {grid.kind}")


def _signature(boxes: Signature, lang: "Lang") -> Markup:
    head = element("tr", element("td"), *(element("th", _runs(each, lang), scope="col") for each in boxes.columns))
    empty = [element("td") for _ in boxes.columns]
    rows = (element("tr", element("th", _runs(each, lang), scope="row"), *empty) for each in boxes.rows)
    return element("table", element("thead", head), element("tbody", *rows), class_="signature")


def _entry(heading: Heading, lang: "Lang") -> Markup:
    return element("a", f"{heading.mark} " if heading.mark else "", _set(heading.words, lang), href=f"#{heading.anchor}")


def _entries(below: "tuple[Heading, ...]", lang: "Lang") -> Markup:
    return element("ul", *(element("li", _entry(each, lang)) for each in below)) if below else Markup("")


def _points(items: "tuple[Item, ...]", lang: "Lang", *, ordered: bool = False) -> Markup:
    said = (element("li", _runs(item.runs, lang), _inside(item, lang)) for item in items)
    return element("ol" if ordered else "ul", *said)


def _inside(item: Item, lang: "Lang") -> Markup:
    return _points(item.inside, lang) if item.inside else Markup("")


def _cell(cell: "Cell", lang: "Lang") -> Markup:
    return joined(*(joined(element("p", _runs(item.runs, lang)), _inside(item, lang)) for item in cell))


def _runs(runs: "Runs", lang: "Lang") -> Markup:
    return joined(*(_run(run, lang) for run in runs))


def _run(run: "Run", lang: "Lang") -> str:  # noqa: PLR0911 - one way out for each kind of run
    match run:
        case Strong(words=words):
            return element("strong", _set(words, lang))
        case Quiet(words=words):
            return element("span", _set(words, lang), class_="quiet")
        case Foreign(words=words, lang=other):
            return element("span", _set(words, other), lang=other) if other != lang else _set(words, lang)
        case Link(words=words, anchor=anchor, onward=onward):
            return element("a", words, href=f"#{anchor}", **({"class_": "onward"} if onward else {}))
        case Anchored(words=words):
            return element("strong", words, id=words.lower(), class_="nr")
        case Address(url=url):
            return element("a", url, href=url) if _WEB.fullmatch(url) else url
        case _:
            return _set(run, lang)
