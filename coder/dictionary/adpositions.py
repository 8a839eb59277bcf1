"""Which words of a pattern open an argument: prepositions, particles and "and"."""

from __future__ import annotations

from collections.abc import Collection

from coder.words.lexicon import Lexicon
from coder.words.tags import ADV, BY, NOUN, OF, PREP, TO

ADPOSITION = PREP | OF | BY | TO


def opens_argument(lexicon: Lexicon, lemmas: Collection[str]) -> bool:
    """Whether a choice of words in a pattern opens an argument: prepositions, particles and "and".

    Words that may be adverbs among others ("home", "back") count as particles in the company of one that must be a preposition.
    """
    if not lemmas or not any(is_preposition(lexicon, lemma) for lemma in lemmas):
        return False
    return all(is_preposition(lexicon, lemma) or lexicon.words.get(lemma, (0,))[0] & ADV for lemma in lemmas)


def is_preposition(lexicon: Lexicon, lemma: str) -> bool:
    """Whether a word opens an argument by itself."""
    mask = lexicon.words.get(lemma, (NOUN,))[0]
    return lemma == "and" or bool(mask & ADPOSITION) or not mask & ~ADV
