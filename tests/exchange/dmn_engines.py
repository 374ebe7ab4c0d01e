"""Two engines of others that run exported decision tables, behind one call."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.dmn.engine.DMNEngine import DMNEngine
from SpiffWorkflow.dmn.parser import BpmnDmnParser

ROOT = Path(__file__).parents[2]
RUNNER = Path(__file__).with_name("run_dmn.mjs")
Inputs = dict[str, Any]
Result = str | list[str] | None


@cache
def schema() -> etree.XMLSchema:
    """Give the XSD of DMN 1.3 that SpiffWorkflow ships."""
    module = sys.modules[BpmnDmnParser.__module__]
    return etree.XMLSchema(etree.parse(module.SCHEMAS["https://www.omg.org/spec/DMN/20191111/MODEL/"]))


class _Script(PythonScriptEngine):  # type: ignore[misc]  # SpiffWorkflow ships no types
    """The engine's own way to evaluate a cell; that a text is Python is looked at once, not for each row."""

    def __init__(self) -> None:
        super().__init__()
        self._sound: set[str] = set()

    def validate(self, expression: str) -> None:
        if expression not in self._sound:
            super().validate(expression)
            self._sound.add(expression)


class Spiff:
    """SpiffWorkflow: its parser, with the XSD, and its engine, which evaluates cells as Python."""

    def __init__(self) -> None:
        """Begin without any table."""
        self._engines: dict[bytes, DMNEngine] = {}
        self._script = _Script()

    def run(self, xml: bytes, inputs: list[Inputs]) -> list[Result]:
        """Give what each input brings: one result, or a list where a table collects."""
        if xml not in self._engines:
            parser = BpmnDmnParser()
            parser.add_dmn_str(xml)
            (found,) = parser.dmn_parsers.values()
            found.parse()
            self._engines[xml] = DMNEngine(found.decision.decisionTables[0])
        engine = self._engines[xml]
        return [self._decide(engine, each) for each in inputs]

    def _decide(self, engine: DMNEngine, given: Inputs) -> Result:
        task = SimpleNamespace(data=dict(given), workflow=SimpleNamespace(script_engine=self._script))
        found: dict[str, Result] = engine.result(task)
        assert len(found) <= 1
        collects = engine.decision_table.hit_policy == "COLLECT"
        return next(iter(found.values()), [] if collects else None)


class Feelin:
    """dmn-moddle and feelin, in one process of Node that stays open."""

    def __init__(self) -> None:
        """Start Node."""
        node = Path(sys.prefix) / "bin" / "node"
        self._process = subprocess.Popen([node, RUNNER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)

    def run(self, xml: bytes, inputs: list[Inputs]) -> list[Result]:
        """Give what each input brings: one result, or a list where a table collects."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"xml": xml.decode(), "inputs": inputs}) + "\n")
        self._process.stdin.flush()
        found = json.loads(self._process.stdout.readline())
        assert isinstance(found, list), found["error"]
        return found

    def close(self) -> None:
        """End Node."""
        self._process.communicate()
