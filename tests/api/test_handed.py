"""Answers that one questionnaire hands over to another: said once, not counted, and still the reader's to change."""

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from cirede.settings import Settings
from cirede_api import create_app
from tests.api.conftest import CONTENT, TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

BEFORE = """
schema: cirede.tree/1
id: quay
version: "1"
status: draft
effective: {from: 2026-01-01}
reviewed: {by: null, on: null, next: 2030-01-01}
jurisdiction: BE-BRU
languages: [fr, nl, en]
title: {fr: "Le quai", nl: "De kade", en: "The quay"}
intro: {fr: "Une question.", nl: "Een vraag.", en: "One question."}
start: wheels
statuses:
  ashore:
    label: {fr: "À quai", nl: "Aan wal", en: "Ashore"}
    favourable: false
questions:
  wheels:
    type: choice
    ask: {fr: "Des roues ?", nl: "Wielen?", en: "Wheels?"}
    because: [crossing]
    options:
      two:
        label: {fr: "Deux", nl: "Twee", en: "Two"}
        to: "tree:bridge"
        given: {vehicle: cart}
      none:
        label: {fr: "Aucune", nl: "Geen", en: "None"}
        to: "tree:bridge"
      unsure:
        label: {fr: "Je ne sais pas", nl: "Ik weet het niet", en: "I do not know"}
        certainty: unsure
        to: "=stay"
outcomes:
  stay:
    status: ashore
    title: {fr: "Restez.", nl: "Blijf.", en: "Stay."}
    text: {fr: "Ici.", nl: "Hier.", en: "Here."}
    do_now: [{text: {fr: "Attendez.", nl: "Wacht.", en: "Wait."}}]
    because: [crossing]
tests:
  - name: "unsure"
    answers: {wheels: unsure}
    outcome: stay
"""
TOLD = "Taken from your other answers"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> "FlaskClient":
    """Give a client of a site of which one tree leads into the other."""
    folder: Path = tmp_path_factory.mktemp("handed") / "content"
    shutil.copytree(CONTENT, folder)
    (folder / "trees" / "quay.yaml").write_text(BEFORE, "utf-8")
    return create_app(Settings(content=folder), today=lambda: TODAY, testing=True).test_client()


def test_what_was_not_asked_does_not_count(client: "FlaskClient") -> None:
    """The question after an answer handed over is the second one, and the way back leads to what was really asked."""
    page = client.get("/en/quay?wheels=two").text
    assert "Question 2" in page
    assert "What weight?" in page
    assert re.search(r'class="back" href="[^"]*change=wheels"', page)
    assert 'name="vehicle"' not in page


def test_it_is_told_where_answers_are_listed(client: "FlaskClient") -> None:
    """On the page of answers, on the result and on the page of a link that lasts, that one answer says where it comes from."""
    done = "wheels=two&weight=500"
    check, result = (client.get(f"/en/quay{place}?{done}").text for place in ("", "/result"))
    (link,) = set(re.findall(r'<p class="link">http://localhost([^<]+)</p>', result))
    for page in (check, result, client.get(link.replace("&amp;", "&")).text):
        assert page.count(TOLD) == 1
        assert re.search(rf"With a cart</[^>]+>\s*<[^>]+>{TOLD}", page)


def test_it_can_be_changed(client: "FlaskClient") -> None:
    """The reader may answer the question after all, and then it is an answer like any other."""
    page = client.get("/en/quay?wheels=two&weight=500&change=vehicle").text
    assert "How do you come?" in page
    changed = client.get("/en/quay?wheels=two&vehicle=foot").text
    assert "Question 3" in changed
    assert TOLD not in changed
    assert TOLD not in client.get("/en/quay?wheels=none&vehicle=cart&weight=500").text
