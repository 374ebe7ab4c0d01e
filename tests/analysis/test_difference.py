"""What an amendment changes: held against enumeration on pairs of grown trees, and shown on edited miniatures."""

from collections import Counter
from datetime import date
from itertools import chain, product
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings

from cirede.analysis.difference import Edition, difference
from cirede.analysis.paths import regions
from cirede.analysis.twins import Twins
from cirede.engine.prepare import PreparedTree, combined, prepare
from cirede.engine.walk import walk
from cirede.errors import WrongUseError
from cirede.loader.catalogue import open_catalogue
from tests.growing import DAY, NO_SOURCES, trees

if TYPE_CHECKING:
    from collections.abc import Callable

    from cirede.model.difference import Difference
    from cirede.model.walk import Answer, Walk
    from tests.conftest import Broken

MANY = 1000
NOW, LATER = date(2026, 7, 1), date(2028, 7, 1)


def answers_of(pair: tuple[PreparedTree, ...], name: str) -> "list[Answer]":
    """Give every answer that a question of either tree takes, one for each region of a number."""
    found: dict[Answer, None] = {}
    for prepared in pair:
        node = prepared.graph(DAY).nodes.get(name)
        if node is None:
            continue
        if node.question.type == "number":
            found |= dict.fromkeys(regions(node, {}))
        elif node.question.type == "several":
            found |= dict.fromkeys(combined(node.question, tuple(node.order)))
        else:
            found |= dict.fromkeys(node.order)
    return list(found)


def used(walked: "Walk") -> "dict[str, Answer]":
    """Give the answers that a walk used, the refused one included."""
    return {step.question: step.answer for step in walked.steps} | (
        {walked.refused.question: walked.refused.answer} if walked.refused else {}
    )


def asked_alone(walks: "tuple[Walk, ...]") -> "list[tuple[int, str]]":
    """Name the questions that one of two walks is asked and the other not: it is answered in its own regions there."""
    one, other = (used(each).keys() for each in walks)
    return [*((0, name) for name in one - other), *((1, name) for name in other - one)]


def enumerated(pair: tuple[PreparedTree, PreparedTree]) -> tuple[Counter[tuple[object, ...]], int]:
    """Walk every dossier through both trees; gives how often each pair of ends and each change of duty comes, and the total."""
    names = list(dict.fromkeys(chain.from_iterable(each.tree.questions for each in pair)))
    offered = [answers_of(pair, name) for name in names]
    size = 1
    for each in offered:
        size *= len(each)
    assume(size <= MANY)
    own = [{name: answers_of((prepared,), name) for name in names} for prepared in pair]
    seen: dict[tuple[tuple[str, Answer], ...], tuple[Walk, ...]] = {}
    for chosen in product(*offered):
        dossier = dict(zip(names, chosen, strict=True))
        walks = tuple(walk(prepared, dossier, on=DAY) for prepared in pair)
        if any(dossier[name] not in own[index][name] for index, name in asked_alone(walks)):
            continue
        key = {name: dossier[name] for each in walks for name in used(each)}
        seen[tuple(sorted(key.items(), key=str))] = walks
    counts: Counter[tuple[object, ...]] = Counter()
    for old, new in seen.values():
        ends = tuple(each.ending.id if each.ending else None for each in (old, new))
        if ends[0] != ends[1]:
            counts[ends] += 1
        elif ends[0]:
            had, has = ({duty.id for duty in each.obligations} for each in (old, new))
            for duty in had ^ has:
                counts[*ends, duty, duty in has] += 1
    return counts, len(seen)


def told(found: "Difference") -> Counter[tuple[object, ...]]:
    """Give what the comparison says in the same form."""
    counts: Counter[tuple[object, ...]] = Counter()
    for change in found.changes:
        key = (change.old, change.new, *((change.duty, change.kind == "new-duty") if change.duty else ()))
        counts[key] += change.count
    return counts


@settings(max_examples=60)
@given(trees(), trees())
def test_two_trees_agree_with_enumeration(one: PreparedTree, other: PreparedTree) -> None:
    """Every dossier of two unlike trees is counted once, under the ends that it has in both, and under each duty."""
    counts, total = enumerated((one, other))
    found = difference(Edition(one, NO_SOURCES, DAY), Edition(other, NO_SOURCES, DAY))
    assert (told(found), found.dossiers) == (counts, total)


