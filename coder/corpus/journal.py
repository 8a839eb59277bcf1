"""What a batch has done so far, on disk beside its output: a batch that was killed goes on where it stopped.

A folder holds three files. `task.json` says what is coded, by what and how; `events.jsonl` has the events of all finished shards;
and `shards.jsonl` a line a shard, with its counts, its rejects, where its events end, and their checksum. What stands behind the
last shard that is told whole and whose events are there was being written when the batch ended, and is cut off. (So nothing need
be forced onto the disk as it is written: after a power cut the two files may have lost any of it.)
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO
from zlib import crc32

import orjson

from coder.corpus.near_duplicates import Duplicate
from coder.corpus.one_a_day import SameDay
from coder.corpus.rejects import Reject

_EDGE = 1 << 16  # bytes at either end of an input that its digest is made of
_TASK, _EVENTS, _SHARDS, _LOCK = "task.json", "events.jsonl", "shards.jsonl", "lock"

Task = dict[str, Any]
_LISTED: dict[str, type] = {"rejects": Reject, "duplicates": Duplicate, "same_day": SameDay}  # of a shard


class JournalError(Exception):
    """The batch that a folder tells of is not the one that is to go on, or another process is at it."""


@dataclass(slots=True)
class ShardRecord:
    """What became of one shard: `reads` are its stories and rejects together, `end` is where its events end in the file."""

    reads: int
    stories: int = 0
    sentences: int = 0
    roots: dict[str, int] = field(default_factory=dict)
    rejects: list[Reject] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    same_day: list[SameDay] = field(default_factory=list)
    end: int = 0
    checksum: int = 0  # CRC-32 of its events


@dataclass(slots=True)
class Counts:
    """The numbers of all finished shards together."""

    shards: int = 0
    stories: int = 0
    sentences: int = 0
    rejects: int = 0
    duplicates: int = 0
    same_day: int = 0
    roots: Counter[str] = field(default_factory=Counter)

    def add(self, record: ShardRecord) -> None:
        """One more shard is finished."""
        self.shards += 1
        self.stories += record.stories
        self.sentences += record.sentences
        self.rejects += len(record.rejects)
        self.duplicates += len(record.duplicates)
        self.same_day += len(record.same_day)
        self.roots.update(record.roots)

    def told(self) -> dict[str, object]:
        """As they stand in the manifest."""
        return {
            "stories": self.stories,
            "sentences": self.sentences,
            "events": self.roots.total(),
            "rejects": self.rejects,
            "duplicates": self.duplicates,
            "same_day": self.same_day,
            "roots": dict(sorted(self.roots.items())),
        }


def task_of(program: str, dictionary: str, options: Mapping[str, object], inputs: Iterable[str]) -> Task:
    """What makes a batch the same batch: version, hash of the dictionaries, options, and the files as they are now."""
    files = {path: _state(Path(path)) for path in inputs}
    return {"program": program, "dictionary": dictionary, "options": options, "inputs": files}


def _state(path: Path) -> dict[str, object]:
    """Size and time of a file, with a digest of its beginning and end; a file that cannot be read has none."""
    try:
        found = path.stat()
        with path.open("rb") as content:
            digest = blake2b(content.read(_EDGE), digest_size=8)
            content.seek(max(0, found.st_size - _EDGE))
            digest.update(content.read(_EDGE))
    except OSError:
        return {}
    return {"bytes": found.st_size, "modified": found.st_mtime_ns, "digest": digest.hexdigest()}


def _differences(before: Task, now: Task) -> Iterator[str]:
    """What is not as it was, in words."""
    for key in ("program", "dictionary"):
        if before[key] != now[key]:
            yield f"the {key} ({before[key]} then, {now[key]} now)"
    for key in sorted(before["options"].keys() | now["options"].keys()):
        if before["options"].get(key) != now["options"].get(key):
            yield f"the option {key}"
    for path in sorted(before["inputs"].keys() | now["inputs"].keys()):
        if before["inputs"].get(path) != now["inputs"].get(path):
            yield f"the input {path}"
    if list(before["inputs"]) != list(now["inputs"]) and before["inputs"].keys() == now["inputs"].keys():
        yield "the order of the inputs"


class Journal:
    """The folder of one batch; used as a context. `anew` forgets what was done before.

    `counts` are those of the shards that are finished; the shards themselves stay on disk. Raises JournalError where the folder
    tells of another batch, or where another process writes to it.
    """

    def __init__(self, folder: Path, task: Task, anew: bool = False) -> None:
        self.folder = folder
        self.counts = Counts()
        folder.mkdir(exist_ok=True)
        self._lock = _locked(folder / _LOCK)
        if anew:
            for name in (_TASK, _EVENTS, _SHARDS):
                (folder / name).unlink(missing_ok=True)
        self._begin(orjson.loads(orjson.dumps(task)))
        told, end = self._take_up()
        self._shards = _open_at(folder / _SHARDS, told)
        self._events = _open_at(folder / _EVENTS, end)

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self._events.close()
        self._shards.close()
        self._lock.close()

    def _begin(self, task: Task) -> None:
        """Keep the task of a new batch, or compare it with the one that is kept."""
        kept = self.folder / _TASK
        if not kept.exists():
            unfinished = self.folder / f"{_TASK}.part"
            unfinished.write_bytes(orjson.dumps(task, option=orjson.OPT_INDENT_2))
            unfinished.replace(kept)
        changed = list(_differences(orjson.loads(kept.read_bytes()), task))
        if changed:
            reason = f"tells of a batch that is not this one; changed since: {', '.join(changed)}. --restart begins anew"
            raise JournalError(f"{self.folder} {reason}")

    def _take_up(self) -> tuple[int, int]:
        """Count the shards that are finished; where the last of them ends, in the file of shards and in that of events."""
        told = end = 0
        try:
            with (self.folder / _SHARDS).open("rb") as shards, self.events.open("rb") as events:
                for line in shards:
                    record = _record(line)
                    if record is None or crc32(events.read(record.end - end)) != record.checksum or events.tell() != record.end:
                        break
                    self.counts.add(record)
                    told += len(line)
                    end = record.end
        except FileNotFoundError:
            pass
        return told, end

    def add(self, record: ShardRecord, lines: Iterable[bytes]) -> None:
        """One more shard is finished: its events first, then the line that says so."""
        written = b"".join(lines)
        self._events.write(written)
        self._events.flush()
        record.end, record.checksum = self._events.tell(), crc32(written)
        self._shards.write(orjson.dumps(asdict(record), option=orjson.OPT_APPEND_NEWLINE))
        self._shards.flush()
        self.counts.add(record)

    def records(self) -> Iterator[ShardRecord]:
        """What became of each finished shard, in their order."""
        with (self.folder / _SHARDS).open("rb") as shards:
            yield from filter(None, map(_record, shards))

    @property
    def events(self) -> Path:
        """The events of all finished shards, as JSON Lines."""
        return self.folder / _EVENTS

    def remove(self) -> None:
        """Take the folder away: the batch is at its end."""
        shutil.rmtree(self.folder)


def _locked(path: Path) -> BinaryIO:
    """A file that one process may have open; it is free again when that process is gone, however it went."""
    lock = path.open("wb")
    try:
        fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # unlike flock not inherited by workers, who may live a little longer
    except OSError as error:
        lock.close()
        raise JournalError(f"{path.parent} belongs to a batch that is running now") from error
    return lock


def _open_at(path: Path, end: int) -> BinaryIO:
    """A file open for more, without what stands behind `end`."""
    out = path.open("ab")
    out.truncate(end)
    out.seek(end)
    return out


def _record(line: bytes) -> ShardRecord | None:
    """The shard that a line tells of; None where the line is not whole."""
    try:
        record = ShardRecord(**orjson.loads(line))
        for name, kind in _LISTED.items():
            setattr(record, name, [kind(**listed) for listed in getattr(record, name)])
    except (orjson.JSONDecodeError, TypeError):
        return None
    return record if line.endswith(b"\n") else None


def beside(output: str, what: str) -> Path:
    """The file or folder beside an output that tells more of it: `events.jsonl.manifest.json`."""
    target = Path(os.path.realpath(output))
    return target.with_name(f"{target.name}.{what}")
