"""What is long past: the stretches of a sentence that tell of years or decades before its story ("in 1973", "two decades ago").

An act that stands in such a stretch is historical: background, and no event of the story's day. Without the date of a story only
words can tell: "decades ago", "in the 1950s", "the 1973 war", "during the Cold War".
"""

from __future__ import annotations

import re
from typing import Final

from coder.coding.act import Act
from coder.coding.reach import belongs_elsewhere, stretches
from coder.dictionary.compiled import Dictionary
from coder.language.peeling import Marked
from coder.language.words import Word
from coder.words.tags import DET, NOUN, OF, VERBAL

_YEAR: Final = re.compile(r"(1\d{3}|20\d{2})(s?)$")
_TELLING: Final = ("ago", "opening", "bygone", "remembrance")  # sets of words
_CENTURY: Final = "century"
_DAY_WHEN: Final = 5  # words within which "since the day when" opens its clause
_RECENT: Final = 2  # years before the story in which an act is not yet history


def is_long_past(words: list[Word], at: int, year: int | None, sets: dict[str, frozenset[str]]) -> bool:
    """Whether the word at `at` puts what it dates years before the story, which is of `year`: a year, decade, age or "ago"."""
    key = words[at].key
    before = words[at - 1].key if at else ""
    if key in sets["ago"] or key in sets["opening"]:
        return before in sets["ages"]
    if key == _CENTURY:
        return before in sets["bygone_centuries"]
    if key in sets["bygone"]:
        return True
    found = _YEAR.match(key)
    if found is None or before in sets["lasting"]:
        return False
    if year is None:
        return bool(found[2]) or _names_an_event(words, at, sets["remembered"])
    return int(found[1]) + (10 if found[2] else 0) <= year - _RECENT


def _names_an_event(words: list[Word], at: int, remembered: frozenset[str]) -> bool:
    """Whether a year is part of a name that only later times give: "the 1973 war"."""
    behind = words[at + 1 : at + 3]  # "the 1982 Falklands war"
    return at > 0 and bool(words[at - 1].tag & DET) and any(word.noun in remembered for word in behind)


class History:
    """Gives the actual acts of long ago their status; made once."""

    def __init__(self, dictionary: Dictionary) -> None:
        self.dictionary = dictionary
        self.sets = dictionary.lexicon.sets
        self._telling = frozenset([_CENTURY]).union(*(self.sets[name] for name in _TELLING))

    def mark(self, acts: list[Act], words: list[Word], marked: Marked, year: int | None) -> None:
        """Mark the acts of one sentence of a story of a year (None: not known)."""
        places = [at for at, word in enumerate(words) if word.key in self._telling or word.key[:1].isdigit()] if acts else []
        remembrance = self.sets["remembrance"]
        dates = [at for at in places if is_long_past(words, at, year, self.sets)]
        dates += [at for at in places if words[at].key in remembrance]
        if not dates:
            return
        clauses = stretches(marked, len(words))
        for act in acts:
            if act.status == "actual":
                act.past = next((at for at in dates if _dates(at, act, words, clauses, self.dictionary)), -1)
                act.status = "historical" if act.past >= 0 else "actual"


def _dates(at: int, act: Act, words: list[Word], clauses: list[tuple[int, int]], dictionary: Dictionary) -> bool:
    """Whether the word at `at` dates an act: it stands in its words or its clause; a remembrance dates nouns behind it."""
    remembrance = dictionary.lexicon.sets["remembrance"]
    if act.first <= at <= act.last:
        return words[at].key not in remembrance
    if words[at].key in remembrance:
        behind = at < act.first and any(word.tag & OF for word in words[at + 1 : act.first + 1])
        return behind and bool(words[act.first].tag & NOUN)
    together = any(first <= at <= last and first <= act.first <= last for first, last in clauses)
    if words[at].key in dictionary.lexicon.sets["opening"]:  # "years after" dates what follows it, "years since the day when" too
        relative = dictionary.lexicon.sets["relative"]
        return at < act.first and (together or any(word.key in relative for word in words[at + 1 : at + _DAY_WHEN]))
    nearer = any(word.tag & VERBAL for word in words[act.last + 1 : at])
    return together and not nearer and not belongs_elsewhere(at, act, words, dictionary)
