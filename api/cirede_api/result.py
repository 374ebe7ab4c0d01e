"""What the result page shows beside the walk: the law behind it, the next change, obstacles and prepared e-mails."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from cirede.analysis.dates import next_change
from cirede.exchange.link import encode
from cirede.exchange.qr import qr_svg
from cirede_api.letters import mailto
from cirede_api.query import CODE, write_query

if TYPE_CHECKING:
    from datetime import date

    from cirede.model.barrier import Barrier
    from cirede.model.source import Source
    from cirede.model.walk import Step, Walk
    from cirede_api.frame import Frame
    from cirede_api.journey import Visit


@dataclass(frozen=True, slots=True)
class Change:
    """The next known day on which the same answers lead elsewhere, and what is different then."""

    day: "date"
    kind: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Letters:
    """The two e-mails that a result prepares, with the name of whom the first one goes to, and whether it has an address."""

    asked: str
    addressed: bool
    ask: str
    report: str


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A barrier of the register that the result meets, with the sources that tell of it."""

    barrier: "Barrier"
    sources: "tuple[Source, ...]"


def law_of(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Give each reference of a result once, in the order of the page: outcome, steps, obligations."""
    groups = [found["result"], *found["steps"], *found["obligations"]]
    return list({cited["id"]: cited for group in groups if group for cited in group["references"]}.values())


def unread(law: list[dict[str, Any]]) -> int:
    """Count the references whose text was not read."""
    return sum(not cited["verified"] for cited in law)


def dossier_of(visit: "Visit", frame: "Frame") -> dict[str, Any]:
    """Gather what a result says, for the page and for the PDF alike."""
    found = visit.as_dict()
    law, link = law_of(found), permalink(visit, frame)
    return {
        "here": visit, "found": found, "law": law, "unread": unread(law), "barriers": barriers_of(visit),
        "numbers": {cited["id"]: number for number, cited in enumerate(law, 1)}, "change": change_of(visit, frame),
        "permalink": link, "notice": visit.site.catalogue.notice,
        "qr": Markup(qr_svg(link, visit.site.words[visit.lang].qr_label)),  # noqa: S704 - it escapes what it is given
    }  # fmt: skip


def place_of(visit: "Visit") -> str:
    """Give the place of a permanent link below the language: it names the version and the day of the law."""
    return f"p/{visit.id}/{visit.prepared.tree.version}/{visit.day.isoformat()}"


def permalink(visit: "Visit", frame: "Frame", at: "Walk | None" = None) -> str:
    """Give the permanent link to where the answers lead, or to a question asked on the way there."""
    code = encode(visit.prepared, at or visit.walk)
    return frame.host + frame.full.href(place_of(visit), write_query({}, **{CODE: code}))


def change_of(visit: "Visit", frame: "Frame") -> Change | None:
    """Find the next known day of change for the answers of the path."""
    found = next_change(visit.prepared, visit.taken, on=visit.day)
    if found is None:
        return None
    day, then = found
    href = frame.answers(f"{visit.id}/result", visit.kept, on=day.isoformat(), v=visit.v)
    if then.ending is None:
        asked = then.next.question.ask.to(visit.lang) if then.next else ""
        return Change(day, "question", asked, href)
    if visit.walk.ending is None or then.ending.id != visit.walk.ending.id:
        return Change(day, "outcome", then.ending.outcome.title.to(visit.lang), href)
    now = {duty.id for duty in visit.walk.obligations}
    fresh = [duty.obligation.label.to(visit.lang) for duty in then.obligations if duty.id not in now]
    later = {duty.id for duty in then.obligations}
    gone = [duty.obligation.label.to(visit.lang) for duty in visit.walk.obligations if duty.id not in later]
    return Change(day, "duties" if fresh else "fewer", "; ".join(fresh or gone), href)


def barriers_of(visit: "Visit") -> list[Obstacle]:
    """Give the known obstacles on the path and at its end, each once."""
    named = visit.prepared.tree.barriers
    nodes = [*visit.taken, visit.walk.ending.id if visit.walk.ending else ""]
    ids = dict.fromkeys(name for node in nodes for name in named.get(node, ()))
    catalogue = visit.site.catalogue
    met = [catalogue.rulebook.barrier(name) for name in ids]
    return [Obstacle(barrier, tuple(catalogue.source(name) for name in barrier.sources)) for barrier in met]


def letters_of(visit: "Visit", frame: "Frame", found: dict[str, Any], barriers: list[Obstacle]) -> Letters:
    """Prepare the question to the authority and the report of an obstacle."""
    words, authorities = visit.site.words[visit.lang], visit.site.catalogue.sources.authorities
    ending = visit.walk.ending
    first = next(iter(authorities), "")
    authority = authorities.get((ending.outcome.ask if ending else None) or first)
    name = authority.name.to(visit.lang) if authority else ""
    title, link = visit.prepared.tree.title.to(visit.lang), permalink(visit, frame)
    law = ", ".join(f"{cited['source']} {cited['at']}" for cited in (found["result"] or {}).get("references", ()))
    met = "; ".join(obstacle.barrier.title.to(visit.lang) for obstacle in barriers)
    ask = words.mail_ask_body.format(title=title, status=(found["result"] or {}).get("title", ""), link=link)
    report = words.mail_report_body.format(obstacle=met or "…", law=law, authority=name, link=link)
    to = (authority.email if authority else None) or ""
    return Letters(
        name,
        bool(to),
        mailto(to, words.mail_ask_subject.format(title=title), ask),
        mailto(visit.site.settings.contact, words.mail_report_subject.format(title=title), report),
    )


def again(visit: "Visit", frame: "Frame") -> str:
    """Give the address that begins anew with what was said about the reader: the questions that the tree keeps."""
    about = {step.question: step.answer for step in about_reader(visit)}
    return frame.href(visit.id, write_query(about, on=None if visit.v else visit.on))


def about_reader(visit: "Visit") -> "list[Step]":
    """Give the answers of the path that stay when the reader begins anew."""
    stays = set(visit.prepared.tree.keep) - visit.handed
    return [step for step in visit.walk.steps if step.question in stays]
