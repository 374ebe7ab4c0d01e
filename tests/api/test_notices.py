"""One line of configuration says that a questionnaire is under review, paused or withdrawn: pages, frames and API say so too."""

from typing import TYPE_CHECKING

import pytest

from cirede.errors import WrongUseError
from cirede.settings import read_settings
from cirede_api import create_app
from tests.api.conftest import CONTENT, DONE, LANGS, TODAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient

    from tests.conftest import Broken

PLACES = ("{}/bridge", "{}/bridge?vehicle=foot", "{}/bridge/result?" + DONE, "{}/bridge/tree")


def served(line: str) -> "FlaskClient":
    """Open the service with a notice."""
    given = {"CIREDE_CONTENT": str(CONTENT), "CIREDE_CONTACT": "info@example.org", "CIREDE_NOTICE": line}
    return create_app(read_settings(given), today=lambda: TODAY, testing=True).test_client()


@pytest.mark.parametrize(("line", "status", "slug"), [("withdrawn", 410, "withdrawn"), ("bridge=paused", 503, "paused")])
def test_a_shut_questionnaire_says_so_everywhere(line: str, status: int, slug: str) -> None:
    """A questionnaire withdrawn or paused answers with a notice and the contact, on pages, in frames and in the API."""
    client = served(line)
    for lang in LANGS:
        for root in (f"/{lang}", f"/embed/{lang}"):
            for place in PLACES:
                answer = client.get(place.format(root))
                assert answer.status_code == status, place
                assert "mailto:info@example.org" in answer.text
                assert "<form" not in answer.text
                assert answer.headers["Cache-Control"] == "no-store"
    for place in ("", "/walk", f"/walk?{DONE}", "/questions/vehicle", "/drawing"):
        answer = client.get(f"/api/v1/trees/bridge{place}")
        assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
        assert answer.json is not None
        assert (answer.json["type"], answer.json["tree"]) == (f"/problems/{slug}", "bridge")


def test_a_frame_of_a_withdrawn_questionnaire_is_never_blank() -> None:
    """The notice can be shown by the sites that could show the questionnaire."""
    headers = served("withdrawn").get("/embed/nl/bridge").headers
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in headers


def test_a_withdrawn_questionnaire_is_not_listed() -> None:
    """The home page and the A–Z no longer offer it, one that is paused stays, and the page for editors shows the notice."""
    assert "/fr/bridge" not in served("withdrawn").get("/fr/").text
    assert "/fr/bridge" in served("paused").get("/fr/").text
    assert "/fr/bridge" not in served("withdrawn").get("/fr/things").text
    page = served("withdrawn").get("/fr/embed")
    assert page.status_code == 200
    assert "/embed/fr/bridge?" in page.text


def test_a_file_can_withdraw_its_tree(broken: "Callable[..., Broken]") -> None:
    """A tree whose own file says withdrawn answers 410, without any setting, and a setting does not bring it back."""
    root = broken(("status: draft", "status: withdrawn")).root
    for line in ("", "bridge=review"):
        settings = read_settings({"CIREDE_CONTENT": str(root), "CIREDE_NOTICE": line})
        client = create_app(settings, today=lambda: TODAY, testing=True).test_client()
        assert client.get("/embed/fr/bridge").status_code == 410


@pytest.mark.parametrize("root", ["/fr", "/embed/fr"])
def test_law_under_review_is_said_on_every_page(root: str) -> None:
    """Under review, every page of the questionnaire works and opens with the notice and the contact."""
    client = served("bridge=review")
    for place in (*PLACES, "{}/bridge?" + DONE):
        answer = client.get(place.format(root))
        assert answer.status_code == 200
        main = answer.text.partition("<main")[2]
        assert "Textes en cours de relecture" in main.partition("<h")[0]
        assert "mailto:info@example.org" in main.partition("<h")[0]


@pytest.mark.parametrize(
    ("line", "said"),
    [("bridge=withdrawm", "did you mean 'withdrawn'"), ("brigde=paused", "did you mean 'bridge'"), ("closed", "known: review"),
     ("=paused", "there is no tree ''")],
)  # fmt: skip
def test_a_wrong_notice_stops_the_start(line: str, said: str) -> None:
    """A state or a tree that there is not is named at the start, with the nearest."""
    with pytest.raises(WrongUseError, match="CIREDE_NOTICE") as error:
        served(line)
    assert said in str(error.value)


def test_the_last_word_on_a_tree_wins() -> None:
    """A state for every tree can be followed by another one for a single tree."""
    assert served("paused, bridge=review").get("/fr/bridge").status_code == 200


def test_page_for_a_failure() -> None:
    """The page that a web server shows when the service does not answer says so in three languages, with the contact."""
    answer = served("").get("/embed/down")
    assert answer.status_code == 200
    assert answer.text.count("mailto:info@example.org") == 3
    assert [f'<section lang="{lang}">' in answer.text for lang in LANGS] == [True] * 3
    assert "<script" not in answer.text
