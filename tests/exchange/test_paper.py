"""A tree on paper: complete, linked, escaped, the same in each form, for every tree in every language."""

import re
from dataclasses import fields, is_dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from cirede.engine.prepare import prepare_all
from cirede.exchange.paper.build import paper
from cirede.exchange.paper.conditions import in_words
from cirede.exchange.paper.html import as_html
from cirede.exchange.paper.law import in_order
from cirede.exchange.paper.markdown import as_markdown, escaped
from cirede.exchange.paper.parts import Anchored, Heading
from cirede.exchange.paper.printing import as_pdf
from cirede.exchange.paper.subject import Subject, numbered
from cirede.loader.catalogue import open_catalogue
from cirede.loader.words import read_wording
from cirede.model.standing import words_of
from cirede.model.text import LANGS, Lang
from tests.api.test_markup import Markup, headings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cirede.exchange.paper.parts import Paper
    from cirede.model.catalogue import Catalogue
    from cirede.model.tree import Tree
    from cirede.model.wording import Wording
    from tests.conftest import Broken

    Real = tuple[Tree, Paper, str]

WORDINGS = read_wording("outline.yaml")
CITING = ("questions", "outcomes", "obligations", "parameters", "terms")
TREES = ("circular-deconstruction", "composting", "premises", "temporary-occupation", "waste-status")
DAY = date(2026, 12, 1)
EARLY, SUMMER, LATE = date(2026, 3, 1), date(2026, 7, 1), date(2028, 7, 1)


def on_paper(catalogue: "Catalogue", tree: str, lang: Lang = "en", *, on: date = SUMMER) -> "Paper":
    """Put a tree of some content on paper."""
    prepared = prepare_all(catalogue.with_linked(tree), catalogue.sources)[tree]
    return paper(prepared, catalogue, WORDINGS, lang, on=on)


@pytest.fixture(scope="module")
def content() -> "Catalogue":
    """Give the real content."""
    return open_catalogue()


@pytest.fixture(scope="module", params=[(tree, lang) for tree in TREES for lang in LANGS], ids="-".join)
def real(request: pytest.FixtureRequest, content: "Catalogue") -> "Real":
    """Give each real tree with its paper and its page in each language."""
    tree, lang = request.param
    found = on_paper(content, tree, lang, on=DAY)
    return content.trees[tree], found, as_html(found)


def plain(html: str) -> str:
    """Give the words of a page without its markup and its style, one space between them."""
    words = Markup(html.partition("<body>")[2]).words.values()
    return " ".join(" ".join(words).replace("\u00a0", " ").split())


def texts(value: Any, lang: Lang) -> "Iterator[str]":  # noqa: ANN401 - any plain value of a model
    """Give every text in a language that stands somewhere in a plain value."""
    if isinstance(value, dict) and set(value) == set(LANGS):
        yield value[lang]
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each, lang)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from texts(each, lang)


def said(value: Any) -> "Iterator[str]":  # noqa: ANN401 - a part, a run, a tuple of them
    """Give every string that a part holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from said(each)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in {"anchor", "lang", "kind", "look"}:
                yield from said(getattr(value, field.name))


def parts_of(value: Any, kind: type) -> "Iterator[Any]":  # noqa: ANN401 - a part, a run, a tuple of them
    """Give every part or run of one kind, wherever it stands but in the contents."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, tuple):
        for each in value:
            yield from parts_of(each, kind)
    elif is_dataclass(value) and type(value).__name__ != "Contents":
        for field in fields(value):
            yield from parts_of(getattr(value, field.name), kind)


def test_every_word_that_is_signed_for_stands_on_it(real: "Real", content: "Catalogue") -> None:
    """Each text under the fingerprint is on the page in its language, and each id of a part, whatever its kind."""
    tree, found, html = real
    page = plain(html)
    whole = tree.model_dump()
    del whole["tests"]
    missing = [text for text in texts(whole, found.lang) if " ".join(text.split()) not in page]
    assert missing == []
    kinds = (*CITING[:4], "evidence", "conditions")
    assert [name for kind in kinds for name in getattr(tree, kind) if name not in page] == []
    assert words_of(tree) in page
    assert [test.name for test in tree.tests if " ".join(test.name.split()) not in page] == []


