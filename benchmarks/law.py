"""The lawyer's tools: checking all content with and without proofs, a tree of 500 questions, and an amendment compared."""

import random
import re
import shutil
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.timing import side_by_side
from cirede.analysis.check import check_catalogue_paths
from cirede.analysis.difference import Edition, difference
from cirede.engine.prepare import PreparedTree, prepare_all
from cirede.errors import Problem
from cirede.exchange.yaml_text import as_yaml
from cirede.loader.catalogue import check_catalogue, find_content, open_catalogue
from cirede.loader.editions import open_edition

ON = date(2026, 12, 1)
SEED = 20261125
QUESTIONS, OUTCOMES, DUTIES = 500, 60, 120
MINIATURE = Path(__file__).parents[1] / "tests" / "fixtures" / "content"
Row = tuple[str, str, str]


def law() -> list[Row]:
    """Time the check of all content, of a large generated tree, and the comparison of two editions."""
    with TemporaryDirectory() as folder:
        root = Path(folder) / "content"
        shutil.copytree(MINIATURE, root)
        (root / "trees" / "grown.yaml").write_text(as_yaml(grown()), encoding="utf-8")
        first = _first(Path(folder) / "first")
        _sound(root)
        _sound(first)
        before, after = _editions(Path(folder) / "copy.yaml")
        times = side_by_side({
            "read": lambda: check_catalogue(today=ON),
            "proofs": lambda: _checked(None),
            "grown": lambda: _checked(root),
            "first": lambda: _checked(first),
            "diff": lambda: difference(before, after),
        }, rounds=5)  # fmt: skip
    trees = len(open_catalogue().trees)
    changed = sum(not change.duty for change in difference(before, after).changes)
    return [
        ("all content read and checked, without proofs", _ms(times["read"]), f"{trees} trees and the register"),
        ("all content checked, proofs included", _ms(times["proofs"]), "every guarantee, across linked trees"),
        ("`waste-status` alone checked, proofs included", _ms(times["first"]), "with all shared texts, without the register"),
        (f"a generated tree of {QUESTIONS} questions checked", _ms(times["grown"]),
         f"{OUTCOMES} outcomes, {DUTIES} duties, 5 guarantees proved"),
        ("`waste-status` compared with an edited copy", _ms(times["diff"]), f"every dossier, {changed} ways to end elsewhere"),
    ]  # fmt: skip


def _ms(times: Any) -> str:  # noqa: ANN401 - the seconds of each round
    return f"{median(times) * 1e3:,.0f} ms"


def _checked(root: Path | None) -> list[Problem]:
    catalogue, problems = check_catalogue(root)
    return [*problems, *check_catalogue_paths(catalogue)] if catalogue else problems


def _sound(root: Path) -> None:
    told = [each for each in _checked(root) if each.severity == "error"]
    if told:
        message = f"the content made for the measure has problems: {told[0]}"
        raise AssertionError(message)


def _first(root: Path) -> Path:
    """Copy the shared texts and the first questionnaire, without what it says of barriers, beside the miniature's register."""
    real = find_content() / "trees"
    shutil.copytree(MINIATURE, root, ignore=shutil.ignore_patterns("programmes", "everyday.yaml", "bridge.yaml", "notice.yaml"))
    shutil.copytree(real / "sources", root / "trees" / "sources", dirs_exist_ok=True)
    shutil.copy(real / "notice.yaml", root / "trees")
    things = re.split(r"(?m)^(?=  [a-z0-9-]+:\n)", (real / "everyday.yaml").read_text("utf-8"))
    ours = (thing for thing in things if "    tree: " not in thing or "tree: waste-status\n" in thing)
    (root / "trees" / "everyday.yaml").write_text("".join(ours), "utf-8")
    tree = (real / "waste-status.yaml").read_text("utf-8")
    (root / "trees" / "waste-status.yaml").write_text(re.sub(r"(?m)^barriers:\n(?:  .*\n)+", "", tree), "utf-8")
    return root


