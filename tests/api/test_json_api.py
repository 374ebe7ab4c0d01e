"""The JSON API: the object of the command line, problem documents, languages, a valid description."""

import json
from typing import TYPE_CHECKING, Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from cirede.engine.prepare import prepare
from cirede.engine.walk import walk
from cirede.exchange.dossier import as_dict
from cirede.loader.catalogue import open_catalogue
from cirede.model.text import Lang
from cirede_api import schemas
from cirede_api.problems import KINDS
from tests.api.conftest import CONTENT, DONE, LANGS, TODAY
from tests.api.revising import revised

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient
    from pydantic import BaseModel

WALK = "/api/v1/trees/bridge/walk"
ANSWERS = {"vehicle": "cart", "weight": "50", "load": ("hay",), "open-now": "yes"}


def opened(client: "FlaskClient", address: str) -> Any:  # noqa: ANN401 - any JSON value
    """Open an address and read its JSON."""
    return json.loads(client.get(address).data)


def problem(client: "FlaskClient", address: str, status: int) -> dict[str, Any]:
    """Open an address that fails and hold the form of its problem document."""
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    found: dict[str, Any] = json.loads(answer.data)
    schemas.Problem.model_validate(found)
    assert found["status"] == status
    assert found["type"].removeprefix("/problems/") in KINDS
    assert client.get(found["type"]).status_code == 200
    return found


@pytest.mark.parametrize("lang", LANGS)
def test_walk_is_the_object_of_the_command_line(client: "FlaskClient", lang: Lang) -> None:
    """The walk is the same object that the library writes for the command line, legal notice included."""
    catalogue = open_catalogue(CONTENT)
    expected = as_dict(walk(prepare(catalogue.tree("bridge"), catalogue.sources), ANSWERS, on=TODAY), lang, catalogue)
    found = opened(client, f"{WALK}?{DONE}&lang={lang}")
    assert found == expected
    assert found["notice"]


@pytest.mark.parametrize(
    ("address", "model"),
    [
        ("/api/v1/trees", schemas.Trees),
        ("/api/v1/trees/bridge", schemas.Tree),
        ("/api/v1/trees/bridge/questions/weight", schemas.Question),
        ("/api/v1/trees/bridge/questions/load", schemas.Question),
        (WALK, schemas.Walk),
        (f"{WALK}?vehicle=cart", schemas.Walk),
        (f"{WALK}?{DONE}", schemas.Walk),
        (f"{WALK}?vehicle=cart&weight=500", schemas.Walk),
        ("/api/v1/health", schemas.Health),
    ],
)
def test_answers_have_the_shape_that_is_described(client: "FlaskClient", address: str, model: "type[BaseModel]") -> None:
    """Every answer is what its model in the description says, no key more and none less."""
    found = opened(client, address)
    read = model.model_validate(found)
    assert set(read.model_dump(by_alias=True)) == set(found)


def test_refused_answer_names_the_options(client: "FlaskClient") -> None:
    """An answer that is no option gives 422 with the question and what it offers that day."""
    found = problem(client, f"{WALK}?vehicle=boat", 422)
    assert found["question"] == "vehicle"
    assert found["offered"] == ["foot", "cart", "unsure"]
    assert "foot, cart, unsure" in found["detail"]


def test_a_wrong_answer_off_the_path_is_refused_too(client: "FlaskClient") -> None:
    """An answer that its question does not offer is told even where the path has not come there yet."""
    found = problem(client, f"{WALK}?load=stone", 422)
    assert (found["question"], found["reason"]) == ("load", "not-an-option")
    assert problem(client, f"{WALK}?vehicle=foot&weight=heavy", 422)["question"] == "weight"


@pytest.mark.parametrize("started", ["", "vehicle=cart&"])
@pytest.mark.parametrize(
    ("weight", "status"),
    [("0.5", 200), ("0,5", 200), ("5e1", 200), ("1e-30", 200), ("0.12345678", 200),
     ("-1", 422), ("1e9", 422), ("1000.1", 422), ("NaN", 422)],
)
def test_a_number_may_be_written_as_programs_print_it(client: "FlaskClient", started: str, weight: str, status: int) -> None:
    """Exponents and long fractions are read, to the millionth; what is out of bounds is refused, on the path and off it."""
    assert client.get(f"{WALK}?{started}weight={weight}").status_code == status


def test_an_option_of_another_day_is_not_found(client: "FlaskClient", tmp_path: "Path") -> None:
    """An option that the question offers on another day is told apart from one that it never offers, on the path and off it."""
    cart = ("      cart:\n", "      cart:\n        until: 2026-06-30\n")
    later = revised(tmp_path / "content", cart)
    assert later.get(f"{WALK}?vehicle=cart&on=2026-06-30").status_code == 200
    found = problem(later, f"{WALK}?vehicle=cart&on=2026-07-01", 404)
    assert (found["type"], found["offered"]) == ("/problems/answer-of-another-day", ["foot", "unsure"])
    assert problem(later, f"{WALK}?vehicle=boat&on=2026-07-01", 422)["type"] == "/problems/answer-not-offered"


