"""The walk: what it gives for the miniature tree, and what holds for every tree and all answers."""

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cirede.engine.walk import off_path, walk
from tests.growing import ANYTHING, DAY, answers_to, offered, trees

if TYPE_CHECKING:
    from cirede.engine.prepare import PreparedTree

HAY = {"vehicle": "cart", "weight": "50", "load": "hay", "open-now": "yes"}


def test_without_answers_the_first_question_waits(bridge: "PreparedTree") -> None:
    """An empty walk has no step, asks the first question, and misses all that can still be reached."""
    found = walk(bridge, {}, on=DAY)
    assert found.next is not None
    assert (found.next.id, found.steps) == ("vehicle", ())
    assert found.missing == ("vehicle", "weight", "load", "open-now")


def test_a_complete_walk_has_all_that_follows(bridge: "PreparedTree") -> None:
    """A complete walk has its outcome, what to do now, and the duties whose condition holds."""
    found = walk(bridge, HAY, on=DAY)
    assert found.ending is not None
    assert (found.ending.id, found.status) == ("cross", "crossing")
    assert [action.text.en for action in found.do_now] == ["Cross.", "Hold the cart."]
    assert [duty.id for duty in found.obligations] == ["pay-toll"]
    assert (found.next, found.missing, found.unused) == (None, (), ())


@pytest.mark.parametrize(
    ("on", "answers", "outcome", "duties"),
    [
        (date(2026, 5, 31), HAY, "cross", ()),
        (date(2026, 6, 1), HAY, "cross", ("pay-toll",)),
        (date(2026, 12, 31), {**HAY, "weight": "90"}, "cross", ("pay-toll",)),
        (date(2027, 1, 1), {**HAY, "weight": "90"}, "refused", ()),
        (date(2027, 12, 31), HAY, "cross", ("pay-toll",)),
        (date(2028, 1, 1), HAY, "refused", ()),
    ],
)
def test_the_law_of_the_day_decides(
    bridge: "PreparedTree", on: date, answers: dict[str, str], outcome: str, duties: tuple[str, ...]
) -> None:
    """Duties, parameters and targets change on their day, not a day before."""
    found = walk(bridge, answers, on=on)
    assert found.ending is not None
    assert (outcome, duties) == (found.ending.id, tuple(duty.id for duty in found.obligations))


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"vehicle": "boat"}, "not-an-option"),
        ({"vehicle": ["foot", "cart"]}, "one-answer-only"),
        ({"vehicle": []}, "empty"),
        ({"vehicle": "cart", "weight": "heavy"}, "not-a-number"),
        ({"vehicle": "cart", "weight": "1001"}, "out-of-range"),
        ({"vehicle": "cart", "weight": "5", "load": ["hay", "none"]}, "exclusive"),
    ],
)
def test_a_wrong_answer_is_refused_with_its_reason(bridge: "PreparedTree", answers: dict[str, Any], reason: str) -> None:
    """The walk stops at the wrong answer, says why, and waits for that question."""
    found = walk(bridge, answers, on=DAY)
    assert found.refused is not None
    assert found.next is not None
    assert (reason, found.next.id) == (found.refused.reason, found.refused.question)


def test_an_answer_that_the_path_does_not_need_is_named(bridge: "PreparedTree") -> None:
    """What the path did not ask is unused, not an error."""
    assert walk(bridge, {"vehicle": "foot", "load": "hay", "open-now": "no", "x": "y"}, on=DAY).unused == ("load", "x")


@given(st.data())
def test_walk_never_raises(data: st.DataObject) -> None:
    """Whatever the keys and the values are, there is an ending, a next question or a refusal."""
    prepared = data.draw(trees())
    keys = st.one_of(st.sampled_from(list(prepared.tree.questions)), st.text(max_size=3), st.integers(), st.none())
    found = walk(prepared, data.draw(st.dictionaries(keys, ANYTHING, max_size=6)), on=data.draw(st.dates()))  # type: ignore[arg-type]  # wrong on purpose
    assert (found.ending is None) == (found.next is not None)
    assert found.refused is None or found.next is not None


@given(st.data())
def test_replaying_the_steps_gives_the_same_walk(data: st.DataObject) -> None:
    """The steps of a walk, given back as answers, lead to the same steps, end, duties and proofs."""
    prepared = data.draw(trees())
    found = walk(prepared, data.draw(answers_to(prepared)), on=DAY)
    again = walk(prepared, {step.question: step.answer for step in found.steps}, on=DAY)
    assert (found.steps, found.ending, found.do_now, found.obligations, found.evidence) == (
        again.steps, again.ending, again.do_now, again.obligations, again.evidence,
    )  # fmt: skip
    assert again.unused == ()


@given(st.data())
def test_missing_begins_with_next_in_the_authors_order(data: st.DataObject) -> None:
    """What is missing begins with the next question, then follows the author's order, unanswered all."""
    prepared = data.draw(trees())
    answers = data.draw(answers_to(prepared))
    found = walk(prepared, answers, on=DAY)
    order = [name for name in prepared.tree.questions if name in found.missing[1:]]
    assert list(found.missing[1:]) == order
    assert found.missing[:1] == ((found.next.id,) if found.next else ())
    assert not set(found.missing) & answers.keys()


@given(st.data())
def test_every_missing_question_can_still_be_asked(data: st.DataObject) -> None:
    """Some completion asks each missing question, and no completion asks any other."""
    prepared = data.draw(trees())
    answers = data.draw(answers_to(prepared))
    waiting, asked = [answers], set()
    while waiting:
        given_now = waiting.pop()
        found = walk(prepared, given_now, on=DAY)
        if found.next:
            asked.add(found.next.id)
            waiting += [{**given_now, found.next.id: answer} for answer in offered(prepared, found.next.id)]
    assert set(walk(prepared, answers, on=DAY).missing) == asked


@given(st.data())
def test_several_answers_come_in_the_authors_order(data: st.DataObject) -> None:
    """A step names the options ticked in the order in which the author wrote them."""
    prepared = data.draw(trees())
    several = {name: ["b", "a", "c"] for name, each in prepared.tree.questions.items() if each.type == "several"}
    for step in walk(prepared, {**data.draw(answers_to(prepared)), **several}, on=DAY).steps:
        if not isinstance(step.answer, str):
            order = list(prepared.tree.questions[step.question].options)
            assert list(step.answer) == sorted(step.answer, key=order.index)


@given(st.data())
def test_the_order_of_several_answers_does_not_matter(data: st.DataObject) -> None:
    """Options ticked in another order, or twice, give the same walk."""
    prepared = data.draw(trees())
    answers = data.draw(answers_to(prepared))
    shuffled = {
        name: answer if isinstance(answer, str) else data.draw(st.permutations([*answer, answer[0]]))
        for name, answer in answers.items()
    }
    assert walk(prepared, answers, on=DAY) == walk(prepared, shuffled, on=DAY)


@given(st.data())
def test_off_path_finds_just_what_a_question_does_not_offer(data: st.DataObject) -> None:
    """Answers that are offered pass, on the path or off it; one that is not offered is found wherever it stands."""
    prepared = data.draw(trees())
    answers = data.draw(answers_to(prepared))
    assert off_path(prepared, answers, on=DAY) is None
    name = data.draw(st.sampled_from(sorted(prepared.tree.questions)))
    wrong = off_path(prepared, {**answers, name: "none of these"}, on=DAY)
    assert wrong is not None
    assert wrong.question == name
