"""The page on which an editor chooses a questionnaire for another site, sees it there, and copies what to paste."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from cirede.errors import choice, nearest
from cirede.model.text import LANGS, Lang
from cirede_api.frame import LANGUAGES, Frame, to_own_language
from cirede_api.looks import LEVELS, USUAL_LEVEL
from cirede_api.problems import RequestError
from cirede_api.query import write_query
from cirede_api.site import as_lang
from cirede_api.snippets import Snippets
from cirede_api.things import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cirede.model.tree import Tree
    from cirede_api.framing import Framing
    from cirede_api.looks import Looks
    from cirede_api.site import Site


@dataclass(frozen=True, slots=True)
class Choice:
    """What the editor chose."""

    tree: str
    lang: Lang
    level: int
    theme: str
    thing: str


def editor(site: "Site", looks: "Looks", framing: "Framing") -> Blueprint:
    """Give the blueprint of the page for editors."""
    blueprint = Blueprint("editor", __name__)
    views = Editor(site, looks, framing)
    blueprint.add_url_rule("/<lang>/embed", "page", views.page, methods=["GET"], strict_slashes=False)
    blueprint.add_url_rule("/embed", "door", views.door, methods=["GET"], strict_slashes=False)
    return blueprint


class Editor:
    """The views for editors."""

    def __init__(self, site: "Site", looks: "Looks", framing: "Framing") -> None:
        """Keep what can be chosen from."""
        self.site = site
        self.looks = looks
        self.framing = framing

    def door(self) -> Response:
        """Lead to the page in the language that the browser prefers."""
        return to_own_language("editor.page")

    def page(self, lang: str) -> Response:
        """Show the choices, the questionnaire as it will be, and what to paste."""
        frame = Frame(self.site, as_lang(lang), "embed")
        chosen = self.chosen(frame.lang)
        tree = self.site.prepared[chosen.tree].tree
        snippets = Snippets(frame, tree, chosen.lang, self.query(chosen), self.answers(chosen))
        return frame.render(
            "embed.html", chosen=chosen, snippets=snippets, words=self.site.words, languages=LANGUAGES, levels=LEVELS,
            trees=self.trees(), themes=self.looks.themes.themes, things=self.things(chosen, frame.lang), sites=self.framing.sites,
        )  # fmt: skip

    def chosen(self, lang: Lang) -> Choice:
        """Read the choices of the form. Raises: RequestError 422 for one that is not offered."""
        trees = [tree.id for tree in self.trees()]
        things = self.site.catalogue.everyday.things
        tree = _one("tree", trees, trees[0])
        thing = _one("thing", ("", *things), "")
        level = _one("h", [str(level) for level in LEVELS], str(USUAL_LEVEL))
        theme = _one("theme", self.looks.themes.themes, self.looks.themes.default)
        fitting = thing if thing and things[thing].tree == tree else ""
        return Choice(tree, as_lang(_one("lang", LANGS, lang)), int(level), theme, fitting)

    def trees(self) -> "list[Tree]":
        """Give the questionnaires to choose from: those that are shown, and where none is, all of them with their notice."""
        return [prepared.tree for prepared in self.site.shown or self.site.prepared.values()]

    def answers(self, chosen: Choice) -> dict[str, str]:
        """Give the answers with which the questionnaire begins."""
        return dict(self.site.catalogue.everyday.things[chosen.thing].answers) if chosen.thing else {}

    def query(self, chosen: Choice) -> str:
        """Give the query of the embed: how it begins and how it looks."""
        return write_query(self.answers(chosen), h=str(chosen.level), theme=chosen.theme)

    def things(self, chosen: Choice, lang: Lang) -> list[tuple[str, str]]:
        """Give the things that open the chosen questionnaire, from A to Z."""
        found = self.site.catalogue.everyday.things.items()
        named = [(name, thing.label.to(lang)) for name, thing in found if thing.tree == chosen.tree]
        return sorted(named, key=lambda pair: folded(pair[1]))


def _one(name: str, offered: "Iterable[str]", usual: str) -> str:
    given, known = request.args.get(name) or usual, tuple(offered)
    if given in known:
        return given
    detail = f"The value of '{name}' is not offered here{choice(nearest(given[:60], known), known)}."
    raise RequestError("wrong-parameter", detail, parameter=name, word="error_choice")
