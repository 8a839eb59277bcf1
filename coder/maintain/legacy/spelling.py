"""Phrases in capitals -> phrases as our dictionaries write them.

The predecessors matched without regard to case, and so do our dictionaries, with one exception: a name in capitals that is an
everyday word is matched in capitals only. That is what is wanted for US, WHO or IT, and not for CHINA or CHAD. So a name that is
a function word of the lexicon keeps its capitals, and every other one is written as names are.
"""

from __future__ import annotations

import re
from functools import cache

from coder.dictionary.store import load_lexicon
from coder.words.tags import mask

_WORD = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*")
# U.N., KGB, MI6, (ALF)
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+|[^\W\d_aeiouyAEIOUY]{2,5}|\w*\d\w*|\(\w{2,6}\)")
_SPACE = re.compile(r"[\s_]+")
_ARTICLE = re.compile(r"the (?=\w)", re.IGNORECASE)
_OPEN_CLASSES = "NAME NOUN ADJ ADV VF VB VBN VING"


def spaced(phrase: str) -> str:
    """The phrase with blanks between its words, and no joint or blank at its ends."""
    return _SPACE.sub(" ", phrase).strip()


def without_article(phrase: str) -> str:
    """The phrase without a leading "the", which is never part of a name."""
    return _ARTICLE.sub("", phrase, count=1) if _ARTICLE.match(phrase) else phrase


def as_name(phrase: str) -> str:
    """A name of an actor: `MIDDLE_EARTH_` is "Middle Earth", `US_` stays "US"."""
    name = spaced(phrase)
    if " " not in name and name.lower() in _function_words():
        return name.upper()
    return " ".join(word.upper() if _INITIALS.fullmatch(word) else _titled(word) for word in name.split())


def _titled(word: str) -> str:
    return _WORD.sub(lambda part: part[0][:1].upper() + part[0][1:].lower(), word)


@cache
def _function_words() -> frozenset[str]:
    """The words of the lexicon that can be more than names, nouns, verbs, adjectives and adverbs."""
    open_classes = mask(_OPEN_CLASSES)
    return frozenset(word for word, (tags, _, _) in load_lexicon().words.items() if tags & ~open_classes)
