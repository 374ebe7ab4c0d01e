"""The result as PDF: tagged, in its language, in reading order, with nothing from outside."""

import logging
from functools import cache
from io import BytesIO
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from cirede.settings import Settings
from cirede_api import create_app
from tests.api.conftest import CONTENT, DONE, KEPT, LANGS, TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from flask.testing import FlaskClient

OPEN = "vehicle=cart&weight=500"
HEADINGS = {
    "fr": ["Vous pouvez passer.", "Que faire maintenant", "Pourquoi ce résultat", "Qui doit faire quoi", "Payer le péage",
           "Ce qui changera", "La loi derrière ce résultat", "Rouvrir ce résultat", "Mentions légales"],
    "nl": ["U mag over de brug.", "Wat moet u nu doen?", "Waarom dit resultaat", "Wie moet wat doen", "Tol betalen",
           "Wat er verandert", "De wet achter dit resultaat", "Dit resultaat opnieuw openen", "Juridische informatie"],
    "en": ["You may cross.", "What to do now", "Why this result", "Who must do what", "Pay the toll", "What will change",
           "The law behind this result", "Open this result again", "Legal notice"],
}  # fmt: skip


@cache
def printed(app: "Flask", address: str) -> bytes:
    """Give a document, made once."""
    answer = app.test_client().get(address)
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    data: bytes = answer.data
    return data


def root_of(reader: PdfReader) -> Any:  # noqa: ANN401 - a dictionary of PDF, which holds anything
    """Give the root of a document."""
    return reader.root_object


def read(app: "Flask", address: str) -> PdfReader:
    """Open a document."""
    return PdfReader(BytesIO(printed(app, address)))


class Tagged:
    """The structure of a document: each element with the text that it marks, in reading order."""

    def __init__(self, reader: PdfReader) -> None:
        """Read the text of every marked stretch of every page, then the tree over them."""
        self.said: dict[tuple[int, int], str] = {}
        numbered = [(page.indirect_reference, number) for number, page in enumerate(reader.pages)]
        self.pages = {reference.idnum: number for reference, number in numbered if reference}
        for number, page in enumerate(reader.pages):
            self._read(number, page)
        self.elements = list(self._walk(root_of(reader)["/StructTreeRoot"]["/K"]))

    def _read(self, number: int, page: Any) -> None:  # noqa: ANN401 - a page of pypdf
        marks: list[int | None] = []

        def before(operator: bytes, operands: list[Any], matrix: object, text: object) -> None:
            if operator == b"BDC":
                found = operands[1].get("/MCID") if isinstance(operands[1], DictionaryObject) else None
                marks.append(None if found is None else int(found))
            elif operator == b"BMC":
                marks.append(None)
            elif operator == b"EMC":
                marks.pop()

        def text(words: str, *_: object) -> None:
            if marks and marks[-1] is not None:
                key = (number, marks[-1])
                self.said[key] = self.said.get(key, "") + words

        page.extract_text(visitor_operand_before=before, visitor_text=text)

    def _walk(self, kids: Any, page: int | None = None) -> "Iterator[tuple[str, str]]":  # noqa: ANN401 - of any kind
        for kid in kids if isinstance(kids, list) else [kids]:
            found = kid.get_object()
            if isinstance(found, DictionaryObject) and found.get("/Type") == "/StructElem":
                own = self.pages.get(found.raw_get("/Pg").idnum) if "/Pg" in found else page
                yield str(found["/S"]), self._words(found, own)
                yield from self._walk(found.get("/K", []), own)

    def _words(self, element: Any, page: int | None) -> str:  # noqa: ANN401 - an element of pypdf
        parts = []
        for kid in element.get("/K", []):
            found = kid.get_object()
            if isinstance(found, int):
                parts.append(self.said.get((page or 0, int(found)), ""))
            elif found.get("/Type") == "/StructElem":
                parts.append(self._words(found, self.pages.get(found.raw_get("/Pg").idnum) if "/Pg" in found else page))
        return " ".join(" ".join(parts).split())

    def all(self, *kinds: str) -> list[str]:
        """Give the words of the elements of some kinds, in reading order."""
        return [words for kind, words in self.elements if kind in kinds]


@pytest.mark.parametrize("lang", LANGS)
def test_document_says_title_language_and_tags(app: "Flask", lang: str) -> None:
    """The document claims PDF/UA-1, names its language and title, shows the title, and is marked."""
    reader = read(app, f"/{lang}/bridge/result.pdf?{DONE}")
    root = root_of(reader)
    assert root["/Lang"] == lang
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert 'pdfuaid:part="1"' in root["/Metadata"].get_object().get_data().decode()
    assert reader.metadata is not None
    assert (reader.metadata.title or "").startswith(f"{HEADINGS[lang][0]} – ")
    assert reader.metadata.author == "The Publisher"
    assert {str(page["/Tabs"]) for page in reader.pages} == {"/S"}


