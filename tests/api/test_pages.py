"""The pages: each opens, leads on, back and to a result, in three languages."""

import re
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests.api.conftest import DONE, LANGS, PAGES

if TYPE_CHECKING:
    from flask.testing import FlaskClient


class Page(HTMLParser):
    """What the tests look for in a page: links, hidden fields, headings, inputs."""

    def __init__(self, html: str) -> None:
        """Read the page."""
        super().__init__()
        self.html = html
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep each tag with its attributes."""
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        """Give the attributes of every such tag, those without a value as empty words."""
        found = [{key: value or "" for key, value in each.items()} for name, each in self.tags if name == tag]
        return [each for each in found if all(each.get(key) == value for key, value in wanted.items())]

    @property
    def links(self) -> list[str]:
        """Every address that the page links to."""
        return [found["href"] for found in self.all("a") if "href" in found]


def read(client: "FlaskClient", address: str, status: int = 200) -> Page:
    """Open a page and hold its status."""
    answer = client.get(address)
    assert answer.status_code == status, address
    return Page(answer.text)


@pytest.mark.parametrize("address", PAGES)
def test_every_page_opens(client: "FlaskClient", address: str) -> None:
    """Every page answers 200, names its language and has exactly one first heading."""
    answer = client.get(address)
    assert answer.status_code == 200
    if answer.mimetype != "text/html":
        assert answer.mimetype == "image/svg+xml"
        return
    page = Page(answer.text)
    assert len(page.all("h1")) == 1
    lang = address.split("/")[1]
    assert page.all("html")[0]["lang"] == (lang if lang in LANGS else page.all("html")[0]["lang"])
    assert page.all("script") == []
    assert not [tag for tag, found in page.tags if "style" in found or any(key.startswith("on") for key in found)]


@pytest.mark.parametrize("address", [page for page in PAGES if not page.startswith("/problems") and ".svg" not in page])
def test_every_internal_link_opens(client: "FlaskClient", address: str) -> None:
    """No link of a page leads to an error, and every anchor it names exists."""
    page = read(client, address)
    ids = {found.get("id") for _, found in page.tags}
    for link in set(page.links):
        if link.startswith("#"):
            assert link[1:] in ids, link
        elif link.startswith("/"):
            assert client.get(link).status_code == 200, link


@pytest.mark.parametrize("lang", LANGS)
def test_questionnaire_leads_to_the_result(client: "FlaskClient", lang: str) -> None:
    """Filling in each form as a browser does leads from the start page to the result."""
    answers = {"vehicle": "cart", "weight": "50,5", "load": "hay", "open-now": "yes"}
    page = read(client, f"/{lang}/bridge")
    sent = [("submit", "start")]
    for number, (name, answer) in enumerate(answers.items(), 1):
        action = page.all("form")[0]["action"]
        page = Page(client.get(action, query_string=sent).text)
        assert re.search(rf"\b{number}\b", page.html)
        hidden = [(found["name"], found["value"]) for found in page.all("input", type="hidden")]
        sent = [*hidden, (name, answer)]
    page = Page(client.get(page.all("form")[0]["action"], query_string=sent).text)
    result = next(link for link in page.links if "/result?" in link)
    assert "weight=50.5" in result
    assert read(client, result).all("div", **{"class": "verdict favourable"})


def test_change_keeps_later_answers(client: "FlaskClient") -> None:
    """A changed question comes pre-filled and carries every later answer along."""
    page = read(client, f"/fr/bridge?{DONE}&change=vehicle")
    assert "checked" in page.all("input", value="cart")[0]
    hidden = {(found["name"], found["value"]) for found in page.all("input", type="hidden")}
    assert {("weight", "50"), ("load", "hay"), ("open-now", "yes"), ("submit", "vehicle")} <= hidden
    assert "vehicle" not in {name for name, _ in hidden}


def test_a_detour_loses_nothing(client: "FlaskClient") -> None:
    """Answers off the new path stay in the forms, so that changing back finds them again."""
    page = read(client, f"/fr/bridge?{DONE.replace('cart', 'foot')}")
    change = next(link for link in page.links if "change=vehicle" in link)
    assert parse_qs(urlsplit(change).query)["weight"] == ["50"]


def test_back_leads_through_the_questions(client: "FlaskClient") -> None:
    """Back goes from the answers to the last question, to each one before it, and stays on this page's tree."""
    seen = []
    page = read(client, f"/fr/bridge?{DONE}")
    for _ in range(4):
        back = next(found["href"] for found in page.all("a") if found.get("class") == "back")
        seen.append(parse_qs(urlsplit(back).query)["change"][0])
        page = read(client, back)
    assert seen == ["open-now", "load", "weight", "vehicle"]


