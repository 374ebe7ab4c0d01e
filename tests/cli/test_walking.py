"""The walk on the command line, for people and for programs."""

import json

import pytest

from cirede.cli import main
from tests.conftest import CONTENT

HAY = ["vehicle=cart", "weight=50", "load=hay", "open-now=yes"]


@pytest.fixture(autouse=True)
def miniature(monkeypatch: pytest.MonkeyPatch) -> None:
    """Use the miniature content."""
    monkeypatch.setenv("CIREDE_CONTENT", str(CONTENT))


def shown(line: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Walk, which must succeed, and give what it prints."""
    assert main(["walk", "bridge", "--on", "2026-11-23", *line]) == 0
    return capsys.readouterr().out


def test_the_next_question_can_be_typed(capsys: pytest.CaptureFixture[str]) -> None:
    """Each option is shown as it is typed; a number with its unit."""
    assert "How do you come?\n  vehicle=foot  On foot\n  vehicle=cart  With a cart" in shown([], capsys)
    assert "What weight?\n  weight=…  kg" in shown(["vehicle=cart"], capsys)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "fr",
            [
                "droit au 2026-11-23",
                "PASSAGE",
                "→ Tenez la charrette.",
                "• Payer le péage (Avant de passer)",
                "1 des 2 références sont encore à relire",
                "À partir du 2028-01-01, les mêmes réponses",
            ],
        ),
        ("nl", ["recht op 2026-11-23", "DOORGANG", "1 van de 2 verwijzingen", "Vanaf 2028-01-01 geven dezelfde antwoorden"]),
        ("en", ["law of 2026-11-23", "CROSSING", "1 of the 2 references", "From 2028-01-01 the same answers"]),
    ],
)
def test_a_result_is_shown_in_one_language(lang: str, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Status, actions, duties, articles, what is still unread and the next change, in that language."""
    found = shown([*HAY, "--lang", lang], capsys)
    assert [each for each in words if each not in found] == []


def test_the_object_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` prints one object with the same walk."""
    found = json.loads(shown([*HAY, "--json"], capsys))
    assert (found["outcome"], [duty["id"] for duty in found["obligations"]]) == ("cross", ["pay-toll"])
    found = json.loads(shown(["vehicle=foot", "weight=5", "--json"], capsys))
    assert (found["next"]["question"], found["missing"], found["unused"]) == ("open-now", ["open-now"], ["weight"])


def test_unused_answers_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    """A person sees which answers the path did not need."""
    assert "Answers not used: load" in shown(["vehicle=foot", "load=hay,fire", "open-now=no"], capsys)


def test_a_wrong_answer_off_the_path_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """An answer that its question does not offer is told even where the path has not come there yet."""
    assert main(["walk", "bridge", "load=stone"]) == 2
    assert "'stone' is no answer to 'load'" in capsys.readouterr().err
