"""The ranking on the command line, for people and for programs."""

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from cirede.cli import main
from cirede.cli.standings import as_csv
from tests.conftest import CONTENT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Broken


@pytest.fixture(autouse=True)
def miniature(monkeypatch: pytest.MonkeyPatch) -> None:
    """Use the miniature content."""
    monkeypatch.setenv("CIREDE_CONTENT", str(CONTENT))


def shown(line: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command, which must succeed, and give what it prints."""
    assert main(line.split()) == 0
    return capsys.readouterr().out


def plain(line: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Run a command for programs."""
    found: dict[str, Any] = json.loads(shown(line, capsys))
    return found


def test_the_object_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    """`--format json` gives profile, day, fingerprint, the ranked with what made them, and the others with the reason."""
    found = plain("rank --format json --on 2026-11-23 --lang nl", capsys)
    assert (found["profile"], found["on"], len(found["fingerprint"])) == ("plain", "2026-11-23", 64)
    assert [each["barrier"] for each in found["ranked"]] == ["narrow-bridge", "old-toll", "left-bank", "rotten-plank"]
    last = found["ranked"][-1]
    assert (last["place"], last["score"], last["exact"]) == (4, 7, "7")
    assert last["levels"]["ease"] == {
        "basis": "facts", "expected": 0, "exact": "0", "lowest": 0, "highest": 0, "chances": [{"level": 0, "chance": "1"}],
    }  # fmt: skip
    assert {"criterion": "ease", "rule": "e9", "kind": "cap", "value": 1, "certain": True, "facts": ["refused"],
            "words": "Refused"} in last["contributions"]  # fmt: skip
    assert [each["barrier"] for each in found["to_document"]] == ["silent-bell"]
    assert {each["triage"] for each in found["gated"]} == {"perhaps-lifted", "other-level", "no-barrier"}
    assert found["notice"].startswith("CiRèDe documenteert geen gewicht")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", ["place", "À documenter:", "Peut-être levé, à vérifier:", "Rien de connu sur"]),
        ("nl", ["plaats", "Te documenteren:", "Op een ander niveau te brengen:", "Niets bekend over"]),
        ("en", ["place", "To be documented:", "Not a barrier to be ranked:", "Nothing known of"]),
    ],
)
def test_the_table_for_people(lang: str, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Places, scores and levels, then what is not ranked and why, in one language; nothing unknown shows as a number."""
    found = shown(f"rank --lang {lang}", capsys)
    assert [each for each in words if each not in found] == []
    assert "narrow-bridge" in found
    assert "?" in shown("rank --profile joined", capsys)


def test_top_keeps_the_first_places(capsys: pytest.CaptureFixture[str]) -> None:
    """Fewer lines, the same places."""
    whole, first = (plain(f"rank --format json {top}", capsys) for top in ("", "--top 2"))
    assert first["ranked"] == whole["ranked"][:2]


def test_the_table_for_spreadsheets(capsys: pytest.CaptureFixture[str]) -> None:
    """CSV has a line for each ranked barrier, with exact scores and points that add up."""
    rows = list(csv.DictReader(io.StringIO(shown("rank --format csv", capsys))))
    assert [row["barrier"] for row in rows] == ["narrow-bridge", "old-toll", "left-bank", "rotten-plank"]
    assert sum(float(rows[-1][f"points {name}"]) for name in ("impact", "ease", "instrument")) == float(rows[-1]["score"]) == 7


def test_no_cell_is_taken_for_a_formula(capsys: pytest.CaptureFixture[str]) -> None:
    """Words that begin like a formula are told apart by an apostrophe."""
    found = plain("rank --format json", capsys)
    found["ranked"][0]["title"] = "=1+1"
    assert ",'=1+1," in as_csv(found)


def test_what_if_is_marked_and_not_kept(capsys: pytest.CaptureFixture[str]) -> None:
    """A supposition shows at the head; the next ranking knows nothing of it."""
    before = shown("rank", capsys)
    under = shown("rank --suppose silent-bell.ease=4 --suppose silent-bell.route=notice", capsys)
    assert under.startswith("SUPPOSITIONS, nothing is saved: silent-bell.ease=4, silent-bell.route=notice\n")
    assert "  silent-bell  Nothing" not in under
    assert shown("rank", capsys) == before
    assert "SUPPOSITIONS" in shown("explain silent-bell --suppose silent-bell.carts=9", capsys)


def test_the_register_for_training_is_marked(capsys: pytest.CaptureFixture[str]) -> None:
    """It is never the default, and says at its head that it is made up."""
    assert shown("rank --exercise", capsys).startswith("FICTITIOUS REGISTER, for training.\n")
    assert plain("rank --exercise --format json", capsys)["fictitious"] is True
    assert shown("register show toy-bridge --exercise --lang fr", capsys).startswith("REGISTRE FICTIF")
    assert "toy-bridge" not in shown("register list", capsys)


def test_a_barrier_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    """Each level with the rules, facts, sources, grades and judgements that made it; also for one without a place."""
    found = shown("explain old-toll", capsys)
    for words in ("place 2 (1–4), score 99/10", "add -1  The village is against it [e1-against]", "(evidence C, Survey)",
                  "judgement of a group: So it seems (The council, 2026-02-01)"):  # fmt: skip
        assert words in found
    assert "Perhaps lifted, to be checked: Lifted." in shown("explain lost-key", capsys)
    whole = plain("explain old-toll --json", capsys)
    assert {each["certain"] for each in whole["contributions"]} == {True, False}
    assert whole["facts"]["route"]["sources"][0]["url"] == "https://example.org/bridge"
    assert plain("explain peace --json", capsys)["triage"] == "no-barrier"


def test_two_barriers_are_compared(capsys: pytest.CaptureFixture[str]) -> None:
    """The difference is explained criterion by criterion, the largest first, whichever is named first."""
    lines = shown("compare rotten-plank old-toll", capsys).splitlines()
    assert lines[0] == "old-toll is ahead of rotten-plank by 29/10."
    assert lines[2].strip() == "Instrument: 1 × (2 − 49/10) = -29/10"
    found = plain("compare old-toll rotten-plank --json", capsys)
    assert found["difference"] == pytest.approx(sum(gap["difference"] for gap in found["gaps"])) == pytest.approx(2.9)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", ["Et cela reste ainsi, sauf si :", "  – le poids de Instrument passe de 1 à "]),
        ("nl", ["En dat blijft zo, behalve als:", "  – het gewicht van Instrument gaat van 1 naar "]),
        ("en", ["And it stays so, unless:", "  – the weight of Instrument goes from 1 to "]),
    ],
)
def test_a_pair_says_unless_what_changes(lang: str, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """The smallest changes of a level or a weight that swap the two; a weight so changed does swap them."""
    line = f"compare narrow-bridge old-toll --lang {lang}"
    found, whole = shown(line, capsys), plain(f"{line} --json", capsys)
    assert [each for each in words if each not in found] == []
    swap = next(each for each in whole["unless"]["weights"] if each["criterion"] == "instrument")
    changed = ",".join(f"{name}={weight}" for name, weight in {**whole["weights"], "instrument": swap["swaps"]}.items())
    assert (whole["ahead"], whole["behind"]) == ("narrow-bridge", "old-toll")
    assert plain(f"compare narrow-bridge old-toll --json --weights {changed}", capsys)["ahead"] == "old-toll"


def test_how_firm_a_place_is_stands_beside_it(capsys: pytest.CaptureFixture[str]) -> None:
    """The table says it in words and how it was drawn; the object for programs holds all that is needed to draw it again."""
    table, whole = shown("rank", capsys), plain("rank --format json", capsys)
    assert "10000 draws" in table
    for each in whole["ranked"]:
        firm = each["robustness"]
        assert {"verdict", "top", "first", "best", "worst", "central", "scenarios", "times"} == set(firm)
        line = next(line for line in table.splitlines() if f"  {each['barrier']}" in line)
        said = {"in": "firmly in the first 2" in line, "contestable": "contestable" in line}
        assert [verdict for verdict, there in said.items() if there] == [firm["verdict"]] * (firm["verdict"] != "out")
    draws = whole["robustness"]["draws"]
    assert (draws["count"], type(draws["seed"]), bool(draws["generator"])) == (10_000, int, True)


def test_the_register_is_listed_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """By state and family; one barrier with its law, facts and sources."""
    assert shown("register list --state lifted", capsys).split()[0] == "lost-key"
    assert len(plain("register list --family bridges --json", capsys)["barriers"]) == 10
    assert shown("register list --authority council --activity crossing", capsys).split()[0] == "narrow-bridge"
    found = shown("register show narrow-bridge --lang fr", capsys)
    assert "Pont étroit" in found
    assert "Code, art. 1: Order" in found
    met = plain("register show narrow-bridge --json", capsys)["met_in"]
    assert met
    assert {each["tree"] for each in met} == {"bridge"}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("rank --profile plane", "cirede rank: there is no profile 'plane' (did you mean 'plain'?)"),
        ("rank --weights impact=-1", "cirede rank: the weight of 'impact' is '-1': give a whole number from 0 to 999999"),
        ("rank --weights impct=1", "cirede rank: there is no criterion 'impct' (did you mean 'impact'?)"),
        ("rank --on soon", "cirede rank: 'soon' is no day: write it as 2026-12-31"),
        ("rank --suppose old-tol.carts=1", "cirede rank: there is no barrier 'old-tol' (did you mean 'old-toll'?)"),
        ("explain old-tol", "cirede explain: there is no barrier 'old-tol' (did you mean 'old-toll'?)"),
        ("compare old-toll old-toll", "cirede compare: 'old-toll' is compared with itself: name two barriers"),
        ("compare old-toll lost-key", "cirede compare: 'lost-key' is not ranked: Lifted."),
        ("compare old-toll lost-kee", "cirede compare: there is no barrier 'lost-kee' (did you mean 'lost-key'?)"),
        ("register list --family bridge", "cirede register: there is no family 'bridge' (did you mean 'bridges'?)"),
        ("register list --authority counsil", "cirede register: there is no authority 'counsil' (did you mean 'council'?)"),
        ("register list --activity crosing", "cirede register: there is no activity 'crosing' (did you mean 'crossing'?)"),
        ("register show old-tol", "cirede register: there is no barrier 'old-tol' (did you mean 'old-toll'?)"),
    ],
)
def test_wrong_use_is_one_clear_line(line: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong request leaves with 2 and one line on stderr that names the nearest."""
    assert main(line.split()) == 2
    found = capsys.readouterr()
    assert (found.out, found.err) == ("", f"{words}\n")


@pytest.mark.parametrize("line", ["rank --top 0", "rank --top many", "rank --format pdf", "register", "compare old-toll"])
def test_an_argument_that_cannot_be_read_leaves_with_two(line: str) -> None:
    """What is no command leaves with 2."""
    with pytest.raises(SystemExit) as left:
        main(line.split())
    assert left.value.code == 2


def test_broken_rules_leave_with_one(
    broken: "Callable[..., Broken]", monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fault anywhere in the content stops the ranking, with its place."""
    copy = broken(("floods = yes", "flods = yes"), file="rules/scoring/traffic.yaml")
    monkeypatch.setenv("CIREDE_CONTENT", str(copy.root))
    assert main(["rank"]) == 1
    assert "there is no fact 'flods' (did you mean 'floods'?) [undefined]" in capsys.readouterr().err