@pytest.mark.parametrize(("lang", "word"), [("fr", "Erreur"), ("nl", "Fout"), ("en", "Error")])
def test_nothing_chosen_is_an_error_at_the_field(client: "FlaskClient", lang: str, word: str) -> None:
    """Continue without an answer shows the same question, 422, with a summary that leads to the first answer."""
    page = read(client, f"/{lang}/bridge?submit=vehicle", 422)
    title = re.search(r"<title>(.*?)</title>", page.html)
    assert title is not None
    assert title[1].startswith(word)
    assert "#answer-foot" in page.links
    assert page.all("input", id="answer-foot")


@pytest.mark.parametrize(
    "query",
    ["vehicle=boat", "vehicle=cart&weight=heavy", "vehicle=cart&weight=5000", "vehicle=cart&weight=50&load=none&load=hay"],
)
def test_a_refused_answer_is_asked_again(client: "FlaskClient", query: str) -> None:
    """An answer that its question does not offer gives 422, its question, and what it offers."""
    page = read(client, f"/fr/bridge?{query}", 422)
    assert page.all("div", role="alert")
    assert "boat" not in page.html


def test_an_incomplete_result_asks_on(client: "FlaskClient") -> None:
    """The result page of unfinished answers is the next question."""
    assert read(client, "/en/bridge/result?vehicle=cart").all("input", name="weight")


@pytest.mark.parametrize("lang", LANGS)
def test_result_says_all_it_must(client: "FlaskClient", lang: str) -> None:
    """A result shows status, duties, articles with one mark for each unread one, evidence, notice and version."""
    page = read(client, f"/{lang}/bridge/result?{DONE}")
    for wanted in ("law-toll", "law-crossing", "https://example.org/form", "The Publisher", "notice-title"):
        assert wanted in page.html
    assert page.html.count('class="tag unread"') == 1
    unfinished = read(client, f"/{lang}/bridge/result?vehicle=cart&weight=500")
    for wanted in ("https://example.org/keeper", 'id="evidence"', 'id="barriers"', 'class="meanwhile"'):
        assert wanted in unfinished.html


def test_result_counts_unread_references(client: "FlaskClient") -> None:
    """The number of references still to be re-read is said once, in words."""
    assert "1 of the 2 references is still to be re-read." in read(client, f"/en/bridge/result?{DONE}").html


def test_result_names_the_next_change(client: "FlaskClient") -> None:
    """The next known day on which the same answers end elsewhere is named and can be opened."""
    page = read(client, f"/en/bridge/result?{DONE.replace('=50', '=90')}")
    assert "1 January 2027" in page.html
    later = next(link for link in page.links if "on=2027-01-01" in link)
    assert read(client, later).all("div", **{"class": "verdict waste"})


def test_start_again_keeps_what_is_about_the_reader(client: "FlaskClient") -> None:
    """Another heap begins with the answers that the tree keeps, and no other."""
    assert "/fr/bridge?vehicle=cart" in read(client, f"/fr/bridge/result?{DONE}").links


def test_mail_links_are_well_formed(client: "FlaskClient") -> None:
    """Prepared e-mails are encoded throughout and carry the permanent link."""
    page = read(client, "/fr/bridge/result?vehicle=cart&weight=500")
    mails = [link for link in page.links if link.startswith("mailto:") and "subject=" in link]
    assert len(mails) == 2
    for mail in mails:
        assert not re.search(r"[\s\"<>]", mail)
        assert "%0D%0A" in mail
        body = parse_qs(urlsplit(mail).query)["body"][0]
        assert "http://localhost/fr/p/bridge/1/2026-11-23?a=" in unquote(body)
    assert mails[-1].startswith("mailto:info@example.org?")
    assert "Pont étroit" in unquote(mails[-1])


