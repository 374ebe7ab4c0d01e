"""All that a ranking is made from: the register of barriers, and how facts about them become levels."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cirede.errors import UnknownNameError

if TYPE_CHECKING:
    from cirede.model.barrier import Barrier, Lists
    from cirede.model.rule import Criterion, FactType, Profile, Profiles, Rule


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The register with its lists, the kinds of fact, the criteria, the rules and the profiles, each by id.

    `exercise` is a fictitious register for training; `fictitious` tells that it stands in the place of the true one.
    """

    lists: "Lists"
    barriers: "dict[str, Barrier]"
    facts: "dict[str, FactType]"
    criteria: "dict[str, Criterion]"
    rules: "dict[str, Rule]"
    profiles: "Profiles"
    exercise: "dict[str, Barrier]"
    fictitious: bool = False

    def barrier(self, name: str) -> "Barrier":
        """Give a barrier by its id. Raises: UnknownNameError with the nearest id."""
        if name not in self.barriers:
            raise UnknownNameError("barrier", name, self.barriers)
        return self.barriers[name]

    def profile(self, name: str | None = None) -> "Profile":
        """Give a profile by its id, the default one when left out. Raises: UnknownNameError with the nearest id."""
        wanted = self.profiles.default if name is None else name
        if wanted not in self.profiles.profiles:
            raise UnknownNameError("profile", wanted, self.profiles.profiles)
        return self.profiles.profiles[wanted]

    def for_training(self) -> "Rulebook":
        """Give the same rules over the fictitious register."""
        return replace(self, barriers=self.exercise, fictitious=True)
