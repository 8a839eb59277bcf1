"""The dates in a sentence: its words -> what they say of when, and which day, week, month or year that is, seen from the story.

`grammars/date.lark` reads each run of words that dates are made of. What is known to a month stays a month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from dateutil.relativedelta import relativedelta

from coder.language.date_words import Terminal, date_words
from coder.language.lalr import Parser
from coder.language.words import Word
from coder.words.tags import POSS, TIME

_YEAR: Final = re.compile(r"(?:18|19|20)\d\d$")
_DAY: Final = re.compile(r"([12]?\d|3[01])(?:st|nd|rd|th)?$")
_NUMERIC: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)$|(\d{1,2})[-.](\d{1,2})[-.](\d{4})$")
_ANCHORS: Final = frozenset(("MONTH", "WEEKDAY", "DAY", "YEAR", "UNIT", "PART", "DATE"))
_SELF_TOLD: Final = frozenset(("MONTH", "WEEKDAY", "DAY", "YEAR", "DATE"))
_TURNED: Final = frozenset(("UNIT", "PART"))  # dates only behind "last", "this", "next" or before "ago"
_LOOSE: Final = frozenset(("COMMA", "TO", "IN", "OF"))
_NEEDS_TIME: Final = frozenset(("MONTH", "WEEKDAY"))  # "may" and "march" are other words too

_WEEKEND: Final = "weekend"
_SATURDAY: Final = 5

Part = tuple[str, int | str, int]  # terminal, what it stands for, position of the word


@dataclass(frozen=True, slots=True)
class When:
    """A date as an event has it: ISO `date` of a day, week (`2016-W09`), month (`2016-03`) or year; its precision; its words."""

    date: str
    precision: str
    text: str


class TimePhrase:
    """The words `first` to `last` that say when; `parts` as the grammar read them; `owner`: they stand before a possessive."""

    __slots__ = ("first", "last", "owner", "parts")

    def __init__(self, first: int, last: int, parts: tuple[Part, ...], owner: bool) -> None:
        self.first = first
        self.last = last
        self.parts = parts
        self.owner = owner

    def value(self, *terminals: str) -> int | str | None:
        """What the first part of these terminals stands for."""
        return next((value for terminal, value, _ in self.parts if terminal in terminals), None)

    def has(self, *terminals: str) -> bool:
        """Whether one of these terminals is among the parts."""
        return any(terminal in terminals for terminal, _, _ in self.parts)


class DateReader:
    """Finds time phrases; made once."""

    def __init__(self, grammars: Path) -> None:
        self.parser = Parser(grammars / "date.lark", {"start": _whole, "date": _one, "relative": _one, "counted": _one})
        self.words = date_words()
        self._anchors = frozenset(word for word, (kind, _) in self.words.terminals.items() if kind in _ANCHORS)

    def read(self, words: list[Word]) -> list[TimePhrase]:
        """The time phrases of a sentence in their order; most sentences have none, and cost next to nothing."""
        keys = [word.key for word in words]
        if self._anchors.isdisjoint(keys) and not any(key[:1].isdigit() and (len(key) == 4 or len(key) > 7) for key in keys):
            return []
        return list(self._phrases(words, [self._terminal(words, at, key) for at, key in enumerate(keys)]))

    def _terminal(self, words: list[Word], at: int, key: str) -> Terminal | None:
        """What a word is in a date, if it can be in one."""
        if key[-1:] == ".":
            key = key.rstrip(".")
        known = self.words.terminals.get(key)
        if known is not None:
            if known[0] not in _NEEDS_TIME or words[at].tag & TIME or "-" in key:
                return known
            return known if at + 1 < len(words) and _DAY.match(words[at + 1].key) else None
        if key == ",":
            return "COMMA", key
        if not key[:1].isdigit():
            return None
        if _YEAR.match(key):
            return "YEAR", int(key)
        if _NUMERIC.match(key):
            return "DATE", key
        day = _DAY.match(key)
        if day is not None and int(day[1]):
            return "NUM", int(day[1])
        return ("COUNT", int(key)) if key.isdigit() else None

    def _phrases(self, words: list[Word], terminals: list[Terminal | None]) -> Iterator[TimePhrase]:
        run: list[Part] = []
        anchored = False
        for at, terminal in enumerate([*terminals, None]):
            if terminal is not None:
                run.append((terminal[0], terminal[1], at))
                anchored = anchored or terminal[0] in _ANCHORS
                continue
            if not anchored:
                run.clear()
                continue
            for parts in self.parser.parse([part[0] for part in run], run):
                phrase = self._phrase(words, parts)
                if phrase is not None:
                    yield phrase
            run, anchored = [], False

    def _phrase(self, words: list[Word], parts: list[Part]) -> TimePhrase | None:
        kinds = {part[0] for part in parts}
        while parts and (parts[-1][0] in _LOOSE or (parts[-1][0] == "NUM" and "MONTH" not in kinds)):
            parts = parts[:-1]
        turned = kinds & _TURNED and kinds & {"LAST", "NEXT", "THIS", "AGO"}
        if not parts or not (kinds & _SELF_TOLD or turned or parts[-1][1] == _WEEKEND):
            return None
        first, last = parts[0][2], parts[-1][2]
        if first and words[first - 1].key in self.words.undated:
            return None
        owner = last + 1 < len(words) and bool(words[last + 1].tag & POSS)
        return TimePhrase(first, last, tuple(parts), owner)


def _one(parts: list[Part]) -> list[Part]:
    return parts


def _whole(items: list[list[Part]]) -> list[list[Part]]:
    return items


def resolve(phrase: TimePhrase, story: date | None, future: bool) -> tuple[str, str] | None:
    """The date and its precision; `future`: what is to come is meant where the words leave it open. None: it cannot be told."""
    if phrase.has("DATE"):
        return _numeric(str(phrase.value("DATE")), story)
    year, month, day = phrase.value("YEAR"), phrase.value("MONTH"), phrase.value("NUM")
    if year is not None or (month is not None and day is not None):
        return _calendar(year, month, day, story, future)
    if story is None:
        return None
    step = 1 if phrase.has("NEXT") else -1 if phrase.has("LAST", "AGO") else 0
    if phrase.value("UNIT") == _WEEKEND:
        return _week(_weekday(_SATURDAY, step, story, future)), "week"
    if phrase.has("UNIT"):
        return _unit(str(phrase.value("UNIT")), step * int(phrase.value("NUM", "COUNT") or 1), story)
    if phrase.has("PART") and not phrase.has("WEEKDAY", "DAY"):
        return (story + timedelta(days=step)).isoformat(), "day"
    if phrase.has("DAY"):
        return (story + timedelta(days=int(phrase.value("DAY") or 0))).isoformat(), "day"
    if phrase.has("WEEKDAY"):
        return _weekday(int(phrase.value("WEEKDAY") or 0), step, story, future).isoformat(), "day"
    return _month(int(month or 0), step, story, future), "month"


def _calendar(
    year: int | str | None, month: int | str | None, day: int | str | None, story: date | None, future: bool
) -> tuple[str, str] | None:
    """A date of the calendar; one without a year is the nearest before the story, or after it."""
    if month is None:
        return f"{year}", "year"
    if day is None:
        return f"{year}-{int(month):02}", "month"
    if year is None and story is None:
        return None
    years = [int(year)] if year is not None else [story.year + step for step in (0, 1 if future else -1)] if story else []
    for candidate in years:
        try:
            found = date(candidate, int(month), int(day))
        except ValueError:
            continue
        if year is not None or story is None or (found >= story if future else found <= story):
            return found.isoformat(), "day"
    return None


def _unit(unit: str, count: int, story: date) -> tuple[str, str]:
    if unit == "day":
        return (story + timedelta(days=count)).isoformat(), "day"
    if unit == "week":
        return _week(story + timedelta(weeks=count)), "week"
    if unit == "month":
        return (story + relativedelta(months=count)).strftime("%Y-%m"), "month"
    return (story + relativedelta(years=count)).strftime("%Y"), "year"


def _week(day: date) -> str:
    found = day.isocalendar()
    return f"{found.year}-W{found.week:02}"


def _numeric(written: str, story: date | None) -> tuple[str, str] | None:
    """A date in digits; of "3/4/2016" the day and the month are told apart only where one of them could not be the other."""
    found = _NUMERIC.match(written)
    assert found is not None
    year, one, other = found.groups()[:3] if found[1] else (found[6], found[5], found[4])
    orders = [(year, one, other)] if found[1] else [(year, one, other), (year, other, one)]
    days = set()
    for year, month, day in orders:
        with suppress(ValueError):
            days.add(date(int(year), int(month), int(day)))
    if len(days) > 1 and story is not None:
        days = {day for day in days if day <= story} or days
    return (days.pop().isoformat(), "day") if len(days) == 1 else None


def _weekday(weekday: int, step: int, story: date, future: bool) -> date:
    """A weekday on or before the day of the story, unless it is to come; "last" and "next" leave that day itself out."""
    if step > 0 or (future and not step):
        return story + timedelta(days=(weekday - story.weekday() - (1 if step else 0)) % 7 + (1 if step else 0))
    return story - timedelta(days=(story.weekday() - weekday - (1 if step else 0)) % 7 + (1 if step else 0))


def _month(month: int, step: int, story: date, future: bool) -> str:
    year = story.year
    if step > 0 or (future and not step):
        year += month < story.month or (step > 0 and month == story.month)
    else:
        year -= month > story.month or (step < 0 and month == story.month)
    return f"{year}-{month:02}"
