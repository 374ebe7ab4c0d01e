"""Everything a page or an answer is made from, opened once when the service starts."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from flask import request

from cirede import __version__
from cirede.engine.prepare import PreparedTree, prepare, prepare_all
from cirede.loader.catalogue import find_content, open_catalogue
from cirede.model.linked import in_order
from cirede.model.text import LANGS, Lang
from cirede_api.notices import read_notices, refuse_shut
from cirede_api.problems import RequestError, unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cirede.loader.catalogue import Catalogue
    from cirede.settings import Settings
    from cirede_api.notices import State
    from cirede_api.words import Wording


@dataclass(frozen=True, slots=True)
class Site:
    """Settings, content, words, the day it is, and a stamp of all that is shown."""

    settings: "Settings"
    catalogue: "Catalogue"
    prepared: dict[str, PreparedTree]
    earlier: dict[tuple[str, str], PreparedTree]
    words: "dict[Lang, Wording]"
    today: "Callable[[], date]"
    version: str
    stamp: str
    notices: "Mapping[str, State]"

    def tree(self, name: str) -> PreparedTree:
        """Give a tree ready to be walked. Raises: RequestError 404 with the nearest id, 410 or 503 where it is shut."""
        found = self.known(name)
        refuse_shut(name, self.notices)
        return found

    def known(self, name: str) -> PreparedTree:
        """Give a tree whatever the operator says of it. Raises: RequestError 404 with the nearest id."""
        if name not in self.prepared:
            raise unknown("tree", name, self.prepared)
        return self.prepared[name]

    def edition(self, name: str, version: str) -> PreparedTree:
        """Give a tree in one version, today's or an earlier one. Raises: RequestError 404 with the nearest."""
        now = self.known(name)
        if version == now.own.version:
            return now
        if (name, version) not in self.earlier:
            known = (now.own.version, *(number for tree, number in self.earlier if tree == name))
            raise unknown("version", version, known)
        return self.earlier[name, version]

    @property
    def shown(self) -> list[PreparedTree]:
        """The trees to list, without those that were withdrawn."""
        return [prepared for name, prepared in self.prepared.items() if self.notices.get(name) != "withdrawn"]

    def day(self, prepared: PreparedTree, on: date | None) -> date:
        """Give the day of the law. Raises: RequestError 422 where the tree does not answer for it."""
        day = on or self.today()
        if not prepared.tree.covers(day):
            start = prepared.tree.effective.start
            detail = f"'{prepared.tree.id}' answers for the law from {start.isoformat()} on."
            raise RequestError("not-covered", detail, earliest=start)
        return day


def open_site(settings: "Settings", words: "dict[Lang, Wording]", today: "Callable[[], date] | None" = None) -> Site:
    """Open all content. Raises: ContentError with every problem."""
    return site_of(settings, open_catalogue(settings.content), words, today)


def site_of(
    settings: "Settings", catalogue: "Catalogue", words: "dict[Lang, Wording]", today: "Callable[[], date] | None" = None,
    *, before: Site | None = None,
) -> Site:  # fmt: skip
    """Make the site of a sound catalogue; trees that are the same as `before` are not made ready a second time."""
    prepared = _prepared(catalogue, before)
    earlier = {key: prepare(tree, catalogue.sources, linked=prepared) for key, tree in catalogue.archive.items()}
    content = find_content(settings.content)
    own = Path(str(resources.files("cirede_api")))
    shown = [*content.glob("trees/**/*.yaml"), *content.glob("rules/**/*.yaml"), *own.glob("words/*.yaml"),
             *own.glob("templates/*.*"), *own.glob("static/*.*")]  # fmt: skip
    digest = sha256(__version__.encode())
    for path in sorted(shown, key=lambda each: (each.name, each.parent.name)):
        digest.update(path.read_bytes())
    notices = read_notices(settings.notice, catalogue.trees)
    stamp = digest.hexdigest()[:16]
    return Site(settings, catalogue, prepared, earlier, words, today or brussels_today, __version__, stamp, notices)


def _prepared(catalogue: "Catalogue", before: Site | None) -> dict[str, PreparedTree]:
    if before is None or before.catalogue.sources != catalogue.sources:
        return prepare_all(catalogue.trees, catalogue.sources)
    ready: dict[str, PreparedTree] = {}
    for tree in in_order(catalogue.trees):
        same = all(before.catalogue.trees.get(each.id) == each for each in catalogue.with_linked(tree.id).values())
        ready[tree.id] = before.prepared[tree.id] if same else prepare(tree, catalogue.sources, linked=ready)
    return {name: ready[name] for name in catalogue.trees}


def brussels_today() -> date:
    """Give the day it is in Brussels."""
    return datetime.now(ZoneInfo("Europe/Brussels")).date()


def as_lang(text: str) -> Lang:
    """Read a language of an address. Raises: RequestError 404 with the nearest."""
    for lang in LANGS:
        if lang == text:
            return lang
    raise unknown("language", text, LANGS)


def preferred() -> Lang | None:
    """Give the language of ours that the request prefers, or None where it names none.

    Every entry of `Accept-Language` counts for its primary tag, so that `nl-BE` comes before a less wanted `fr`.
    """
    wanted = [(tag.partition("-")[0].lower(), quality) for tag, quality in request.accept_languages]
    refused = {tag for tag, quality in wanted if not quality}
    for tag, quality in wanted:
        for lang in LANGS:
            if quality and tag in {lang, "*"} and lang not in refused:
                return lang
    return None
