"""Words explained beside a result are the words that the result means."""

import pytest

from cirede.loader.catalogue import open_catalogue
from cirede.model.linked import joined
from cirede.model.text import LANGS, Lang
from cirede_api.terms import Glossary


@pytest.mark.parametrize("lang", LANGS)
def test_animal_by_products_are_never_explained_as_by_products(lang: Lang) -> None:
    """On composting every by-product is of animals or kitchens: that it "is not waste" would mislead."""
    catalogue = open_catalogue()
    tree = catalogue.tree("composting")
    whole = joined(tree, {each: catalogue.tree(each) for each in ("composting", "waste-status")})
    texts = [text for each in tree.outcomes.values() for text in (each.title, each.text, *(do.text for do in each.do_now))]
    texts += [text for each in tree.obligations.values() for text in (each.label, each.text) if text]
    explained = {word for word, _ in Glossary(whole, lang).in_words(" \n ".join(text.to(lang) for text in texts))}
    assert whole.terms["animal-by-product"].word.to(lang) in explained
    assert whole.terms["by-product"].word.to(lang) not in explained
