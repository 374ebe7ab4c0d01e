"""Programmes: what was frozen stands untouched, adds up, and each departure from it has its reason."""

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from cirede.exchange.programme_file import programme_yaml
from cirede.loader.catalogue import open_catalogue
from cirede.model.programme import fingerprints
from tests.loader.test_scoring import placed

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Broken

AUTUMN = "rules/programmes/autumn.yaml"
TAKEN, DEFERRED = "taken: [narrow-bridge, left-bank]", "deferred: [old-toll]"
REASON = '    old-toll:\n      fr: "Le péage attend le pont."\n      nl: "De tol wacht op de brug."\n'
ROTTEN = "    - barrier: rotten-plank\n      place: 4"


@pytest.mark.parametrize(
    ("rule", "old", "new", "words"),
    [
        ("undefined", TAKEN, "taken: [narow-bridge, left-bank]", "narow-bridge"),
        ("undefined", DEFERRED, "deferred: [old-tol]", "old-tol]"),
        ("contradiction", DEFERRED, "deferred: [old-toll, left-bank]", "left-bank]\n  reasons"),
        ("contradiction", TAKEN, "taken: [narrow-bridge, left-bank, left-bank]", "left-bank]"),
        ("undefined", REASON, REASON.replace("old-toll", "old-tol"), 'fr: "Le péage'),
        ("contradiction", REASON, f"{REASON}{REASON.replace('old-toll', 'far-law')}", "far-law:\n      fr"),
        ("missing-key", "  on: 2026-11-08\n", "", "decisions:"),
        ("missing-key", '  by:\n    fr: "Le comité du pont"\n    nl: "Het brugcomité"\n', "", "decisions:"),
        ("wrong-order", "  on: 2026-11-08", "  on: 2026-10-31", "2026-10-31"),
        ("passed-over", DEFERRED, "deferred: []", "left-bank]"),
        ("no-reason", f"  reasons:\n{REASON}", "  reasons: {}\n", "old-toll]"),
        ("no-reason", TAKEN, "taken: [narrow-bridge, left-bank, silent-bell]", "silent-bell]"),
        ("missing-key", '      nl: "De tol wacht op de brug."\n', "", "old-toll:\n      fr"),
        ("waits", TAKEN, "taken: [old-toll]", "old-toll]"),
        ("bad-id", "id: autumn", "id: autum", "autum\n"),
        ("tampered", "\non: 2026-11-01", "\non: 2026-11-02", "ranking:\n  ranked"),
        ("tampered", "fictitious: false", "fictitious: true", "ranking:\n  ranked"),
        ("tampered", "    impact: 2\n", "    impact: 3\n", "profile:\n  title"),
        ("tampered", "        value: 500\n", "        value: 5000\n", "content:\n"),
        ("tampered", "    e9:\n", "    e8:\n", "rules:\n  facts"),
        ("wrong-sum", "    impact: 2\n", "    impact: 3\n", '"240320599997/20706000000"'),
        ("wrong-sum", "      score: 7\n", "      score: 8\n", "8\n"),
        ("wrong-sum", 'chances: ["0 × 1"]', 'chances: ["1 × 1"]', "0\n          chances"),
        ("wrong-sum", 'chances: ["0 × 1"]', 'chances: ["0 × 1/2"]', '["0 × 1/2"]'),
        ("wrong-order", ROTTEN, ROTTEN.replace("4", "3"), "3\n      best: 2"),
        ("undefined", ROTTEN, ROTTEN.replace("plank", "planc"), "rotten-planc"),
        ("unplaced", ROTTEN, ROTTEN.replace("plank", "planc"), "rotten-plank:\n"),
        ("contradiction", ROTTEN, ROTTEN.replace("rotten-plank", "left-bank"), "left-bank\n      place: 4"),
        ("undefined", "            - rule: e0\n", "            - rule: e00\n", "e00"),
        ("undefined", "        carts:\n          value", "        cart:\n          value", "value: 500"),
        ("wrong-type", "      score: 7\n", "      score: 7.5\n", "7.5"),
        ("wrong-type", "      score: 7\n", '      score: "7/0"\n', '"7/0"'),
        ("wrong-type", 'chances: ["0 × 1"]', 'chances: ["0 x 1"]', '"0 x 1"'),
        ("wrong-type", 'chances: ["0 × 1"]', "chances: []", "[]\n          rules"),
        ("unknown-key", "  taken:", "  chosen:", "chosen:"),
    ],
)  # fmt: skip
def test_a_fault_of_a_programme_is_told_at_its_place(
    broken: "Callable[..., Broken]", rule: str, old: str, new: str, words: str
) -> None:
    """Each rule about programmes finds the miniature that breaks it, at its line and column."""
    text = broken().root.joinpath(AUTUMN).read_text("utf-8")
    copy = broken((old, new), file=AUTUMN)
    assert (placed(copy, AUTUMN, words, text.index(old)), rule) in copy.found()


