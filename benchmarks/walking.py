"""Walking a tree: ours, a bare dict walk and zen-engine on the same dossiers in the same run."""

from datetime import date
from statistics import median

import zen

from benchmarks.bare import bare_walk, table
from benchmarks.dossiers import dossiers
from benchmarks.peer import context, decision
from benchmarks.timing import ratio, side_by_side
from cirede import load, walk

ON = date(2026, 12, 1)
COUNT = 10_000
SEED = 20261123
Row = tuple[str, str, str]


def walking() -> list[Row]:
    """Compare the walk with a bare dict walk and with zen-engine, on the same dossiers in the same run."""
    tree = load("waste-status")
    sample = dossiers(tree, on=ON, count=COUNT, seed=SEED)
    onward, start = table(tree, on=ON), tree.tree.start
    peer = zen.ZenEngine().create_decision(decision(tree, on=ON))
    few = sample[:200]
    contexts = [context(answers) for answers in few]
    for answers, given in zip(few, contexts, strict=True):
        found = walk(tree, answers, on=ON)
        ends = {found.ending.id if found.ending else "", bare_walk(onward, start, answers)}
        ends.add(peer.evaluate(given)["result"]["outcome"])
        if len(ends) != 1:
            message = f"the three walks differ on {answers}: {ends}"
            raise AssertionError(message)
    times = side_by_side({
        "walk": lambda: [walk(tree, answers, on=ON) for answers in sample],
        "bare": lambda: [bare_walk(onward, start, answers) for answers in sample],
        "few": lambda: [walk(tree, answers, on=ON) for answers in few],
        "zen": lambda: [peer.evaluate(given) for given in contexts],
        "zen-trace": lambda: [peer.evaluate(given, {"trace": True}) for given in contexts],
    })  # fmt: skip
    steps = sum(len(walk(tree, answers, on=ON).steps) for answers in sample) / COUNT
    rate = COUNT / median(times["walk"])
    return [
        ("`engine.walk`, full trace", f"{rate:,.0f} walks a second", f"{COUNT:,} dossiers, {steps:.1f} steps on average"),
        ("… against a bare dict walk", f"{ratio(times['walk'], times['bare']):.1f} times its time", "same dossiers, same run"),
        ("… against zen-engine, no trace", f"{ratio(times['zen'], times['few']):.0f} times faster", "200 dossiers, same ends"),
        ("… against zen-engine with trace", f"{ratio(times['zen-trace'], times['few']):.0f} times faster", "the same"),
    ]
