"""The ranking in the JSON API: the objects of the command line, strict bodies, every fault with its place."""

import json
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from cirede.cli import main
from cirede_api import create_app, ranking_schemas, register_schemas, schemas
from cirede_api.board import KEPT, Board
from tests.api.conftest import CONTENT, LANGS, TODAY
from tests.api.test_json_api import opened, problem

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from pydantic import BaseModel

API = "/api/v1"
RANKINGS = f"{API}/rankings"
EVEN = {"impact": 1, "ease": 1, "instrument": 1}


def asked(client: "FlaskClient", body: dict[str, Any], lang: str = "en") -> Any:  # noqa: ANN401 - any JSON value
    """Ask for a ranking, which must succeed."""
    answer = client.post(f"{RANKINGS}?lang={lang}", json=body)
    assert (answer.status_code, answer.mimetype) == (200, "application/json"), answer.text
    return json.loads(answer.data)


def refused(client: "FlaskClient", body: str | bytes, status: int = 422) -> dict[str, Any]:
    """Send a body that cannot be used, and give its problem document."""
    answer = client.post(RANKINGS, data=body, content_type="application/json")
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json"), answer.text
    found: dict[str, Any] = json.loads(answer.data)
    schemas.Problem.model_validate(found)
    assert client.get(found["type"]).status_code == 200
    return found


