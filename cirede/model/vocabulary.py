"""What an author may name in a tree: every id, with a few words that say what it is."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as others may name it: its words, its type, its options with their words."""

    words: str = ""
    type: str = ""
    options: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Names:
    """The ids of one tree, or of several together; each with its words in English."""

    questions: dict[str, Asked] = field(default_factory=dict)
    outcomes: dict[str, str] = field(default_factory=dict)
    statuses: dict[str, str] = field(default_factory=dict)
    obligations: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    conditions: dict[str, str] = field(default_factory=dict)

    def with_those_of(self, other: "Names") -> "Names":
        """Give these names and those of another tree; where both bear one, these come first."""
        return Names(*({**getattr(other, part), **getattr(self, part)} for part in self.__slots__))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the author of `tree` may name: `own` ids, those of trees that it leads to (`linked`), and what all trees share.

    `reserved` are the ids that no question may bear.
    """

    tree: str
    own: Names
    linked: Names
    trees: dict[str, str]
    references: dict[str, str]
    authorities: dict[str, str]
    barriers: dict[str, str]
    reserved: tuple[str, ...] = ()

    @property
    def all(self) -> Names:
        """The own ids and those of the trees led to, as guarantees and tests may name them."""
        return self.own.with_those_of(self.linked)
