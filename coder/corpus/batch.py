"""Stories from files -> their events, one by one, while a tally is kept of what went by.

Nothing is held in memory but the stories at hand, so a batch may be larger than memory.
"""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

import orjson

from coder.corpus.course import Course
from coder.corpus.readers import read_stories
from coder.corpus.rejects import Reject
from coder.corpus.source import AS_IT_STANDS, Layout
from coder.corpus.story_coder import CodedStory, Done, Read, Shard, StoryCoder
from coder.model import ActorMention, Event, Story
from coder.pipeline import Coder

if TYPE_CHECKING:
    from coder.corpus.journal import Counts

SHARD_STORIES = 200  # enough that handing them over costs nothing beside coding them
SHARD_CHARACTERS = 500_000


class Tally:
    """What a batch has gone through so far. Commands that show more than numbers build on it."""

    def __init__(self) -> None:
        self.stories = self.sentences = self.events = self.rejects = 0
        self.duplicates = self.same_day = 0  # stories that repeat others; events that were left out for others of that day
        self.roots: Counter[str] = Counter()
        self.before = 0  # sentences that an earlier run has coded
        self.began = time.monotonic()
        self.course = Course()

    @property
    def seconds(self) -> float:
        """How long the batch has been running."""
        return time.monotonic() - self.began

    def rejected(self, reject: Reject) -> None:
        """A fault of the input was met."""
        self.rejects += 1

    def resumed(self, counts: Counts) -> None:
        """So much was coded before this run."""
        self.stories += counts.stories
        self.sentences += counts.sentences
        self.events += counts.roots.total()
        self.roots.update(counts.roots)
        self.rejects += counts.rejects
        self.duplicates += counts.duplicates
        self.same_day += counts.same_day
        self.before = self.sentences

    def coded(self, sentences: int, events: int, roots: Iterable[str] = ()) -> None:
        """One more story was coded; it has so many sentences and events, these with such CAMEO roots."""
        self.stories += 1
        self.sentences += sentences
        self.events += events
        self.roots.update(roots)


def mention_files(
    coder: Coder, paths: Sequence[str], tally: Tally, layout: Layout = AS_IT_STANDS
) -> Iterator[tuple[str, list[ActorMention]]]:
    """The actors that each story in `paths` mentions, with the story's id, in their order."""
    for read in read_stories(paths, layout, tally.course):
        if isinstance(read, Reject):
            tally.rejected(read)
            continue
        before = coder.sentences
        found = coder.mentions(read)
        tally.coded(coder.sentences - before, len(found))
        yield read.id, found


def code_files(
    coder: Coder,
    paths: Sequence[str],
    tally: Tally,
    actors: str = "both",
    include: Collection[str] = (),
    workers: int = 1,
    layout: Layout = AS_IT_STANDS,
) -> Iterator[Event]:
    """The events of all stories in `paths`, in their order, whatever the number of workers; the rest as in `Coder.code`."""
    return events_of(code_lines(coder, paths, tally, actors, include, workers, layout))


def code_lines(
    coder: Coder,
    paths: Sequence[str],
    tally: Tally,
    actors: str = "both",
    include: Collection[str] = (),
    workers: int = 1,
    layout: Layout = AS_IT_STANDS,
) -> Iterator[bytes]:
    """The same events, each as a line of JSON."""
    cut = shards(read_stories(paths, layout, tally.course))
    for shard in coded_shards(StoryCoder(coder, actors, include), cut, workers):
        for done in shard:
            if isinstance(done, Reject):
                tally.rejected(done)
            elif isinstance(done, CodedStory):
                tally.coded(done.sentences, len(done.lines), done.roots)
                yield from done.lines


def events_of(lines: Iterable[bytes]) -> Iterator[Event]:
    """The events that stand in lines of JSON."""
    return (Event(**orjson.loads(line)) for line in lines)


def shards(reads: Iterable[Read]) -> Iterator[Shard]:
    """Stories in their order, so many together; long ones in smaller company."""
    shard: Shard = []
    size = 0
    for read in reads:
        shard.append(read)
        size += len(read.text) if isinstance(read, Story) else 0
        if len(shard) >= SHARD_STORIES or size >= SHARD_CHARACTERS:
            yield shard
            shard, size = [], 0
    if shard:
        yield shard


def coded_shards(story_coder: StoryCoder, cut: Iterable[Shard], workers: int) -> Iterator[list[Done]]:
    """What became of each shard, in their order. A single shard, and all of them for one worker, are coded in this process."""
    ahead = iter(cut)
    first, second = next(ahead, None), next(ahead, None)
    if first is None:
        return
    if second is None or workers == 1:
        for shard in chain([first], () if second is None else [second], ahead):
            yield list(map(story_coder, shard))
        return
    from coder.corpus.workers import Workers  # brings multiprocessing, which takes as long to import as an article to code

    lengths: deque[int] = deque()

    def counted() -> Iterator[Shard]:
        for shard in chain((first, second), ahead):
            lengths.append(len(shard))
            yield shard

    with Workers(story_coder, workers) as pool:
        done: list[Done] = []
        for one in pool.code(counted()):
            done.append(one)
            if len(done) == lengths[0]:
                yield done
                lengths.popleft()
                done = []
