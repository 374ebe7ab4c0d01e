"""The tests written in trees: run, and what none of them takes."""

from typing import TYPE_CHECKING

import pytest

from cirede.analysis.trial import run_tests

if TYPE_CHECKING:
    from collections.abc import Callable

    from cirede.engine.prepare import PreparedTree
    from tests.conftest import Broken


def test_the_miniature_passes(bridge: "PreparedTree") -> None:
    """Every test of the miniature holds and everything is taken by one."""
    trial = run_tests(bridge)
    assert (trial.failures, trial.untaken, trial.passed) == ((), (), True)
    assert trial.count == len(bridge.tree.tests)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("    outcome: cross\n    without", "    outcome: refused\n    without", "ends in 'cross', expected 'refused'"),
        (
            '      open-now: "yes"\n    outcome: cross\n    without',
            "    outcome: cross\n    without",
            "the walk stops at 'open-now', expected 'cross'",
        ),
        ("    on: 2026-07-01\n", "    on: 2026-03-01\n", "without the obligations pay-toll"),
        ("    obligations: [pay-toll]", "    without: [pay-toll]", "with the obligations pay-toll"),
        ('      weight: "500"', '      weight: "5000"', "'5000' is no answer to 'weight' on that day (out-of-range)"),
        ("      vehicle: unsure\n", "      vehicle: unsure\n      load: hay\n", "the path does not need the answers to load"),
        (
            "      load: [fire]\n    never: favourable",
            "      load: [hay]\n    never: favourable",
            "can end in 'cross': vehicle=cart weight=0 load=hay open-now=yes",
        ),
        (
            "      load: [fire]\n    never: favourable",
            "      load: [hay]\n    outcomes: [refused]",
            "can end in 'cross': vehicle=cart",
        ),
        (
            "      vehicle: cart\n      load: [fire]\n",
            "      vehicle: foot\n      load: [fire]\n",
            "the path does not need the answers to load",
        ),
        (
            "      vehicle: cart\n      load: [fire]\n",
            '      vehicle: cart\n      load: [fire, none]\n      weight: "1"\n',
            "'fire, none' is no answer to 'load'",
        ),
    ],
)
def test_an_expectation_that_fails_says_what_happened(broken: "Callable[..., Broken]", old: str, new: str, words: str) -> None:
    """Each way in which a test may fail is told in words that can be walked again."""
    assert words in " ".join(each.message for each in run_tests(broken((old, new)).prepared()).failures)


@pytest.mark.parametrize(
    ("name", "untaken"),
    [
        ("walker in doubt", "option open-now=unsure"),
        ("cart of hay", "obligation pay-toll"),
        ("heavy cart", "case weight: else → =refused"),
        ("cart of nothing", "option load=none"),
    ],
)
def test_what_no_test_takes_is_named(broken: "Callable[..., Broken]", name: str, untaken: str) -> None:
    """Without its only test, an option, a case or an obligation is told as taken by none."""
    text = (broken().root / "trees" / "bridge.yaml").read_text("utf-8")
    test = next(f'  - name: "{part}' for part in text.split('  - name: "') if part.startswith(f'{name}"'))
    trial = run_tests(broken((test, "")).prepared())
    assert untaken in [part.words for part in trial.untaken]
    assert not trial.passed


def test_two_cases_with_one_target_are_two_cases(broken: "Callable[..., Broken]") -> None:
    """A case is not taken because another one leads to the same place."""
    label = '        label: {fr: "x", nl: "x", en: "x"}'
    case = f'      - when: "weight > 900"\n        to: "=refused"\n{label}\n'
    trial = run_tests(broken(('      - else: "=refused"', f'{case}      - else: "=refused"')).prepared())
    assert [part.words for part in trial.untaken] == ["case weight: weight > 900 → =refused"]
