"""A decision table as the XML of DMN 1.3, one decision in a file."""

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from cirede.exchange.dmn.table import quoted

if TYPE_CHECKING:
    from cirede.exchange.dmn.table import Column, Row, Table

NAMESPACE = "https://www.omg.org/spec/DMN/20191111/MODEL/"
SHAPES, BOUNDS = "https://www.omg.org/spec/DMN/20191111/DMNDI/", "http://www.omg.org/spec/DMN/20180521/DC/"
ANYTHING = "-"


def as_xml(table: "Table", tree: str) -> bytes:
    """Write a table; equal tables give equal bytes."""
    root = ET.Element("definitions", {
        "xmlns": NAMESPACE, "xmlns:dmndi": SHAPES, "xmlns:dc": BOUNDS,
        "id": f"{table.name}__file", "name": table.name, "namespace": f"urn:cirede:{tree}",
    })  # fmt: skip
    decision = ET.SubElement(root, "decision", {"id": table.name, "name": table.name})
    ET.SubElement(decision, "description").text = table.about
    ET.SubElement(decision, "variable", {"id": f"{table.name}__variable", "name": table.name})
    body = ET.SubElement(decision, "decisionTable", {"id": f"{table.name}__table", "hitPolicy": table.hit})
    for column in table.columns:
        _column(body, column)
    output = {"id": f"{table.name}__{table.output}", "label": table.output, "name": table.output, "typeRef": "string"}
    ET.SubElement(body, "output", output)
    for number, row in enumerate(table.rows, 1):
        _row(body, table, row, f"r{number}")
    _shape(root, table.name)
    ET.indent(root, " ")
    written: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"


def _column(body: ET.Element, column: "Column") -> None:
    found = ET.SubElement(body, "input", {"id": f"input__{column.key}", "label": column.label})
    read = {"id": f"reads__{column.key}", "typeRef": column.kind}
    _text(ET.SubElement(found, "inputExpression", read), column.name)
    if column.values:
        offered = ET.SubElement(found, "inputValues", {"id": f"values__{column.key}"})
        _text(offered, ", ".join(quoted(value) for value in column.values))


def _row(body: ET.Element, table: "Table", row: "Row", name: str) -> None:
    rule = ET.SubElement(body, "rule", {"id": name})
    ET.SubElement(rule, "description").text = row.why
    for number, column in enumerate(table.columns, 1):
        entry = ET.SubElement(rule, "inputEntry", {"id": f"{name}_{number}"})
        _text(entry, row.cells.get(column.key, ANYTHING))
    _text(ET.SubElement(rule, "outputEntry", {"id": f"{name}_0"}), row.result)


def _shape(root: ET.Element, decision: str) -> None:
    """Give the decision a box: without one, modelers open an empty diagram."""
    diagram = ET.SubElement(ET.SubElement(root, "dmndi:DMNDI"), "dmndi:DMNDiagram", {"id": "diagram"})
    box = ET.SubElement(diagram, "dmndi:DMNShape", {"id": "box", "dmnElementRef": decision})
    ET.SubElement(box, "dc:Bounds", {"height": "80", "width": "360", "x": "160", "y": "100"})


def _text(parent: ET.Element, words: str) -> None:
    ET.SubElement(parent, "text").text = words
