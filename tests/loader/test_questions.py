"""Single questions: each fault of them in a miniature tree, with its place."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Broken

NONE = """        exclusive: true
      unsure:"""


@pytest.mark.parametrize(
    ("rule", "old", "new", "place"),
    [
        ("too-few-options", '{yes: "=cross", no: "=refused", unsure: "=refused"}', '{yes: "=cross"}', "open-now:\n    type"),
        ("no-target", "        to: open-now\n      cart", "      cart", "foot:\n"),
        ("no-unsure", ', unsure: "=refused"}', "}", "open-now:\n    type"),
        ("no-none", NONE, "      unsure:", "options:\n      fire"),
        ("missing-else", '      - else: "=refused"', '      - when: "weight > 9"\n        to: "=refused"', 'when: "weight > 9"'),
        ("case-form", "        to: load\n", "", 'when: "weight <= limit"'),
        (
            "shadowed-case",
            '      - when: "load in [fire, unsure]"\n        to: "=refused"',
            '      - else: "=refused"',
            'else: "=refused"\n        label:\n          fr: "danger',
        ),
        ("foreign-case", '"weight <= limit"', '"vehicle = foot"', '"vehicle = foot"'),
        ("missing-key", '    unit:\n      fr: "kg"\n      nl: "kg"\n      en: "kg"\n', "", "weight:\n    type"),
        ("wrong-order", "    lowest: 0", "    lowest: 2000", "2000"),
        (
            "wrong-order",
            "        to: weight",
            "        from: 2027-02-01\n        until: 2027-01-01\n        to: weight",
            "2027-01-01\n        to",
        ),
        (
            "wrong-type",
            "        exclusive: true\n",
            "        exclusive: true\n        to: open-now\n",
            "to: open-now\n      unsure",
        ),
        ("wrong-type", "    type: yes_no", "    type: number", "open-now:\n    type"),
        ("wrong-type", "    type: choice", "    type: yes_no", "options:\n      foot"),
        (
            "wrong-type",
            "        to: open-now\n      cart",
            "        exclusive: true\n        to: open-now\n      cart",
            "exclusive: true\n        to",
        ),
    ],
)
def test_a_fault_of_a_question_is_told_at_its_place(
    broken: "Callable[..., Broken]", rule: str, old: str, new: str, place: str
) -> None:
    """Each rule about a single question finds the miniature that breaks it, where it breaks."""
    copy = broken((old, new))
    here = [(where.rsplit(":", 1)[0], found) for where, found in copy.found()]
    assert (copy.at(place).rsplit(":", 1)[0], rule) in here


def test_places_are_exact_to_the_column(broken: "Callable[..., Broken]") -> None:
    """A problem of a question stands at the question's id; one of a case at its condition."""
    copy = broken((', unsure: "=refused"}', "}"))
    assert (copy.at("open-now:\n    type"), "no-unsure") in copy.found()
    copy = broken(('"weight <= limit"', '"vehicle = foot"'))
    assert (copy.at('"vehicle = foot"'), "foreign-case") in copy.found()


def test_certain_replaces_unsure(broken: "Callable[..., Broken]") -> None:
    """A question without an unsure answer is sound when it says why nobody can doubt."""
    certain = '    certain:\n      fr: "Cela se voit."\n      nl: "Dat ziet men."\n      en: "One sees it."\n'
    copy = broken(
        (', unsure: "=refused"}', f"}}\n{certain}"),
        ("      open-now: unsure\n    outcome: refused", '      open-now: "no"\n    outcome: refused'),
    )
    assert [each for each in copy.problems() if each.severity == "error"] == []


def test_a_day_without_any_answer_is_found(broken: "Callable[..., Broken]") -> None:
    """When every option of a question has ended, the first such day is named."""
    until = "        until: 2027-05-31\n        to:"
    copy = broken(*[("        to: " + target, f"{until} {target}") for target in ("open-now\n      cart", "weight")],
                  ("        certainty: unsure\n        to:", f"        certainty: unsure\n{until}"))  # fmt: skip
    told = [each.message for each in copy.problems() if each.rule == "no-open-option"]
    assert told == ["on 2027-06-01 'vehicle' offers no answer at all"]
