"""The date that a story tells of itself: its dateline, a line above its prose that says when it was published, a page's clock.

"KABUL, March 3 (Reuters) -" and "Published 3 March 2016" date a story. The clock of a page ("09:53 GMT 20 January 2021") shows
when the page was seen or saved, maybe years later: it stands only where nothing better does, and is marked as what it is.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from coder.language.date_words import date_words
from coder.language.datelines import dateline_day
from coder.language.page_words import page_words

GIVEN: Final = "given"
DATELINE: Final = "dateline"
PAGE: Final = "page"

_LONGEST: Final = 90  # characters of a line that only says when
_CLOCK: Final = re.compile(r"\b\d{1,2}[:.]\d{2}\b")
_WORD: Final = re.compile(r"[^\W\d_]+")
_FAR: Final = 31  # days between the date given and that of the dateline from which on the given one is not believed


class OwnDate(NamedTuple):
    """The date of a story and what tells it: "given", "dateline" (its text) or "page" (a clock line, maybe years later)."""

    day: date | None
    basis: str


class _Written(NamedTuple):
    day: int
    month: int
    year: int | None


def story_date(text: str, prose: int, given: date | None) -> OwnDate:
    """The date of a story whose prose begins at an offset; a dateline with a year that is far from the `given` date wins."""
    told = dateline_day(text[prose:])
    written = _read(told) if told is not None else None
    if given is not None:
        day = _day(written, None) if written is not None else None
        return OwnDate(day, DATELINE) if day is not None and abs((given - day).days) > _FAR else OwnDate(given, GIVEN)
    head = _above(text[:prose])
    if written is None:
        return head
    day = _day(written, head.day)
    return OwnDate(day, DATELINE if written.year or head.basis != PAGE else PAGE) if day is not None else head


def _above(head: str) -> OwnDate:
    """The date of the lines above the prose: of the first that says when it was published or is a date, else of a clock."""
    clock: date | None = None
    for line in head.splitlines():
        bare = line.strip()
        written = _read(bare) if 0 < len(bare) <= _LONGEST else None
        day = _day(written, None) if written is not None and written.year else None
        if day is None:
            continue
        words = {word.lower() for word in _WORD.findall(bare)}
        if words & page_words().published or (not _CLOCK.search(bare) and not words - _words_of_dates()):
            return OwnDate(day, DATELINE)
        if _CLOCK.search(bare):
            clock = clock or day
    return OwnDate(clock, PAGE if clock is not None else GIVEN)


@cache
def _words_of_dates() -> frozenset[str]:
    lists = page_words()
    return lists.months | lists.weekdays | lists.clock


@cache
def _pattern() -> re.Pattern[str]:
    months = {word: number for word, (kind, number) in date_words().terminals.items() if kind == "MONTH" and "-" not in word}
    month = "|".join(sorted(months, key=len, reverse=True))
    return re.compile(
        rf"(?:(?P<m>{month})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m2>{month}))\b\.?"
        rf"(?:,?\s+(?P<y>\d{{4}}))?|(?P<iso>\d{{4}}-\d\d-\d\d)",
        re.IGNORECASE,
    )


def _read(line: str) -> _Written | None:
    """The first day of the calendar in a line; a clock may stand before it without a blank ("GMT20 January 2021")."""
    found = _pattern().search(line)
    if found is None:
        return None
    if found["iso"]:
        year, month, day = (int(part) for part in found["iso"].split("-"))
        return _Written(day, month, year)
    name = (found["m"] or found["m2"]).lower()
    return _Written(int(found["d"] or found["d2"]), int(date_words().terminals[name][1]), int(found["y"]) if found["y"] else None)


def _day(written: _Written, latest: date | None) -> date | None:
    """The day of a date; one without a year is the last before the `latest` day, and none where that is not known."""
    years = [written.year] if written.year else [latest.year, latest.year - 1] if latest is not None else []
    for year in years:
        try:
            found = date(year, written.month, written.day)
        except ValueError:
            continue
        if written.year or latest is None or found <= latest:
            return found
    return None
