"""The pages of the register and of the ranking: what they show, what they refuse, and what they keep in the address."""

import re
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from cirede_api.numbers import number, span
from tests.api.conftest import LANGS
from tests.api.test_pages import read

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from cirede.model.text import Lang


def words(html: str) -> str:
    """Give the words of a page's main part."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html[html.index("<main") :]))


@pytest.mark.parametrize(
    ("value", "lang", "shown"),
    [
        (Fraction(2), "fr", "2"),
        (Fraction(5, 2), "fr", "2,5"),
        (Fraction(5, 2), "en", "2.5"),
        (Fraction(1, 3), "nl", "≈ 0,33"),
        (Fraction(550673), "fr", "550\u202f673"),
        (Fraction(550673), "nl", "550.673"),
        (Fraction(550673), "en", "550,673"),
        (Fraction(0), "en", "0"),
        (Fraction(-3, 4), "en", "-0.75"),
    ],
)
def test_numbers_are_written_as_in_the_language(value: Fraction, lang: "Lang", shown: str) -> None:
    """Exact where three digits say it all, marked as rounded where they do not."""
    assert number(value, lang) == shown


def test_a_range_of_one_level_is_that_level() -> None:
    """Both ends are written only where they differ."""
    assert (span(Fraction(3), Fraction(3), "fr"), span(Fraction(2), Fraction(4), "fr")) == ("3", "2–4")


def test_the_triage_shows_every_barrier_once(client: "FlaskClient") -> None:
    """Each barrier of the register stands in one group, and links to its sheet."""
    links = [link for link in read(client, "/en/barriers").links if "/barriers/" in link]
    assert sorted(link.rsplit("/", 1)[1] for link in links) == [
        "far-law", "half-gate", "left-bank", "lost-key", "narrow-bridge", "old-toll", "peace", "rotten-plank", "silent-bell",
        "whole-river",
    ]  # fmt: skip


def test_a_filter_keeps_what_fits(client: "FlaskClient") -> None:
    """A filter narrows the list and says so; a value that nothing has leaves nothing, kindly."""
    all_of_them = read(client, "/en/barriers").html
    some = read(client, "/en/barriers?state=partly-lifted").html
    assert "10 of 10" in words(all_of_them)
    assert re.search(r"[1-9] of 10", words(some))
    assert "No barrier fits these choices" in words(read(client, "/en/barriers?family=nowhere").html)


def test_points_are_level_times_weight_and_add_up(client: "FlaskClient") -> None:
    """The sheet of a barrier can be added up by hand."""
    html = read(client, "/en/barriers/rotten-plank").html
    rows = re.findall(r'<td class="level">× (\d+)</td><td class="level">([\d.]+)</td>', html)
    total = re.search(r'<tr class="sum">.*?<strong>([\d.]+)</strong>', html, re.DOTALL)
    assert total
    assert [weight for weight, _ in rows] == ["2", "1", "1"]
    assert sum(Fraction(points) for _, points in rows) == Fraction(total[1])


def test_the_form_keeps_the_weights_in_the_address(client: "FlaskClient") -> None:
    """Weights change the order, and every link carries them on."""
    page = read(client, "/en/ranking?impact=0&ease=0&instrument=5")
    assert [field["value"] for field in page.all("input", inputmode="numeric")] == ["0", "0", "5"]
    assert any("instrument=5" in link for link in page.links if "/barriers/" in link)
    assert words(page.html).index("Old toll") < words(page.html).index("Narrow bridge")


@pytest.mark.parametrize(
    "query",
    ["impact=-1&ease=1&instrument=1", "impact=0&ease=0&instrument=0", "impact=1.5&ease=1&instrument=1",
     "impact=x&ease=1&instrument=1", "impact=1", "profile=nothing", "impact=9999999&ease=1&instrument=1",
     "traffic=1&impact=1&ease=1&instrument=1"],
)  # fmt: skip
@pytest.mark.parametrize("lang", LANGS)
def test_weights_that_cannot_be_are_told_and_kept(client: "FlaskClient", lang: str, query: str) -> None:
    """The page says what to give, ranks by the default weights, and shows again what was entered."""
    page = read(client, f"/{lang}/ranking?{query}", 422)
    assert page.all("div", role="alert")
    entered = [field["value"] for field in page.all("input", inputmode="numeric")]
    assert len(entered) == 3
    if query.startswith("impact=") and query != "impact=1":
        assert entered[0] == query.partition("&")[0].removeprefix("impact=")


def test_a_supposition_is_marked_and_can_be_dropped(client: "FlaskClient") -> None:
    """The form leads to an address that holds the supposition; its page says so and offers to drop it."""
    answer = client.get("/en/barriers/old-toll?barrier=old-toll&fact=carts&value=5000")
    assert answer.status_code == 303
    where = answer.headers["Location"]
    assert unquote(where) == "/en/barriers/old-toll?suppose=old-toll.carts=5000"
    page = read(client, where)
    assert "old-toll.carts=5000" in words(page.html)
    assert "/en/barriers/old-toll" in page.links
    assert "old-toll.carts=5000" in unquote(" ".join(read(client, where.replace("/barriers/old-toll", "/ranking")).links))


@pytest.mark.parametrize("value", ["many", "20-5", "=cmd", "<b>", "-1"])
def test_a_supposition_that_cannot_be_is_told(client: "FlaskClient", value: str) -> None:
    """The page stands, without the supposition, and says which values there are."""
    page = read(client, f"/en/barriers/old-toll?barrier=old-toll&fact=carts&value={value}", 422)
    assert page.all("div", role="alert")
    assert "<b>" not in page.html


def test_own_weights_show_what_they_change(client: "FlaskClient") -> None:
    """Who changes place, from where to where, and the points of each criterion, which add up; nothing under the profile's own."""
    page = read(client, "/en/ranking?impact=0&ease=1&instrument=3")
    said = words(page.html)
    assert "What this changes" in said
    moved = re.findall(r"(\d) → (\d) (?:rises|falls) .*?Score (\S+) → (\S+): (.*?)(?= \d → \d|  *The order of merit)", said)
    assert moved
    assert all(was != now for was, now, *_ in moved)
    exact = [each for each in moved if "≈" not in " ".join(each)]
    assert exact
    for _, _, before, after, parts in exact:
        gains = [Fraction(points.replace("−", "-")) for points in re.findall(r"[+−][\d.]+", parts)]
        assert sum(gains) == Fraction(after) - Fraction(before)
    assert "What this changes" not in words(read(client, "/en/ranking?profile=plain").html)
    assert "No barrier changes place." in words(read(client, "/en/ranking?impact=2&ease=1&instrument=1").html)


