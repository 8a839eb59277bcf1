"""Events -> one a day of each kind: those with a date, source, action and target that were there before are left out, and told.

Many stories tell of one event. Which of them do is kept, for each event that is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from coder.corpus.first_met import FirstMet
from coder.corpus.story_coder import CodedStory
from coder.pipeline import ALWAYS_WRITTEN

_DAYS = ("day", "story")  # precisions of a date


@dataclass(frozen=True, slots=True)
class SameDay:
    """An event that was left out: the id of the event that stands for it, the story that tells of it too, and its own id."""

    event: str
    story: str
    left_out: str


class OneADay:
    """Remembers the first event of each day and kind."""

    def __init__(self) -> None:
        self._met = FirstMet()

    def take_up(self, lines: Iterable[bytes]) -> None:
        """Remember events that an earlier run has written, as lines of JSON."""
        for line in lines:
            self._first(orjson.loads(line))

    def thin(self, coded: CodedStory) -> tuple[CodedStory, list[SameDay]]:
        """A story with those of its events that are the first of their kind and day, and the others."""
        events = [orjson.loads(line) for line in coded.lines]
        left_out: dict[int, SameDay] = {}
        for at in sorted(range(len(events)), key=lambda at: events[at]["same_as"] is not None):  # fuller records first
            first = self._first(events[at])
            if first is not None:
                left_out[at] = SameDay(first, events[at]["story"], events[at]["id"])
        stay = [at for at in range(len(events)) if at not in left_out]
        thinned = CodedStory(coded.sentences, [coded.lines[at] for at in stay], [coded.roots[at] for at in stay])
        return thinned, [left_out[at] for at in sorted(left_out)]

    def _first(self, event: Mapping[str, Any]) -> str | None:
        """The id of the event of this kind and day that was met before; None where there was none, or none can be."""
        if event["date_precision"] not in _DAYS or event["source"] is None or event["target"] is None:
            return None  # what is not known cannot be the same
        status = "" if event["status"] in ALWAYS_WRITTEN else event["status"]
        kind = (event["date"], event["source"], event["action"], event["target"], status)
        return self._met.meet(" ".join(kind), event["id"])
