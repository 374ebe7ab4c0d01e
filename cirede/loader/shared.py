"""What the shared content must be: sources with sound identifiers, everyday things that the trees know."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cirede.loader.conditions import undefined
from cirede.loader.names import cited

if TYPE_CHECKING:
    from collections.abc import Collection

    from cirede.errors import Problem
    from cirede.loader.document import Document
    from cirede.model.catalogue import Places
    from cirede.model.everyday import Everyday
    from cirede.model.source import Sources
    from cirede.model.tree import Tree

_FORMS = {
    "eli": (re.compile(r"https?://\S+/eli/\S+"), "an ELI is a web address with /eli/ in it"),
    "celex": (re.compile(r"[0-9CE][0-9]{4}[A-Z]{1,2}[0-9]{4}(?:\([0-9]{2}\)|-[0-9]{8})?"), "as 32008L0098"),
    "numac": (re.compile(r"[0-9]{10}"), "ten digits, as 2012031319"),
    "ecli": (re.compile(r"ECLI:[A-Z]{2}:[A-Z0-9]{1,7}:[0-9]{4}:[A-Z0-9.]{1,25}"), "as ECLI:EU:C:1997:628"),
    "url": (re.compile(r"https?://[^\s\"<>]+"), "a web address that begins with https://"),
}


def check_sources(sources: "Sources", document: "Places") -> Iterator["Problem"]:
    """Find references to texts that are not there, and identifiers that cannot be right."""
    for name, reference in sources.references.items():
        if reference.source not in sources.sources:
            yield undefined(document, "source", reference.source, sources.sources, "references", name, "source")
    for name, source in sources.sources.items():
        for key, (form, hint) in _FORMS.items():
            given = getattr(source, key)
            if given is not None and not form.fullmatch(given):
                message = f"'{given[:60]}' is no {key}"
                yield document.problem("bad-identifier", message, "sources", name, key, hint=hint)
        if not source.address and source.kind not in {"minutes", "invented"}:
            message = f"'{name}' cannot be opened by a reader"
            hint = "add 'eli:', 'celex:' or 'url:'"
            yield document.problem("no-address", message, "sources", name, hint=hint, key=True).as_warning()


def check_everyday(
    everyday: "Everyday", trees: "dict[str, Tree]", document: "Document", *, unread: "Collection[str]" = ()
) -> Iterator["Problem"]:
    """Find things that open a tree that is not there, or answer what it does not ask; skip `unread` trees."""
    for name, thing in everyday.things.items():
        if thing.tree in unread:
            continue
        at = ("things", name)
        tree = trees.get(thing.tree)
        if tree is None:
            yield undefined(document, "tree", thing.tree, trees, *at, "tree")
            continue
        for question, option in thing.answers.items():
            if question not in tree.questions:
                yield undefined(document, "question", question, tree.questions, *at, "answers", question)
            elif option not in tree.questions[question].options:
                known = tree.questions[question].options
                yield undefined(document, f"option of '{question}' called", option, known, *at, "answers", question)


def check_unused(
    sources: "Sources", trees: "dict[str, Tree]", document: "Places", *, besides: "Collection[str]" = ()
) -> Iterator["Problem"]:
    """Warn about texts, references and authorities that no tree uses, and that the register does not cite either."""
    references = {name for tree in trees.values() for because, _ in cited(tree) for name in because}
    references |= {name for tree in trees.values() for term in tree.terms.values() for name in term.because}
    texts = {reference.source for reference in sources.references.values()}
    asked = {outcome.ask for tree in trees.values() for outcome in tree.outcomes.values()}
    asked |= {obligation.authority for tree in trees.values() for obligation in tree.obligations.values()}
    lists = (("sources", sources.sources, texts), ("references", sources.references, references),
             ("authorities", sources.authorities, asked))  # fmt: skip
    for kind, items, used in lists:
        left = [name for name in items if name not in used and (kind == "references" or name not in besides)]
        if left:
            more = f", nor {len(left) - 1} more of the {len(items)} {kind}" if len(left) > 1 else ""
            message = f"nothing uses '{left[0]}'{more}"
            yield document.problem("unused", message, kind, left[0], hint="cite it, or delete it", key=True).as_warning()
