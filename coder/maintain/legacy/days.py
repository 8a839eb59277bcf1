"""The dates of TABARI and PETRARCH, as they were meant and as they were mistyped.

A date has two digits for the year, or four. PETRARCH reads 00 to 30 as years of this century, takes `<` to end the day before the
date, `>` to begin on it, and the first code that holds.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from datetime import date

from coder.maintain.legacy.conversion import Days

_LAST_YEAR_OF_THIS_CENTURY = 30
_CENTURIES = ("19", "20")


class DateError(ValueError):
    """A date that could mean several days, or none."""


def read_day(digits: str) -> tuple[int, str]:
    """The day of a date, as an ordinal, and how it was mended ("" if it was whole); raises DateError."""
    if len(digits) in (6, 8):
        return _day(digits)
    if len(digits) == 7 and not digits.startswith(_CENTURIES):
        day, _ = _day(digits[:6])
        return day, f"the seventh digit of {digits} is passed over, as PETRARCH does"
    if len(digits) == 9:
        day, _ = _day(digits[:8])
        return day, f"the ninth digit of {digits} is passed over, as PETRARCH does"
    if len(digits) == 10 and digits.startswith(_CENTURIES) and digits[2:].startswith(_CENTURIES):
        day, _ = _day(digits[2:])
        return day, f"{digits} has its century twice"
    raise DateError(f"the date {digits} has {len(digits)} digits, and it is not clear which one is wrong")


def _day(digits: str) -> tuple[int, str]:
    """The day of six or eight digits; a day behind the last of its month is that last day."""
    year, month, day = int(digits[:-4]), int(digits[-4:-2]), int(digits[-2:])
    if len(digits) == 6:
        year += 2000 if year <= _LAST_YEAR_OF_THIS_CENTURY else 1900
    if not 1 <= month <= 12 or not 1 <= day <= 31 or not year:
        raise DateError(f"{digits} is not a day of the calendar")
    last = calendar.monthrange(year, month)[1]
    mended = f"{digits} is not a day of the calendar; the last of that month is meant" if day > last else ""
    return date(year, month, min(day, last)).toordinal(), mended


def without_overlaps(spans: Iterable[Days]) -> list[Days]:
    """The same codes on the same days, where of two that hold on a day the first one counts; sorted by day."""
    kept: list[Days] = []
    for span in spans:
        pieces = [span]
        for other in kept:
            pieces = [rest for piece in pieces for rest in _outside(piece, other)]
        kept += pieces
    return sorted(kept, key=lambda span: span.first or 0)


def _outside(span: Days, other: Days) -> Iterator[Days]:
    """The parts of a span before and behind another one."""
    if not meet(span, other):
        yield span
        return
    if other.first is not None and (span.first is None or span.first < other.first):
        yield Days(span.first, other.first - 1, span.code)
    if other.last is not None and (span.last is None or span.last > other.last):
        yield Days(other.last + 1, span.last, span.code)


def meet(one: Days, other: Days) -> bool:
    """Whether two spans share a day."""
    return not (_before(one, other) or _before(other, one))


def _before(one: Days, other: Days) -> bool:
    return one.last is not None and other.first is not None and one.last < other.first


def interval(span: Days) -> str:
    """A span as our dictionaries write it: 2012-06-30/2013-07-03."""
    ends = (span.first, span.last)
    return "/".join(".." if end is None else date.fromordinal(end).isoformat() for end in ends)
