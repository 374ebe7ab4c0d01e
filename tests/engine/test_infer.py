"""The rule engine, held against a second reading of the same rules."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from cirede.engine.bounds import CERTAIN, KNOWN, Literal
from cirede.engine.infer import AT_ONCE, LONGEST, Inference, InferenceError
from cirede.engine.scoring import PreparedRules, prepare_rules
from cirede.loader.catalogue import check_catalogue
from tests.engine.plain import MANY, Brought, brought, random_barrier

if TYPE_CHECKING:
    from cirede.model.barrier import Fact
    from cirede.model.catalogue import Catalogue


def fired(prepared: PreparedRules, facts: "dict[str, Fact]") -> Brought:
    """Give what the engine brings, in no order."""
    found = prepared.contributions(prepared.readings(facts))
    return {(each.rule, each.kind, each.value, each.certain) for listed in found.values() for each in listed}


@pytest.mark.parametrize("content", ["miniature", "shipped"])
def test_the_engine_agrees_with_a_plain_evaluator(content: str, catalogue: "Catalogue") -> None:
    """On thousands of random barriers, known a little or wholly, the same rules bring the same, equally certain."""
    rulebook = catalogue.rulebook
    if content == "shipped":
        shipped, _ = check_catalogue(Path(__file__).resolve().parents[2])
        assert shipped is not None
        rulebook = shipped.rulebook
    prepared, random = prepare_rules(rulebook), Random(20261123)
    for _ in range(MANY // 2):
        facts = random_barrier(random, rulebook, share=random.random()).facts
        assert fired(prepared, facts) == brought(rulebook, facts)


def test_more_rules_on_one_fact_than_a_message_may_match() -> None:
    """Rules that read the same fact share messages in lots that the library can match."""
    one = (Literal("x", KNOWN, at_least=True, bound=1),)
    inference = Inference([(one,)] * (3 * AT_ONCE + 1), {"x": {KNOWN: 0}})
    assert inference.fired({"x": {KNOWN: 1}}) == set(range(3 * AT_ONCE + 1))
    assert inference.fired({}) == set()


def test_a_rule_without_clauses_never_fires_and_an_empty_clause_always_does() -> None:
    """What cannot hold is never brought; what asks for nothing always is."""
    assert Inference([(), ((),)], {}).fired({}) == {1}


def test_a_condition_too_long_for_the_library_is_refused() -> None:
    """A clause beyond the limit is told, not cut."""
    clause = tuple(Literal("x", f"={index}", at_least=True, bound=CERTAIN) for index in range(LONGEST + 1))
    with pytest.raises(InferenceError, match="more than 30"):
        Inference([(clause,)], {"x": {f"={index}": 0 for index in range(LONGEST + 1)}})


def test_two_rule_sets_live_side_by_side(catalogue: "Catalogue") -> None:
    """The same rules made ready twice, and other rules beside them, do not disturb each other; one may go."""
    facts = catalogue.rulebook.barriers["narrow-bridge"].facts
    first, second = prepare_rules(catalogue.rulebook), prepare_rules(catalogue.rulebook)
    other = Inference([(((Literal("x", KNOWN, at_least=True, bound=1)),),)], {"x": {KNOWN: 0}})
    expected = fired(first, facts)
    del first
    assert fired(second, facts) == expected
    assert other.fired({"x": {KNOWN: 1}}) == {0}


def test_several_threads_ask_at_once(catalogue: "Catalogue") -> None:
    """Four threads on one set of rules get what one thread gets."""
    prepared, random = prepare_rules(catalogue.rulebook), Random(9)
    asked = [random_barrier(random, catalogue.rulebook).facts for _ in range(200)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda facts: fired(prepared, facts), asked * 4))
    assert answers == [fired(prepared, facts) for facts in asked] * 4


def test_memory_stays_flat(catalogue: "Catalogue") -> None:
    """Thousands of barriers leave nothing behind in the library."""
    prepared = prepare_rules(catalogue.rulebook)
    readings = prepared.readings(catalogue.rulebook.barriers["narrow-bridge"].facts)
    sizes = []
    for _ in range(3):
        for _ in range(2000):
            prepared.contributions(readings)
        sizes.append(int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]))
    assert sizes[2] - sizes[1] < 500, "pages"


def test_who_only_walks_does_not_wait_for_the_rule_engine() -> None:
    """`from cirede import walk` loads neither the library nor what compiles rules."""
    code = "import sys, cirede; print([n for n in sys.modules if 'durable' in n or n == 'cirede.engine.scoring'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
