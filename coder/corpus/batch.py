"""Stories from files -> their events, one by one, while a tally is kept of what went by.

Nothing is held in memory but the stories at hand, so a batch may be larger than memory.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

from coder.corpus.readers import read_stories
from coder.corpus.rejects import Reject
from coder.corpus.text_pages import PageStory
from coder.corpus.workers import CodedStory, Shard, StoryCoder, Workers
from coder.model import ActorMention, Event, Story
from coder.pipeline import Coder

SHARD_STORIES = 200  # enough that handing them over costs nothing beside coding them
SHARD_CHARACTERS = 500_000


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
    coder: Coder, paths: Sequence[str], tally: Tally, actors: str = "both", include: Collection[str] = (), workers: int = 1
) -> Iterator[Event]:
    """The events of all stories in `paths`, in their order, whatever the number of workers.

    `actors` and `include` as in `Coder.code`. What fits into one shard, or is for one worker, is coded in this process.
    """
    story_coder, stories = StoryCoder(coder, actors, include), read_stories(paths)
    for done in map(story_coder, stories) if workers == 1 else _shared_out(story_coder, shards(stories), workers):
        if isinstance(done, Reject):
            tally.rejected(done)
            continue
        tally.coded(done.sentences, len(done.events))
        yield from done.events


def shards(stories: Iterable[Story | Reject]) -> Iterator[Shard]:
    """Stories in their order, so many together; long ones in smaller company."""
    shard: Shard = []
    size = 0
    for read in stories:
        shard.append(read)
        size += len(read.text) if isinstance(read, Story) else 0
        if len(shard) >= SHARD_STORIES or size >= SHARD_CHARACTERS:
            yield shard
            shard, size = [], 0
    if shard:
        yield shard


def _shared_out(story_coder: StoryCoder, cut: Iterator[Shard], workers: int) -> Iterator[CodedStory | Reject]:
    first = next(cut, [])
    second = next(cut, None)
    if second is None:
        yield from map(story_coder, first)
        return
    with Workers(story_coder, workers) as pool:
        yield from pool.code(chain((first, second), cut))
