"""The date of an event as it is written, a day, week, month or year, -> its first and last day."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_YEAR = re.compile(r"(\d{4})")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of days, both ends included."""

    first: date
    last: date


def read_period(text: str) -> Period | None:
    """The days of `2016-03-02`, `2016-W09`, `2016-03` or `2016`; None if it is none of these."""
    try:
        if found := _DAY.fullmatch(text):
            day = date(*map(int, found.groups()))
            return Period(day, day)
        if found := _WEEK.fullmatch(text):
            monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
            return Period(monday, monday + timedelta(days=6))
        if found := _MONTH.fullmatch(text):
            year, month = map(int, found.groups())
            return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        if found := _YEAR.fullmatch(text):
            return Period(date(int(found[1]), 1, 1), date(int(found[1]), 12, 31))
    except (ValueError, OverflowError):  # the 31st of June, week 54, the year 0
        return None
    return None
