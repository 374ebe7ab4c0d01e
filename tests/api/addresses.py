"""An address for everything that the application answers: what the tests of safety, weight and privacy walk through."""

from tests.api.conftest import API, DONE, KEPT, LANGS

BY_ENDPOINT = {
    "static": ("/static/site.css", "/static/merit.css"),
    "pages.choice": ("/",),
    "pages.home": ("/{lang}/",),
    "pages.things": ("/{lang}/things",),
    "pages.legal": ("/{lang}/legal",),
    "pages.questionnaire": (
        "/{lang}/bridge", "/{lang}/bridge?submit=start", "/{lang}/bridge?vehicle=cart", "/{lang}/bridge?vehicle=cart&weight=50",
        f"/{{lang}}/bridge?{DONE}",
    ),
    "pages.drawing": (f"/{{lang}}/bridge.svg?{DONE}",),
    "pages.result": (f"/{{lang}}/bridge/result?{DONE}",),
    "pages.outline": ("/{lang}/bridge/tree",),
    "pages.problem": ("/problems/not-found",),
    "sharing.permanent": (f"/{{lang}}/{KEPT}",),
    "sharing.permanent_pdf": (f"/{{lang}}/{KEPT.replace('?', '/result.pdf?')}",),
    "sharing.result_pdf": (f"/{{lang}}/bridge/result.pdf?{DONE}",),
    "embed.questionnaire": ("/embed/{lang}/bridge", "/embed/{lang}/bridge?submit=start"),
    "embed.result": (f"/embed/{{lang}}/bridge/result?{DONE}",),
    "embed.outline": (f"/embed/{{lang}}/bridge/tree?{DONE}",),
    "embed.sheet": ("/embed/look/neutral-2.css",),
    "embed.down": ("/embed/down",),
    "embed.script": ("/embed/v1.js",),
    "editor.page": ("/{lang}/embed",),
    "editor.door": ("/embed",),
    "barriers.triage": ("/{lang}/barriers",),
    "barriers.barrier": ("/{lang}/barriers/narrow-bridge",),
    "barriers.history": ("/{lang}/history",),
    "rankings.ranking": ("/{lang}/ranking",),
    "rankings.compare": ("/{lang}/ranking/compare?a=old-toll&b=narrow-bridge",),
    "programmes.programmes": ("/{lang}/programmes",),
    "programmes.compare": ("/{lang}/programmes/compare?old=autumn&new=winter",),
    "programmes.programme": ("/{lang}/programmes/autumn",),
    "programmes.sheets": ("/{lang}/programmes/autumn/sheets",),
    "downloads.ranking": ("/{lang}/ranking.xlsx",),
    "downloads.sheet": ("/{lang}/barriers/narrow-bridge/sheet.xlsx",),
    "reference.reference": ("/{lang}/api",),
    "reference.door": ("/api", "/api/v1"),
    "statement.page": ("/{lang}/accessibility",),
    "health.healthz": ("/healthz",),
    "health.readyz": ("/readyz",),
    "wellknown.security": ("/.well-known/security.txt",),
    "wellknown.robots": ("/robots.txt",),
}  # fmt: skip
"""By endpoint; those of the API stand in `API` of conftest.py."""

FAULTS = ("/nothing", "/{lang}/brigde", "/embed/{lang}/brigde", "/api/v1/nothing", "/{lang}/bridge?vehicle=%ff",
          "/static/none.css", "/{lang}/bridge?submit=vehicle", "/{lang}/bridge?vehicle=" + "x" * 4001)  # fmt: skip


def in_languages(*addresses: str) -> tuple[str, ...]:
    """Write addresses in each language, those that name none once."""
    return tuple(dict.fromkeys(each.format(lang=lang) for each in addresses for lang in LANGS))


SITE = in_languages(*(each for lot in BY_ENDPOINT.values() for each in lot))
EVERYTHING = (*SITE, *API, *in_languages(*FAULTS))
