"""What an editor pastes into another site: three snippets, the one that needs the weakest rights first."""

from typing import TYPE_CHECKING

from markupsafe import Markup

from cirede_api.framing import SCRIPT
from cirede_api.query import write_query

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cirede.model.text import Lang
    from cirede.model.tree import Tree
    from cirede_api.frame import Frame

HEIGHT = 720
"""The height in pixels of a frame that does not grow; what does not fit is scrolled inside it."""

_LINK = Markup('<a href="{full}">{title}</a> – {lead}')
_FRAME = Markup(
    '<iframe{mark}src="{inner}" title="{name}" width="100%" height="{height}" frameborder="0" loading="lazy" '
    'referrerpolicy="strict-origin"></iframe>\n<p><a href="{full}" target="_blank" rel="noopener">{below}</a></p>'
)
_PLAIN, _GROWING = Markup(" "), Markup(" data-cirede ")
_SCRIPT = Markup('\n<script async src="{script}"></script>')


class Snippets:
    """The three snippets for one questionnaire, in the language in which it will be read."""

    def __init__(self, frame: "Frame", tree: "Tree", lang: "Lang", query: str, answers: "Mapping[str, str]") -> None:
        """Name the questionnaire, its language, how it looks and with which answers it begins."""
        words = frame.site.words[lang]
        self.title = tree.title.to(lang)
        self.lead = words.embed_card_lead
        self.below = words.embed_below.format(title=self.title, name=frame.site.settings.name)
        self.name = words.embed_frame_title.format(title=self.title)
        self.full = frame.host + frame.href(tree.id, write_query(answers), lang)
        self.local = f"{frame.root}/embed/{lang}/{tree.id}{query}"
        self.inner = frame.host + self.local
        self.script_address = f"{frame.host}{frame.root}{SCRIPT}"

    @property
    def link(self) -> str:
        """Text with a link, which every editor keeps."""
        return str(_LINK.format(full=self.full, title=self.title, lead=self.lead))

    @property
    def plain(self) -> str:
        """A frame of fixed height that needs no script, and the link below it."""
        return self._frame(_PLAIN)

    @property
    def growing(self) -> str:
        """The frame that grows with its content."""
        return self._frame(_GROWING) + str(_SCRIPT.format(script=self.script_address))

    @property
    def site(self) -> str:
        """What the other site must allow in its Content-Security-Policy."""
        return "/".join(self.script_address.split("/")[:3])

    def _frame(self, mark: Markup) -> str:
        slots = {"inner": self.inner, "name": self.name, "height": HEIGHT, "full": self.full, "below": self.below}
        return str(_FRAME.format(mark=mark, **slots))