def test_a_supposition_shows_the_place_without_it(client: "FlaskClient") -> None:
    """The sheet says what the barrier had before, also where it had no place."""
    said = words(read(client, "/en/barriers/old-toll?suppose=old-toll.ease=5").html)
    assert "Without suppositions: place 2, 9.9 points." in said
    open_ = "/en/barriers/silent-bell?suppose=silent-bell.ease=5&suppose=silent-bell.instrument=5"
    assert "Without suppositions: no place." in words(read(client, open_).html)


def test_the_fictitious_register_is_marked_everywhere(client: "FlaskClient") -> None:
    """Each page over the made-up register says that it is invented, and carries that on."""
    for place in ("barriers", "ranking", "barriers/toy-bridge", "ranking/compare"):
        page = read(client, f"/en/{place}?register=exercise")
        assert "Fictitious register" in words(page.html), place
    assert "Fictitious register" not in words(read(client, "/en/ranking").html)
    assert client.get("/en/barriers/toy-bridge").status_code == 404


def test_a_pair_says_why_and_unless(client: "FlaskClient") -> None:
    """The first is the one ahead whichever way round it is asked; the gaps add up to the lead."""
    one = read(client, "/en/ranking/compare?a=old-toll&b=narrow-bridge").html
    other = read(client, "/en/ranking/compare?a=narrow-bridge&b=old-toll").html
    assert words(one)[words(one).index("Ahead by") :] == words(other)[words(other).index("Ahead by") :]
    assert "unless" in words(one)
    assert client.get("/en/ranking/compare?a=old-toll&b=far-law").status_code == 404


@pytest.mark.parametrize("address", ["/en/barriers/narow-bridge", "/en/ranking/compare?a=narow-bridge"])
def test_an_unknown_barrier_names_the_nearest(client: "FlaskClient", address: str) -> None:
    """What does not exist is told with what comes closest."""
    assert "narrow-bridge" in read(client, address, 404).html


def test_a_day_before_the_facts_knows_less(client: "FlaskClient") -> None:
    """The register can be read as it stood on a day; a day that is none is refused."""
    early = words(read(client, "/en/ranking?on=2020-01-01").html)
    assert early != words(read(client, "/en/ranking").html)
    assert client.get("/en/ranking?on=2020-02-30").status_code == 422
    assert str(date(2020, 1, 1).year) in early


@pytest.mark.parametrize(
    ("address", "name"),
    [("/fr/ranking.xlsx?impact=1&ease=0&instrument=1", "cirede-2026-11-23-fr.xlsx"),
     ("/nl/barriers/old-toll/sheet.xlsx", "cirede-old-toll-nl.xlsx"),
     ("/en/barriers/toy-bridge/sheet.xlsx?register=exercise", "cirede-toy-bridge-en.xlsx")],
)  # fmt: skip
def test_a_workbook_can_be_taken_away(client: "FlaskClient", address: str, name: str) -> None:
    """The file is a workbook under a name that says what it holds; an unknown barrier has none."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.data.startswith(b"PK")
    assert name in answer.headers["Content-Disposition"]
    assert client.get("/en/barriers/no-toll/sheet.xlsx").status_code == 404