def printed(line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:  # noqa: ANN401 - any JSON value
    """Give what the command line prints over the same content."""
    monkeypatch.setenv("CIREDE_CONTENT", str(CONTENT))
    assert main(line.split()) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("lang", LANGS)
def test_answers_are_the_objects_of_the_command_line(
    client: "FlaskClient", lang: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A ranking, a barrier and a pair are the same object on both ways, in every language."""
    on = f"--on {TODAY} --lang {lang}"
    whole = printed(f"rank --format json {on}", monkeypatch, capsys)
    assert opened(client, f"{RANKINGS}/plain?lang={lang}") == whole == asked(client, {}, lang)
    line = f"rank --format json --weights impact=1,ease=1,instrument=1 --suppose old-toll.carts=5-900 {on}"
    own = printed(line, monkeypatch, capsys)
    assert asked(client, {"weights": EVEN, "suppose": {"old-toll": {"carts": [900, 5.0]}}}, lang) == own
    pair = printed(f"compare old-toll left-bank --json {on}", monkeypatch, capsys)
    assert opened(client, f"{RANKINGS}/plain/pairs/old-toll/left-bank?lang={lang}") == pair
    for barrier in ("old-toll", "silent-bell", "lost-key"):
        explained = printed(f"explain {barrier} --json {on}", monkeypatch, capsys)
        assert opened(client, f"{API}/barriers/{barrier}?lang={lang}") == explained


@pytest.mark.parametrize(
    ("address", "model"),
    [
        (f"{API}/barriers", register_schemas.Register),
        (f"{API}/profiles", register_schemas.Profiles),
        (RANKINGS, ranking_schemas.Rankings),
        (f"{RANKINGS}/plain?on=2000-01-01", ranking_schemas.Ranking),
        (f"{RANKINGS}/joined", ranking_schemas.Ranking),
        (f"{RANKINGS}/joined/pairs/old-toll/narrow-bridge", ranking_schemas.Pair),
    ],
)
def test_answers_have_the_shape_that_is_described(client: "FlaskClient", address: str, model: "type[BaseModel]") -> None:
    """Every answer is what its model in the description says, no key more and none less."""
    found = opened(client, address)
    assert set(model.model_validate(found).model_dump()) == set(found)


def test_every_barrier_has_the_shape_that_is_described(client: "FlaskClient") -> None:
    """Ranked, to be documented or gated: each barrier of the register can be asked for."""
    listed = opened(client, f"{API}/barriers")
    assert listed["count"] == len(listed["barriers"]) == 10
    for each in listed["barriers"]:
        found = opened(client, f"{API}/barriers/{each['barrier']}")
        assert register_schemas.Explained.model_validate(found).triage == each["triage"]
        assert found["rules"].keys() == {one["rule"] for one in found["contributions"]}


def test_links_are_told_from_both_ends(client: "FlaskClient") -> None:
    """Who waits for another says so, and the other says who waits; in words on the page as well."""
    waits, waited = (opened(client, f"{API}/barriers/{name}?lang=en")["related"] for name in ("old-toll", "narrow-bridge"))
    assert {"role": "waits-for", "barrier": "narrow-bridge", "title": "Narrow bridge"} in waits
    assert {"role": "waited-for-by", "barrier": "old-toll", "title": "Old toll"} in waited
    assert "Is waited for by:" in client.get("/en/barriers/narrow-bridge").text


def test_points_are_level_times_weight(client: "FlaskClient") -> None:
    """A score can be added up from the answer alone, exactly."""
    found = opened(client, f"{RANKINGS}/plain")
    for each in found["ranked"]:
        points = [weight * Fraction(each["levels"][name]["exact"]) for name, weight in found["weights"].items()]
        assert sum(points) == Fraction(each["exact"])
        assert each["robustness"]["best"] <= each["robustness"]["worst"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=lifted", ["lost-key"]),
        ("state=open&family=bridges&authority=council", ["narrow-bridge"]),
        ("activity=crossing&state=partly-lifted", []),
    ],
)
def test_the_register_is_filtered(client: "FlaskClient", query: str, found: list[str]) -> None:
    """Every filter narrows the register, two of them together."""
    barriers = [each["barrier"] for each in opened(client, f"{API}/barriers?{query}")["barriers"]]
    assert [name for name in barriers if name in found] == found
    assert len(barriers) < 10


def test_a_pair_says_why_and_unless(client: "FlaskClient") -> None:
    """The gaps add up to the lead; asked the other way round, the same barrier is ahead."""
    one = opened(client, f"{RANKINGS}/plain/pairs/old-toll/rotten-plank")
    other = opened(client, f"{RANKINGS}/plain/pairs/rotten-plank/old-toll")
    assert (one["ahead"], one["behind"]) == (other["ahead"], other["behind"]) == ("old-toll", "rotten-plank")
    assert sum(Fraction(gap["exact"]) for gap in one["gaps"]) == Fraction(one["exact"]) == -Fraction(other["exact"]) > 0
    assert one["unless"] == other["unless"]
    assert one["unless"]["levels"]
    assert one["wins"] == other["wins"] > Fraction(1, 2)
    for each in one["stable"]:
        assert Fraction(each["least"]["exact"]) <= Fraction(each["share"]["exact"]) <= Fraction(each["most"]["exact"])
    assert len(one["stable"]) == 3
    assert "The two keep their order as long as" in client.get("/en/ranking/compare?a=old-toll&b=rotten-plank").text


@pytest.mark.parametrize(
    ("body", "pointer", "near"),
    [
        ('{"weights": {"impact": -1, "ease": 1, "instrument": 1}}', "/weights/impact", None),
        ('{"weights": {"impact": 1.5, "ease": 1, "instrument": 1}}', "/weights/impact", None),
        ('{"weights": {"impact": true, "ease": 1, "instrument": 1}}', "/weights/impact", None),
        ('{"weights": {"impact": "1", "ease": 1, "instrument": 1}}', "/weights/impact", None),
        ('{"weights": {"impact": NaN, "ease": 1, "instrument": 1}}', "/weights/impact", None),
        ('{"weights": {"impact": 1e400, "ease": 1, "instrument": 1}}', "/weights/impact", None),
        ('{"weights": {"impact": 1000000, "ease": 1, "instrument": 1}}', "/weights/impact", None),
        ('{"weights": {"impact": 0, "ease": 0, "instrument": 0}}', "/weights", None),
        ('{"weights": {"impact": 1, "ease": 1}}', "/weights", None),
        ('{"weights": {}}', "/weights", None),
        ('{"weights": {"impct": 1, "ease": 1, "instrument": 1, "impact": 1}}', "/weights/impct", "impact"),
        ('{"weights": {"impact": 1, "ease": 1, "instrument": 1, "traffic": 1}}', "/weights/traffic", None),
        ('{"profile": "plane"}', "/profile", "plain"),
        ('{"profile": null}', "/profile", None),
        ('{"weihgts": {}}', "/weihgts", "weights"),
        ('{"suppose": {"old-tol": {"carts": 1}}}', "/suppose/old-tol", "old-toll"),
        ('{"suppose": {"old-toll": {"cart": 1}}}', "/suppose/old-toll/cart", "carts"),
        ('{"suppose": {"old-toll": {"carts": -1}}}', "/suppose/old-toll/carts", None),
        ('{"suppose": {"old-toll": {"carts": [1, 2, 3]}}}', "/suppose/old-toll/carts", None),
        ('{"suppose": {"old-toll": {"carts": "5-20"}}}', "/suppose/old-toll/carts", None),
        ('{"suppose": {"old-toll": {"cost": 1000001}}}', "/suppose/old-toll/cost", None),
        ('{"suppose": {"old-toll": {"floods": true}}}', "/suppose/old-toll/floods", None),
        ('{"suppose": {"old-toll": {"route": ["order", "order"]}}}', "/suppose/old-toll/route", None),
        ('{"suppose": {"old-toll": {"ease": 6}}}', "/suppose/old-toll/ease", None),
        ('{"suppose": {"old-toll": {"ease": 2.5}}}', "/suppose/old-toll/ease", None),
        ('{"suppose": {"old-toll": {"impact": 3}}}', "/suppose/old-toll/impact", None),
        ('{"suppose": {"old-toll": 3}}', "/suppose/old-toll", None),
        ('{"suppose": {"Old Toll": {"carts": 1}}}', "/suppose/Old Toll", None),
        ('{"suppose": {"a~/b": {"carts": 1}}}', "/suppose/a~0~1b", None),
        ('{"on": "2026-02-30"}', "/on", None),
        ('{"on": "soon"}', "/on", None),
        ('{"on": ""}', "/on", None),
        ("[]", "", None),
        ("3", "", None),
        ('{"on": "2026-01-01", "on": "2026-01-02"}', "", None),
    ],
)
def test_what_a_body_cannot_be_is_told_with_its_place(client: "FlaskClient", body: str, pointer: str, near: str | None) -> None:
    """Each fault has a pointer to its place, a sentence, and the nearest name where one was meant."""
    found = refused(client, body)
    assert pointer in [each["pointer"] for each in found["errors"]]
    assert found.get("nearest") == near
    assert all(each["detail"].endswith(".") for each in found["errors"])


def test_every_fault_of_a_body_is_told_at_once(client: "FlaskClient") -> None:
    """Whoever mends a body needs one answer, not one for each fault."""
    body = {"weights": {"impact": 1}, "suppose": {"old-tol": {}, "left-bank": {"ease": 7, "cart": 1}}, "on": "2026-13-01"}
    pointers = [each["pointer"] for each in refused(client, json.dumps(body))["errors"]]
    assert pointers == ["/weights", "/suppose/old-tol", "/suppose/left-bank/ease", "/suppose/left-bank/cart", "/on"]


@pytest.mark.parametrize(
    "body", ["", "{", "nonsense", b"\xff{}", '{"weights": ' + "[" * 900 + "]" * 900 + "}", '{"profile": 1' + "0" * 5000 + "}"]
)
def test_what_is_no_json_is_refused(client: "FlaskClient", body: str | bytes) -> None:
    """Broken, too deep, not UTF-8: 400, with the place where reading stopped."""
    assert refused(client, body, 400)["type"] == "/problems/malformed-body"


@pytest.mark.parametrize("media", ["", "text/plain", "application/x-www-form-urlencoded", "application/jsonp"])
def test_another_media_type_is_refused(client: "FlaskClient", media: str) -> None:
    """A body that does not say that it is JSON gives 415."""
    assert client.post(RANKINGS, data="{}", content_type=media).status_code == 415
    assert client.post(RANKINGS, data="{}", content_type="application/json; charset=utf-8").status_code == 200


def test_bodies_say_their_length_and_stay_small(client: "FlaskClient") -> None:
    """No length gives 411, a body over the limit 413, also where it is JSON."""
    headers = {"Content-Type": "application/json"}
    assert client.post(RANKINGS, headers=headers, environ_overrides={"HTTP_TRANSFER_ENCODING": "chunked"}).status_code == 411
    assert client.post(RANKINGS, data=" " * 20_000 + "{}", headers=headers).status_code == 413


@pytest.mark.parametrize(
    ("address", "allowed"),
    [(RANKINGS, {"GET", "HEAD", "OPTIONS", "POST"}), (f"{RANKINGS}/plain", {"GET", "HEAD", "OPTIONS"}),
     (f"{API}/barriers", {"GET", "HEAD", "OPTIONS"})],
)  # fmt: skip
def test_other_methods_name_those_allowed(client: "FlaskClient", address: str, allowed: set[str]) -> None:
    """405 and OPTIONS name the same methods: POST only where a body is taken."""
    for method in ("DELETE", "PUT", "PATCH", *({"POST"} - allowed)):
        answer = client.open(address, method=method)
        assert answer.status_code == 405
        assert set(answer.headers["Allow"].split(", ")) == allowed
    assert set(client.options(address).headers["Allow"].split(", ")) == allowed


@pytest.mark.parametrize(
    ("address", "status", "near"),
    [
        (f"{API}/barriers/old-tol", 404, "old-toll"),
        (f"{RANKINGS}/plane", 404, "plain"),
        (f"{RANKINGS}/plain/pairs/old-toll/narow-bridge", 404, "narrow-bridge"),
        (f"{RANKINGS}/plain/pairs/old-toll/lost-key", 404, None),
        (f"{RANKINGS}/plain/pairs/old-toll/old-toll", 404, None),
        (f"{API}/barriers?state=opn", 422, "open"),
        (f"{API}/barriers?famly=bridges", 422, "family"),
        (f"{API}/barriers/old-toll?profile=plane", 422, "plain"),
        (f"{RANKINGS}/plain?top=0", 422, None),
        (f"{RANKINGS}/plain?top=many", 422, None),
        (f"{RANKINGS}/plain?on=2026-02-30", 422, None),
        (f"{RANKINGS}/plain?impact=3", 422, None),
    ],
)
def test_the_nearest_known_name_is_given(client: "FlaskClient", address: str, status: int, near: str | None) -> None:
    """A barrier, profile, parameter or value that does not exist is a problem document with the nearest that does."""
    assert problem(client, address, status).get("nearest") == near


def test_a_ranking_asked_for_is_not_kept_by_the_client(client: "FlaskClient") -> None:
    """The answer to POST carries no validator and is not stored."""
    headers = client.post(RANKINGS, json={}).headers
    assert headers["Cache-Control"] == "no-store"
    assert "ETag" not in headers


def test_the_same_weights_are_one_ranking_however_written(client: "FlaskClient") -> None:
    """The weights of the profile itself, in any order, are the ranking of the profile, made once."""
    whole = opened(client, f"{RANKINGS}/plain")
    turned = {"instrument": 1, "ease": 1.0, "impact": 2}
    assert asked(client, {"weights": turned, "profile": "plain", "on": TODAY.isoformat()}) | {"lang": "fr"} != {}
    assert asked(client, {"weights": turned}, "fr") == whole


def test_no_client_fills_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many weightings are asked for, only the last ones are kept."""
    from cirede.settings import Settings

    boards: list[Board] = []
    made = Board.__init__

    def remember(board: Board, *given: Any) -> None:  # noqa: ANN401 - whatever a board is made from
        boards.append(board)
        made(board, *given)

    monkeypatch.setattr(Board, "__init__", remember)
    client = create_app(Settings(content=CONTENT), today=lambda: TODAY, testing=True).test_client()
    for weight in range(2, KEPT + 12):
        body = {"weights": EVEN | {"impact": weight}, "suppose": {"old-toll": {"carts": weight}}}
        assert client.post(RANKINGS, json=body).status_code == 200
    (board,) = boards
    for kept in (board._assessment, board._ranking, board._firm):
        assert kept.cache_info().currsize == kept.cache_info().maxsize == KEPT


def test_examples_of_the_description_are_accepted(client: "FlaskClient") -> None:
    """Each example of a body fits its schema, and is answered; each example of an answer has its shape."""
    described = opened(client, f"{API}/openapi.json")
    operation = described["paths"][RANKINGS]["post"]
    media = operation["requestBody"]["content"]["application/json"]
    schema = media["schema"] | {"components": described["components"]}
    for example in media["examples"].values():
        Draft202012Validator(schema).validate(example["value"])
        asked(client, example["value"])
    shown = operation["responses"]["200"]["content"]["application/json"]["example"]
    assert ranking_schemas.Ranking.model_validate(shown).ranked
