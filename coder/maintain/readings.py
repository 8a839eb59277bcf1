"""A corpus -> its stories, and what the road made of each sentence, for tools that look at more than events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coder.corpus.batch import Tally
from coder.corpus.readers import read_stories
from coder.corpus.rejects import Reject
from coder.corpus.source import AS_IT_STANDS, Layout
from coder.model import Story
from coder.pipeline import Coder, Trace


def stories(paths: Sequence[str], tally: Tally, layout: Layout = AS_IT_STANDS) -> Iterator[Story]:
    """The stories of `paths`, in their order; what cannot be read is told to the tally."""
    for read in read_stories(paths, layout, tally.course):
        if isinstance(read, Reject):
            tally.rejected(read)
        else:
            yield read


def traced(coder: Coder, story: Story, tally: Tally, misses: bool = False) -> list[Trace]:
    """The sentences of a story; `misses` as in `Coder.traces`. A defect of the program costs one story, and is told."""
    before = coder.sentences
    try:
        traces = list(coder.traces(story, misses=misses))
    except Exception as error:
        tally.rejected(Reject(story.id, None, story.id, f"the program failed on this story ({error!r}); please report it"))
        return []
    tally.coded(coder.sentences - before, sum(len(trace.events) for trace in traces))
    return traces
