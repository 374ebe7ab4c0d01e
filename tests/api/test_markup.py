"""The markup of every type of page, read as it is sent: well formed, headed, labelled, its languages named."""

from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.api.conftest import LANGS
from tests.api.page_types import PAGE_TYPES, PageType

if TYPE_CHECKING:
    from flask.testing import FlaskClient

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
HEADINGS = {f"h{level}" for level in range(1, 7)}
FIELDS = {"input", "select", "textarea"}
REFERS = ("aria-labelledby", "aria-describedby", "aria-controls", "for")
PHRASING_ONLY = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "strong", "em", "label", "dt", "summary", "button"}
BLOCKS = {"div", "p", "ul", "ol", "dl", "table", "section", "article", "form", "fieldset", "nav", "details", "main", "aside"}
PAGES = [(kind, lang) for kind in PAGE_TYPES for lang in LANGS if ".svg" not in kind.address]


class Markup(HTMLParser):
    """A page read strictly: every tag closed in its place, and what the checks ask for on the way."""

    def __init__(self, html: str) -> None:
        """Read a page."""
        super().__init__()
        self.faults: list[str] = []
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: dict[int, str] = {}
        self.within: dict[int, tuple[str, ...]] = {}
        self.feed(html)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag: attributes once, a block never inside words."""
        names = [name for name, _ in attrs]
        self.faults += [f"<{tag}> has '{name}' twice" for name in set(names) if names.count(name) > 1]
        if tag in BLOCKS and self.open and self.open[-1] in PHRASING_ONLY:
            self.faults.append(f"<{tag}> inside <{self.open[-1]}>")
        self.within[len(self.tags)] = tuple(self.open)
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag that closes itself, as in SVG."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Close the last tag, which must be this one."""
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.faults.append(f"</{tag}> closes <{self.open[-1] if self.open else 'nothing'}>")

    def handle_data(self, data: str) -> None:
        """Keep words with the last tag opened."""
        self.words[len(self.tags) - 1] = self.words.get(len(self.tags) - 1, "") + data

    def all(self, *names: str) -> list[dict[str, str]]:
        """Give the attributes of every tag of these names."""
        return [attributes for tag, attributes in self.tags if tag in names]


def headings(page: Markup) -> list[str]:
    """Find headings that are missing or jump."""
    levels = [int(tag[1]) for tag, _ in page.tags if tag in HEADINGS]
    found = [f"h{now} after h{before}" for before, now in pairwise(levels) if now > before + 1]
    return found + ([] if levels.count(min(levels, default=1)) == 1 else [f"{levels} have no single first"])


def references(page: Markup) -> list[str]:
    """Find ids that stand twice, and attributes that name one that is not there."""
    ids = [found["id"] for _, found in page.tags if "id" in found]
    twice = [f"id '{name}' stands twice" for name in set(ids) if ids.count(name) > 1]
    lost = [
        f"{tag} {name}='{part}' leads nowhere"
        for tag, found in page.tags
        for name in REFERS
        for part in found.get(name, "").split()
        if part not in ids
    ]
    anchors = [f"#{each['href'][1:]} leads nowhere" for each in page.all("a") if each.get("href", "").startswith("#")
               if each["href"][1:] not in ids]  # fmt: skip
    return twice + lost + anchors


def labels(page: Markup) -> list[str]:
    """Find fields without a label, and groups of answers without a legend."""
    named = {found["for"] for found in page.all("label") if "for" in found}
    fields = [found for found in page.all(*FIELDS) if found.get("type") != "hidden"]
    bare = [f"{found.get('name') or found.get('id')} has no label" for found in fields if found.get("id") not in named]
    return bare + ([] if len(page.all("fieldset")) == len(page.all("legend")) else ["a fieldset without a legend"])


def languages(page: Markup, lang: str) -> list[str]:
    """Find languages that are none of ours, and a page that does not name its own."""
    own = page.all("html")[0].get("lang", "")
    odd = [f"lang='{found['lang']}'" for _, found in page.tags if "lang" in found and found["lang"] not in LANGS]
    links = [f"{found['href']} is not said to be in {found['lang']}" for found in page.all("a")
             if found.get("hreflang", found.get("lang")) != found.get("lang")]  # fmt: skip
    return odd + links + ([] if own == lang else [f"the page is in '{own}'"])


@pytest.mark.parametrize(("kind", "lang"), PAGES, ids=[f"{kind.name}-{lang}" for kind, lang in PAGES])
def test_markup_is_sound(client: "FlaskClient", kind: PageType, lang: str) -> None:
    """Tags close in order, ids are single, references lead somewhere, headings do not jump, fields are labelled."""
    answer = client.get(kind.at(lang), headers={"Accept-Language": lang})
    assert answer.status_code == kind.status
    assert answer.text.startswith("<!doctype html>")
    page = Markup(answer.text)
    assert page.faults + headings(page) + references(page) + labels(page) + languages(page, lang) == []
    assert len(page.all("main")) == 1
    assert [place for number, place in page.within.items() if page.tags[number][0] == "title" and place == ("html", "head")]
    assert [found for found in page.all("a") if not found.get("href")] == []
    assert [found for found in page.all("iframe") if not found.get("title")] == []
    assert [found for found in page.all("th") if found.get("scope") not in {"col", "row"}] == []


def test_every_page_leads_to_the_statement(client: "FlaskClient") -> None:
    """The footer of every page, embedded ones too, leads to the accessibility statement in the language of the page."""
    for kind in PAGE_TYPES:
        page = Markup(client.get(kind.at("nl"), headers={"Accept-Language": "nl"}).text)
        framed_fault = kind.name in {"embed, no such page", "embed, service down"}  # one button to the site, and no more
        if ".svg" not in kind.address and not framed_fault:
            assert any(found["href"].endswith("/nl/accessibility") for found in page.all("a") if "href" in found), kind.name


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("<p><b>one</p></b>", "closes"),
        ("<h1>a</h1><h3>b</h3>", "h3 after h1"),
        ("<i id=x></i><i id=x></i>", "twice"),
        ("<a href='#gone'>a</a>", "leads nowhere"),
        ("<input name=a>", "has no label"),
        ("<p lang=de>a</p>", "lang='de'"),
        ("<p><div>a</div></p>", "inside <p>"),
    ],
)
def test_a_fault_is_found(bad: str, said: str) -> None:
    """Each check sees the fault that it is there for."""
    page = Markup(f"<html lang=nl>{bad}</html>")
    found = page.faults + headings(page) + references(page) + labels(page) + languages(page, "nl")
    assert any(said in each for each in found)
