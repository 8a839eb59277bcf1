"""A batch into a file: with a journal, so that it can go on where it was killed, and with what tells more of it beside it.

Beside OUT stands the journal `OUT.parts` while the batch runs, and at its end what coder/corpus/sidecars.py writes.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from itertools import islice
from pathlib import Path

from coder.corpus.batch import SHARD_CHARACTERS, SHARD_STORIES, Tally, coded_shards, events_of, shards
from coder.corpus.course import Course
from coder.corpus.forms import Form
from coder.corpus.inputs import STANDARD_INPUT, input_files
from coder.corpus.journal import Journal, ShardRecord, beside, task_of
from coder.corpus.near_duplicates import Duplicate, tell_duplicates
from coder.corpus.one_a_day import OneADay
from coder.corpus.readers import read_stories
from coder.corpus.rejects import Reject
from coder.corpus.sidecars import write_lists, write_manifest
from coder.corpus.source import AS_IT_STANDS, Layout
from coder.corpus.story_coder import Done, Shard, StoryCoder

JOURNAL = "parts"


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be coded and how; `restart` forgets what was done before; `form` is what the output is, if not JSON Lines.

    Stories that nearly repeat others are told in a list beside the output (`duplicates` is "mark") or left out as well ("drop");
    with `one_a_day` so are events of which there is one of that day. `layout` says how the stories stand in the files. With
    `ray` the workers are those of a cluster.
    """

    coder: StoryCoder
    paths: Sequence[str]
    output: str
    workers: int = 1
    restart: bool = False
    form: Form | None = None
    duplicates: str | None = None
    one_a_day: bool = False
    layout: Layout = AS_IT_STANDS
    ray: bool = False

    def run(self, tally: Tally) -> None:
        """Code what is not yet coded, and write the output.

        Raises JournalError where the journal beside the output is another batch's, ClusterError, and OSError.
        """
        began, task = datetime.now(UTC), self._task()
        once = STANDARD_INPUT in self.paths  # cannot be read again, so that what was done before is of no use
        with Journal(beside(self.output, JOURNAL), task, self.restart or once) as journal:
            try:
                self._code(journal, tally)
                if self.form is not None:
                    with journal.events.open("rb") as lines:
                        self.form.write(events_of(lines), self.output, journal.folder)
                write_lists(self.output, journal)
                told = {**task, **journal.counts.told(), "began": began, "ended": datetime.now(UTC)}
                write_manifest(self.output, journal, told)
                if self.form is None:  # at the very end: without its events the journal is worth nothing
                    _take_over(journal.events, self.output)
            except BaseException:
                if once:
                    journal.remove()
                raise
            journal.remove()

    def _task(self) -> dict[str, object]:
        options = {
            "actors": self.coder.actors,
            "include": sorted(self.coder.include),
            "duplicates": self.duplicates,
            "one-a-day": self.one_a_day,
            "reader": self.layout.reader,
            "map": self.layout.names,
            "sentences": self.layout.sentences,
            "shards": [SHARD_STORIES, SHARD_CHARACTERS],
        }
        return task_of(version("cameo-coder"), self.coder.coder.dictionary.hash, options, input_files(self.paths, self.layout))

    def _code(self, journal: Journal, tally: Tally) -> None:
        if journal.counts.shards:
            tally.resumed(journal.counts)
        first = OneADay() if self.one_a_day else None
        if first is not None:
            with journal.events.open("rb") as lines:
                first.take_up(lines)
        for done in self._rest(journal, tally):
            _add(journal, done, tally, first)

    def _rest(self, journal: Journal, tally: Tally) -> Iterator[list[Done]]:
        """The shards that are not finished."""
        cut = partial(_cut, self.paths, self.layout, self.duplicates, journal.counts.shards)
        if not self.ray:
            return coded_shards(self.coder, cut(tally.course), self.workers)
        from coder.corpus.cluster import ray_shards

        return ray_shards(self.coder, cut, self.workers)


def _cut(
    paths: Sequence[str], layout: Layout, duplicates: str | None, finished: int, course: Course | None = None
) -> Iterator[Shard]:
    """The shards behind so many that are finished; these are read again all the same, for later stories may repeat them."""
    reads = read_stories(paths, layout, course)
    return islice(shards(reads if duplicates is None else tell_duplicates(reads, duplicates == "drop")), finished, None)


def _add(journal: Journal, done: list[Done], tally: Tally, first: OneADay | None) -> None:
    """One more shard is coded."""
    record = ShardRecord(len(done))
    lines: list[bytes] = []
    for one in done:
        if isinstance(one, Reject):
            tally.rejected(one)
            record.rejects.append(one)
            continue
        if isinstance(one, Duplicate):
            tally.duplicates += 1
            record.duplicates.append(one)
            continue
        if first is not None:
            one, left_out = first.thin(one)
            tally.same_day += len(left_out)
            record.same_day += left_out
        tally.coded(one.sentences, len(one.lines), one.roots)
        record.stories += 1
        record.sentences += one.sentences
        for root in one.roots:
            record.roots[root] = record.roots.get(root, 0) + 1
        lines += one.lines
    journal.add(record, lines)


def _take_over(events: Path, output: str) -> None:
    """The events as they stand in the journal become the output."""
    target = Path(os.path.realpath(output))
    if target.exists():
        shutil.copymode(target, events)
    events.replace(target)
