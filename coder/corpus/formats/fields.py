"""What several formats need of an event: its day, a number for its id, words that need no quotation marks around them."""

from __future__ import annotations

import re
from datetime import date

from coder.model import Event

_DAY = re.compile(r"\d{4}-\d\d-\d\d$")
_DAYS = ("day", "story", "page")
_BITS = 63  # of the integers that tables have


def day_of(event: Event) -> date | None:
    """The day of an event: these formats know no months and years, so that there the day of the story stands for them."""
    told = event.date if event.date_precision in _DAYS and _DAY.match(event.date or "") else event.story_date
    return date.fromisoformat(told) if told else None


def number_of(event: Event) -> int:
    """The id of an event as an integer."""
    return int(event.id, 16) & ((1 << _BITS) - 1)


def plain(text: str | None) -> str:
    """Words on one line, without tabs and double quotation marks: some who read these tables split at tabs, others unquote."""
    return " ".join(text.replace('"', "'").split()) if text else ""
