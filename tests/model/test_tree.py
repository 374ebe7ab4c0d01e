"""A tree as written: its days, and what holds on each."""

from datetime import date
from typing import TYPE_CHECKING

import pytest

from cirede.model.source import Source
from cirede.model.text import LANGS, Text
from cirede.model.tree import Option

if TYPE_CHECKING:
    from cirede.engine.prepare import PreparedTree

WORDS = Text(fr="a", nl="a", en="a")


def test_an_option_leads_where_its_day_says() -> None:
    """From the day of `later` on, an option leads elsewhere; outside its days it cannot be chosen."""
    option = Option.model_validate(
        {"label": WORDS, "from": "2026-01-01", "until": "2026-12-31", "to": "a", "later": {"2026-03-01": "b", "2026-06-01": "c"}}
    )
    days = (date(2026, 2, 28), date(2026, 3, 1), date(2026, 6, 1))
    assert [option.target_on(day) for day in days] == ["a", "b", "c"]
    open_on = [option.open_on(date(2025, 12, 31)), option.open_on(date(2026, 12, 31)), option.open_on(date(2027, 1, 1))]
    assert open_on == [False, True, False]


def test_a_tree_covers_its_days(bridge: "PreparedTree") -> None:
    """A tree answers from its first day on, and knows every day on which something changes."""
    assert (bridge.tree.covers(date(2025, 12, 31)), bridge.tree.covers(date(2026, 1, 1))) == (False, True)
    assert bridge.tree.days_of_change() == bridge.days


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"eli": "http://e/eli/1", "url": "http://u"}, "http://e/eli/1"),
        ({"url": "http://u", "celex": "32008L0098"}, "http://u"),
        ({"celex": "32008L0098"}, "https://eur-lex.europa.eu/legal-content/FR/TXT/?uri=CELEX:32008L0098"),
        ({}, None),
    ],
)
def test_a_source_opens_at_its_best_address(given: dict[str, str], expected: str | None) -> None:
    """The ELI comes first, then the page, then the address made from the CELEX number."""
    source = Source.model_validate({"title": WORDS, "short": WORDS, "kind": "eu-law", "consulted": "2026-01-01", **given})
    assert source.address == expected


JUSTEL = "https://www.ejustice.just.fgov.be/eli"


@pytest.mark.parametrize(
    ("address", "fr", "nl", "en"),
    [
        ("http://data.europa.eu/eli/dir/2008/98/oj", "/2008/98/oj/fra", "/2008/98/oj/nld", "/2008/98/oj/eng"),
        (f"{JUSTEL}/ordonnance/2012/1/justel", "eli/ordonnance/2012/1/justel", "eli/ordonnantie/2012/1/justel",
         "eli/ordonnance/2012/1/justel"),
        (f"{JUSTEL}/besluit/2016/1/staatsblad", "eli/arrete/2016/1/moniteur", "eli/besluit/2016/1/staatsblad",
         "eli/besluit/2016/1/staatsblad"),
        ("https://eur-lex.europa.eu/legal-content/RO/TXT/?uri=CELEX:6", "/legal-content/FR/TXT/?uri=CELEX:6",
         "/legal-content/NL/TXT/?uri=CELEX:6", "/legal-content/EN/TXT/?uri=CELEX:6"),
        ("https://example.org/loi/besluit", "/loi/besluit", "/loi/besluit", "/loi/besluit"),
    ],
)  # fmt: skip
def test_a_text_opens_in_the_language_of_the_reader(address: str, fr: str, nl: str, en: str) -> None:
    """European and Belgian texts open in the reader's language where they are published in it; other pages stay as they are."""
    source = Source.model_validate({"title": WORDS, "short": WORDS, "kind": "eu-law", "consulted": "2026-01-01", "url": address})
    opened = [source.opened_in(lang) or "" for lang in LANGS]
    assert [each[-len(end) :] for each, end in zip(opened, (fr, nl, en), strict=True)] == [fr, nl, en]
