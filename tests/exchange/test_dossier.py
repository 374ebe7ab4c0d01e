"""The plain object of a walk: a public contract."""

import json
from typing import TYPE_CHECKING

import pytest

from cirede.engine.walk import walk
from cirede.exchange.dossier import as_dict
from cirede.model.text import LANGS
from tests.growing import DAY

if TYPE_CHECKING:
    from cirede.engine.prepare import PreparedTree
    from cirede.model.catalogue import Catalogue
    from cirede.model.text import Lang

KEYS = {
    "tree", "version", "on", "lang", "status", "outcome", "result", "steps", "obligations", "evidence", "next", "missing",
    "unused", "draft", "notice",
}  # fmt: skip
HAY = {"vehicle": "cart", "weight": "50", "load": "hay", "open-now": "yes"}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("answers", [{}, HAY, {"vehicle": "boat"}, {"vehicle": "unsure", "load": "hay"}])
def test_the_keys_are_always_the_same(
    bridge: "PreparedTree", catalogue: "Catalogue", answers: dict[str, str], lang: "Lang"
) -> None:
    """Open, complete or refused, in each language, a walk has the same keys, and all of it is JSON."""
    plain = as_dict(walk(bridge, answers, on=DAY), lang, catalogue)
    assert plain.keys() >= KEYS
    assert json.loads(json.dumps(plain)) == plain


def test_a_complete_walk_in_words(bridge: "PreparedTree", catalogue: "Catalogue") -> None:
    """Steps, result, duties and references stand in the language asked for, with what was not yet read."""
    plain = as_dict(walk(bridge, HAY, on=DAY), "nl", catalogue)
    assert (plain["tree"], plain["on"], plain["status"], plain["outcome"]) == ("bridge", "2026-11-23", "crossing", "cross")
    assert [(step["question"], step["answer"], step["words"]) for step in plain["steps"]] == [
        ("vehicle", "cart", "Met een kar"), ("weight", "50", "50 kg"), ("load", ["hay"], "Hooi"), ("open-now", "yes", "Ja"),
    ]  # fmt: skip
    assert plain["result"]["do_now"] == ["Steek over.", "Houd de kar vast."]
    assert plain["obligations"][0]["authority"]["name"] == "De brugwachter"
    assert [each["verified"] for each in plain["obligations"][0]["references"]] == [False]
    assert (plain["next"], plain["missing"], plain["draft"]) == (None, [], True)


def test_an_open_walk_offers_the_options(bridge: "PreparedTree", catalogue: "Catalogue") -> None:
    """The next question comes with its options as they can be chosen on that day."""
    plain = as_dict(walk(bridge, {"vehicle": "foot"}, on=DAY), "fr", catalogue)
    assert (plain["status"], plain["result"]) == (None, None)
    assert plain["next"]["ask"] == "Le pont est-il ouvert ?"
    assert [(each["id"], each["label"]) for each in plain["next"]["options"]] == [
        ("yes", "Oui"), ("no", "Non"), ("unsure", "Je ne sais pas"),
    ]  # fmt: skip
