"""The pages on the law that was read and on the outlines that the trees carry, written from their data: `python -m tests.law`."""

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cirede.loader.catalogue import open_catalogue
from cirede.loader.document import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cirede.model.catalogue import Catalogue
    from cirede.model.source import Reference, Source

DOCS = Path(__file__).parents[1] / "docs"
LAW = {"eu-law", "federal-law", "regional-law", "ruling"}
MADE = "<!-- Written by `python -m tests.law` from {}: change that, not this page. -->"
COVERAGE = """# The outlines and the trees

The trees were drawn from outlines made when the law was first read. An outline is a sketch with known faults, not a model: here
stands, node by node, which question of our trees carries it, or why none does. Node numbers are those of the outlines, the
words are ours."""
READ = """# What law was read, where and when

For the lawyer who goes on with it. An article counts as read (`verified: true` in `trees/sources/`) when its own text was
before the reader's eyes, in any official language, in whatever copy could be had (of a ruling: its operative part, or the
Court's own headnote); a summary, a press article or a page of an authority that speaks of the law does not count, and an
outcome that rests on such an article is never favourable. Copies are not the authority: Justel and EUR-Lex are. Nobody who read
is a lawyer.

To go on: take [what is still to read](#still-to-read) from the top, open the official text, correct `at:` and `says:` in the
three languages, set `verified: true` and `checked:` in `trees/sources/`, name the copy in `docs/law-read.yaml`, and run `python
-m tests.law`."""

AGAIN = "Favourable outcomes rest on these. Their words were held against the text once more: none had to change."


def read_data(name: str) -> Any:  # noqa: ANN401 - the tests of this page hold its form
    """Give the data of a page. Raises: AssertionError with the problems of the file, a key written twice among them."""
    document, problems = read_yaml(DOCS / name)
    assert document, problems
    assert not problems, problems
    return document.value


def questions_of(outline: dict[str, Any], node: dict[str, Any]) -> list[tuple[str, str]]:
    """Give the questions that carry a node, each with its tree."""
    pairs = [name.partition("/")[::2] if "/" in name else (outline["tree"], name) for name in node["by"]]
    return [(str(tree), str(question)) for tree, question in pairs]


def table(heads: tuple[str, ...], rows: "Iterator[tuple[str, ...]]") -> list[str]:
    """Give the lines of a Markdown table."""
    body = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads), *body]


def coverage_page(catalogue: "Catalogue", outlines: list[dict[str, Any]]) -> str:
    """Write the page that says which question carries each node of the outlines."""
    lines = [MADE.format("`law-coverage.yaml`"), "", COVERAGE]
    carried = {pair for outline in outlines for node in outline["nodes"] for pair in questions_of(outline, node)}
    for outline in outlines:
        tree = outline["tree"]
        own = [name for name in catalogue.trees[tree].questions if (tree, name) not in carried]
        rows = ((node["id"], node["about"], _carried(outline, node), node["note"]) for node in outline["nodes"])
        lines += ["", f"## {outline['outline']}: `{tree}`", ""]
        lines += table(("node", "what it asks", "questions", "how, or why not"), rows)
        lines += ["", "Asked without a node in the outline: " + ", ".join(f"`{name}`" for name in own) + "."] if own else []
    return "\n".join(lines) + "\n"


def _carried(outline: dict[str, Any], node: dict[str, Any]) -> str:
    """Give the questions of a node as the page names them, with their tree where it is another one."""
    pairs = questions_of(outline, node)
    return ", ".join(f"`{name}`" if tree == outline["tree"] else f"`{name}` of `{tree}`" for tree, name in pairs) or "none"


def read_page(catalogue: "Catalogue", data: dict[str, Any]) -> str:
    """Write the page that says where each text was read, and what is still to read."""
    cited: dict[str, list[tuple[str, Reference]]] = defaultdict(list)
    for name, reference in catalogue.sources.references.items():
        cited[reference.source].append((name, reference))
    sources = catalogue.sources.sources
    counted = [reference.verified for reference in catalogue.sources.references.values()]
    lines = [MADE.format("`law-read.yaml` and `trees/sources/`"), "", READ, ""]
    lines += [f"{len(counted)} references, {sum(counted)} of them read in their own text.", "", "## Still to read", ""]
    lines += table(("reference", "text, article", "looked for on", "what was found"), _missing(catalogue, data["tried"]))
    lines += ["", "## Law and rulings", ""]
    laws = [(name, source) for name, source in sources.items() if source.kind in LAW]
    rows = ((_title(name, source), _copies(data["copies"].get(name)), _articles(cited[name])) for name, source in laws)
    lines += table(("text", "where it was read, which copy", "articles read, by day"), rows)
    lines += ["", "## Pages that are not law", ""]
    others = [(name, source) for name, source in sources.items() if source.kind not in LAW]
    rows = ((_title(name, source), f"{source.consulted}", _names(cited[name])) for name, source in others)
    lines += table(("page", "opened", "references"), rows)
    lines += ["", "## Read a second time", "", AGAIN, "", _names([(name, None) for name in data["again"]]) + "."]
    return "\n".join(lines) + "\n"


def _missing(catalogue: "Catalogue", tried: dict[str, str]) -> "Iterator[tuple[str, ...]]":
    """Give a row for each reference whose own text was not read."""
    for name, reference in catalogue.sources.references.items():
        if not reference.verified:
            short = catalogue.sources.sources[reference.source].short.en
            yield f"`{name}`", f"{short}, {reference.where('en')}", f"{reference.checked}", tried.get(name, "")


def _title(name: str, source: "Source") -> str:
    """Give a source by its id and short name, linked to its official address."""
    return f"`{name}` [{source.short.en}]({source.address})" if source.address else f"`{name}` {source.short.en}"


def _copies(copies: list[dict[str, str]] | None) -> str:
    """Give the copies in which a text was read."""
    return " — ".join(f"{each['place']}: {each['copy']}" for each in copies or ()) or "not noted when it was read: read it again"


def _articles(pairs: "list[tuple[str, Reference]]") -> str:
    """Give the articles read in their own text, grouped by the day of reading."""
    days: dict[str, list[str]] = defaultdict(list)
    for _, reference in pairs:
        if reference.verified:
            days[f"{reference.checked}"].append(reference.where("en"))
    return "; ".join(f"**{day}** {' · '.join(dict.fromkeys(days[day]))}" for day in sorted(days)) or "none"


def _names(pairs: "Iterable[tuple[str, object]]") -> str:
    """Give the references by their ids."""
    return ", ".join(f"`{name}`" for name, _ in pairs)


def pages(catalogue: "Catalogue") -> dict[str, str]:
    """Write both pages, by file name."""
    return {
        "law-coverage.md": coverage_page(catalogue, read_data("law-coverage.yaml")),
        "law-read.md": read_page(catalogue, read_data("law-read.yaml")),
    }


if __name__ == "__main__":
    for file, text in pages(open_catalogue()).items():
        (DOCS / file).write_text(text, "utf-8")