def test_every_article_stands_on_it(real: "Real", content: "Catalogue") -> None:
    """Each reference is there with its article, what it says, and the address of its text written out."""
    tree, found, html = real
    page = plain(html)
    for name in tree.cites():
        reference = content.sources.references[name]
        source = content.sources.sources[reference.source]
        for words in (reference.where(found.lang), reference.says.to(found.lang), source.title.to(found.lang)):
            assert " ".join(words.split()) in page
        assert (source.opened_in(found.lang) or "") in page


def test_links_lead_to_the_number_that_they_name(real: "Real") -> None:
    """Every link names an anchor that is there once, and the number in it is that of the part to which it leads."""
    _, found, html = real
    page = Markup(html)
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    inside = [attributes["href"][1:] for attributes in page.all("a") if attributes["href"].startswith("#")]
    assert inside
    assert set(inside) <= set(ids)
    marks = {each.anchor: each.mark for each in parts_of(found.parts, Heading)}
    marks |= {each.words.lower(): each.words for each in parts_of(found.parts, Anchored)}
    linked = re.findall(r'<a href="#([a-z]\d+)"[^>]*>([^< ]+)', html)
    assert len(linked) > len(marks) / 2
    assert [each for each in linked if marks[each[0]] != each[1]] == []
    shown = dict(re.findall(r'<h3 id="([a-z]\d+)"><span class="nr">([^<]+)</span>', html))
    assert shown == {each.anchor: each.mark for each in parts_of(found.parts, Heading) if each.mark}


def test_the_page_is_sound_and_alone(real: "Real") -> None:
    """Every tag is closed in its place, headings do not jump, and nothing is asked for from elsewhere."""
    _, found, html = real
    page = Markup(html)
    assert page.faults == []
    assert headings(page) == []
    assert page.all("html") == [{"lang": found.lang}]
    assert page.all("script", "link", "img", "iframe", "object", "form") == []
    assert not re.search(r"url\(|@import|src=", html)


def test_both_forms_say_the_same(real: "Real") -> None:
    """Every string of the list of parts stands in the Markdown and on the page; the contents list more on the page."""
    _, found, html = real
    page, text = plain(html), as_markdown(found)
    bare = " ".join(re.sub(r"\\(?=[^\w\s])", "", text).split())
    for words in {" ".join(each.split()) for part in found.parts for each in said(part)} - {"", "•"}:
        assert words in page
        assert words.removeprefix("• ") in bare


@pytest.mark.parametrize("lang", LANGS)
def test_the_pdf_is_tagged_and_finds_its_way(catalogue: "Catalogue", lang: Lang) -> None:
    """The PDF has tags, language, title and bookmarks; every page names tree, version, law, its number and initials."""
    reader = PdfReader(BytesIO(as_pdf(on_paper(catalogue, "bridge", lang))))
    root: Any = reader.root_object
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == (lang, True)
    assert reader.metadata is not None
    assert reader.metadata.title == catalogue.trees["bridge"].title.to(lang)

    def titles(items: list[Any]) -> list[str]:
        return [title for each in items for title in (titles(each) if isinstance(each, list) else [each.title])]

    marked = titles(reader.outline)
    for name in ("Q1", "Q4", "U2", "D1", "P1", "G2"):
        assert sum(title.startswith(f"{name} ") for title in marked) == 1
    words, count = WORDINGS[lang], len(reader.pages)
    for number, page in enumerate(reader.pages, 1):
        text = " ".join(page.extract_text().split())
        for expected in (words.page_of.format(page=number, pages=count), words.initials,
                         words.law_on.format(day=words.day(SUMMER)),
                         f"bridge · {words.short_version.format(version=1)}"):  # fmt: skip
            assert expected in text


MARKUP = '<script>alert(1)</script> *a* [b](c) | `d` # \\"e\\" & ~f~'


