"""What an amendment changes, as one plain object, as lines and as a page."""

from typing import TYPE_CHECKING, Any

from cirede.exchange.page import Markup, element, joined, listed, page, table

if TYPE_CHECKING:
    from cirede.model.difference import Cause, Change, Difference, Leaf, Side
    from cirede.model.text import Lang
    from cirede.model.tree import Tree

KINDS = {
    "ends-elsewhere": "End elsewhere",
    "new-answer": "Only possible now",
    "lost-answer": "No longer possible",
    "new-duty": "Same end, with a new duty",
    "lost-duty": "Same end, a duty less",
}
_SHOWN = 300


def as_dict(found: "Difference", lang: "Lang") -> dict[str, Any]:
    """Put a difference into plain values: the dossiers by cause, the words, the law, and the translations left behind."""
    return {
        "tree": found.new.tree.id,
        "old": {"version": found.old.tree.version, "on": found.old.day.isoformat()},
        "new": {"version": found.new.tree.version, "on": found.new.day.isoformat()},
        "dossiers": found.dossiers,
        "changes": [_change(found, change, lang) for change in found.changes],
        **{sort: [_leaf(leaf) for leaf in found.leaves if leaf.sort == sort] for sort in ("words", "law", "settings")},
        "stale": [leaf.place for leaf in found.stale],
    }


def _change(found: "Difference", change: "Change", lang: "Lang") -> dict[str, Any]:
    old, new = found.old.tree, found.new.tree
    return {
        "kind": change.kind,
        "cause": _cause(found, change.cause, lang) if change.cause else None,
        "old": _end(old, change.old, lang),
        "new": _end(new, change.new, lang),
        "duty": _duty(old, new, change.duty, lang) if change.duty else None,
        "dossiers": change.count,
        "example": {name: answer if isinstance(answer, str) else list(answer) for name, answer in change.example.items()},
    }


def _cause(found: "Difference", cause: "Cause", lang: "Lang") -> dict[str, Any]:
    trees = found.new.tree, found.old.tree
    question = next(tree.questions[cause.question] for tree in trees if cause.question in tree.questions)
    return {
        "question": cause.question, "ask": question.ask.to(lang),
        "before": cause.before, "before_words": _place(found.old, cause.before, lang),
        "after": cause.after, "after_words": _place(found.new, cause.after, lang),
    }  # fmt: skip


def _place(side: "Side", target: str | None, lang: "Lang") -> str | None:
    tree = side.tree
    if target is None or target.startswith("tree:"):
        return target
    if target.startswith("="):
        return tree.outcomes[target[1:]].title.to(lang)
    return tree.questions[target].ask.to(lang)


def _end(tree: "Tree", name: str | None, lang: "Lang") -> dict[str, Any] | None:
    if name is None:
        return None
    outcome = tree.outcomes[name]
    return {"outcome": name, "title": outcome.title.to(lang), "status": tree.statuses[outcome.status].label.to(lang)}


def _duty(old: "Tree", new: "Tree", name: str, lang: "Lang") -> dict[str, Any]:
    duty = new.obligations.get(name) or old.obligations[name]
    return {"id": name, "label": duty.label.to(lang)}


def _leaf(leaf: "Leaf") -> dict[str, Any]:
    return {"place": leaf.place, "old": leaf.old, "new": leaf.new, "dossiers": leaf.dossiers}


def as_lines(plain: dict[str, Any]) -> list[str]:
    """Put the plain object of a difference into lines."""
    lines = [_headline(plain), "", _summary(plain)]
    for kind, title in KINDS.items():
        changes = [change for change in plain["changes"] if change["kind"] == kind]
        lines += ["", title] if changes else []
        for cause, group in _by_cause(changes):
            lines += [f"  {cause}"] if cause else []
            for change in group:
                lines += [f"    {change['dossiers']:>15,}  {_fate(change)}", f"    {'e.g.':>15}  {_example(plain, change)}"]
    for key, title in (("words", "Words changed"), ("law", "Law changed"), ("settings", "Settings changed")):
        lines += ["", title] if plain[key] else []
        for leaf in plain[key]:
            met = f" ({leaf['dossiers']:,} dossiers)" if leaf.get("dossiers") else ""
            sides = [(mark, leaf[side]) for mark, side in (("-", "old"), ("+", "new")) if leaf[side] is not None]
            lines += [f"  {leaf['place']}{met}", *(f"    {mark} {words[:_SHOWN]}" for mark, words in sides)]
    lines += ["", "Translations left behind", *(f"  {place}" for place in plain["stale"])] if plain["stale"] else []
    return lines


def _headline(plain: dict[str, Any]) -> str:
    old, new = plain["old"], plain["new"]
    return f"{plain['tree']}: {old['version']}, law of {old['on']} → {new['version']}, law of {new['on']}"


def _summary(plain: dict[str, Any]) -> str:
    fare = sum(change["dossiers"] for change in plain["changes"] if not change["duty"])
    duties = sum(bool(change["duty"]) for change in plain["changes"])
    more = f", duties change in {duties} ways" if duties else ""
    return f"{plain['dossiers']:,} dossiers compared: {f'{fare:,} end elsewhere' if fare else 'all end as before'}{more}"


def _by_cause(changes: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for change in changes:
        cause = change["cause"]
        said = ""
        if cause:
            ways = [cause["before"] or "not offered", cause["after"] or "no longer offered"]
            said = f"{cause['question']}: {ways[0]} → {ways[1]}  ({cause['ask']})"
        groups.setdefault(said, []).append(change)
    return list(groups.items())


def _fate(change: dict[str, Any]) -> str:
    if change["duty"]:
        return f"{change['duty']['id']} at {change['new']['outcome']}  ({change['duty']['label']})"
    old, new = (change[side]["outcome"] if change[side] else "—" for side in ("old", "new"))
    return f"{old} → {new}"


def _example(plain: dict[str, Any], change: dict[str, Any]) -> str:
    said = (f"{name}={answer if isinstance(answer, str) else ','.join(answer)}" for name, answer in change["example"].items())
    return f"cirede walk {plain['tree']} {' '.join(said)}"


def as_page(plain: dict[str, Any], *, lang: "Lang") -> str:
    """Put the plain object of a difference into a page that stands alone."""
    parts: list[str] = [element("h1", _headline(plain)), element("p", _summary(plain), class_="note")]
    for kind, title in KINDS.items():
        changes = [change for change in plain["changes"] if change["kind"] == kind]
        parts += [element("h2", title)] if changes else []
        for cause, group in _by_cause(changes):
            parts += [element("h3", cause)] if cause else []
            parts.append(table(["Dossiers", "What changes", "For example"], [
                [f"{change['dossiers']:,}", _fate(change), element("code", _example(plain, change))] for change in group
            ]))  # fmt: skip
    for key, title in (("words", "Words changed"), ("law", "Law changed"), ("settings", "Settings changed")):
        rows = [_row(leaf) for leaf in plain[key]]
        parts += [element("h2", title), table(["Where", "Before and after"], rows)] if rows else []
    parts += [element("h2", "Translations left behind"), listed(plain["stale"])] if plain["stale"] else []
    return page(_headline(plain), *parts, lang=lang)


def _row(leaf: dict[str, Any]) -> list[str]:
    sides: list[Markup] = [element(tag, leaf[side]) for tag, side in (("del", "old"), ("ins", "new")) if leaf[side] is not None]
    return [leaf["place"], joined(*(part for side in sides for part in (side, Markup("<br>"))))]
