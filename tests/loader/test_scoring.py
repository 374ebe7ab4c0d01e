"""Kinds of fact, criteria, rules and profiles: each rule of the checker on miniature content."""

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Broken

FACTS, CRITERIA, PROFILES = "rules/facts.yaml", "rules/criteria.yaml", "rules/profiles.yaml"
FIRST = '    scale:\n      - fr: "0"\n        nl: "0"\n        en: "Traffic 0"\n'
JOINED, ORDER = "      impact: 1\n      doability: 1", "order: [impact, ease, instrument]"
TRAFFIC, INCOME, EASE, INSTRUMENT = (f"rules/scoring/{name}.yaml" for name in ("traffic", "income", "ease", "instrument"))


def placed(copy: "Broken", file: str, words: str, at: int) -> str:
    """Give `file:line:column` of words, of the place nearest to a position in the changed file."""
    text = copy.texts[file]
    found = min((match.start() for match in re.finditer(re.escape(words), text)), key=lambda place: abs(place - at))
    return f"{file}:{text.count(chr(10), 0, found) + 1}:{found - text.rfind(chr(10), 0, found)}"


@pytest.mark.parametrize(
    ("file", "rule", "old", "new", "words"),
    [
        (FACTS, "wrong-form", "type: yes_no", "type: choice", "floods:"),
        (FACTS, "wrong-form", "type: choice", "type: yes_no", "options:"),
        (FACTS, "wrong-form", "type: yes_no\n", "type: yes_no\n    lowest: 1\n", "lowest: 1\n"),
        (FACTS, "wrong-form", '    unit:\n      fr: "carts"\n      nl: "carts"\n      en: "carts"\n', "", "carts:"),
        (FACTS, "wrong-order", "    highest: 1000000", "    highest: -1", "-1"),
        (FACTS, "unknown-key", "    lowest: 0", "    lowes: 0", "lowes:"),
        (FACTS, "wrong-type", "type: several", "type: sevral", "sevral"),
        (CRITERIA, "wrong-form", "    of: [traffic, income]\n", "", "impact:"),
        (CRITERIA, "wrong-form", FIRST, f"{FIRST}{FIRST.removeprefix('    scale:' + chr(10))}", "scale:\n      - fr"),
        (CRITERIA, "wrong-form", "combine: mean", "combine: one", "one\n    of"),
        (CRITERIA, "wrong-form", "of: [ease, instrument]", "of: [impact, instrument]", "impact, instrument"),
        (CRITERIA, "wrong-form", "of: [ease, instrument]", "of: [ease, ease]", "ease]"),
        (CRITERIA, "undefined", "of: [ease, instrument]", "of: [ease, instrumnt]", "instrumnt"),
        (PROFILES, "undefined", "default: plain", "default: plane", "plane"),
        (PROFILES, "undefined", "      ease: 1", "      eas: 1", "1\n      instrument"),
        (PROFILES, "weight", "      ease: 1", "      ease: -1", "-1"),
        (PROFILES, "wrong-type", "      ease: 1", "      ease: 1.5", "1.5"),
        (PROFILES, "wrong-type", "      ease: 1", '      ease: "one"', '"one"'),
        (PROFILES, "weight", JOINED, JOINED.replace("1", "0"), "weights:\n      impact: 0"),
        (PROFILES, "weight", "      ease: 1\n", "      ease: 1\n      traffic: 1\n", "1\n      instrument"),
        (PROFILES, "wrong-order", ORDER, "order: [ease, impact, instrument]", "impact, instrument"),
        (PROFILES, "wrong-order", ORDER, "order: [impact, ease]", "order: [impact, ease]"),
        (PROFILES, "wrong-order", ORDER, "order: [impact, ease, ease, instrument]", "ease, instrument"),
        (PROFILES, "undefined", "order: [impact, doability]", "order: [impact, doable]", "doable"),
        (PROFILES, "wrong-type", "top: 2", "top: 0", "0"),
        (TRAFFIC, "wrong-form", "    base: 3\n", "", "c1b:"),
        (TRAFFIC, "wrong-form", "    base: 3\n", "    base: 3\n    add: 1\n", "c1b:"),
        (TRAFFIC, "wrong-form", "    fact: carts\n", "", "c1:"),
        (TRAFFIC, "wrong-form", "    add: 1\n", "    add: 1\n    fact: carts\n", "fact:"),
        (TRAFFIC, "wrong-form", '    when: "floods = yes"\n', "", "c2:"),
        (TRAFFIC, "wrong-form", "criterion: traffic", "criterion: impact", "impact"),
        (TRAFFIC, "wrong-file", "criterion: traffic", "criterion: ease", "ease"),
        (TRAFFIC, "undefined", "criterion: traffic", "criterion: trafic", "trafic"),
        (TRAFFIC, "undefined", "fact: carts", "fact: cart", "cart\n"),
        (TRAFFIC, "undefined", "mood = against", "mod = against", '"all(mod'),
        (TRAFFIC, "undefined", "mood = against", "mood = agaist", '"all(mood = agaist'),
        (TRAFFIC, "condition", "floods = yes", "floods == yes", '"floods =='),
        (TRAFFIC, "condition", "floods = yes", "floods > 3", '"floods > 3'),
        (TRAFFIC, "condition", "fishers < 3", "fishers in [3, 4]", '"all(mood'),
        (TRAFFIC, "undefined", "fishers < 3", "fishers < few", '"all(mood'),
        (TRAFFIC, "band", "{below: 10, level: 0}", "{below: 1000.5, level: 0}", "{below: 100,"),
        (TRAFFIC, "band", "{below: 10, level: 0}", "{below: 100, level: 0}", "{below: 100, level: 2"),
        (TRAFFIC, "band", "{below: 10, level: 0}", "{below: 10, up_to: 10, level: 0}", "{below: 10, up_to"),
        (TRAFFIC, "band", "{below: 10, level: 0}", "{level: 0}", "{level: 0}"),
        (TRAFFIC, "band", "      - {level: 5}\n", "", "{up_to: 1000"),
        (TRAFFIC, "wrong-type", "{below: 10, level: 0}", "{below: 10, level: 6}", "6}"),
        (TRAFFIC, "wrong-form", "fact: carts", "fact: mood", "bands:"),
        (TRAFFIC, "wrong-type", "    cap: 2", "    cap: -1", "-1"),
        (INSTRUMENT, "undefined", "notice: 5", "notise: 5", "5, order"),
        (INSTRUMENT, "no-level", "notice: 5, ", "", "levels:"),
        (INSTRUMENT, "wrong-form", "fact: route", "fact: carts", "levels:"),
        (EASE, "condition", "mood = for", "mood = ", '"mood = "'),
    ],
)  # fmt: skip
def test_a_fault_of_the_scoring_is_told_at_its_place(  # noqa: PLR0913, PLR0917 - one column each
    broken: "Callable[..., Broken]", file: str, rule: str, old: str, new: str, words: str
) -> None:
    """Each rule about kinds of fact, criteria, rules and profiles finds the miniature that breaks it."""
    at = broken().root.joinpath(file).read_text("utf-8").index(old)
    copy = broken((old, new), file=file)
    assert (placed(copy, file, words, at), rule) in copy.found()


