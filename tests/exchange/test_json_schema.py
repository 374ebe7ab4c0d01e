"""The JSON Schema of a tree: sound trees pass, and what the editor can see of a mistake is refused."""

import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft7Validator

from cirede.exchange.json_schema import json_schema
from cirede.loader.document import read_text
from cirede.loader.vocabulary import read_vocabulary
from tests.conftest import BRIDGE, CONTENT, LINKED, ROAD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import Broken

ROOT = Path(__file__).parents[2]
TREES = sorted(path for path in (ROOT / "trees").glob("*.yaml") if path.stem not in {"everyday", "notice"})


def plain(value: Any) -> Any:  # noqa: ANN401 - any value of a document
    """Give a value as an editor reads it: numbers as numbers, days as words."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return float(value) if isinstance(value, Decimal) else value


def complaints(text: str, schema: dict[str, Any]) -> list[str]:
    """Give what a validator says of a file."""
    document, _ = read_text(text.encode(), file="tree.yaml")
    assert document
    return [each.message for each in Draft7Validator(schema).iter_errors(plain(document.value))]


def schema_of(path: Path, root: Path) -> dict[str, Any]:
    """Give the schema of a file, made sure to be one."""
    schema = json_schema(read_vocabulary(path, root))
    Draft7Validator.check_schema(schema)
    return schema


@pytest.mark.parametrize("path", TREES, ids=lambda path: path.stem)
def test_every_tree_of_the_content_passes(path: Path) -> None:
    """No sound tree is underlined in the editor."""
    assert complaints(path.read_text("utf-8"), schema_of(path, ROOT)) == []


def test_the_miniatures_pass(broken: "Callable[..., Broken]") -> None:
    """Neither the bridge nor the road that leads to it, whose tests name questions of the bridge, is underlined."""
    copy = broken().changed()
    for file in (BRIDGE, ROAD):
        path = copy.root / file
        assert complaints(path.read_text("utf-8"), schema_of(path, copy.root)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("schema: cirede.tree/1", "schema: cirede.tree/2"),
        ("id: bridge", "id: brigde"),
        ('version: "1"', "version: 1"),
        ("status: draft", "status: drfat"),
        ("  from: 2026-01-01", "  from: 2026-13-01"),
        ("languages: [fr, nl, en]", "languages: [fr, nl, uk]"),
        ('  en: "May I cross the bridge?"\n', ""),
        ('  en: "May I cross the bridge?"', '  de: "May I cross the bridge?"'),
        ('  en: "May I cross the bridge?"', '  en: "TODO"'),
        ("start: vehicle", "start: vehicel"),
        ("keep: [vehicle]", "keep: [vehicel]"),
        ("favourable: true", 'favourable: "true"'),
        ("      2027-01-01: 80", '      2027-01-01: "eighty"'),
        ("      2027-01-01: 80", "      next-year: 80"),
        ("    because: [toll]\nquestions", "    because: [tol]\nquestions"),
        ("    because: [toll]\nquestions", "    because: []\nquestions"),
        ("questions:\n  vehicle:", "questions:\n  Vehicle:"),
        ("questions:\n  vehicle:", "questions:\n  change:"),
        ("    type: choice", "    type: choise"),
        ("    type: several", "    type: choice"),
        ("        to: open-now", "        too: open-now"),
        ("        to: open-now", "        to: opennow"),
        ("        to: open-now", '        to: "=open-now"'),
        ("        to: open-now\n", ""),
        ('        to: "=refused"', '        to: "tree:nowhere"'),
        ("certainty: unsure", "certainty: unshure"),
        ('          2028-01-01: "=refused"', "          2028-01-01: refused"),
        ("    lowest: 0", "    lowest: none"),
        ('      - when: "weight <= limit"', '      - when: "wieght <= limit"'),
        ('      - when: "weight <= limit"', '      - when: "light"'),
        ('      - else: "=refused"', '      - otherwise: "=refused"'),
        ('next: {yes: "=cross", no: "=refused", unsure: "=refused"}', 'next: {yes: "=cross", maybe: "=refused"}'),
        ('    next: {yes: "=cross", no: "=refused", unsure: "=refused"}\n', ""),
        ("    status: crossing", "    status: crosing"),
        ("    do_now:", "    do_then:"),
        ("    ask: keeper", "    ask: keepr"),
        ("    outcomes: [cross]", "    outcomes: [crossed]"),
        ("    outcomes: [cross]", "    outcomes: []"),
        ("    authority: keeper", "    authority: keepr"),
        ("      after: unsure", "      after: unshure"),
        ("      ends: favourable\n  - name", "      ends: favorable\n  - name"),
        ("      asked: [open-now]", "      asked: [opennow]"),
        ("    always:", "    at_most: 0\n    always:"),
        ("  refused: [narrow-bridge]", "  refused: [narow-bridge]"),
        ("  refused: [narrow-bridge]", "  refsued: [narrow-bridge]"),
        ("      vehicle: foot", "      vehicle: feet"),
        ("      vehicle: foot", "      vehicel: foot"),
        ("    outcome: cross\n", ""),
        ("    outcome: cross\n", "    outcome: crossed\n"),
        ("    without: [pay-toll]", "    without: [pay-tol]"),
        ("    never: favourable", "    never: favourable\n    outcome: cross"),
    ],
)
def test_a_mistake_is_seen(broken: "Callable[..., Broken]", old: str, new: str) -> None:
    """Each kind of mistake that the editor can see is refused by the schema written before it was made."""
    schema = schema_of(CONTENT / BRIDGE, CONTENT)
    assert complaints(broken((old, new)).texts[BRIDGE], schema)


def described(schema: dict[str, Any], at: str = "") -> "Iterator[tuple[str, str]]":
    """Give every key that a schema allows by name, with its help."""
    for key, each in schema.items():
        if key == "properties":
            yield from ((f"{at}.{name}", part.get("description", "")) for name, part in each.items() if isinstance(part, dict))
        if isinstance(each, dict) and key != "if":
            yield from described(each, f"{at}.{key}")
        elif isinstance(each, list) and key != "allOf":
            for index, part in enumerate(each):
                yield from described(part, f"{at}.{key}.{index}") if isinstance(part, dict) else ()


def test_every_key_has_its_help() -> None:
    """Whatever key the author points at, the editor says what it is for, and what a reference says."""
    schema = schema_of(CONTENT / BRIDGE, CONTENT)
    parts = dict(described(schema))
    assert len(parts) > 100
    assert [key for key, words in parts.items() if not words] == []
    cited = schema["definitions"]["because"]["items"]
    said = dict(zip(cited["enum"], cited["enumDescriptions"], strict=True))
    assert said["crossing"] == "Code, art. 1: One crosses when the bridge is open."


def test_a_way_into_another_tree_names_its_questions(broken: "Callable[..., Broken]") -> None:
    """What is handed over to another tree are answers to questions of that tree, not of the own one."""
    copy = broken().changed(("          vehicle: cart", "          way: over"))
    schema = schema_of(copy.root / ROAD, copy.root)
    assert complaints(copy.texts[ROAD], schema)
    assert complaints(LINKED.read_text("utf-8"), schema) == []


@pytest.mark.parametrize("cut", range(0, 6000, 331))
def test_a_half_written_file_still_has_a_schema(broken: "Callable[..., Broken]", cut: int) -> None:
    """Wherever the author stopped typing, the schema is one, and holds the questions written so far."""
    text = (CONTENT / BRIDGE).read_text("utf-8")[:cut] + '\n  "'
    copy = broken()
    (copy.root / BRIDGE).write_text(text, "utf-8")
    schema = schema_of(copy.root / BRIDGE, copy.root)
    known = schema["definitions"]["question"].get("enum", [])
    assert known == [name for name in ("vehicle", "weight", "load", "open-now") if f"\n  {name}:\n    type" in text]
    json.dumps(schema)