def _editions(copy: Path) -> tuple[Edition, Edition]:
    """Open waste-status as it is, and a copy in which an answer leads elsewhere and some words changed."""
    text = (find_content() / "trees" / "waste-status.yaml").read_text(encoding="utf-8")
    start = text.index("\n  state:\n")
    place = text.index("        to: ", text.index("unsure:", start))
    text = text[:place] + '        to: "=probably-waste"' + text[text.index("\n", place) :]
    copy.write_text(text.replace('version: "2026.1"', 'version: "2026.1-edited"', 1), encoding="utf-8")
    old, catalogue = open_edition("waste-status")
    new, edited = open_edition(str(copy))

    def prepared(name: str, catalogue: Any) -> PreparedTree:  # noqa: ANN401 - the catalogue of either
        return prepare_all(catalogue.with_linked(name), catalogue.sources)[name]

    return (
        Edition(prepared(old.id, catalogue), catalogue.sources, ON),
        Edition(prepared(new.id, edited), edited.sources, ON),
    )


def grown() -> dict[str, Any]:
    """Grow a tree in which each question leads to some of the next thirty, or to an outcome."""
    draw = random.Random(SEED)  # noqa: S311 - a sample, not a secret
    names = [f"q{number}" for number in range(QUESTIONS)]
    ends = [f"end{number}" for number in range(OUTCOMES)]
    questions = {name: _question(draw, name, names[place + 1 : place + 31], ends) for place, name in enumerate(names)}
    outcomes = {
        end: {
            "status": "free" if number % 3 == 0 else "bound", "title": _text(f"Outcome {number}"), "text": _text("It follows."),
            "do_now": [{"text": _text("Do it.")}], "because": ["crossing"],
        }
        for number, end in enumerate(ends)
    }  # fmt: skip
    duties = {
        f"duty{number}": {
            "label": _text("A duty"), "who": _text("You"), "before": _text("Before"), "because": ["crossing"],
            "outcomes": draw.sample(ends, 4), "when": f"any({names[number * 3]} = a, {names[number * 3 + 1]} = b)",
        }
        for number in range(DUTIES)
    }  # fmt: skip
    return {
        "schema": "cirede.tree/1", "id": "grown", "version": "1", "status": "draft", "effective": {"from": date(2026, 1, 1)},
        "reviewed": {"by": None, "on": None, "next": date(2030, 1, 1)}, "jurisdiction": "BE-BRU", "languages": ["fr", "nl", "en"],
        "title": _text("A grown tree"), "intro": _text("Many questions."), "start": names[0],
        "statuses": {name: {"label": _text(name.title()), "favourable": name == "free"} for name in ("free", "bound")},
        "questions": questions, "outcomes": outcomes, "obligations": duties,
        "guarantees": [
            {"name": _text("Doubt is bound"), "never": {"after": "unsure", "ends": "favourable"}},
            {"name": _text("The first is asked"), "always": {"ends": "favourable", "asked": [names[0]]}},
            {"name": _text("Few questions"), "at_most": QUESTIONS},
            {"name": _text("The last hardly counts"), "never": {"after": f"{names[-1]} = unsure", "ends": "favourable"}},
            {"name": _text("A doubt at first is bound"), "never": {"after": f"{names[0]} = unsure", "ends": ["free"]}},
        ],
    }  # fmt: skip


def _question(draw: random.Random, name: str, ahead: list[str], ends: list[str]) -> dict[str, Any]:
    """Ask something: sure answers lead on, the first of them to the next question, an unsure one to an outcome that binds."""
    bound = [end for number, end in enumerate(ends) if number % 3]
    sure = [ahead[0] if ahead else f"={ends[0]}", draw.choice([*ahead, f"={draw.choice(ends)}"])]
    options = {
        key: {"label": _text(f"Answer {key}"), "to": to} for key, to in zip("ab", sure, strict=True)
    }
    options["c"] = {"label": _text("Answer c"), "to": f"={ends[int(name[1:]) % OUTCOMES]}"}
    options["unsure"] = {"label": _text("Unsure"), "certainty": "unsure", "to": f"={draw.choice(bound)}"}
    return {"type": "choice", "ask": _text(f"Question {name}?"), "because": ["crossing"], "options": options}


def _text(words: str) -> dict[str, str]:
    return {"fr": words, "nl": words, "en": words}