@pytest.mark.parametrize("lang", LANGS)
def test_headings_stand_in_order(app: "Flask", lang: str) -> None:
    """One first heading, then the sections in the order of the page; no level is skipped."""
    tagged = Tagged(read(app, f"/{lang}/bridge/result.pdf?{DONE}"))
    assert tagged.all("/H1", "/H2", "/H3") == HEADINGS[lang]
    levels = [int(kind[2]) for kind, _ in tagged.elements if kind in {"/H1", "/H2", "/H3"}]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_text_is_read_in_the_order_of_the_reasons(app: "Flask") -> None:
    """A screen reader hears draft, version, status, what to do, each answer, duty, law, link and notice in that order."""
    tagged = Tagged(read(app, f"/en/bridge/result.pdf?{DONE}"))
    (document,) = tagged.all("/Document")
    place = 0
    for words in ("Draft", "Result of the questionnaire", "version 1, law as of 23 November 2026", "Crossing", "You may cross.",
                  "1 Cross.", "2 Hold the cart.", "How do you come?", "With a cart", "50 kg", "Pay the toll",
                  "Who Whoever crosses with a cart", "When Before crossing", "1 Code, art. 1 One crosses",
                  "Open this result again", f"http://localhost/en/{KEPT}", "Legal notice", "The Publisher"):  # fmt: skip
        found = document.find(words, place)
        assert found >= 0, words
        place = found


def test_unread_law_is_marked_and_proofs_have_boxes(app: "Flask") -> None:
    """Each article not read in its text bears the mark, the count is said, and what is missing comes as a list to tick."""
    tagged = Tagged(read(app, f"/en/bridge/result.pdf?{DONE}"))
    (document,) = tagged.all("/Document")
    assert document.count("still to be re-read in the text") == 1
    assert "1 of the 2 references is still" in document
    lacking = Tagged(read(app, f"/en/bridge/result.pdf?{OPEN}"))
    assert any("The weighing ticket" in words for words in lacking.all("/LI"))
    assert "Tick what you have" in lacking.all("/Document")[0]


def test_figures_and_links_are_named(app: "Flask") -> None:
    """The QR code has a text, and every link an annotation with words."""
    reader = read(app, f"/fr/bridge/result.pdf?{DONE}")
    figures = [found for found in elements(reader) if found["/S"] == "/Figure"]
    assert [found["/Alt"] for found in figures] == ["Code QR du lien écrit à côté"]
    links = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    assert links
    assert all(link["/Contents"] and "/StructParent" in link for link in links)


def elements(reader: PdfReader) -> list[Any]:
    """Give every element of the structure."""
    waiting, found = [root_of(reader)["/StructTreeRoot"]["/K"]], []
    while waiting:
        kid = waiting.pop().get_object()
        if isinstance(kid, list):
            waiting += kid
        elif isinstance(kid, DictionaryObject) and kid.get("/Type") == "/StructElem":
            found.append(kid)
            waiting.append(kid.get("/K", DictionaryObject()))
    return found


def test_nothing_comes_from_outside(app: "Flask") -> None:
    """Fonts are embedded; the only addresses are links that a reader may follow; no script, form, file or action."""
    reader = read(app, f"/nl/bridge/result.pdf?{DONE}")
    pages: list[Any] = list(reader.pages)
    fonts = [font.get_object() for page in pages for font in page["/Resources"]["/Font"].get_object().values()]
    names = {str(font["/BaseFont"]).partition("+")[2] for font in fonts}
    assert names <= {"Atkinson-Hyperlegible-Next", "Atkinson-Hyperlegible-Next-Bold"}
    assert names
    for font in fonts:
        described = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(described)
    root = root_of(reader)
    assert not {"/OpenAction", "/AA", "/AcroForm", "/Names/JavaScript"} & set(root)
    assert not {"/EmbeddedFiles", "/JavaScript"} & set(root.get("/Names", {}))
    actions = [note.get_object().get("/A", {}) for page in reader.pages for note in page.get("/Annots", [])]
    assert {str(action["/S"]) for action in actions if action} == {"/URI"}


def test_the_style_sheet_is_understood(caplog: pytest.LogCaptureFixture) -> None:
    """A fresh press complains of nothing in any language: no rule unknown, no text or name missing."""
    client = create_app(Settings(content=CONTENT), today=lambda: TODAY, testing=True).test_client()
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        for lang, answers in product(LANGS, (DONE, OPEN, "vehicle=unsure")):
            assert client.get(f"/{lang}/bridge/result.pdf?{answers}").status_code == 200
    assert [record.getMessage() for record in caplog.records] == []


def test_the_link_gives_the_same_document(app: "Flask", client: "FlaskClient") -> None:
    """The PDF of the permanent link is the one of the answers, byte for byte; it is a file, kept out of search engines."""
    path, _, code = KEPT.partition("?")
    answer = client.get(f"/fr/{path}/result.pdf?{code}")
    assert answer.data == printed(app, f"/fr/bridge/result.pdf?{DONE}")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="cirede-bridge-2026-11-23-fr.pdf"'
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Content-Language"] == "fr"
    again = client.get(f"/fr/{path}/result.pdf?{code}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_unfinished_answers_lead_back(client: "FlaskClient") -> None:
    """There is no PDF of a question: the address leads to the question, with the answers."""
    answer = client.get("/fr/bridge/result.pdf?vehicle=cart")
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("/fr/bridge?vehicle=cart")
