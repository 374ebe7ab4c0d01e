"""Timing in rounds, the things compared taking turns, so that a drifting machine treats them alike."""

import gc
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from time import perf_counter


def side_by_side(works: "dict[str, Callable[[], object]]", *, rounds: int = 9) -> Mapping[str, Sequence[float]]:
    """Run each work once per round, in turn; gives the seconds of each round for each work."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for work in works.values():
        work()
    gc.collect()
    for _ in range(rounds):
        for name, work in works.items():
            begin = perf_counter()
            work()
            times[name].append(perf_counter() - begin)
    return times


def ratio(above: Sequence[float], below: Sequence[float]) -> float:
    """Give the median, over the rounds, of one work's time divided by the other's."""
    return median(one / other for one, other in zip(above, below, strict=True))
