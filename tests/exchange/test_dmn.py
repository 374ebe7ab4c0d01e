"""The DMN export: valid, deterministic, and run by two engines of others with the result of the walk."""

import re
from datetime import date
from itertools import islice
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from cirede.engine.prepare import PreparedTree, prepare, prepare_all
from cirede.engine.walk import walk
from cirede.errors import WrongUseError
from cirede.exchange.dmn.export import ROWS, export
from cirede.loader.catalogue import open_catalogue
from cirede.model.tree import Obligation
from tests.conftest import CONTENT, LINKED
from tests.exchange.dmn_engines import ROOT, Feelin, Inputs, Result, Spiff, schema
from tests.exchange.dmn_paths import Paths, answers, inputs
from tests.growing import DAY, NO_SOURCES, trees

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tests.conftest import Broken
    from tests.exchange.dmn_paths import Path

REAL = open_catalogue(ROOT)
READY = prepare_all(REAL.trees, REAL.sources)
SIMPLE = re.compile(r'-|"[a-z0-9 :-]+"|(?:[<>]=?) -?[0-9.]+')
NAMES = {"d": "https://www.omg.org/spec/DMN/20191111/MODEL/"}


@pytest.fixture(scope="module")
def feelin() -> "Iterator[Feelin]":
    """One process of Node for all tests."""
    engine = Feelin()
    yield engine
    engine.close()


@st.composite
def dutiful(draw: st.DrawFn) -> PreparedTree:
    """Grow a tree whose obligations hang on conditions within conditions."""
    grown = draw(trees()).own
    leaves = [f"known({name})" for name in grown.questions]
    for name, question in grown.questions.items():
        rests = ("= a", "!= b", "in [a, b]") if question.options else ("< 4", ">= 4", "= 4", "!= 2.5")
        leaves += [f"{name} {rest}" for rest in rests]
    deep = st.recursive(
        st.sampled_from(leaves),
        lambda inner: st.one_of(
            st.builds("{}({})".format, st.sampled_from(["not", "unless"]), inner),
            st.builds("{}({}, {})".format, st.sampled_from(["all", "any"]), inner, inner),
        ),
        max_leaves=5,
    )
    words = dict.fromkeys(("fr", "nl", "en"), "x")
    duty = {"label": words, "who": words, "before": words, "outcomes": tuple(grown.outcomes), "because": ()}
    duties = {
        f"deep{index}": Obligation.model_validate({**duty, "when": when})
        for index, when in enumerate(draw(st.lists(deep, min_size=1, max_size=3)))
    }
    return prepare(grown.model_copy(update={"obligations": duties}), NO_SOURCES)


class Played:
    """The files of one tree, played as `docs/dmn.md` says, by SpiffWorkflow or the engine named; what was asked is kept."""

    def __init__(self, prepared: PreparedTree, files: dict[str, bytes], engine: Spiff | Feelin | None = None) -> None:
        """Read which names each table wants."""
        self.prepared, self.files = prepared, files
        self.wanted = {name: set(texts(xml, "//d:inputExpression/d:text")) for name, xml in files.items()}
        self.found: dict[str, dict[str, tuple[Inputs, Result]]] = {name: {} for name in files}
        self._engine = engine or Spiff()

    def run(self, file: str, given: Inputs) -> Result:
        """Run one table on what it reads; the same question is not asked twice."""
        wanted = {name: given[name] for name in sorted(self.wanted[file])}
        key = repr(wanted)
        if key not in self.found[file]:
            self.found[file][key] = (wanted, self._engine.run(self.files[file], [wanted])[0])
        return self.found[file][key][1]

    def end(self, given: Inputs) -> str:
        """Go from part to part until an outcome or another tree."""
        tree = self.prepared.own.id
        found = self.run(f"{tree}.outcome.dmn", given)
        while isinstance(found, str) and found.startswith("part:"):
            found = self.run(f"{tree}.outcome.{found.removeprefix('part:')}.dmn", given)
        return str(found)

    def obligations(self, outcome: str, given: Inputs) -> set[str]:
        """Collect the obligations that follow from an outcome."""
        tree = self.prepared.own.id
        for file in (f"{tree}.obligations.dmn", f"{tree}.obligations.{outcome}.dmn"):
            if file in self.files:
                return set(self.run(file, {**given, "outcome": outcome}) or ())
        return set()


def texts(xml: bytes, path: str) -> list[str]:
    """Give the words of every element on a path."""
    return [str(each.text) for each in etree.fromstring(xml).xpath(path, namespaces=NAMES)]


def walked(prepared: PreparedTree, path: "Path", on: date) -> tuple[str, set[str]]:
    """Give the end of a path as the walk sees it, and its obligations; in another tree they are not ours to tell."""
    found = walk(prepared, answers(path), on=on)
    target = found.steps[len(path) - 1].target
    return target.removeprefix("="), {duty.id for duty in found.obligations} if target.startswith("=") else set()


def hold_against_the_walk(played: Played, feelin: Feelin, paths: "Iterable[Path]", on: date) -> None:
    """Play every path in both engines; each must end as the walk does, with the same obligations."""
    for path in paths:
        given = inputs(played.prepared, answers(path))
        end, duties = walked(played.prepared, path, on)
        assert played.end(given) == end
        assert (set() if ":" in end else played.obligations(end, given)) == duties
    for file, runs in played.found.items():
        asked = list(runs.values())
        assert feelin.run(played.files[file], [each for each, _ in asked]) == [result for _, result in asked]


