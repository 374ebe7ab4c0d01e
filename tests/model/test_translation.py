"""Which translations are left behind by the words they were made from, and what a record keeps."""

from typing import TYPE_CHECKING

from cirede.model.translation import Record, recorded, source_of, states, written

if TYPE_CHECKING:
    from cirede.model.text import Lang
    from cirede.model.translation import Written

DUTCH: "tuple[Lang, ...]" = ("nl",)


def texts(*words: str) -> "tuple[Written, ...]":
    """Give texts in a list, each translated into Dutch."""
    return tuple(written({"list": [{"text": {"fr": each, "nl": f"{each} nl"}} for each in words]}, "fr"))


def made(*words: str) -> Record:
    """Give the record of these texts, all accepted."""
    return recorded(texts(*words), None, "fr", langs=("nl", "en"))


def found(record: Record | None, *words: str) -> str:
    """Give the first letter of the state of each Dutch text."""
    told = states(texts(*words), record, "fr")
    return "".join(state[0] for (_, lang), state in told.items() if lang == "nl")


def test_texts_are_found_wherever_they_stand() -> None:
    """A map of languages with words in the source is a text; tests, options called as a language, and TODO are none."""
    value = {
        "languages": ["fr", "nl", "en"], "title": {"fr": "T", "nl": "TODO", "en": None},
        "questions": {"q": {"options": {"fr": {"label": {"fr": "Français", "en": "French"}}}}},
        "tests": [{"name": {"fr": "no"}}], "empty": {"nl": "N"}, "open": {"fr": "TODO", "nl": "N"},
    }  # fmt: skip
    assert [(each.path, each.source, each.words) for each in written(value, source_of(value))] == [
        (("title",), "T", {}), (("questions", "q", "options", "fr", "label"), "Français", {"en": "French"}),
    ]  # fmt: skip
    assert (source_of({"languages": ["nl", "fr"]}), source_of({"languages": ["de"]}), source_of([])) == ("nl", "fr", "fr")


def test_without_a_record_nothing_is_stale() -> None:
    """No record, one of another source language, or a text that the record does not know, says nothing."""
    assert found(None, "a", "b") == "ff"
    assert found(made("a", "b").model_copy(update={"source": "nl"}), "x", "b") == "ff"
    assert found(Record(form="cirede.translations/1", source="fr", texts={}), "a") == "f"


def test_changed_source_words_leave_a_translation_behind() -> None:
    """Changed words make their translation stale; missing stays missing; words back as they were make it fine again."""
    assert found(made("a", "b"), "a", "changed") == "fs"
    assert states(texts("changed"), made("a"), "fr")[("list", 0, "text"), "en"] == "missing"
    assert found(made("a", "b"), "a", "b") == "ff"


def test_an_item_may_move_come_and_go_in_its_list() -> None:
    """A moved item stays fine, a new one is not known yet, a deleted one is missed by nobody; one changed beside is stale."""
    assert found(made("a", "b"), "b", "a") == "ff"
    assert found(made("a", "b"), "new", "a", "b") == "fff"
    assert found(made("a", "b"), "b") == "f"
    assert found(made("a", "b"), "b", "changed") == "fs"


def test_accepting_one_language_leaves_the_other() -> None:
    """What is accepted in Dutch is fine there; English stays as it was recorded."""
    both = tuple(written({"t": {"fr": "a", "nl": "b", "en": "c"}}, "fr"))
    later = tuple(written({"t": {"fr": "changed", "nl": "b", "en": "c"}}, "fr"))
    record = recorded(both, None, "fr", langs=("nl", "en"))
    after = recorded(later, record, "fr", langs=DUTCH)
    assert states(later, after, "fr") == {(("t",), "nl"): "fine", (("t",), "en"): "stale"}
    assert recorded(later, after, "fr", langs=DUTCH) == after
    alone = recorded(later, None, "fr", langs=DUTCH)
    assert alone.texts["t"].keys() == {"nl"}


def test_what_was_done_is_marked_and_the_rest_stays_stale() -> None:
    """Of two stale items of a list, the one that was translated again becomes fine, the other stays until it is too."""
    now = texts("x", "y", "c")
    once = recorded(now, made("a", "b", "c"), "fr", langs=("nl", "en"), done={(("list", 0, "text"), "nl")})
    assert found(once, "x", "y", "c") == "fsf"
    twice = recorded(now, once, "fr", langs=("nl", "en"), done={(("list", 1, "text"), "nl")})
    assert found(twice, "x", "y", "c") == "fff"
    assert twice == made("x", "y", "c")
