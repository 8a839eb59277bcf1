"""The countries that a sentence names as places ("in Aleppo", "near the Sudanese border"), for role words without a country."""

from __future__ import annotations

from typing import Final

from coder.dictionary.compiled import Dictionary
from coder.dictionary.entries import ActorEntry
from coder.language.words import Word
from coder.words.tags import ADJ, COMMA, CONJ, DET, NAME, NOUN, NUM, OF, POSS, PREP

_NOMINAL: Final = DET | ADJ | NOUN | NAME | NUM | OF | POSS | COMMA | CONJ
_PLACES: Final = ("country", "place", "capital")


def countries_named(words: list[Word], dictionary: Dictionary) -> set[str]:
    """The alpha-3 codes of the countries whose names, cities or regions stand behind a preposition of place."""
    locative = dictionary.lexicon.sets["locative"]
    found: set[str] = set()
    inside = False
    for word in words:
        if word.tag & PREP:
            inside = word.key in locative
        elif inside:
            for meaning in word.meanings:
                entry = meaning.entry
                if isinstance(entry, ActorEntry) and entry.kind in _PLACES and entry.code is not None:
                    found.add(entry.code[:3])
        if not word.tag & (_NOMINAL | PREP):
            inside = False
    return found & dictionary.countries.keys()
