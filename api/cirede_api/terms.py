"""Words that need explaining, found on the pages where they occur."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cirede.model.text import Lang
    from cirede.model.tree import Tree
    from cirede.model.walk import NextQuestion


class Glossary:
    """The terms of one tree in one language, ready to be looked for."""

    def __init__(self, tree: "Tree", lang: "Lang") -> None:
        """Compile one pattern per term: the word at a beginning of a word, in either case."""
        self.lang = lang
        self.terms = tuple(
            (re.compile(rf"\b{re.escape(term.word.to(lang))}", re.IGNORECASE), term.word.to(lang), term.text.to(lang))
            for term in tree.terms.values()
        )
        self.found: dict[tuple[str, int], list[tuple[str, str]]] = {}

    def on_question(self, waiting: "NextQuestion") -> list[tuple[str, str]]:
        """Give the terms that occur in a question; looked up once for each set of options."""
        key = (waiting.id, len(waiting.options))
        if key not in self.found:
            question = waiting.question
            texts = [question.ask, question.why, question.help]
            texts += [text for choice in waiting.options for text in (choice.label, choice.help)]
            self.found[key] = self.in_words(" \n ".join(text.to(self.lang) for text in texts if text))
        return self.found[key]

    def in_words(self, words: str) -> list[tuple[str, str]]:
        """Give the terms that occur in some words, with their explanation; a longer term hides a shorter one inside it."""
        seen = set()
        for pattern, word, text in sorted(self.terms, key=lambda term: -len(term[1])):
            words, times = pattern.subn(" ", words)
            if times:
                seen.add((word, text))
        return [(word, text) for _, word, text in self.terms if (word, text) in seen]
