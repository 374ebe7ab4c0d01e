"""What the scoring must be: kinds of fact, criteria with their scales, rules of one form each, profiles that weigh."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePath
from typing import TYPE_CHECKING

from cirede.loader.conditions import Vocabulary, check_condition, undefined

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cirede.errors import Problem
    from cirede.loader.document import Document
    from cirede.model.rule import Criteria, Criterion, FactType, FactTypes, Profile, Profiles, Rule

Path = tuple[str | int, ...]
YES_NO = ("yes", "no")
SCALE = 6
_FORM = "write 'when:' with base, add, cap or floor, or 'fact:' with 'bands:', or 'fact:' with 'levels:'"


def options_of(kind: "FactType") -> tuple[str, ...] | None:
    """Give the options that a kind of fact has; None for a number."""
    if kind.type == "number":
        return None
    return YES_NO if kind.type == "yes_no" else tuple(kind.options)


def check_fact_types(facts: "FactTypes", document: "Document") -> Iterator["Problem"]:
    """Find kinds of fact whose options, unit or bounds do not fit their type."""
    for name, kind in facts.facts.items():
        at: Path = ("facts", name)
        listed = kind.type in {"choice", "several"}
        if listed != bool(kind.options):
            message = f"'{name}' has no options" if listed else f"'{name}' is {kind.type} and lists options"
            hint = "list them below 'options:'" if listed else "delete 'options:', or change the type"
            yield document.problem("wrong-form", message, *at, *(() if listed else ("options",)), hint=hint, key=True)
        number = kind.type == "number"
        for key in ("unit", "lowest", "highest"):
            if not number and getattr(kind, key) is not None:
                message = f"'{name}' is no number and has no '{key}'"
                yield document.problem("wrong-form", message, *at, key, hint="delete it", key=True)
        if number and kind.unit is None:
            yield document.problem("wrong-form", f"the number '{name}' has no unit", *at, hint="add 'unit:'", key=True)
        if kind.lowest is not None and kind.highest is not None and kind.lowest > kind.highest:
            yield document.problem("wrong-order", f"'{name}' ends below where it begins", *at, "highest")


def check_criteria(criteria: "Criteria", document: "Document") -> Iterator["Problem"]:
    """Find criteria without a full scale, and criteria made of what cannot be a part."""
    known = criteria.criteria
    for name, criterion in known.items():
        at: Path = ("criteria", name)
        if bool(criterion.of) == bool(criterion.scale):
            hint = "write 'scale:' with six levels in words, or 'of:' with its parts"
            yield document.problem("wrong-form", f"'{name}' has either a scale or parts", *at, hint=hint, key=True)
        elif criterion.scale and len(criterion.scale) != SCALE:
            message = f"the scale of '{name}' has {len(criterion.scale)} levels"
            yield document.problem("wrong-form", message, *at, "scale", hint="six, from 0 to 5", key=True)
        if criterion.of and criterion.combine == "one":
            message = f"the parts of '{name}' cannot be one"
            yield document.problem("wrong-form", message, *at, "combine", hint="use highest, lowest or mean")
        for index, part in enumerate(criterion.of):
            if part not in known:
                yield undefined(document, "criterion", part, known, *at, "of", index)
            elif known[part].of:
                message = f"'{part}' is itself made of parts"
                yield document.problem("wrong-form", message, *at, "of", index, hint="name criteria that have a scale")
            elif part in criterion.of[:index]:
                yield document.problem("wrong-form", f"'{part}' is a part twice", *at, "of", index, hint="delete one")


def check_profiles(profiles: "Profiles", document: "Document", criteria: "Mapping[str, Criterion]") -> Iterator["Problem"]:
    """Find weights that are negative, all zero or of what is no criterion, and orders that the weights contradict."""
    if profiles.default not in profiles.profiles:
        yield undefined(document, "profile", profiles.default, profiles.profiles, "default")
    for name, profile in profiles.profiles.items():
        at: Path = ("profiles", name)
        for criterion, weight in profile.weights.items():
            if criterion not in criteria:
                yield undefined(document, "criterion", criterion, criteria, *at, "weights", criterion)
            if weight < 0:
                message = f"the weight of '{criterion}' is negative"
                hint = "0 leaves it out; weights are whole numbers from 0 on"
                yield document.problem("weight", message, *at, "weights", criterion, hint=hint)
            twice = [part for part in criteria[criterion].of if profile.weights.get(part)] if criterion in criteria else []
            if weight and twice:
                message = f"'{twice[0]}' counts twice: alone and as a part of '{criterion}'"
                yield document.problem("weight", message, *at, "weights", twice[0], hint="weigh one of the two")
        if not any(profile.weights.values()):
            hint = "give at least one criterion a weight"
            yield document.problem("weight", f"every weight of '{name}' is zero", *at, "weights", hint=hint, key=True)
        yield from _order(profile, document, at)


def _order(profile: "Profile", document: "Document", at: Path) -> Iterator["Problem"]:
    for index, name in enumerate(profile.order):
        if name not in profile.weights:
            yield undefined(document, "weighted criterion", name, profile.weights, *at, "order", index)
        elif name in profile.order[:index]:
            yield document.problem("wrong-order", f"'{name}' stands in the order twice", *at, "order", index)
    if left := [name for name in profile.weights if name not in profile.order]:
        message = f"'{left[0]}' has a weight and no place in the order"
        yield document.problem("wrong-order", message, *at, "order", hint="name every weighted criterion", key=True)
    for index, (before, after) in enumerate(pairwise(profile.order), 1):
        if profile.weights.get(after, 0) > profile.weights.get(before, profile.weights.get(after, 0)):
            message = f"'{after}' weighs more than '{before}', which comes before it"
            yield document.problem("wrong-order", message, *at, "order", index, hint="the weightiest comes first")


def check_rules(
    rules: "Mapping[str, Rule]",
    documents: "Mapping[str, Document]",
    facts: "Mapping[str, FactType]",
    criteria: "Mapping[str, Criterion]",
) -> Iterator["Problem"]:
    """Find rules of no form or of two, conditions that cannot be read, bands out of order, options without a level."""
    vocabulary = Vocabulary("fact", {name: options_of(kind) for name, kind in facts.items()}, both_ways=True)
    for name, rule in rules.items():
        document, at = documents[name], ("rules", name)
        yield from _place(rule, document, at, criteria)
        yield from _form(name, rule, document, at)
        if rule.when:
            yield from check_condition(document, rule.when, (*at, "when"), vocabulary)
        if rule.fact is not None and rule.fact not in facts:
            yield undefined(document, "fact", rule.fact, facts, *at, "fact")
        elif rule.fact is not None:
            yield from _bands(rule, document, at, facts[rule.fact])
            yield from _levels(rule, document, at, facts[rule.fact])


def _place(rule: "Rule", document: "Document", at: Path, criteria: "Mapping[str, Criterion]") -> Iterator["Problem"]:
    if rule.criterion not in criteria:
        yield undefined(document, "criterion", rule.criterion, criteria, *at, "criterion")
    elif criteria[rule.criterion].of:
        message = f"'{rule.criterion}' is made of parts: no rule speaks of it"
        yield document.problem("wrong-form", message, *at, "criterion", hint=f"one of {', '.join(criteria[rule.criterion].of)}")
    elif PurePath(document.file).stem != rule.criterion:
        message = f"a rule of '{rule.criterion}' stands in the file of '{PurePath(document.file).stem}'"
        yield document.problem("wrong-file", message, *at, "criterion", hint=f"move it to {rule.criterion}.yaml")


def _form(name: str, rule: "Rule", document: "Document", at: Path) -> Iterator["Problem"]:
    given = [key for key in ("base", "add", "cap", "floor") if getattr(rule, key) is not None]
    forms = [*given, *(["bands"] if rule.bands else []), *(["levels"] if rule.levels else [])]
    if len(forms) != 1:
        said = "no form" if not forms else f"more than one form: {', '.join(forms)}"
        yield document.problem("wrong-form", f"rule '{name}' has {said}", *at, hint=_FORM, key=True)
    elif bool(given) == (rule.fact is not None):
        message = f"'{given[0]}' of rule '{name}' needs no fact" if given else f"'{forms[0]}' of rule '{name}' needs a fact"
        yield document.problem("wrong-form", message, *at, *(("fact",) if given else ()), hint=_FORM, key=True)
    elif given and given != ["base"] and not rule.when:
        hint = "say when, in a condition on facts"
        yield document.problem("wrong-form", f"rule '{name}' would always hold", *at, hint=hint, key=True)


def _bands(rule: "Rule", document: "Document", at: Path, kind: "FactType") -> Iterator["Problem"]:
    if rule.bands and kind.type != "number":
        message = f"'{rule.fact}' is no number: it has no bands"
        yield document.problem("wrong-form", message, *at, "bands", hint="write 'levels:' by option", key=True)
        return
    last = len(rule.bands) - 1
    for index, band in enumerate(rule.bands):
        bounds = [each for each in (band.below, band.up_to) if each is not None]
        if len(bounds) != (0 if index == last else 1):
            message = "the last band has no bound" if index == last else "a band has one bound"
            hint = "write only 'level:'" if index == last else "'below:' or 'up_to:'; only the last band has neither"
            yield document.problem("band", message, *at, "bands", index, hint=hint)
            return
    edges = [(band.below, 0) if band.below is not None else (band.up_to or 0, 1) for band in rule.bands[:-1]]
    for index, (before, after) in enumerate(pairwise(edges), 1):
        if before >= after:
            message = f"the band up to {after[0]} comes after the one up to {before[0]}"
            yield document.problem("band", message, *at, "bands", index, hint="the lowest bound comes first")


def _levels(rule: "Rule", document: "Document", at: Path, kind: "FactType") -> Iterator["Problem"]:
    options = options_of(kind)
    if rule.levels and options is None:
        message = f"'{rule.fact}' is a number: it has no options"
        yield document.problem("wrong-form", message, *at, "levels", hint="write 'bands:'", key=True)
        return
    for option in rule.levels:
        if option not in (options or ()):
            yield undefined(document, f"option of '{rule.fact}' called", option, options or (), *at, "levels", option)
    left = [option for option in options or () if option not in rule.levels] if rule.levels else []
    if left:
        message = f"'{left[0]}' of '{rule.fact}' has no level"
        yield document.problem("no-level", message, *at, "levels", hint="give every option its level", key=True)
