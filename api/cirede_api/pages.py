"""The pages: each a function from an address to HTML, with all state in the address."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from cirede.model.text import LANGS, Lang
from cirede_api.counting import reached
from cirede_api.frame import LANGUAGES, Frame
from cirede_api.journey import Asked, Visit, tree_of, visit
from cirede_api.letters import mailto
from cirede_api.problems import KINDS, unknown
from cirede_api.query import read_pairs, read_query, write_query
from cirede_api.result import about_reader, again, dossier_of, letters_of, permalink
from cirede_api.site import Site, as_lang, preferred
from cirede_api.terms import Glossary
from cirede_api.things import by_letter

if TYPE_CHECKING:
    from cirede_api.pictures import Gallery
    from cirede_api.press import Press


def pages(views: "Pages") -> Blueprint:
    """Give the blueprint of all pages."""
    blueprint = Blueprint("pages", __name__)
    for rule, view in (
        ("/", views.choice),
        ("/<lang>/", views.home),
        ("/<lang>/things", views.things),
        ("/<lang>/legal", views.legal),
        ("/<lang>/<tree>", views.questionnaire),
        ("/<lang>/<tree>.svg", views.drawing),
        ("/<lang>/<tree>/result", views.result),
        ("/<lang>/<tree>/tree", views.outline),
        ("/problems/<slug>", views.problem),
    ):
        blueprint.add_url_rule(rule, view.__name__, view, methods=["GET"], strict_slashes=False)
    return blueprint


class Pages:
    """The views of the site."""

    def __init__(self, site: Site, gallery: "Gallery", press: "Press") -> None:
        """Prepare what does not depend on a request."""
        self.site = site
        self.gallery = gallery
        self.press = press
        listed = {prepared.tree.id for prepared in site.shown}
        self.letters = {lang: by_letter(site.catalogue.everyday, lang, listed) for lang in LANGS}
        self.glossaries: dict[tuple[str, str, Lang], Glossary] = {}

    def choice(self) -> Response:
        """Ask for the language, the one that the browser prefers first in line."""
        preferred_lang = preferred()
        frame = Frame(self.site, preferred_lang or "fr", "")
        return frame.render("choice.html", words=self.site.words)

    def home(self, lang: str) -> Response:
        """Say what the site is and list its questionnaires."""
        frame = Frame(self.site, as_lang(lang), "")
        return frame.render("home.html", trees=[prepared.tree for prepared in self.site.shown])

    def things(self, lang: str) -> Response:
        """List everyday things from A to Z."""
        frame = Frame(self.site, as_lang(lang), "things")
        return frame.render("things.html", letters=self.letters[frame.lang])

    def legal(self, lang: str) -> Response:
        """Say what the information is worth, and who publishes it."""
        frame = Frame(self.site, as_lang(lang), "legal")
        trees = [prepared.tree for prepared in self.site.prepared.values()]
        return frame.render("legal.html", trees=trees, notice=self.site.catalogue.notice, today=self.site.today())

    def problem(self, slug: str) -> Response:
        """Explain a kind of problem that the API names."""
        if slug not in KINDS:
            raise unknown("problem", slug, KINDS)
        frame = Frame(self.site, preferred() or "en", "")
        return frame.render("problem.html", kind=KINDS[slug])

    def questionnaire(self, lang: str, tree: str) -> Response:
        """Show the start page, a question, or the answers to check, whichever the address is at."""
        here = self.visit(lang, tree)
        query = here.query
        if not query.answers and not query.submit and not query.change:
            return self.start(here)
        if query.submit and query.submit != "start" and query.submit not in query.answers:
            asked = here.ask_again(query.submit)
            if asked:
                return self.question(here, asked, error="error_empty")
        if query.change and query.change != "start":
            asked = here.ask_again(query.change)
            if asked:
                return self.question(here, asked)
        return self.check(here) if here.walk.ending else self.waiting(here)

    def result(self, lang: str, tree: str) -> Response:
        """Show where the answers lead, or the next question where they do not lead to an end."""
        here = self.visit(lang, tree)
        if here.walk.ending is None:
            return self.waiting(here)
        return self.ended(here, self.frame(here, f"{here.id}/result", write_query(here.kept, **here.pins)))

    def ended(self, here: Visit, frame: Frame) -> Response:
        """Show a result."""
        reached(here.id, str(here.walk.ending and here.walk.ending.id), here.lang, frame.carrier)
        shown = dossier_of(here, frame)
        return frame.render(
            "result.html", **shown, letters=letters_of(here, frame, shown["found"], shown["barriers"]),
            again=again(here, frame), stay=about_reader(here), picture=self.gallery.picture(here), pdf=self.pdf(here, frame),
            terms=self.glossary(here).in_words(" ".join(map(str, shown["found"]["result"].values()))),
        )  # fmt: skip

    def pdf(self, here: Visit, frame: Frame) -> str | None:
        """Give the address of the result as PDF, or None where it cannot be made here."""
        return None if self.press.lacks else frame.answers(f"{here.id}/result.pdf", here.kept, **here.pins)

    def outline(self, lang: str, tree: str) -> Response:
        """Show the whole tree as a drawing and as a nested list, the taken path marked on both."""
        here = self.visit(lang, tree)
        frame = self.frame(here, f"{here.id}/tree", write_query(here.kept, **here.pins))
        return frame.render(
            "outline.html", here=here, picture=self.gallery.picture(here), outline=self.gallery.outline(here),
            notice=self.site.catalogue.notice,
        )  # fmt: skip

    def drawing(self, lang: str, tree: str) -> Response:
        """Give the drawing alone, the taken path marked."""
        here = self.visit(lang, tree)
        response = Response(self.gallery.svg(here), content_type="image/svg+xml; charset=utf-8")
        response.set_etag(self.gallery.tag(here))
        return response

    def visit(self, lang: str, tree: str) -> Visit:
        """Read the address of a page of a questionnaire."""
        language = as_lang(lang)
        pairs = read_pairs(request.query_string)
        prepared = tree_of(self.site, tree, pairs)
        return visit(self.site, language, prepared, read_query(pairs, prepared.tree))

    def start(self, here: Visit) -> Response:
        """Show what the questionnaire is for."""
        frame = self.frame(here, here.id, write_query({}, **here.pins))
        things = any(thing.tree == here.id for thing in self.site.catalogue.everyday.things.values())
        return frame.render("start.html", here=here, tree=here.prepared.tree, notice=self.site.catalogue.notice, things=things)

    def glossary(self, here: Visit) -> Glossary:
        """Give the words explained of a tree in a language, put together when first asked for."""
        key = (here.id, here.prepared.tree.version, here.lang)
        if key not in self.glossaries:
            self.glossaries[key] = Glossary(here.prepared.tree, here.lang)
        return self.glossaries[key]

    def waiting(self, here: Visit, frame: Frame | None = None) -> Response:
        """Show the question that the walk waits for, with the error where its answer was refused."""
        asked = here.asked()
        if asked is None:
            raise unknown("page", here.id, LANGUAGES)
        error = f"error_{here.walk.refused.reason}" if here.walk.refused else None
        return self.question(here, asked, error=error, frame=frame)

    def question(self, here: Visit, asked: Asked, *, error: str | None = None, frame: Frame | None = None) -> Response:
        """Show one question; with an error the page answers 422."""
        again = "" if here.query.change is None else here.query.change
        query = write_query(here.kept, **here.pins, change=again, submit=None if again else "start")
        frame = frame or self.frame(here, here.id, query)
        if asked.earlier:
            back = frame.answers(here.id, here.kept, **here.pins, change=asked.earlier[-1])
        else:
            back = frame.answers(here.id, here.kept if here.walk.ending else {}, **here.pins)
        link = permalink(here, frame, asked.before)
        return frame.render(
            "question.html", status=422 if error else 200, here=here, asked=asked, question=asked.waiting.question, back=back,
            error=(error or "").replace("-", "_"), hidden=asked.hidden(here),
            terms=self.glossary(here).on_question(asked.waiting), permalink=link,
            mail=mailto("", asked.waiting.question.ask.to(here.lang), link),
        )  # fmt: skip

    def check(self, here: Visit) -> Response:
        """Show all answers before the result, each with the way to change it."""
        frame = self.frame(here, here.id, write_query(here.kept, **here.pins))
        last = here.walk.steps[-1].question
        back = frame.answers(here.id, here.kept, **here.pins, change=last)
        return frame.render("check.html", here=here, back=back)

    def frame(self, here: Visit, place: str, query: str) -> Frame:
        """Give the frame of a page of a questionnaire."""
        return Frame(self.site, here.lang, place, query)
