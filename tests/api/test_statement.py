"""The accessibility statement says what the tests hold true, in the form of the European model."""

import ast
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cirede.errors import ContentError
from cirede_api.statement import FILE, read_statement
from tests.api.conftest import LANGS
from tests.api.page_types import PAGE_TYPES

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from cirede.model.text import Lang

ROOT = Path(__file__).parents[2]
FACTS = read_statement()
PARTS = {
    "fr": ("État de conformité", "Contenu non accessible", "Établissement", "Retour d’information", "Procédure"),
    "nl": ("Nalevingsstatus", "Niet-toegankelijke inhoud", "Opstelling", "Feedback", "Handhavingsprocedure"),
    "en": ("Compliance status", "Non-accessible content", "Preparation", "Feedback", "Enforcement procedure"),
}


@pytest.mark.parametrize("name", FACTS.checks)
def test_each_claim_names_a_test(name: str) -> None:
    """Each thing that the statement says was checked has a test of that name, so that removing the test removes the claim."""
    place, _, function = FACTS.checks[name].proof.partition("::")
    tree = ast.parse((ROOT / place).read_text("utf-8"))
    assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_numbers_are_those_of_the_tests() -> None:
    """The statement counts the page types that the tests walk through, and names the axe that they run."""
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    assert len(PAGE_TYPES) == FACTS.types
    assert lock["packages"]["node_modules/axe-core"]["version"] == FACTS.axe


def test_limits_forbid_full_conformity() -> None:
    """With a known limit the statement cannot claim full conformity, and it is reviewed within a year."""
    assert FACTS.limits
    assert FACTS.status == "partial"
    assert FACTS.prepared <= FACTS.reviewed < FACTS.next
    assert (FACTS.next - FACTS.reviewed).days <= 366


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_has_every_part(client: "FlaskClient", lang: "Lang") -> None:
    """The page has the parts of the model in order, publisher and contact from the settings, and what is to be confirmed."""
    text = client.get(f"/{lang}/accessibility").text.replace("\u00a0", " ")
    places = [text.index(f"{part}") for part in PARTS[lang]]
    assert places == sorted(places)
    for said in ("The Publisher", "mailto:info@example.org", "EN 301 549 V3.2.1", "WCAG 2.2", "equal.brussels", "2018"):
        assert said in text
    for limit in FACTS.limits.values():
        assert limit.title.to(lang) in text
    for point in FACTS.unconfirmed:
        assert point.to(lang)[:40] in text
    assert "{" not in text


def test_faults_are_told_with_their_place(tmp_path: Path) -> None:
    """A fact that is missing or misspelt stops the start and names the line."""
    text = (ROOT / "api" / "cirede_api" / FILE).read_text("utf-8")
    (tmp_path / FILE).write_text(text.replace("status: partial", "status: perfect"), "utf-8")
    with pytest.raises(ContentError, match=rf"{FILE}:\d+:\d+"):
        read_statement(tmp_path)
