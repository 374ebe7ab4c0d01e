"""Words explained on a page: those that occur there, and no other."""

from cirede.loader.catalogue import open_catalogue
from cirede.model.text import Text
from cirede.model.tree import Term
from cirede_api.terms import Glossary
from tests.api.conftest import CONTENT


def glossary(*terms: tuple[str, str]) -> Glossary:
    """A glossary of these words, in the order given."""
    tree = open_catalogue(CONTENT).tree("bridge")
    words = {
        f"term-{place}": Term(word=Text(fr=word, nl=word, en=word), text=Text(fr=text, nl=text, en=text))
        for place, (word, text) in enumerate(terms)
    }
    return Glossary(tree.model_copy(update={"terms": words}), "en")


def test_a_longer_word_hides_the_shorter_one_inside_it() -> None:
    """An animal by-product is not explained as a by-product, unless both stand there; the order stays the author's."""
    both = glossary(("product", "from production"), ("product of animals", "meat, milk, eggs"))
    assert both.in_words("Is it a product of animals?") == [("product of animals", "meat, milk, eggs")]
    assert both.in_words("A product, or a product of animals?") == [
        ("product", "from production"),
        ("product of animals", "meat, milk, eggs"),
    ]


def test_a_word_of_two_trees_is_explained_once() -> None:
    """Trees that lead to each other may both explain a permit: the page shows one of them."""
    twice = glossary(("permit", "an authorisation"), ("permit", "the authorisation to run a plant"))
    assert len(twice.in_words("You need a permit.")) == 1
