"""Legal texts, the articles cited from them, and the authorities to ask."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from pydantic import Field

from cirede.model.text import Day, Flag, Frozen, Id, Lang, Text, Words

_THREE_LETTERS: dict[Lang, str] = {"fr": "fra", "nl": "nld", "en": "eng"}
_EUROPEAN = re.compile(r"http://data\.europa\.eu/eli/([a-z]+/\d{4}/\d+)/oj")
_DUTCH = {"loi": "wet", "decret": "decreet", "ordonnance": "ordonnantie", "arrete": "besluit", "moniteur": "staatsblad"}
"""What differs in the Belgian ELI of the same text in the two languages."""
_FRENCH = {dutch: french for french, dutch in _DUTCH.items()}


@lru_cache(maxsize=4096)
def _in_language(address: str, lang: Lang) -> str:
    if european := _EUROPEAN.fullmatch(address):
        return f"https://eur-lex.europa.eu/eli/{european[1]}/oj/{_THREE_LETTERS[lang]}"
    if address.startswith("https://eur-lex.europa.eu/legal-content/"):
        return re.sub("(?<=/legal-content/)[A-Z]{2}(?=/)", lang.upper(), address)
    if lang != "en" and "//www.ejustice.just.fgov.be/eli/" in address:
        words = _DUTCH if lang == "nl" else _FRENCH
        return "/".join(words.get(part, part) for part in address.split("/"))
    return address


class Source(Frozen):
    """A legal text, a ruling or official guidance, and the address under which it is published."""

    title: Text
    short: Text
    kind: Literal[
        "eu-law", "regional-law", "federal-law", "ruling", "guidance", "report", "minutes", "press", "parliament", "statistics",
        "invented",
    ]  # fmt: skip
    eli: str | None = None
    celex: str | None = None
    numac: str | None = None
    ecli: str | None = None
    url: str | None = None
    consulted: Day

    @property
    def address(self) -> str | None:
        """The web address to open: the ELI first, else the page where the text stands."""
        if self.eli or self.url:
            return self.eli or self.url
        return f"https://eur-lex.europa.eu/legal-content/FR/TXT/?uri=CELEX:{self.celex}" if self.celex else None

    def opened_in(self, lang: Lang) -> str | None:
        """Give the address that opens the text in a language, where the publisher has it in that language; else the plain one."""
        address = self.address
        return _in_language(address, lang) if address else None


class Reference(Frozen):
    """An article of a source: what it says, when it was checked, and whether its text was read.

    `start` and `end` are the days on which it begins and ceases to be law, where the days of the tree do not say so.
    """

    source: Id
    at: Words | Text
    says: Text
    verified: Flag
    checked: Day
    start: Day | None = Field(default=None, alias="from")
    end: Day | None = Field(default=None, alias="until")

    def in_force(self, day: date) -> bool:
        """Tell whether the article is law on that day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def days_of_change(self) -> tuple[date, ...]:
        """Give the days on which it begins, or has just ended."""
        return tuple(day for day in (self.start, self.end + timedelta(days=1) if self.end else None) if day)

    def where(self, lang: "Lang") -> str:
        """Give the article as it is written in one language."""
        return self.at if isinstance(self.at, str) else self.at.to(lang)


class Authority(Frozen):
    """A body to ask or to notify; its address may be another one in each language."""

    name: Text
    url: str | Text | None = None
    email: str | None = None

    def address(self, lang: Lang) -> str | None:
        """Give the address of its site for readers of a language."""
        return self.url.to(lang) if isinstance(self.url, Text) else self.url


class Sources(Frozen):
    """The texts, references and authorities that all trees share, or the part of them that one file holds."""

    sources: dict[Id, Source] = Field(default_factory=dict)
    references: dict[Id, Reference] = Field(default_factory=dict)
    authorities: dict[Id, Authority] = Field(default_factory=dict)
