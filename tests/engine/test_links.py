"""How barriers hang together, held against a second reading written from the sentences that define it."""

from dataclasses import replace
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING

from cirede.engine.links import Link, Related, links, related
from cirede.engine.rank import rank
from cirede.engine.scoring import prepare_rules
from cirede.engine.weights import weigh
from cirede.loader.catalogue import open_catalogue
from cirede.model.barrier import LegalText, Links
from tests.engine.plain import DAY

if TYPE_CHECKING:
    from cirede.model.barrier import Barrier
    from cirede.model.catalogue import Catalogue

STATES = ("open", "partly-lifted", "lifted")


def plain(barriers: "dict[str, Barrier]") -> list[Link]:
    """Give the same links without the engine."""
    waits = [Link("waits-for", name, other, declared=True) for name, each in barriers.items() for other in each.links.waits_for
             if barriers[other].state != "lifted"]  # fmt: skip
    parts = [Link("part-of", name, other, declared=True) for name, each in barriers.items() for other in each.links.part_of]
    same = []
    for one, other in combinations(sorted(barriers), 2):
        first, second = barriers[one], barriers[other]
        declared = other in first.links.same_text or one in second.links.same_text
        if declared or {(each.source, each.at) for each in first.texts} & {(each.source, each.at) for each in second.texts}:
            same.append(Link("same-text", one, other, declared=declared))
    return sorted({*waits, *parts, *same})


def at_random(random: Random, barrier: "Barrier", count: int) -> "dict[str, Barrier]":
    """Make up barriers that name each other and the same places of texts."""
    names = [f"b{number}" for number in range(count)]
    found = {}
    for place, name in enumerate(names):
        others = [names[other] for other in range(count) if other != place]
        drawn = {key: tuple(random.sample(others, random.choice((0, 0, 1, 2)))) for key in ("waits_for", "same_text", "part_of")}
        texts = tuple(
            LegalText.model_construct(source=random.choice("abc"), at=random.choice((None, "art. 1", "art. 2")), instrument="x")
            for _ in range(random.randint(0, 2))
        )
        found[name] = barrier.model_copy(
            update={"links": Links.model_validate(drawn), "texts": texts, "state": random.choice(STATES)}
        )
    return found


def test_the_engine_joins_what_a_second_reading_joins(catalogue: "Catalogue") -> None:
    """On made-up registers: who waits for a barrier that still stands, who is a part, who changes the same text."""
    random, barrier, seen = Random(1), catalogue.rulebook.barriers["old-toll"], set()
    for _ in range(150):
        barriers = at_random(random, barrier, random.randint(3, 12))
        found = links(barriers)
        assert list(found) == plain(barriers)
        seen |= {(each.kind, each.declared) for each in found}
    assert seen == {("waits-for", True), ("part-of", True), ("same-text", True), ("same-text", False)}


def test_the_shipped_register_hangs_together_as_read(catalogue: "Catalogue") -> None:
    """The same on the register that is shipped and on the miniature."""
    for book in (open_catalogue().rulebook, catalogue.rulebook):
        assert list(links(book.barriers)) == plain(book.barriers)
        assert links(book.barriers)


def test_a_barrier_without_links_is_linked_to_nothing(catalogue: "Catalogue") -> None:
    """What nothing joins gives nothing, an empty register among it."""
    lone = catalogue.rulebook.barriers["old-toll"].model_copy(update={"links": Links(), "texts": ()})
    assert links({}) == links({"a": lone, "b": lone}) == ()


def test_a_link_is_seen_from_both_ends() -> None:
    """Who is waited for knows it; what the register does not say itself is told apart."""
    found = [Link("waits-for", "a", "b", declared=True), Link("part-of", "c", "a", declared=True),
             Link("same-text", "a", "d", declared=True), Link("same-text", "b", "d", declared=False)]  # fmt: skip
    assert list(related(found, "a")) == [Related("waits-for", "b"), Related("whole-of", "c"), Related("same-text", "d")]
    assert list(related(found, "b")) == [Related("waited-for-by", "a"), Related("same-place", "d")]
    assert list(related(found, "d")) == [Related("same-text", "a"), Related("same-place", "b")]


def test_links_never_bring_points(catalogue: "Catalogue") -> None:
    """Without any link but those to a whole, which is not ranked, every score and place is the same."""
    book = catalogue.rulebook
    before = rank(prepare_rules(book), weigh(book), on=DAY)
    bare = {
        name: each.model_copy(update={"links": each.links.model_copy(update={"waits_for": (), "same_text": ()}), "texts": ()})
        for name, each in book.barriers.items()
    }
    after = rank(prepare_rules(replace(book, barriers=bare)), weigh(book), on=DAY)
    assert [(each.barrier, each.place, each.score) for each in after.ranked] == [
        (each.barrier, each.place, each.score) for each in before.ranked
    ]
