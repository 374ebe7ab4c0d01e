"""The tests that authors write in their trees, run, with what no test takes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cirede.analysis.paths import all_edges, as_typed, case_of, completions
from cirede.engine.walk import walk

if TYPE_CHECKING:
    from cirede.engine.prepare import PreparedTree
    from cirede.errors import Problem
    from cirede.model.catalogue import Places
    from cirede.model.tree import TreeTest
    from cirede.model.walk import Refusal, Walk


@dataclass(frozen=True, slots=True)
class Failure:
    """A test whose expectation was not met."""

    index: int
    name: str
    message: str


class Part(NamedTuple):
    """An option, a case, an outcome or an obligation: its name for people, and its place in the file of the tree."""

    words: str
    place: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """What running the tests of a tree showed; `untaken` is what no test takes."""

    count: int
    failures: tuple[Failure, ...]
    untaken: tuple[Part, ...]

    @property
    def passed(self) -> bool:
        """Tell whether every test holds and everything is taken by one."""
        return not self.failures and not self.untaken


def run_tests(prepared: "PreparedTree") -> Trial:
    """Run every test of a tree and find the options, cases, outcomes and obligations that none takes."""
    failures: list[Failure] = []
    taken: set[Part] = set()
    for index, test in enumerate(prepared.own.tests):
        if test.outcome is None:
            message = _judge_open(prepared, test)
        else:
            found = walk(prepared, test.answers, on=test.on or prepared.own.effective.start)
            message = _judge(test, found)
            if not message:
                taken |= set(_taken(prepared, found))
        if message:
            failures.append(Failure(index, test.name, message))
    return Trial(len(prepared.own.tests), tuple(failures), tuple(sorted(set(_all(prepared)) - taken)))


def untested(prepared: "PreparedTree", document: "Places") -> Iterator["Problem"]:
    """Find the tests of a tree that fail, and warn of what none takes, each at its place."""
    trial = run_tests(prepared)
    for failure in trial.failures:
        message = f"the test '{failure.name}': {failure.message}"
        hint = "mend the tree, or the test where it expects too much"
        yield document.problem("failing-test", message, "tests", failure.index, hint=hint)
    for part in trial.untaken:
        message = f"no test takes {part.words}"
        yield document.problem("untested", message, *part.place, hint="add a test whose answers take it", key=True).as_warning()


def _judge(test: "TreeTest", found: "Walk") -> str:
    if found.refused:
        return _refused(found.refused)
    if found.ending is None:
        return f"the walk stops at '{found.next.id if found.next else ''}', expected '{test.outcome}'"
    duties = {duty.id for duty in found.obligations}
    faults = [
        (found.ending.id != test.outcome, f"ends in '{found.ending.id}', expected '{test.outcome}'"),
        (bool(found.unused), f"the path does not need the answers to {', '.join(found.unused)}"),
        (bool(set(test.obligations) - duties), f"without the obligations {', '.join(sorted(set(test.obligations) - duties))}"),
        (bool(set(test.without) & duties), f"with the obligations {', '.join(sorted(set(test.without) & duties))}"),
    ]
    return next((message for wrong, message in faults if wrong), "")


def _refused(refusal: "Refusal") -> str:
    shown = refusal.answer if isinstance(refusal.answer, str) else ", ".join(refusal.answer)
    offered = f": it offers {', '.join(refusal.offered)}" if refusal.offered else ""
    return f"'{shown}' is no answer to '{refusal.question}' on that day ({refusal.reason}){offered}"


def _judge_open(prepared: "PreparedTree", test: "TreeTest") -> str:
    day = test.on or prepared.tree.effective.start
    begun = walk(prepared, test.answers, on=day)
    if begun.refused:
        return _refused(begun.refused)
    if begun.unused:
        return f"the path does not need the answers to {', '.join(begun.unused)}"
    found = completions(prepared.graph(day), test.answers, prepared.tree.parameters)
    if not found:
        return "no path takes these answers"
    for end, path in sorted(found.items()):
        status = prepared.tree.outcomes[end].status
        barred = test.never == "favourable" and prepared.tree.statuses[status].favourable
        barred = barred or (isinstance(test.never, tuple) and (end in test.never or status in test.never))
        if barred or (test.outcomes and end not in test.outcomes):
            return f"can end in '{end}': {as_typed(path)}"
    return ""


def _taken(prepared: "PreparedTree", found: "Walk") -> Iterator[Part]:
    graph = prepared.graph(found.on)
    for step in found.steps:
        node = graph.nodes[step.question]
        if node.cases:
            yield _case(prepared, step.question, case_of(node, step.answer))
        for option in (step.answer,) if isinstance(step.answer, str) else step.answer:
            yield _option(prepared, step.question, option)
    if found.ending:
        yield _outcome(found.ending.id)
    for duty in found.obligations:
        yield _obligation(duty.id)


def _option(prepared: "PreparedTree", question: str, option: str) -> Part:
    written = "next" if prepared.tree.questions[question].type == "yes_no" else "options"
    return Part(f"option {question}={option}", ("questions", question, written, option))


def _outcome(name: str) -> Part:
    return Part(f"outcome {name}", ("outcomes", name))


def _obligation(name: str) -> Part:
    return Part(f"obligation {name}", ("obligations", name))


def _case(prepared: "PreparedTree", question: str, index: int) -> Part:
    case = prepared.tree.questions[question].cases[index]
    return Part(f"case {question}: {case.when or 'else'} → {case.target}", ("questions", question, "cases", index))


def _all(prepared: "PreparedTree") -> Iterator[Part]:
    tree = prepared.own
    for graph in prepared.graphs:
        for name in all_edges(graph, prepared.tree.parameters).keys() & tree.questions.keys():
            yield from (_case(prepared, name, index) for index in range(len(tree.questions[name].cases)))
            if tree.questions[name].type != "number":
                yield from (_option(prepared, name, option) for option in graph.nodes[name].order)
    yield from map(_outcome, tree.outcomes)
    yield from map(_obligation, tree.obligations)