@given(trees())
def test_a_tree_differs_from_itself_in_nothing(one: PreparedTree) -> None:
    """The same tree twice gives no change and no leaf."""
    edition = Edition(one, NO_SOURCES, DAY)
    found = difference(edition, edition)
    assert (found.changes, found.leaves, found.stale) == ((), (), ())


@given(trees(), trees())
def test_an_example_shows_its_change(one: PreparedTree, other: PreparedTree) -> None:
    """The example of each change, walked through both trees, ends where the change says."""
    for change in difference(Edition(one, NO_SOURCES, DAY), Edition(other, NO_SOURCES, DAY)).changes:
        ends = [walk(prepared, change.example, on=DAY).ending for prepared in (one, other)]
        assert [end.id if end else None for end in ends] == [change.old, change.new]


def edition(copy: "Broken", day: date = NOW) -> Edition:
    """Open an edited miniature on a day."""
    catalogue = open_catalogue(copy.root)
    return Edition(prepare(catalogue.tree("bridge"), catalogue.sources), catalogue.sources, day)


def test_an_edit_is_told_with_its_cause(broken: "Callable[..., Broken]") -> None:
    """A target led elsewhere is the cause of all dossiers that end elsewhere, with words and settings that changed."""
    old = edition(broken())
    words = ('fr: "Comment venez-vous ?"', 'fr: "Vous venez comment ?"')
    new = edition(broken(('unsure: "=refused"}', 'unsure: "=cross"}'), words))
    found = difference(old, new)
    (change,) = [each for each in found.changes if not each.duty]
    assert change.cause is not None
    assert (change.cause.question, change.cause.before, change.cause.after) == ("open-now", "=refused", "=cross")
    assert (change.old, change.new, change.example["open-now"]) == ("refused", "cross", "unsure")
    assert [(leaf.sort, leaf.place) for leaf in found.leaves] == [
        ("words", "questions › vehicle › ask › fr"), ("settings", "questions › open-now › options › unsure › to"),
    ]  # fmt: skip
    assert [leaf.place for leaf in found.stale] == ["questions › vehicle › ask › fr"]


def test_another_article_is_told_with_its_dossiers(broken: "Callable[..., Broken]") -> None:
    """A question that rests on another article is law changed, with the number of dossiers that meet it."""
    other = ("    because: [toll]\n    options", "    because: [crossing]\n    options")
    found = difference(edition(broken()), edition(broken(other)))
    law = [(leaf.place, leaf.old, leaf.new, leaf.dossiers) for leaf in found.leaves if leaf.sort == "law"]
    assert law == [
        ("questions › load › because › toll", "toll", None, 45), ("questions › load › because › crossing", None, "crossing", 45),
    ]  # fmt: skip
    assert found.changes == ()


def test_an_article_that_was_read_meanwhile_is_told(broken: "Callable[..., Broken]") -> None:
    """What changed in the shared texts is law changed too."""
    read = ("    verified: false", "    verified: true")
    found = difference(edition(broken()), edition(broken(read, file="trees/sources/code.yaml")))
    assert [(leaf.place, leaf.old, leaf.new) for leaf in found.leaves] == [("toll › verified", "False", "True")]


def test_two_days_of_one_tree(broken: "Callable[..., Broken]") -> None:
    """The same tree on two days: carts are refused later, and nothing is written otherwise."""
    found = difference(edition(broken()), edition(broken(), LATER))
    assert {(change.cause.question, change.old, change.new) for change in found.changes if change.cause} == {
        ("vehicle", "cross", "refused"),
    }  # fmt: skip
    assert found.leaves == ()


def test_trees_that_differ_too_much_are_refused(
    broken: "Callable[..., Broken]", monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond a number of states the comparison stops with a clear word instead of filling the memory."""
    monkeypatch.setattr("cirede.analysis.twins.MOST", 3)
    graph = edition(broken()).prepared.graph(NOW)
    with pytest.raises(WrongUseError, match="differ so much"):
        list(Twins((graph, {}), (graph, {})).sweep(None, lambda extra, _: extra))
