"""The countries that a sentence names as places ("in Aleppo", "near the Sudanese border"), for role words without a country."""

from __future__ import annotations

from coder.dictionary.compile import Dictionary
from coder.dictionary.entries import ActorEntry
from coder.language.words import Word
from coder.words.tags import BIT

_PREPOSITION = BIT["PREP"]
_NOMINAL = BIT["DET"] | BIT["ADJ"] | BIT["NOUN"] | BIT["NAME"] | BIT["NUM"] | BIT["OF"] | BIT["POSS"] | BIT["COMMA"] | BIT["CONJ"]
_PLACES = ("country", "place", "capital")


def countries_named(words: list[Word], dictionary: Dictionary) -> set[str]:
    """The alpha-3 codes of the countries whose names, cities or regions stand behind a preposition of place."""
    locative = dictionary.lexicon.sets["locative"]
    found: set[str] = set()
    inside = False
    for word in words:
        if word.tag & _PREPOSITION:
            inside = word.key in locative
        elif inside:
            for meaning in word.meanings:
                entry = meaning.entry
                if isinstance(entry, ActorEntry) and entry.kind in _PLACES and entry.code is not None:
                    found.add(entry.code[:3])
        if not word.tag & (_NOMINAL | _PREPOSITION):
            inside = False
    return found & dictionary.countries.keys()
