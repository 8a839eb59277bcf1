"""What a time phrase reaches: the clauses of a sentence, and what inside them has a date of its own."""

from __future__ import annotations

from typing import Final

from coder.coding.act import Act
from coder.coding.proposition import Phrase
from coder.dictionary.compiled import Dictionary
from coder.language.junctures import FINITE
from coder.language.peeling import Marked
from coder.language.words import Word
from coder.words.tags import NOUN, OF, POSS, PREP, VING

_OF_OR_PREP: Final = OF | PREP
_BOUNDARIES: Final = ("SC", "W", "THAT", "SUB", "RC")


def stretches(marked: Marked, end: int) -> list[tuple[int, int]]:
    """The clauses of a sentence as stretches of words; one without a finite verb belongs to the next."""
    found: list[tuple[int, int]] = []
    start, finite = 0, False
    for kind, group in zip(marked.types, marked.values, strict=True):
        if kind in _BOUNDARIES and finite and group is not None and group.first > start:
            found.append((start, group.first - 1))
            start, finite = group.first, False
        elif kind in _BOUNDARIES and finite and group is None:
            finite = False
            found.append((start, -1))
        elif found and found[-1][1] < 0 and group is not None:
            found[-1] = (found[-1][0], group.first - 1)
            start = group.first
        finite |= kind in FINITE
    return [*((first, last if last >= 0 else end) for first, last in found), (start, end)]


def belongs_elsewhere(at: int, act: Act, words: list[Word], dictionary: Dictionary) -> bool:
    """Whether a date in the clause of an act is that of something else in it.

    It stands inside an actor ("veterans of the 1982 war met"), or dates the other act that this one is about ("condemned Sudan
    for its attack on Chad in 2004").
    """
    sets = dictionary.lexicon.sets
    if any(_holds(phrase, at, act, words) for phrase in (*act.sources, *act.targets)):
        return True
    about = False
    for place in range(act.last + 1, min(at + 2, len(words))):
        word = words[place]
        if word.tag & _OF_OR_PREP:
            about = word.key in sets["topical"] and words[place - 1].noun not in sets["partitive"]
        elif about and (word.tag & VING or (word.tag & NOUN and word.noun in dictionary.nouns)):
            return True
    return False


def _holds(phrase: Phrase, at: int, act: Act, words: list[Word]) -> bool:
    """Whether a date is part of an actor and no word of the act, and not in front of an owner ("in the 1990s Mali's army")."""
    owned = any(word.tag & POSS for word in words[at : phrase.last])
    return phrase.first < at <= phrase.end and not owned and not phrase.first <= act.first <= phrase.end
