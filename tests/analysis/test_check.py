"""What only the paths show: each fault in a miniature tree, with its place."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Broken

TESTS = {"failing-test", "untested"}
CASE = '        label:\n          fr: "x"\n          nl: "x"\n          en: "x"\n'


@pytest.mark.parametrize(
    ("rule", "old", "new", "place"),
    [
        ("guarantee", 'unsure: "=refused"}', 'unsure: "=cross"}', 'name:\n      fr: "Un doute'),
        ("guarantee", "        to: open-now\n      cart", '        to: "=cross"\n      cart', 'name:\n      fr: "On ne'),
        (
            "shadowed-case",
            '      - else: "=refused"',
            f'      - when: "weight < 80"\n        to: "=refused"\n{CASE}      - else: "=refused"',
            'when: "weight < 80"',
        ),
        ("shadowed-case", '"load in [fire, unsure]"', '"load != hay"', None),
        ("never-applies", 'when: "vehicle = cart"\n    before', 'when: "load = hay"\n    before', None),
    ],
)
def test_a_fault_of_the_paths_is_told_at_its_place(
    broken: "Callable[..., Broken]", rule: str, old: str, new: str, place: str | None
) -> None:
    """Each rule about paths finds the miniature that breaks it, and is silent where it is kept."""
    copy = broken((old, new))
    expected = [] if place is None else [(copy.at(place), rule)]
    assert expected == [found for found in copy.found() if found[1] not in TESTS]


LATER = f'      - when: "weight > 900"\n        to: "=refused"\n{CASE}      - else: "=refused"'


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("      open-now: unsure\n", '      open-now: "no"\n', 'unsure: "=refused"}'),
        ('      - else: "=refused"', LATER, 'when: "weight > 900"'),
        ('  - name: "unknown"\n    answers:\n      vehicle: unsure\n    outcome: refused\n', "", "unsure:\n"),
    ],
)
def test_what_no_test_takes_is_told_at_its_place(broken: "Callable[..., Broken]", old: str, new: str, place: str) -> None:
    """An option or a case that no test of the tree takes is a warning where it is written."""
    copy = broken((old, new))
    told = {(f"{each.file}:{each.line}:{each.column}", each.rule, each.severity) for each in copy.problems()}
    assert (copy.at(place), "untested", "warning") in told


def test_a_test_of_a_tree_that_fails_is_told(broken: "Callable[..., Broken]") -> None:
    """It is an error, at the test."""
    copy = broken(("open-now: unsure\n    outcome: refused", "open-now: unsure\n    outcome: cross"))
    told = {(f"{each.file}:{each.line}:{each.column}", each.rule, each.severity) for each in copy.problems()}
    assert (copy.at('name: "walker in doubt"'), "failing-test", "error") in told


def test_what_reads_a_question_that_no_path_asks(broken: "Callable[..., Broken]") -> None:
    """A proof or an action that reads only what no path to its outcome asks can never apply there."""
    words = '{fr: "a", nl: "a", en: "a"}'
    later = '  later:\n    like: open-now\n    next: {yes: "=cross", no: "=cross", unsure: "=other"}\n'
    other = f"  other:\n    status: waiting\n    title: {words}\n    text: {words}\n"
    other += f"    do_now:\n      - text: {words}\n    because: [toll]\n"
    action = f'      - text: {words}\n        when: "later = no"\n'
    copy = broken(
        ("outcomes:\n  cross:", f"{later}outcomes:\n{other}  cross:"),
        ('{yes: "=cross"', "{yes: later"),
        ('"not(weight <= limit)"', '"not(later = yes)"'),
        ("    meanwhile:", f"{action}    meanwhile:"),
    )
    found = copy.found()
    assert (copy.at("refused]\n    when"), "never-applies") in found
    assert (copy.at('"later = no"'), "never-applies") in found


def test_an_address_that_grows_too_long_only_warns(broken: "Callable[..., Broken]") -> None:
    """A path whose address passes 2,000 characters is told, and stops nothing."""
    names = [f"q{'x' * 50}{index:02}" for index in range(45)]
    chain = "".join(
        f'  {name}:\n    like: open-now\n    next: {{yes: {onward}, no: "=refused", unsure: "=refused"}}\n'
        for name, onward in zip(names, [*names[1:], '"=cross"'], strict=True)
    )
    copy = broken(("outcomes:\n  cross:", f"{chain}outcomes:\n  cross:"), ('{yes: "=cross"', f"{{yes: {names[0]}"))
    told = [problem for problem in copy.problems() if problem.rule not in TESTS]
    assert [(copy.at("questions:"), "long-address")] == [(f"{each.file}:{each.line}:{each.column}", each.rule) for each in told]
    assert [each.severity for each in told] == ["warning"]


def test_a_chain_of_a_thousand_questions_is_checked(broken: "Callable[..., Broken]") -> None:
    """However long a path is, checking ends with problems, not with an error of the program."""
    chain = "".join(
        f'  q{index}:\n    like: open-now\n    next: {{yes: q{index + 1}, no: "=refused", unsure: "=refused"}}\n'
        for index in range(1200)
    ).replace("yes: q1200,", 'yes: "=cross",')
    copy = broken(("outcomes:\n  cross:", f"{chain}outcomes:\n  cross:"), ('{yes: "=cross"', "{yes: q0"))
    assert {"long-address"} == {rule for _, rule in copy.found()} - TESTS