def test_a_condition_of_too_many_ways_is_refused(broken: "Callable[..., Broken]") -> None:
    """A rule is also read the other way round: holding and failing together have a bound."""
    wide = f"all({', '.join(['any(carts > 1, fishers > 2)'] * 7)})"
    copy = broken(("floods = yes", wide), file=TRAFFIC)
    assert (copy.at('"all(any', TRAFFIC), "condition") in copy.found()


def test_the_same_id_in_two_files_is_told_once(broken: "Callable[..., Broken]") -> None:
    """The second place is named, with the first as a hint."""
    copy = broken(("  m1:", "  c1:"), file=INCOME)
    problems = [each for each in copy.problems() if each.rule == "duplicate-id"]
    assert [(str(each).split(" ")[0], each.hint) for each in problems] == [
        (f"{copy.at('c1:', INCOME).replace(INCOME, TRAFFIC)}:", f"the first stands in {INCOME}, line 2")
    ]


@pytest.mark.parametrize("file", ["rules/lists.yaml", FACTS, CRITERIA, PROFILES])
def test_a_needed_file_is_missed(file: str, broken: "Callable[..., Broken]") -> None:
    """Without one of the four files there is one problem, and no other that follows from it."""
    copy = broken()
    (copy.root / file).unlink()
    assert {(place, rule) for place, rule in copy.found() if rule != "unused"} == {(f"{file}:1:1", "unreadable")}


@pytest.mark.parametrize("folder", ["scoring", "exercise", "history.yaml"])
def test_what_is_not_needed_may_be_left_out(folder: str, broken: "Callable[..., Broken]") -> None:
    """Rules, a register for training and a history are used where they exist."""
    copy = broken()
    path = copy.root / "rules" / folder
    for each in [path] if path.is_file() else list(path.glob("*.yaml")):
        each.unlink()
    assert [rule for _, rule in copy.found()] == []
