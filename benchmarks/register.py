"""The register of today: rules fired, barriers ranked with 10,000 weightings, and the page that shows it."""

import resource
from datetime import date
from statistics import median

from benchmarks.timing import side_by_side
from cirede.analysis.matrix import matrix_of
from cirede.analysis.smaa import smaa
from cirede.engine.rank import rank
from cirede.engine.scoring import known_on, prepare_rules
from cirede.engine.weights import weigh
from cirede.loader.catalogue import open_catalogue
from cirede_api import create_app

ON = date(2026, 12, 1)
FIRED = 50_000
Row = tuple[str, str, str]


def register() -> list[Row]:
    """Time inference, the ranking of the register, and its page; inference is watched for memory."""
    rulebook = open_catalogue().rulebook
    prepared = prepare_rules(rulebook)
    readings = [prepared.readings(known_on(barrier, ON)) for barrier in rulebook.barriers.values()]
    weights = weigh(rulebook)
    client = create_app(today=lambda: ON).test_client()
    client.get("/fr/ranking")
    places = [f"/fr/ranking?impact={impact}&ease=1&instrument=1&speed=1" for impact in range(1, 6)]
    for place in places:
        client.get(place)

    def ranked() -> None:
        smaa(matrix_of(rank(prepared, weights, on=ON)), top=rulebook.profiles.top)

    times = side_by_side({
        "infer": lambda: [prepared.contributions(each) for each in readings],
        "rank": ranked,
        "page": lambda: [client.get(place) for place in places],
    })  # fmt: skip
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for turn in range(FIRED):
        prepared.contributions(readings[turn % len(readings)])
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return [
        ("inference through durable-rules", f"{len(readings) / median(times['infer']):,.0f} barriers a second",
         f"{len(rulebook.rules)} rules, the facts of today's register"),
        ("… memory after 50,000 barriers", f"{grown:,} kB more", "highest resident size"),
        ("the register ranked with 10,000 weightings", f"{median(times['rank']) * 1e3:.0f} ms", f"{len(readings)} barriers"),
        ("a ranking page, server time", f"{median(times['page']) / len(places) * 1e3:.1f} ms", "its ranking is kept"),
    ]  # fmt: skip
