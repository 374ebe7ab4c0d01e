"""The code of a permanent link: the same path comes back, and nothing else is ever read."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cirede import load
from cirede.engine.prepare import prepare_all
from cirede.engine.walk import walk
from cirede.errors import DamagedLinkError
from cirede.exchange.link import MAX_CODE, decode, encode
from cirede.loader.catalogue import open_catalogue
from tests.growing import DAY, answers_to, offered, trees

if TYPE_CHECKING:
    from collections.abc import Callable

    from cirede.engine.prepare import PreparedTree
    from tests.conftest import Broken

SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"
DAYS = st.sampled_from([DAY, date(2028, 1, 1), date(2030, 6, 1)])


@given(st.data(), trees(), DAYS)
def test_the_same_path_comes_back(data: st.DataObject, tree: "PreparedTree", day: date) -> None:
    """Whatever the tree, the answers and the day, a code gives back the steps, and stops where they stopped."""
    found = walk(tree, data.draw(answers_to(tree)), on=day)
    code = encode(tree, found)
    again = decode(tree, code, on=day)
    assert (again.steps, again.ending, again.next) == (found.steps, found.ending, found.next)
    assert set(code) <= set(SIGNS)


@given(trees(), st.one_of(st.text(max_size=40), st.text(SIGNS, max_size=40), st.text(SIGNS, max_size=2 * MAX_CODE)), DAYS)
def test_garbage_is_told(tree: "PreparedTree", code: str, day: date) -> None:
    """Anything that is no code of ours raises its own error; what can be read is the code of what was read."""
    try:
        found = decode(tree, code, on=day)
    except DamagedLinkError:
        pass
    else:
        assert encode(tree, found) == code.lower().translate(str.maketrans("ilo", "110"))


@given(st.data(), trees())
def test_one_wrong_character_is_told(data: st.DataObject, tree: "PreparedTree") -> None:
    """A code with one character changed, lost, doubled or two exchanged gives no answers at all."""
    found = walk(tree, data.draw(answers_to(tree)), on=DAY)
    code = encode(tree, found)
    place = data.draw(st.integers(0, len(code) - 1))
    other = data.draw(st.sampled_from(SIGNS))
    before, sign, after = code[:place], code[place], code[place + 1 :]
    for damaged in (before + other + after, before + after, before + 2 * sign + after, before + after[:1] + sign + after[1:]):
        if damaged != code:
            with pytest.raises(DamagedLinkError):
                decode(tree, damaged, on=DAY)


def test_the_day_and_the_version_are_sealed(bridge: "PreparedTree") -> None:
    """A code read under another day or version than its own is told, not misread."""
    code = encode(bridge, walk(bridge, {"vehicle": "cart", "weight": "50"}, on=DAY))
    with pytest.raises(DamagedLinkError, match="copy the whole link again"):
        decode(bridge, code, on=DAY + timedelta(1))
    other = replace(bridge, tree=bridge.tree.model_copy(update={"version": "2"}))
    with pytest.raises(DamagedLinkError):
        decode(other, code, on=DAY)


def test_a_tree_changed_under_the_same_version_is_told(bridge: "PreparedTree", broken: "Callable[..., Broken]") -> None:
    """When options change places and the version stays, an old link opens no wrong answer."""
    code = encode(bridge, walk(bridge, {"vehicle": "foot", "open-now": "yes"}, on=DAY))
    changed = broken(("      foot:\n", "      walk:\n"), ("vehicle: foot", "vehicle: walk"), ("vehicle: foot", "vehicle: walk"),
                     ("vehicle: foot", "vehicle: walk")).prepared()  # fmt: skip
    with pytest.raises(DamagedLinkError):
        decode(changed, code, on=DAY)


def test_a_path_through_two_trees_comes_back(broken: "Callable[..., Broken]") -> None:
    """What a way into another tree handed over is in the code, and a path may stop at a question that it would answer."""
    catalogue = open_catalogue(broken().changed().root)
    road = prepare_all(catalogue.with_linked("road"), catalogue.sources)["road"]
    over: dict[str, Any] = {"way": "cart-over"}
    for answers in ({}, over, over | {"weight": "40", "open-now": "yes"}, over | {"vehicle": None}, over | {"vehicle": "foot"}):
        found = walk(road, answers, on=DAY)
        assert decode(road, encode(road, found), on=DAY) == found._replace(unused=())


def test_numbers_come_back_as_written(bridge: "PreparedTree") -> None:
    """A number keeps its comma, its zeros and its sign."""
    for written in ("0", "00", "7,50", "100.000001", "50"):
        found = walk(bridge, {"vehicle": "cart", "weight": written}, on=DAY)
        assert decode(bridge, encode(bridge, found), on=DAY).steps[1].answer == written


def test_letters_that_look_like_digits_are_understood(bridge: "PreparedTree") -> None:
    """A code typed from paper may be in capitals, with O for 0 and I or l for 1."""
    for weight in range(60):
        found = walk(bridge, {"vehicle": "cart", "weight": str(weight)}, on=DAY)
        typed = encode(bridge, found).upper().replace("0", "O").replace("1", "I")
        assert decode(bridge, typed, on=DAY) == found


def test_forty_answers_fit_in_three_hundred_characters() -> None:
    """The code of forty questions, each with ten options to tick, leaves ample room for the rest of the address."""
    tree = _long(40)
    ticked: dict[str, Any] = {name: offered(tree, name)[-2] for name in tree.tree.questions}
    found = walk(tree, ticked, on=DAY)
    assert len(found.steps) == 40
    code = encode(tree, found)
    assert len(code) <= 100
    assert decode(tree, code, on=DAY) == found


def test_longest_path_of_the_real_tree_is_short() -> None:
    """Always taking the way with the most questions left gives a code of a few dozen characters."""
    tree = load("waste-status")
    day = tree.tree.effective.start
    answers: dict[str, Any] = {}
    found = walk(tree, answers, on=day)
    while found.next:
        name = found.next.id
        ways = [walk(tree, answers | {name: choice.id}, on=day) for choice in found.next.options]
        found = max(ways, key=lambda way: len(way.missing))
        answers = {step.question: step.answer for step in found.steps}
    assert len(found.steps) >= 10
    code = encode(tree, found)
    assert len(code) <= 40
    assert decode(tree, code, on=day).steps == found.steps


def _long(length: int) -> "PreparedTree":
    from cirede.engine.prepare import prepare
    from cirede.model.tree import Tree
    from tests.growing import NO_SOURCES, _tree, text

    def asked(index: int) -> dict[str, Any]:
        target = f"q{index + 1}" if index + 1 < length else "=free"
        options = {key: {"label": text(key)} for key in "abcdefghi"} | {"none": {"label": text("none"), "exclusive": True}}
        return {"type": "several", "ask": text("?"), "options": options, "cases": [{"else": target, "label": text("on")}]}

    return prepare(Tree.model_validate(_tree("q0", {f"q{index}": asked(index) for index in range(length)}, [])), NO_SOURCES)