def test_an_option_of_another_version_is_not_found(tmp_path: "Path") -> None:
    """An option that only another version has is told apart too, also where the path has not come there."""
    later = revised(tmp_path / "content", ("hay", "straw"))
    assert later.get(f"{WALK}?load=hay&v=1").status_code == 200
    assert problem(later, f"{WALK}?load=hay", 404)["reason"] == "not-an-option"
    assert problem(later, f"{WALK}?load=stone", 422)["reason"] == "not-an-option"


@pytest.mark.parametrize("address", ["/api", "/api/", "/api/v1", "/api/v1/"])
def test_the_bare_address_leads_to_the_reference(client: "FlaskClient", address: str) -> None:
    """Who opens the address of the API itself comes to its page for people, in the language of the browser."""
    answer = client.get(address, headers={"Accept-Language": "nl"})
    assert (answer.status_code, answer.location) == (302, "/nl/api")


@pytest.mark.parametrize(
    ("address", "status", "near"),
    [
        ("/api/v1/trees/brigde", 404, "bridge"),
        ("/api/v1/trees/bridge/questions/wieght", 404, "weight"),
        (f"{WALK}?wieght=50", 422, "weight"),
        (f"{WALK}?vehicel=foot", 422, "vehicle"),
        ("/api/v1/trees?lnag=fr", 422, "lang"),
    ],
)
def test_nearest_known_name_is_given(client: "FlaskClient", address: str, status: int, near: str) -> None:
    """A misspelt tree, question or parameter is answered with the nearest that exists."""
    found = problem(client, address, status)
    assert found["nearest"] == near
    assert near in found["detail"]


@pytest.mark.parametrize(
    ("address", "status"),
    [("/api/v1/none", 404), (f"{WALK}?on=x", 422), (f"{WALK}?on=2000-01-01", 404), (f"{WALK}?lang=de", 422)],
)
def test_every_fault_is_a_problem_document(client: "FlaskClient", address: str, status: int) -> None:
    """Faults of the router, of dates and of languages have the same form."""
    assert problem(client, address, status)["instance"] == address.partition("?")[0]


@pytest.mark.parametrize(
    ("header", "lang"),
    [("nl-BE, fr;q=0.5", "nl"), ("en-GB", "en"), ("de", "fr"), ("fr;q=0, nl;q=0.1", "nl"), ("*", "fr"), ("", "fr")],
)
def test_language_is_negotiated(client: "FlaskClient", header: str, lang: str) -> None:
    """`Accept-Language` chooses the words, French where it names none of ours; the parameter wins over it."""
    answer = client.get(WALK, headers={"Accept-Language": header})
    assert answer.headers["Content-Language"] == lang == json.loads(answer.data)["lang"]
    assert answer.headers["Vary"] == "Accept-Language, Accept-Encoding"
    chosen = client.get(f"{WALK}?lang=en", headers={"Accept-Language": header})
    assert chosen.headers["Content-Language"] == "en"


def test_several_answers_are_repeated_parameters(client: "FlaskClient") -> None:
    """A question that takes several answers takes them as repeated parameters, in the author's order."""
    found = opened(client, f"{WALK}?vehicle=cart&weight=50&load=hay&load=fire")
    assert found["steps"][-1]["answer"] == ["fire", "hay"]


def test_description_is_valid(client: "FlaskClient") -> None:
    """The description is valid OpenAPI 3.1 and names every address of the API with all its answers."""
    found = opened(client, "/api/v1/openapi.json")
    OpenAPIV31SpecValidator(found).validate()
    rules = {each.rule for each in client.application.url_map.iter_rules() if each.endpoint.startswith("api.")}
    assert set(found["paths"]) == {rule.replace("<", "{").replace(">", "}") for rule in rules}
    for method, operation in ((method, each) for path in found["paths"].values() for method, each in path.items()):
        answers = operation["responses"]
        assert {"200", "304" if method == "get" else "415", "400", "411", "413", "414", "422", "500"} <= set(answers)
        for status, answer in answers.items():
            if int(status) >= 400:
                assert answer["content"]["application/problem+json"]["examples"]


def test_examples_of_the_description_are_true(client: "FlaskClient") -> None:
    """The examples of the description have the shape of what they are examples of."""
    found = opened(client, "/api/v1/openapi.json")
    example = found["paths"]["/api/v1/trees/{tree}/walk"]["get"]["responses"]["200"]["content"]["application/json"]["example"]
    assert schemas.Walk.model_validate(example).next


def test_a_parameter_without_a_value_is_refused(client: "FlaskClient") -> None:
    """An empty language, day or answer is no answer: the API says so instead of passing over it."""
    for query in ("lang=", "on=", "vehicle="):
        answer = client.get(f"/api/v1/trees/bridge/walk?{query}")

        assert (answer.status_code, answer.mimetype) == (422, "application/problem+json"), query
