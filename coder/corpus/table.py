"""Events as a table for terminals: who did what to whom, in words and codes, coloured by quad class."""

from __future__ import annotations

from collections.abc import Iterable

from rich import box
from rich.table import Table
from rich.text import Text

from coder.model import ActorMention, Event

# From verbal cooperation to material conflict.
_COLOURS = {1: "green", 2: "cyan", 3: "yellow", 4: "red"}


def mention_table(stories: Iterable[tuple[str, list[ActorMention]]]) -> Table:
    """One row an actor mention: code, words, dictionary line, and why."""
    table = Table(box=box.SIMPLE_HEAD, expand=True, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column("code", min_width=9, no_wrap=True)
    table.add_column("words", ratio=2, overflow="fold")
    table.add_column("why", ratio=3, overflow="fold")
    for _, found in stories:
        for mention in found:
            table.add_row(Text(mention.code, "bold"), Text(mention.text), Text("\n".join(mention.why), "dim"))
    return table


def event_table(events: Iterable[Event]) -> Table:
    """One row an event, two lines high: codes above, words below, cut to the width. `no.` is the number of the sentence.

    The story's id stands below the date where there are several stories.
    """
    rows = list(events)
    many = len({event.story for event in rows}) > 1
    table = Table(box=box.SIMPLE_HEAD, expand=True, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column("date", width=10, no_wrap=True, overflow="ellipsis")
    for name in ("source", "action", "target"):
        table.add_column(name, ratio=1, no_wrap=True, overflow="ellipsis")
    table.add_column("no.", width=4, justify="right", no_wrap=True)
    for event in rows:
        colour = _COLOURS.get(event.quad_class, "")
        status = "" if event.status == "actual" else f" {event.status}"
        table.add_row(
            _cell(event.date or event.story_date or "", event.story if many else None),
            _cell(event.source or "-", event.source_text, colour),
            _cell(event.action + status, event.name, colour),
            _cell(event.target or "-", event.target_text, colour),
            str(event.sentence),
        )
    return table


def _cell(above: str, below: str | None, colour: str | None = None) -> Text:
    """Two lines of one cell; the upper one stands out where a colour (or "" for bold alone) is given."""
    style = "" if colour is None else f"bold {colour}".strip()
    return Text.assemble((above, style), "\n", (" ".join((below or "").split()), "dim"))
