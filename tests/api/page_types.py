"""Every type of page, with an address that shows it: what the accessibility tests walk through."""

from dataclasses import dataclass

from tests.api.conftest import DONE, KEPT


@dataclass(frozen=True, slots=True)
class PageType:
    """A type of page: a short name, the endpoint that makes it, an address with `{lang}`, and the status it answers with."""

    name: str
    endpoint: str
    address: str
    status: int = 200

    def at(self, lang: str) -> str:
        """Give the address in a language."""
        return self.address.format(lang=lang)


QUESTION = "pages.questionnaire"
BRIDGE = "/{lang}/bridge"
PAGE_TYPES = (
    PageType("choice of language", "pages.choice", "/"),
    PageType("home", "pages.home", "/{lang}/"),
    PageType("things", "pages.things", "/{lang}/things"),
    PageType("legal", "pages.legal", "/{lang}/legal"),
    PageType("accessibility", "statement.page", "/{lang}/accessibility"),
    PageType("start", QUESTION, BRIDGE),
    PageType("start, law of a day", QUESTION, f"{BRIDGE}?on=2026-07-01"),
    PageType("question, choice", QUESTION, f"{BRIDGE}?submit=start"),
    PageType("question, number", QUESTION, f"{BRIDGE}?vehicle=cart"),
    PageType("question, several", QUESTION, f"{BRIDGE}?vehicle=cart&weight=50"),
    PageType("question, yes or no", QUESTION, f"{BRIDGE}?vehicle=foot"),
    PageType("question, changed", QUESTION, f"{BRIDGE}?{DONE}&change=weight"),
    PageType("error, choice", QUESTION, f"{BRIDGE}?submit=vehicle", 422),
    PageType("error, number", QUESTION, f"{BRIDGE}?vehicle=cart&weight=5000&submit=weight", 422),
    PageType("error, several", QUESTION, f"{BRIDGE}?vehicle=cart&weight=50&submit=load", 422),
    PageType("answers to check", QUESTION, f"{BRIDGE}?{DONE}"),
    PageType("result, favourable", "pages.result", f"{BRIDGE}/result?{DONE}"),
    PageType("result, to confirm", "pages.result", f"{BRIDGE}/result?vehicle=unsure"),
    PageType("result, with evidence", "pages.result", f"{BRIDGE}/result?vehicle=cart&weight=500"),
    PageType("tree", "pages.outline", f"{BRIDGE}/tree"),
    PageType("tree, path taken", "pages.outline", f"{BRIDGE}/tree?{DONE}"),
    PageType("drawing", "pages.drawing", f"{BRIDGE}.svg?{DONE}"),
    PageType("problem explained", "pages.problem", "/problems/wrong-parameter"),
    PageType("problem, no such page", "pages.home", "/{lang}/bridges", 404),
    PageType("problem, address unreadable", QUESTION, f"{BRIDGE}?on=soon", 422),
    PageType("link that lasts, result", "sharing.permanent", f"/{{lang}}/{KEPT}"),
    PageType("link that lasts, question", "sharing.permanent", "/{lang}/p/bridge/1/2026-11-23?a=2wsxth"),
    PageType("barriers", "barriers.triage", "/{lang}/barriers"),
    PageType("barriers, filtered", "barriers.triage", "/{lang}/barriers?state=open&register=exercise"),
    PageType("barrier, ranked", "barriers.barrier", "/{lang}/barriers/narrow-bridge"),
    PageType("barrier, not ranked", "barriers.barrier", "/{lang}/barriers/silent-bell"),
    PageType("history", "barriers.history", "/{lang}/history"),
    PageType("ranking", "rankings.ranking", "/{lang}/ranking"),
    PageType("ranking, own weights", "rankings.ranking", "/{lang}/ranking?impact=0&ease=3&instrument=1"),
    PageType("ranking, weights refused", "rankings.ranking", "/{lang}/ranking?impact=x", 422),
    PageType("two barriers", "rankings.compare", "/{lang}/ranking/compare?a=old-toll&b=narrow-bridge"),
    PageType("programmes", "programmes.programmes", "/{lang}/programmes"),
    PageType("programme, proposal", "programmes.programme", "/{lang}/programmes/autumn"),
    PageType("programme, decided", "programmes.programme", "/{lang}/programmes/winter"),
    PageType("programme, sheets", "programmes.sheets", "/{lang}/programmes/autumn/sheets"),
    PageType("embed, start", "embed.questionnaire", "/embed/{lang}/bridge?h=2"),
    PageType("embed, question", "embed.questionnaire", "/embed/{lang}/bridge?submit=start&h=3"),
    PageType("embed, error", "embed.questionnaire", "/embed/{lang}/bridge?submit=vehicle&h=2", 422),
    PageType("embed, answers to check", "embed.questionnaire", f"/embed{BRIDGE}?{DONE}&h=2"),
    PageType("embed, result", "embed.result", f"/embed{BRIDGE}/result?{DONE}&h=2"),
    PageType("embed, tree", "embed.outline", f"/embed{BRIDGE}/tree?{DONE}&h=2"),
    PageType("embed, no such page", "embed.questionnaire", "/embed/{lang}/bridges", 404),
    PageType("embed, service down", "embed.down", "/embed/down"),
    PageType("the API for people", "reference.reference", "/{lang}/api"),
    PageType("page for editors", "editor.page", "/{lang}/embed"),
    PageType("two programmes", "programmes.compare", "/{lang}/programmes/compare?old=autumn&new=winter"),
)

NO_PAGES = {
    "health.healthz": "a line for the supervisor",
    "health.readyz": "a line for the supervisor",
    "wellknown.robots": "a text for crawlers",
    "wellknown.security": "a text for who finds a weakness (RFC 9116)",
    "static": "files of the pages",
    "editor.door": "a redirection to the page for editors",
    "reference.door": "a redirection to the page of the API",
    "embed.sheet": "a style sheet",
    "embed.script": "the script of the host page: tests/api/test_embed_browser.py",
    "sharing.permanent_pdf": "a PDF: its tags are held by tests/exchange/test_pdf.py",
    "sharing.result_pdf": "a PDF: its tags are held by tests/exchange/test_pdf.py",
    "downloads.ranking": "a workbook: its sheets are held by tests/exchange/test_workbook.py",
    "downloads.sheet": "a workbook: its sheets are held by tests/exchange/test_sheet.py",
}
"""Endpoints that make no page for people, each with what it gives; those of the JSON API are left out by their name."""