def test_layout_and_comments_are_free(broken: "Callable[..., Broken]") -> None:
    """A fingerprint covers what is said, not how it is set; title and decisions belong to the secretary."""
    remark = ("profile:\n  title:", "# a remark\n\nprofile:\n  title:")
    copy = broken(remark, ('fr: "Programme du', 'fr: "Le beau programme du'), file=AUTUMN)
    assert copy.problems() == []


def test_a_missing_reason_says_what_to_write(broken: "Callable[..., Broken]") -> None:
    """The problem names the barrier, the one it was passed over for, and the keys to add."""
    copy = broken((f"  reasons:\n{REASON}", "  reasons: {}\n"), file=AUTUMN)
    (problem,) = copy.problems()
    assert problem.message == "'old-toll' is deferred, though it stands before 'left-bank': say why"
    assert problem.hint == "add 'old-toll:' with 'fr:' and 'nl:' under 'reasons:'"


def test_following_the_order_needs_no_reason(broken: "Callable[..., Broken]") -> None:
    """Whoever takes from the top down, and defers what comes after, has nothing to explain."""
    copy = broken((TAKEN, "taken: [narrow-bridge]"), (f"  reasons:\n{REASON}", "  reasons: {}\n"), file=AUTUMN)
    assert copy.problems() == []


def test_a_name_that_means_something_else_is_refused(broken: "Callable[..., Broken]") -> None:
    """No programme is called like the page of comparisons."""
    copy = broken(("id: autumn", "id: compare"), file=AUTUMN)
    (copy.root / AUTUMN).rename(copy.root / "rules/programmes/compare.yaml")
    assert {rule for _, rule in copy.found()} == {"reserved-id"}


def test_a_forged_ranking_is_found_even_with_a_fresh_fingerprint(broken: "Callable[..., Broken]") -> None:
    """Facts and rules are in the file: a place that does not follow from them is told, on the barrier."""
    copy = broken(file=AUTUMN)
    programme = open_catalogue(copy.root).programme("autumn")
    ranked = list(programme.ranking.ranked)
    plank = ranked[3]
    ease = plank.levels["ease"].model_copy(update={"level": Fraction(1, 2), "chances": ((Fraction(1, 2), Fraction(1)),)})
    ranked[3] = plank.model_copy(update={"score": Fraction(15, 2), "levels": plank.levels | {"ease": ease}})
    ranking = programme.ranking.model_copy(update={"ranked": tuple(ranked)})
    prints = fingerprints(programme.sections | {"ranking": ranking}, on=programme.on, fictitious=False)
    forged = programme.model_copy(
        update={"ranking": ranking, "fingerprints": programme.fingerprints.model_copy(update=prints)}
    )
    (copy.root / AUTUMN).write_text(programme_yaml(forged), "utf-8")
    (problem,) = copy.problems()
    assert (problem.rule, problem.severity) == ("recomputed", "warning")
    assert "'rotten-plank'" in problem.message
