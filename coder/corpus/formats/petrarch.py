"""The event file of PETRARCH: tabs, no header; an actor that is not there is `---`, a url that is not known has no column."""

from __future__ import annotations

from coder.corpus.formats.actor_parts import NOBODY
from coder.corpus.formats.fields import day_of, plain
from coder.model import Event


def petrarch_row(event: Event) -> list[object]:
    """Date, source, target, code, issues (none), sentence id, url if known, publisher."""
    day = day_of(event)
    row: list[object] = [
        day.strftime("%Y%m%d") if day else NOBODY,
        event.source or NOBODY,
        event.target or NOBODY,
        event.action,
        "",
        f"{plain(event.story)}_{event.sentence}",
    ]
    return [*row, *([plain(event.url)] if event.url else []), plain(event.publisher)]
