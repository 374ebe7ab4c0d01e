"""Names and references: each fault of them in a miniature tree, with its place."""

from typing import TYPE_CHECKING

import pytest

from tests.conftest import BRIDGE, Broken

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("    because: [crossing]\n    options", "    because: [crosing]\n    options", "crosing"),
        ("    because: [toll]\nquestions", "    because: [tol]\nquestions", "tol]"),
        ("    status: waiting", "    status: wating", "wating"),
        ("    ask: keeper", "    ask: keper", "keper"),
        ("    authority: keeper", "    authority: keper", "keper"),
        ("    outcomes: [cross]", "    outcomes: [cros]", "cros]"),
        ('        when: "vehicle = cart"', '        when: "vehicel = cart"', '"vehicel = cart"'),
        ('        when: "vehicle = cart"', '        when: "vehicle = carts"', '"vehicle = carts"'),
        ('"weight <= limit"', '"weight <= limits"', '"weight <= limits"'),
        ("asked: [open-now]", "asked: [open-nows]", "open-nows"),
        ("      after: unsure\n      ends: favourable", "      after: unsure\n      ends: [crosing]", "crosing"),
        ("  refused: [narrow-bridge]", "  refused: [narow-bridge]", "narow-bridge"),
        ("  refused: [narrow-bridge]", "  refusd: [narrow-bridge]", "[narrow-bridge]"),
        ("    outcome: cross\n    without", "    outcome: crosss\n    without", "crosss"),
        ("    without: [pay-toll]", "    without: [pay-tol]", "pay-tol]"),
        ('      vehicle: foot\n      open-now: "yes"', '      vehicle: feets\n      open-now: "yes"', "feets"),
        (
            '      vehicle: foot\n      open-now: "yes"',
            '      vehicles: foot\n      open-now: "yes"',
            'foot\n      open-now: "yes"',
        ),
    ],
)
def test_a_name_that_nothing_bears_is_told_at_its_place(broken: "Callable[..., Broken]", old: str, new: str, place: str) -> None:
    """Each kind of name that may be written wrongly is found, with its line and column."""
    copy = broken((old, new))
    assert (copy.at(place), "undefined") in copy.found()


def test_an_unknown_name_comes_with_the_nearest(broken: "Callable[..., Broken]") -> None:
    """The hint names what exists under the nearest spelling, else a short list of what exists."""
    told = broken(("    ask: keeper", "    ask: keper"), ('"weight <= limit"', '"weight <= zzz"')).problems()
    assert {"did you mean 'keeper'?", "known: limit"} == {each.hint for each in told}


@pytest.mark.parametrize(
    ("rule", "old", "new", "place"),
    [
        ("no-source", "    because: [toll]\n    ask: keeper", "    because: []\n    ask: keeper", "refused:\n    status"),
        (
            "favourable-unverified",
            '      en: "As long as the bridge is open."',
            '      en: "As long as the bridge is open."#',
            "",
        ),
        (
            "nothing-to-do",
            '          en: "Ask the keeper."\n',
            '          en: "Ask the keeper."\n        when: "vehicle = cart"\n',
            "refused:\n    status",
        ),
        ("no-outcome", "    outcomes: [cross]", "    outcomes: []", "pay-toll:\n    label"),
        ("guarantee", "    never:\n      after: unsure\n      ends: favourable\n", "", 'name:\n      fr: "Un doute'),
        ("guarantee", "      after: unsure", '      after: "vehicle != cart"', '"vehicle != cart"\n      ends'),
        ("parameter-gap", "      2026-01-01: 100", "      2026-02-01: 100", "values:"),
        ("wrong-order", "    from: 2026-06-01", "    from: 2026-06-01\n    until: 2026-05-01", "2026-05-01"),
        ("wrong-order", "  from: 2026-01-01\n", "  from: 2026-01-01\n  to: 2025-01-01\n", "2025-01-01"),
        ("review-overdue", "  next: 2030-01-01", "  next: 2028-12-31", "2028-12-31"),
    ],
)
def test_a_missing_or_senseless_part_is_told_at_its_place(
    broken: "Callable[..., Broken]", rule: str, old: str, new: str, place: str
) -> None:
    """Each rule about references, ends, guarantees and days finds the miniature that breaks it."""
    if rule == "favourable-unverified":
        copy = broken(("[crossing]\n  refused", "[crossing, toll]\n  refused"))
        place = "toll]\n  refused"
    else:
        copy = broken((old, new))
    assert (copy.at(place), rule) in copy.found()


def test_reserved_ids_are_refused(broken: "Callable[..., Broken]") -> None:
    """A question cannot take a name that the addresses of pages use."""
    copy = broken(
        ("  open-now:\n    type", "  theme:\n    type"), ("to: open-now", "to: theme"), ("else: open-now", "else: theme")
    )
    assert (copy.at("theme:\n    type"), "reserved-id") in copy.found()
    copy = broken(("id: bridge", "id: legal"))
    assert (copy.at("legal"), "reserved-id") in copy.found()


def test_a_passed_review_only_warns(broken: "Callable[..., Broken]") -> None:
    """Time alone never stops the service."""
    told = [each for each in broken(("  next: 2030-01-01", "  next: 2028-12-31")).problems() if each.rule == "review-overdue"]
    assert [each.severity for each in told] == ["warning"]


@pytest.mark.parametrize(("old", "new"), [("open-now", "function"), ("open-now", "outcome"), ("foot", "asked")])
def test_what_cannot_be_a_column_is_warned_of(broken: "Callable[..., Broken]", old: str, new: str) -> None:
    """A question under a word of FEEL or of the tables, or an option `asked`, is a warning: the tree can still be walked."""
    path = broken().root / "trees" / "bridge.yaml"
    text = path.read_text("utf-8").replace(old, new)
    path.write_text(text, "utf-8")
    (problem,) = [each for each in Broken(path.parents[1], {BRIDGE: text}).problems() if each.rule == "dmn-name"]
    assert problem.severity == "warning"
    assert text.splitlines()[problem.line - 1].strip() == f"{new}:"
