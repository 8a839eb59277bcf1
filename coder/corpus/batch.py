"""Stories from files -> their events, one by one, while a tally is kept of what went by.

Nothing is held in memory but the story at hand, so a batch may be larger than memory.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Sequence

from coder.corpus.readers import read_stories
from coder.corpus.rejects import Reject
from coder.corpus.text_pages import PageStory
from coder.model import ActorMention, Event
from coder.pipeline import Coder


class Tally:
    """What a batch has gone through so far. Commands that show more than numbers build on it."""

    def __init__(self) -> None:
        self.stories = self.sentences = self.events = self.rejects = 0
        self.began = time.monotonic()

    @property
    def seconds(self) -> float:
        """How long the batch has been running."""
        return time.monotonic() - self.began

    def rejected(self, reject: Reject) -> None:
        """A fault of the input was met."""
        self.rejects += 1

    def coded(self, sentences: int, events: int) -> None:
        """One more story was coded; it has so many sentences and events."""
        self.stories += 1
        self.sentences += sentences
        self.events += events


def mention_files(coder: Coder, paths: Sequence[str], tally: Tally) -> Iterator[tuple[str, list[ActorMention]]]:
    """The actors that each story in `paths` mentions, with the story's id, in their order."""
    for read in read_stories(paths):
        if isinstance(read, Reject):
            tally.rejected(read)
            continue
        before = coder.sentences
        found = coder.mentions(read, list(read.paragraphs) if isinstance(read, PageStory) else None)
        tally.coded(coder.sentences - before, len(found))
        yield read.id, found


def code_files(
    coder: Coder, paths: Sequence[str], tally: Tally, actors: str = "both", include: Collection[str] = ()
) -> Iterator[Event]:
    """The events of all stories in `paths`, in their order; `actors` and `include` as in `Coder.code`."""
    for read in read_stories(paths):
        if isinstance(read, Reject):
            tally.rejected(read)
            continue
        before = coder.sentences
        try:
            events = coder.code(read, actors, include, list(read.paragraphs) if isinstance(read, PageStory) else None)
        except Exception as error:  # a defect of the program costs a batch one story, and is told
            tally.rejected(Reject(read.id, None, read.id, f"the program failed on this story ({error!r}); please report it"))
            continue
        tally.coded(coder.sentences - before, len(events))
        yield from events
