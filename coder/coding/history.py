"""What is long past: the stretches of a sentence that tell of years or decades before its story ("in 1973", "two decades ago").

An act that stands in such a stretch is historical: background, and no event of the story's day. Without the date of a story only
words such as "decades ago" can tell.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from coder.coding.act import Act
from coder.language.junctures import FINITE, Marked
from coder.language.words import Word
from coder.words.tags import BIT

_OF = BIT["OF"]
_YEAR = re.compile(r"(1\d{3}|20\d{2})(s?)$")
_RECENT = 2  # years before the story in which an act is not yet history
_BOUNDARIES = ("SC", "W", "THAT", "SUB", "RC")


def is_long_past(words: list[Word], at: int, year: int | None, sets: dict[str, frozenset[str]]) -> bool:
    """Whether the word at `at` is a year, decade or "ago" that puts what it dates years before `year`, the story's."""
    key = words[at].key
    if key in sets["ago"]:
        return at > 0 and words[at - 1].key in sets["ages"]
    found = _YEAR.match(key)
    if found is None or year is None or (at and words[at - 1].key in sets["lasting"]):
        return False
    return int(found[1]) + (10 if found[2] else 0) <= year - _RECENT


def historical(acts: list[Act], words: list[Word], marked: Marked, year: int | None, sets: dict[str, frozenset[str]]) -> None:
    """Give the actual acts of long ago their status."""
    dates = [at for at in range(len(words)) if is_long_past(words, at, year, sets)]
    dates += [at for at, word in enumerate(words) if word.key in sets["remembrance"]]
    if not dates:
        return
    clauses = stretches(marked, len(words))
    for act in acts:
        if act.status == "actual" and any(_dates(at, act, words, clauses, sets["remembrance"]) for at in dates):
            act.status = "historical"


def _dates(at: int, act: Act, words: list[Word], stretches: list[tuple[int, int]], remembrance: Collection[str]) -> bool:
    """Whether the word at `at` dates an act: it stands in its words or its clause; a remembrance dates nouns behind it."""
    if act.first <= at <= act.last:
        return words[at].key not in remembrance
    if words[at].key in remembrance:
        return at < act.first and any(word.tag & _OF for word in words[at + 1 : act.first + 1])
    return any(first <= at <= last and first <= act.first <= last for first, last in stretches)


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