def test_permalink_gives_the_same_result(client: "FlaskClient") -> None:
    """The address to keep opens the same outcome, pinned to its day."""
    page = read(client, f"/fr/bridge/result?{DONE}&utm_source=x")
    found = re.search(r'<p class="link">http://localhost(.*?)</p>', page.html)
    assert found is not None
    assert "utm" not in found[1]
    assert read(client, found[1].replace("&amp;", "&")).all("div", **{"class": "verdict favourable"})


def test_languages_keep_the_answers(client: "FlaskClient") -> None:
    """The switch of language and hreflang lead to the same page with the same answers."""
    page = read(client, f"/fr/bridge/result?{DONE}&on=2026-11-23")
    assert f"/nl/bridge/result?{DONE}&on=2026-11-23" in page.links
    twins = {found["hreflang"]: found["href"] for found in page.all("link", rel="alternate")}
    assert set(twins) == set(LANGS)
    assert twins["en"] == f"http://localhost/en/bridge/result?{DONE}&on=2026-11-23"


def test_things_open_the_tree_with_answers(client: "FlaskClient") -> None:
    """A thing of the A–Z opens its tree with the answers that go without saying."""
    page = read(client, "/nl/things")
    assert "/nl/bridge?vehicle=cart" in page.links
    assert "#letter-K" in page.links


def test_day_of_the_law_can_be_chosen(client: "FlaskClient") -> None:
    """A chosen day is carried through the forms and said on the page."""
    page = read(client, "/en/bridge?vehicle=cart&on=2027-03-01")
    assert "1 March 2027" in page.html
    assert page.all("input", type="hidden", name="on", value="2027-03-01")


def test_draft_carries_its_banner(client: "FlaskClient") -> None:
    """Every page of a draft says that it is one."""
    for place in ("bridge", "bridge?submit=start", f"bridge?{DONE}", f"bridge/result?{DONE}", "bridge/tree"):
        assert read(client, f"/fr/{place}").all("p", **{"class": "draft"}), place


def test_style_sheet_prints_without_screen_parts(client: "FlaskClient") -> None:
    """The style sheet is small, has rules for print, dark screens and forced colours, and hides nothing of the notice."""
    with client.get("/static/site.css") as answer:
        css = answer.get_data(as_text=True)
    assert len(css.encode()) < 25_000
    for wanted in ("@media print", "prefers-color-scheme: dark", "forced-colors: active"):
        assert wanted in css
    assert "notice" not in css.split("@media print")[1].split("display: none")[0]


def test_outline_says_the_tree_in_words(client: "FlaskClient") -> None:
    """The list names every question with its answers and marks the path and its end."""
    page = read(client, f"/fr/bridge/tree?{DONE}")
    assert "Non ou Je ne sais pas" in page.html
    assert page.html.count('class="taken"') == 8
    assert "#question-weight" in page.links


@pytest.mark.parametrize("lang", LANGS)
def test_what_stays_when_one_begins_again_is_said(client: "FlaskClient", lang: str) -> None:
    """The link to begin again names the answers that it keeps; where it keeps none, it says nothing."""
    page = client.get(f"/{lang}/bridge/result?{DONE}").text
    asked = {"fr": "Comment venez-vous ?", "nl": "Hoe komt u?", "en": "How do you come?"}[lang]
    (again,) = re.findall(r'<li><a href="([^"]+)">[^<]+</a> <span>([^<]+)<strong>([^<]+)</strong></span></li>', page)
    assert again[0] == f"/{lang}/bridge?vehicle=cart"
    assert asked in unescape(again[1]).replace("\xa0", " ")


@pytest.mark.parametrize(("lang", "words"), [("fr", "12,5 kg"), ("nl", "12,5 kg"), ("en", "12.5 kg")])
def test_a_number_is_written_as_the_language_does(client: "FlaskClient", lang: str, words: str) -> None:
    """What was measured comes back with a comma or a point, whichever was typed."""
    for typed in ("12.5", "12,5"):
        assert words in client.get(f"/{lang}/bridge?{DONE.replace('weight=50', f'weight={typed}')}").text
