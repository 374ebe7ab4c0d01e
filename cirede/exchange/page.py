"""Pages that stand alone: one HTML file with its style inside, for paper or for a colleague, without a server."""

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cirede.model.text import Lang

_STYLE = """
@page { size: A4; margin: 18mm 16mm; }
body { font: 11pt/1.5 "Atkinson Hyperlegible Next", Arial, sans-serif; color: #1b1b1b; background: #fff; max-width: 46rem;
       margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; line-height: 1.2; } h2 { font-size: 1.25rem; margin-top: 2rem; } h3 { font-size: 1.05rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .3rem .5rem .3rem 0;
       border-bottom: 1px solid #b8c0cc; overflow-wrap: anywhere; }
code { font-size: .9em; overflow-wrap: anywhere; } del { color: #7d2d1f; } ins { color: #1d6b2b; text-decoration: none; }
.note { border-left: .3rem solid #44546a; padding-left: .8rem; } .small { font-size: .9rem; color: #44546a; }
h2, h3 { break-after: avoid; } tr, .whole { break-inside: avoid; }
@media (prefers-color-scheme: dark) { @media screen { body { color: #f2f2f2; background: #17191d; } del { color: #ff9c8a; }
       ins { color: #8fd19e; } .small { color: #b8c0cc; } } }
"""


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def element(tag: str, *inside: str, **attributes: str) -> Markup:
    """Write an element; what is inside is escaped unless it is markup. An attribute may end in `_`, as in `class_`."""
    said = "".join(f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"' for name, value in attributes.items())
    return Markup(f"<{tag}{said}>{joined(*inside)}</{tag}>")


def joined(*parts: str) -> Markup:
    """Put parts one after the other, each escaped unless it is markup."""
    return Markup("".join(part if isinstance(part, Markup) else escape(part) for part in parts))


def listed(items: "list[str]", *, ordered: bool = False) -> Markup:
    """Write a list; nothing where there is nothing in it."""
    return element("ol" if ordered else "ul", *(element("li", item) for item in items)) if items else Markup("")


def table(head: "list[str]", rows: "list[list[str]]") -> Markup:
    """Write a table with a head."""
    first = element("tr", *(element("th", each, scope="col") for each in head))
    body = (element("tr", *(element("td", each) for each in row)) for row in rows)
    return element("table", element("thead", first), element("tbody", *body))


def page(title: str, *parts: str, lang: "Lang", style: str = "") -> str:
    """Write a whole document; `style` is added to the one that all pages have."""
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>{_STYLE}{style}</style>\n</head>\n'
        f"<body>\n<main>\n{joined(*parts)}\n</main>\n</body>\n</html>\n"
    )
