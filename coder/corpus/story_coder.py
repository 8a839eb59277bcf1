"""A story -> its events as lines of JSON: what each process of a batch does, whoever started it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import orjson

from coder.corpus.near_duplicates import Duplicate
from coder.corpus.rejects import Reject
from coder.model import Story
from coder.pipeline import Coder

Read = Story | Reject | Duplicate
Shard = list[Read]


@dataclass(frozen=True, slots=True)
class CodedStory:
    """The events of a story, each as a line of JSON, with their CAMEO roots; and how many sentences the story has."""

    sentences: int
    lines: list[bytes]
    roots: list[str]


Done = CodedStory | Reject | Duplicate


@dataclass(frozen=True, slots=True)
class StoryCoder:
    """A coder with what is asked of it; `actors` and `include` as in `Coder.code`."""

    coder: Coder
    actors: str
    include: Collection[str]

    def __call__(self, read: Read) -> Done:
        """Code a story; what is something else stays so."""
        if not isinstance(read, Story):
            return read
        before = self.coder.sentences
        try:
            events = self.coder.code(read, self.actors, self.include)
        except Exception as error:  # a defect of the program costs a batch one story, and is told
            return Reject(read.id, None, read.id, f"the program failed on this story ({error!r}); please report it")
        lines = [orjson.dumps(event, option=orjson.OPT_APPEND_NEWLINE) for event in events]
        return CodedStory(self.coder.sentences - before, lines, [event.root for event in events])
