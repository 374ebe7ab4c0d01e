"""From a document to a tree: shorthand, and faults in plain words at their place."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Broken

FOOT = """      foot:
        label:
          fr: "À pied"
          nl: "Te voet"
          en: "On foot"
        to: open-now
"""


@pytest.mark.parametrize(
    ("old", "new", "place", "rule", "words"),
    [
        ("    next: {", "    nxet: {", "nxet", "unknown-key", "unknown key 'nxet' in 'open-now' (did you mean 'next'?)"),
        ('          nl: "Te voet"\n', "", 'label:\n          fr: "À pied"', "missing-key", "add 'nl: \"…\"'"),
        ('version: "1"', "version: 2026.10", "2026.10", "wrong-type", "'version' must be words in quotes (write \"2026.10\")"),
        ("  from: 2026-01-01", "  from: 1/1/2026", "1/1/2026", "wrong-type", "'from' is no day (write a day as 2026-12-31)"),
        ("  from: 2026-01-01", "  from: 20260101", "20260101", "wrong-type", "'from' is no day (write a day as 2026-12-31)"),
        ("  from: 2026-01-01", "  from: 2026-02-30", "2026-02-30", "wrong-type", "'from' is no day (there is no such day)"),
        ("    favourable: true", "    favourable: yes", "yes", "wrong-type", "'favourable' must be true or false"),
        ("    lowest: 0", "    lowest: none", "none\n    highest", "wrong-type", "'lowest' must be a number (12 or 2.5"),
        ("status: draft", "status: drafts", "drafts", "wrong-type", "'published' or 'withdrawn' (did you mean 'draft'?)"),
        ("  open-now:\n", "  Open_now:\n", "Open_now", "bad-id", "lower-case letters, digits and single hyphens"),
        (
            "    because: [toll]\n    ask: keeper",
            "    because: toll\n    ask: keeper",
            "toll\n    ask",
            "wrong-type",
            "must be a list",
        ),
        (
            'title:\n  fr: "Puis-je passer le pont ?"\n  nl: "Mag ik over de brug?"\n  en: "May I cross the bridge?"',
            'title: "Puis-je ?"',
            '"Puis-je ?"',
            "wrong-type",
            "'title' must be written in each language",
        ),
        (
            "    ends: favourable\n  - name",
            "    ends: favorable\n  - name",
            "favorable",
            "wrong-type",
            "'ends' must be 'favourable' or a list of ids (did you mean 'favourable'?)",
        ),
        ('      weight: "500"', "      weight: 500", "500\n", "wrong-type", "'weight' must be words in quotes (write \"500\")"),
        ("next: {yes:", "next: {yess:", "yess", "unknown-key", "unknown answer 'yess' in 'next' (did you mean 'yes'?)"),
        ("      fire:\n        label:", "      fire:\n        lable:", "lable", "unknown-key", "(did you mean 'label'?)"),
        (
            '    who:\n      fr: "Qui passe',
            '    who:\n      de: "Wer"\n      fr: "Qui passe',
            "de:",
            "unknown-key",
            "known: fr, nl, en",
        ),
        ("jurisdiction: BE-BRU", "jurisdiction:", "\nlanguages", "wrong-type", "'jurisdiction' is empty"),
        ("questions:\n", "questions: none\nquestion:\n", "none\n", "wrong-type", "must be a map of keys"),
        ("id: bridge\n", "id: pont\n", "pont", "bad-id", "write 'id: bridge', or rename the file"),
        ("id: bridge\n", "", "", "missing-key", "missing key 'id'"),
    ],
)
def test_a_fault_is_told_in_plain_words(  # noqa: PLR0913, PLR0917 - one column each
    broken: "Callable[..., Broken]", old: str, new: str, place: str, rule: str, words: str
) -> None:
    """Each mistake gives its rule, the place where it stands, and the words that mend it."""
    copy = broken((old, new))
    told = [str(each) for each in copy.problems() if each.rule == rule]
    here = " ".join(each for each in told if each.startswith(f"{copy.at(place)}: "))
    assert words in here, told


def test_no_phrase_of_the_validator_reaches_the_author(broken: "Callable[..., Broken]") -> None:
    """Many faults at once are all told, none in the words of the validating library."""
    changes = [("favourable: true", "favourable: 3"), ("lowest: 0", "lowest: [0]"), ("start: vehicle", "start: [a]"),
               ("languages: [fr, nl, en]", "languages: [de]"), ("    values:", "    values: 3\n    value:"),
               ("type: several", "type: many"), ("  next: 2030-01-01", "  next: soon")]  # fmt: skip
    told = [str(each) for each in broken(*changes).problems()]
    assert len(told) >= len(changes)
    assert [each for each in told if "Input should" in each or "valid" in each] == []


def test_like_copies_words_and_keeps_its_own_targets(broken: "Callable[..., Broken]") -> None:
    """A copied question has the words of the other and leads where it says itself."""
    question = "  again:\n    like: vehicle\n    options:\n" + "".join(
        f'      {name}: {{to: "=refused"}}\n' for name in ("foot", "cart", "unsure")
    )
    tree = broken(("outcomes:\n  cross:", f"{question}outcomes:\n  cross:"), ('no: "=refused"', "no: again")).prepared().tree
    assert tree.questions["again"].ask == tree.questions["vehicle"].ask
    assert tree.questions["again"].options["unsure"].certainty == "unsure"
    assert [option.to for option in tree.questions["again"].options.values()] == ["=refused"] * 3


@pytest.mark.parametrize(
    ("like", "words"),
    [
        ("vehicles", "there is no question 'vehicles' to copy (did you mean 'vehicle'?)"),
        ("again", "'again' copies itself"),
        ("[a]", "there is no question '['a']' to copy"),
    ],
)
def test_like_names_what_it_cannot_copy(broken: "Callable[..., Broken]", like: str, words: str) -> None:
    """A copy of nothing, of itself or of a list is refused at its place."""
    copy = broken(("outcomes:\n  cross:", f"  again:\n    like: {like}\noutcomes:\n  cross:"))
    told = {f"{each.file}:{each.line}:{each.column}": str(each) for each in copy.problems() if each.rule == "undefined"}
    assert words in told[copy.at(f"{like}\noutcomes")]


def test_a_fault_in_copied_words_is_told_once(broken: "Callable[..., Broken]") -> None:
    """What is wrong in the original is told there, not again at each copy."""
    copy = broken(
        ('      en: "How do you come?"', "      en: [1]"),
        ("outcomes:\n  cross:", '  again:\n    like: vehicle\n    options:\n      foot: {to: "=refused"}\noutcomes:\n  cross:'),
    )
    assert [(copy.at("[1]"), "wrong-type")] == copy.found()


def test_a_named_condition_stands_wherever_it_is_called(broken: "Callable[..., Broken]") -> None:
    """`is(name)` becomes the condition of that name, also inside another one."""
    named = '    when: "vehicle = cart"\n    before'
    copy = broken(
        ("questions:\n", 'conditions:\n  heavy: "any(vehicle = cart, weight > 3)"\nquestions:\n'),
        (named, named.replace("vehicle = cart", "unless(is(heavy))")),
    )
    whens = [duty.when for duty in copy.prepared().tree.obligations.values()]
    assert "unless(any(vehicle = cart, weight > 3))" in whens


@pytest.mark.parametrize(
    ("called", "words"),
    [("is(heavi)", "there is no condition 'heavi' (did you mean 'heavy'?)"), ("is(x)", "define it under 'conditions:'")],
)
def test_a_condition_that_is_not_named_is_told(broken: "Callable[..., Broken]", called: str, words: str) -> None:
    """A name that nothing bears is told where it is called, with the nearest one."""
    named = '    when: "vehicle = cart"\n    before'
    copy = broken(
        ("questions:\n", 'conditions:\n  heavy: "vehicle = cart"\nquestions:\n'), (named, named.replace("vehicle = cart", called))
    )
    place = copy.at(f'"{called}"\n    before')
    assert words in " ".join(str(each) for each in copy.problems() if str(each).startswith(f"{place}: "))


def test_a_fault_in_a_named_condition_is_told_at_its_definition(broken: "Callable[..., Broken]") -> None:
    """A named condition is checked where it is written, called or not."""
    copy = broken(("questions:\n", 'conditions:\n  heavy: "vehicle = lorry"\nquestions:\n'))
    assert [(copy.at('"vehicle = lorry"'), "undefined")] == copy.found()