@pytest.mark.parametrize("tree", READY)
def test_other_engines_end_where_the_walk_ends(tree: str, feelin: Feelin) -> None:
    """SpiffWorkflow, and dmn-moddle with feelin, agree with the walk of each real tree, and use every table."""
    on = max(date(2026, 11, 25), READY[tree].own.effective.start)
    played = Played(READY[tree], export(READY[tree], REAL.sources, on=on, lang="fr"))
    hold_against_the_walk(played, feelin, Paths(READY[tree], on).chosen(Random(13)), on)
    assert all(played.found.values())


def test_a_linked_tree_is_an_outcome(broken: "Callable[..., Broken]", feelin: Feelin) -> None:
    """A way into another tree ends there and names it, with the answers that are handed over; both trees are played whole."""
    copy = broken()
    (copy.root / "trees" / LINKED.name).write_bytes(LINKED.read_bytes())
    content = open_catalogue(copy.root)
    for name, prepared in prepare_all(content.trees, content.sources).items():
        for on in (date(2026, 11, 25), date(2028, 11, 25)):
            played = Played(prepared, export(prepared, content.sources, on=on, lang="fr"))
            hold_against_the_walk(played, feelin, Paths(prepared, on).every(), on)
            whole = b"".join(played.files.values())
            assert (b"tree:bridge" in whole) is (name == "road")
            assert (b"vehicle=" in whole) is (name == "road")


@pytest.mark.parametrize("limits", ["lowest: 0\n    highest: 100.5", "lowest: 90\n    highest: 95", "lowest: 100"])
def test_a_number_is_cut_at_its_own_limits(broken: "Callable[..., Broken]", feelin: Feelin, limits: str) -> None:
    """Where the limits of a question lie between or at the thresholds of its cases, every number that is let in is decided."""
    prepared = broken(("lowest: 0\n    highest: 1000", limits)).prepared()
    played = Played(prepared, export(prepared, open_catalogue(CONTENT).sources, on=DAY, lang="en"))
    hold_against_the_walk(played, feelin, Paths(prepared, DAY).every(), DAY)


def test_what_is_missing_brings_no_outcome(feelin: Feelin) -> None:
    """An answer that lacks on the way, boxes apart, brings nothing rather than another row's outcome."""
    prepared, on = READY["temporary-occupation"], date(2026, 11, 25)
    played = Played(prepared, export(prepared, REAL.sources, on=on, lang="nl"), feelin)
    for path in islice(Paths(prepared, on).chosen(Random(3)), 40):
        ends = {"None", walked(prepared, path, on)[0]}
        found = {played.end(inputs(prepared, answers((*path[:at], *path[at + 1 :])))) for at in range(len(path))}
        assert "None" in found <= ends


def test_a_name_that_means_something_else_is_refused(broken: "Callable[..., Broken]") -> None:
    """A question under a word of FEEL, of Python or of the tables themselves is not exported, and the message names it."""
    for name in ("function", "lambda", "outcome"):
        copy = broken().root / "trees" / "bridge.yaml"
        copy.write_text(copy.read_text("utf-8").replace("open-now", name), "utf-8")
        content = open_catalogue(copy.parents[1])
        with pytest.raises(WrongUseError, match=f"'{name}' has a meaning of its own"):
            export(prepare(content.trees["bridge"], content.sources), content.sources, on=DAY, lang="en")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(grown=dutiful(), most=st.integers(1, 12), on=st.sampled_from([DAY, date(2028, 6, 1)]))
def test_grown_trees_are_played_too(feelin: Feelin, grown: PreparedTree, most: int, on: date) -> None:
    """Whatever the tree, and however short the tables are cut, every path ends as the walk says, in both engines."""
    played = Played(grown, export(grown, NO_SOURCES, on=on, lang="nl", most=most))
    hold_against_the_walk(played, feelin, Paths(grown, on).chosen(Random(1)), on)


@pytest.mark.parametrize("tree", READY)
def test_files_keep_to_what_every_engine_reads(tree: str) -> None:
    """Each file is valid against the XSD, one decision, its cells simple, its names plain, its rows short enough and in words."""
    on = max(date(2026, 11, 25), READY[tree].own.effective.start)
    files = export(READY[tree], REAL.sources, on=on, lang="fr")
    assert files == export(READY[tree], REAL.sources, on=on, lang="fr")
    simple = etree.XPath("//d:rule/d:inputEntry/d:text", namespaces=NAMES)
    for name, xml in files.items():
        document = etree.fromstring(xml)
        assert schema().validate(document), schema().error_log
        (decision,) = document.xpath("//d:decision/@id", namespaces=NAMES)
        assert document.xpath("//*[local-name() = 'DMNShape']/@dmnElementRef") == [decision]
        cells = {cell.text for cell in simple(document)}
        assert all(SIMPLE.fullmatch(cell) for cell in cells)
        names = [*texts(xml, "//d:inputExpression/d:text"), *document.xpath("//d:decision/@name", namespaces=NAMES)]
        assert all(each.isidentifier() for each in names)
        rows = document.xpath("//d:rule", namespaces=NAMES)
        assert len(rows) <= (ROWS if ".outcome" in name else 2_000)
        law = [rule.findtext("d:description", namespaces=NAMES) for rule in rows]
        assert all("Droit : " in (words or "") for words in law)
