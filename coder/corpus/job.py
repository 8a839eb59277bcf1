"""A batch into a file: with a journal, so that it can go on where it was killed, and with a manifest and the rejects beside it.

Beside OUT stand, while the batch runs, the journal `OUT.parts`; at its end `OUT.manifest.json`, which says what made OUT, and
`OUT.rejects.tsv` if anything could not be read.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import islice
from pathlib import Path

import orjson

from coder.corpus.batch import SHARD_CHARACTERS, SHARD_STORIES, Tally, coded_shards, events_of, shards
from coder.corpus.formats.tables import Table, table_lines
from coder.corpus.journal import Journal, ShardRecord, beside, task_of
from coder.corpus.readers import STANDARD_INPUT, input_files, read_stories
from coder.corpus.rejects import Reject
from coder.corpus.workers import CodedStory, StoryCoder
from coder.corpus.writers import whole_file

JOURNAL, MANIFEST, REJECTS = "parts", "manifest.json", "rejects.tsv"


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be coded and how; `restart` forgets what was done before; `form` is what the output is, if not JSON Lines."""

    coder: StoryCoder
    paths: Sequence[str]
    output: str
    workers: int = 1
    restart: bool = False
    form: Table | None = None

    def run(self, tally: Tally) -> None:
        """Code what is not yet coded, and write the output.

        Raises JournalError where the journal beside the output is another batch's, and OSError.
        """
        began, task = datetime.now(UTC), self._task()
        once = STANDARD_INPUT in self.paths  # cannot be read again, so that what was done before is of no use
        with Journal(beside(self.output, JOURNAL), task, self.restart or once) as journal:
            try:
                self._code(journal, tally)
                if self.form is not None:
                    _write_table(journal, self.output, self.form)
                _write_rejects(self.output, journal)
                told = {**task, **journal.counts.told(), "began": began, "ended": datetime.now(UTC)}
                _write_manifest(self.output, told, journal.folder)
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
            "shards": [SHARD_STORIES, SHARD_CHARACTERS],
        }
        return task_of(version("cameo-coder"), self.coder.coder.dictionary.hash, options, input_files(self.paths))

    def _code(self, journal: Journal, tally: Tally) -> None:
        before = journal.counts
        if before.shards:
            tally.resumed(before.stories, before.sentences, before.roots, before.rejects)
        for done in self._rest(journal):
            self._add(journal, done, tally)

    def _rest(self, journal: Journal) -> Iterator[list[CodedStory | Reject]]:
        """The shards that are not finished; those that are have to be read again, for ids may come twice."""
        cut = shards(read_stories(self.paths))
        for _ in islice(cut, journal.counts.shards):
            pass
        return coded_shards(self.coder, cut, self.workers)

    def _add(self, journal: Journal, done: list[CodedStory | Reject], tally: Tally) -> None:
        record = ShardRecord(len(done))
        lines: list[bytes] = []
        for one in done:
            if isinstance(one, Reject):
                tally.rejected(one)
                record.rejects.append(one)
                continue
            tally.coded(one.sentences, len(one.lines), one.roots)
            record.stories += 1
            record.sentences += one.sentences
            for root in one.roots:
                record.roots[root] = record.roots.get(root, 0) + 1
            lines += one.lines
        journal.add(record, lines)


def is_file(output: str) -> bool:
    """Whether an output is, or will be, a regular file: a pipe keeps nothing, and nothing can stand beside it."""
    target = Path(os.path.realpath(output))
    return target.is_file() or not target.exists()


def _take_over(events: Path, output: str) -> None:
    """The events as they stand in the journal become the output."""
    target = Path(os.path.realpath(output))
    if target.exists():
        shutil.copymode(target, events)
    events.replace(target)


def _write_table(journal: Journal, output: str, form: Table) -> None:
    with journal.events.open("rb") as lines, whole_file(output, journal.folder) as out:
        out.writelines(table_lines(events_of(lines), form))


def _write_rejects(output: str, journal: Journal) -> None:
    """The rejects as a table with a header; no file where there are none."""
    path = beside(output, REJECTS)
    if not journal.counts.rejects:
        path.unlink(missing_ok=True)
        return
    with whole_file(str(path), journal.folder) as out:
        out.write(_row("file", "line", "story", "reason"))
        for record in journal.records():
            for reject in record.rejects:
                out.write(_row(reject.path, str(reject.line or ""), reject.story or "", reject.reason))


def _row(*cells: str) -> bytes:
    return ("\t".join(" ".join(cell.split()) for cell in cells) + "\n").encode()


def _write_manifest(output: str, manifest: dict[str, object], folder: Path) -> None:
    with whole_file(str(beside(output, MANIFEST)), folder) as out:
        out.write(orjson.dumps(manifest, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