def test_no_word_becomes_markup(broken: "Callable[..., Broken]") -> None:
    """Signs of HTML and Markdown in words stay signs, also in the style that repeats some of them on every page."""
    copy = broken(('en: "How do you come?"', f'en: "{MARKUP}"'), ('version: "1"', 'version: "1</style>"'))
    found = on_paper(open_catalogue(copy.root), "bridge")
    html, text = as_html(found), as_markdown(found)
    assert "<script" not in html
    assert html.count("</style>") == 1
    asked = MARKUP.replace('\\"', '"')
    assert asked in plain(html)
    assert f"### Q1. {escaped(asked)}\n" in text
    assert "<script" not in text.replace("\\<", "")


@pytest.mark.parametrize(
    ("words", "written"), [("1. one", "1\\. one"), ("- a", "\\- a"), ("+ a", "\\+ a"), ("a\n# b", "a \\# b")]
)
def test_a_line_never_begins_like_markup(words: str, written: str, broken: "Callable[..., Broken]") -> None:
    """Words that begin like a point of a list stay words."""
    quoted = words.replace("\n", "\\n")
    copy = broken(('en: "Three questions."', f'en: "{quoted}"'))
    assert f"\n\n{written}\n\n" in as_markdown(on_paper(open_catalogue(copy.root), "bridge"))


def test_the_day_changes_what_is_shown(catalogue: "Catalogue") -> None:
    """An answer leads elsewhere on another day, a duty says that it does not hold yet, and the value in force is another."""
    early, late = (as_markdown(on_paper(catalogue, "bridge", on=day)) for day in (EARLY, LATE))
    assert "→ Q2 What weight?<br>from 1 January 2028: → outcome U2 Waiting" in early
    assert "→ outcome U2 Waiting<br>before 1 January 2028: → Q2 What weight?" in late
    assert "from 1 June 2026 – does not hold on the day of this document" in early
    assert "does not hold" not in late.partition("### D1.")[2].partition("###")[0]
    assert "100 kg **in force on the day of this document**" in early
    assert "80 kg **in force on the day of this document**" in late
    assert "**Comes from:** Q1\n" in early.partition("### Q2.")[2]
    assert "**Comes from:** No path arrives here" in late.partition("### Q2.")[2].partition("###")[0]


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("Q1", ["vehicle · one answer", "- **Comes from:** The tree begins here.",
                "| **I do not know** (unsure answer) | → outcome U2 Waiting |", "- **Articles:** L1 Code, art. 1 (text read on"]),
        ("Q2", ["weight · a number, in kg, 0 at least, 1000 at most",
                "| **light**<br>the number given at Q2 is P1 (100 kg) or less | → Q3 What do you carry? |",
                "| **heavy**<br>In all other cases | → outcome U2 Waiting |", "to be confirmed, checked elsewhere on"]),
        ("Q3", ["load · several answers possible", "| **None of these** (ticked alone) |",
                "at Q3, at least one of these answers is ticked: “Fire” or “I do not know”"]),
        ("Q4", ["open-now · yes or no", "- **Comes from:** Q1, Q3", "| **Yes** | → outcome U1 Crossing |"]),
    ],
)  # fmt: skip
def test_every_kind_of_question(catalogue: "Catalogue", question: str, lines: list[str]) -> None:
    """One answer, a number, several answers and yes or no, each with its answers, its cases in words and the way back."""
    text = as_markdown(on_paper(catalogue, "bridge"))
    part = text.partition(f"### {question}.")[2].partition("\n#")[0]
    assert [line for line in lines if line not in part] == []
    assert "Remarks:" in part


def test_an_outcome_says_all_that_is_told_there(catalogue: "Catalogue") -> None:
    """Status, way back, what to do and when, whom to ask, duties and proofs with their conditions, barriers."""
    text = as_markdown(on_paper(catalogue, "bridge"))
    first, second = (text.partition(f"### {mark}.")[2].partition("\n#")[0] for mark in ("U1", "U2"))
    for line in ("- **Status:** **Crossing**", "- **Comes from:** Q4",
                 "  - Hold the cart.\n    - Condition: the answer to Q1 is “With a cart”",
                 "- **Duties:** D1 Pay the toll\n  - Condition: the answer to Q1 is “With a cart”"):  # fmt: skip
        assert line in first
    for line in ("- **Meanwhile:** Stay on the bank.", "E1 The weighing ticket",
                 "Condition: the number given at Q2 is more than P1 (100 kg)", "**Known barriers:**"):  # fmt: skip
        assert line in second


