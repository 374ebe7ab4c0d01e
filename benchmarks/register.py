"""The register of today: rules fired, barriers ranked with 10,000 weightings, pages and answers; then many more barriers."""

import resource
from dataclasses import replace
from datetime import date
from itertools import count
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.timing import side_by_side
from cirede.analysis.matrix import matrix_of
from cirede.analysis.smaa import smaa
from cirede.engine.rank import Assessment, assess_all, rank, rank_assessed
from cirede.engine.scoring import known_on, prepare_rules
from cirede.engine.weights import weigh
from cirede.loader.catalogue import open_catalogue
from cirede.model.barrier import Links
from cirede_api import create_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from cirede.model.barrier import Barrier
    from cirede.model.rulebook import Rulebook

ON = date(2026, 12, 1)
FIRED = 50_000
Row = tuple[str, str, str]


def register() -> list[Row]:
    """Time inference, rankings, pages and answers; inference is watched for memory."""
    rulebook = open_catalogue().rulebook
    return [*inference(rulebook), *rankings(rulebook), *answers(), *many(rulebook)]


def inference(rulebook: "Rulebook") -> list[Row]:
    """Fire the rules on the facts of the register, again and again."""
    prepared = prepare_rules(rulebook)
    readings = [prepared.readings(known_on(barrier, ON)) for barrier in rulebook.barriers.values()]
    times = side_by_side({"infer": lambda: [prepared.contributions(each) for each in readings]})["infer"]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for turn in range(FIRED):
        prepared.contributions(readings[turn % len(readings)])
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return [
        ("inference through durable-rules", f"{len(readings) / median(times):,.0f} barriers a second",
         f"{len(rulebook.rules)} rules, the facts of today's register"),
        (f"… memory after {FIRED:,} barriers", f"{grown:,} kB more", "highest resident size"),
    ]  # fmt: skip


def rankings(rulebook: "Rulebook") -> list[Row]:
    """Go the whole way, from facts to places under 10,000 weightings, for the register and for 200 barriers with its facts."""
    works: dict[str, Callable[[], object]] = {}
    for size in (len(rulebook.barriers), 200):
        book = replace(rulebook, barriers=repeated(rulebook, size)) if size > len(rulebook.barriers) else rulebook
        works[str(size)] = _ranked(book)
    times = side_by_side(works, rounds=5)
    return [
        (f"{size} barriers ranked with 10,000 weightings", f"{median(found) * 1e3:.0f} ms", "from facts to rank ranges")
        for size, found in times.items()
    ]


def _ranked(book: "Rulebook") -> "Callable[[], object]":
    prepared, weights = prepare_rules(book), weigh(book)
    return lambda: smaa(matrix_of(rank(prepared, weights, on=ON)), top=book.profiles.top)


def repeated(rulebook: "Rulebook", size: int) -> "dict[str, Barrier]":
    """Give so many barriers with the facts of the register, linked to nothing, so that each may be ranked."""
    known = [each.model_copy(update={"links": Links(), "texts": ()}) for each in rulebook.barriers.values()]
    return {f"b{place}": known[place % len(known)] for place in range(size)}


def answers() -> list[Row]:
    """Time the ranking page and the API, whose rankings are kept, and the page under weights never asked for before."""
    client = create_app(today=lambda: ON).test_client()
    kept = [f"/fr/ranking?impact={impact}&ease=1&instrument=1&speed=1" for impact in range(1, 6)]
    for place in (*kept, "/api/v1/rankings/cirede-four"):
        if client.get(place).status_code != 200:  # noqa: PLR2004 - OK
            message = f"{place} does not answer"
            raise AssertionError(message)
    fresh = count(1000)
    times = side_by_side({
        "kept": lambda: [client.get(place) for place in kept],
        "api": lambda: [client.get("/api/v1/rankings/cirede-four") for _ in kept],
        "new": lambda: [client.get(f"/fr/ranking?impact={next(fresh)}&ease=1&instrument=1&speed=1") for _ in kept],
    })  # fmt: skip
    each = {name: f"{median(found) / len(kept) * 1e3:.1f} ms" for name, found in times.items()}
    return [
        ("a ranking page, server time", each["kept"], "its ranking is kept"),
        ("… under weights never asked for before", each["new"], "ranked, 10,000 weightings, scenarios, questions"),
        ("a ranking from the API, server time", each["api"], "its ranking is kept; all barriers"),
    ]


def many(rulebook: "Rulebook") -> list[Row]:
    """Rank 1,000 to 100,000 barriers whose criteria are assessed: exact scores, places and place ranges."""
    prepared, weights = prepare_rules(rulebook), weigh(rulebook)
    found = assess_all(prepared, on=ON)
    ranked = [each.barrier for each in rank_assessed(prepared, found, weights).ranked]
    rows = []
    for size in (1_000, 10_000, 100_000):
        names = {f"b{place}": ranked[place % len(ranked)] for place in range(size)}
        bare = {name: found.barriers[other] for name, other in names.items()}
        whole = Assessment(ON, (), bare, {name: found.assessed[other] for name, other in names.items()})
        times = side_by_side({"rank": lambda whole=whole: rank_assessed(prepared, whole, weights)}, rounds=3)["rank"]  # type: ignore[misc]
        rows.append((f"{size:,} assessed barriers ranked exactly", f"{median(times) / size * 1e6:.0f} µs each",
                     f"{median(times) * 1e3:.0f} ms in all"))  # fmt: skip
    return rows