def test_a_linked_tree_is_named_and_not_printed(broken: "Callable[..., Broken]") -> None:
    """Only the questions of the file are printed; the other tree is named, with what it need not ask again in words."""
    found = on_paper(open_catalogue(broken().changed().root), "road")
    text = as_markdown(found)
    assert "→ other tree, “May I cross the bridge?” bridge" in text
    assert "The other tree need not ask: How do you come? “With a cart”" in text
    assert [each.mark for each in parts_of(found.parts, Heading) if each.mark.startswith("Q")] == ["Q1"]
    assert "“What weight?” 50" in text


def test_what_is_broken_is_shown(broken: "Callable[..., Broken]") -> None:
    """A guarantee that fails stands with its path, a test that fails with its reason; both are counted on the first page."""
    copy = broken(('unsure: "=refused"}', 'unsure: "=cross"}'))
    text = as_markdown(on_paper(open_catalogue(copy.root), "bridge"))
    part = text.partition("### G1.")[2].partition("### G2.")[0]
    assert "**BROKEN, law of 1 January 2026.** After an unsure answer, no path ends in a favourable status." in part
    assert "1. Q1 How do you come? **On foot**\n2. Q4 Is the bridge open? **I do not know** → U1" in part
    assert "1 of 2 guarantees proved" in text
    row = next(line for line in text.splitlines() if "walker in doubt" in line)
    assert row.endswith("| U2 | **NO**<br>ends in 'cross', expected 'refused' |")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "condition",
    ["vehicle = cart", "vehicle != cart", "vehicle in [cart, foot]", "load = hay", "load != hay", "load in [hay, fire]",
     "known(load)",
     *(f"weight {sign} limit" for sign in ("<", "<=", ">", ">=", "=", "!=")), "weight <= 2.5",
     *(f"{form}(vehicle = cart)" for form in ("not", "unless")), "not(known(load))", "vehicle in [cart]",
     *(f"{form}(all(vehicle = cart, weight > 3))" for form in ("not", "unless")), "any(vehicle = cart, load = hay)"],
)  # fmt: skip
def test_every_form_of_a_condition_has_words(catalogue: "Catalogue", condition: str, lang: Lang) -> None:
    """Each form and sign is said in each language, names its question by number, and leaves no place unfilled."""
    subject = subject_of(catalogue, WORDINGS, lang)
    words = "".join(said(in_words(subject, condition)))
    assert "Q" in words
    assert not re.search(r"[{}=<>]", words)
    assert "vehicle" not in words


def subject_of(catalogue: "Catalogue", wordings: "Mapping[Lang, Wording]", lang: Lang) -> Subject:
    """Give the bridge as the subject of a paper."""
    tree = catalogue.trees["bridge"]
    prepared = prepare_all(catalogue.with_linked("bridge"), catalogue.sources)["bridge"]
    return Subject(prepared, catalogue, wordings[lang], lang, SUMMER, numbered(tree, in_order(tree, catalogue.sources)))


def test_a_condition_with_a_name_is_said_once(broken: "Callable[..., Broken]") -> None:
    """Where a condition stands under `conditions`, its places give its number, and its chapter its words."""
    copy = broken(("questions:\n", 'conditions:\n  carted: "vehicle = cart"\nquestions:\n'),
                  ('        when: "vehicle = cart"', '        when: "is(carted)"'))  # fmt: skip
    text = as_markdown(on_paper(open_catalogue(copy.root), "bridge"))
    assert "Condition: condition C1 holds" in text
    assert "- **C1** carted\n  - the answer to Q1 is “With a cart”" in text
