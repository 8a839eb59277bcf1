"""What a batch has done so far, on disk beside its output: a batch that was killed goes on where it stopped.

A folder holds three files. `task.json` says what is coded, by what and how; `events.jsonl` has the events of all finished shards;
and `shards.jsonl` a line a shard, with its counts, its rejects, and where its events end. What stands behind the last such line
was being written when the batch ended, and is cut off.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from coder.corpus.rejects import Reject

_EDGE = 1 << 16  # bytes at either end of an input that its digest is made of
_TASK, _EVENTS, _SHARDS = "task.json", "events.jsonl", "shards.jsonl"

Task = dict[str, Any]


class JournalError(Exception):
    """The batch that a folder tells of is not the one that is to go on."""


@dataclass(slots=True)
class ShardRecord:
    """What became of one shard: `reads` are its stories and rejects together, `end` is where its events end in the file."""

    reads: int
    stories: int = 0
    sentences: int = 0
    roots: dict[str, int] = field(default_factory=dict)
    rejects: list[Reject] = field(default_factory=list)
    end: int = 0


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
    """The folder of one batch; used as a context. Raises JournalError where it tells of another batch."""

    def __init__(self, folder: Path, task: Task) -> None:
        self.folder = folder
        task = orjson.loads(orjson.dumps(task))
        if not (folder / _TASK).exists():
            folder.mkdir(exist_ok=True)
            unfinished = folder / f"{_TASK}.part"
            unfinished.write_bytes(orjson.dumps(task, option=orjson.OPT_INDENT_2))
            unfinished.replace(folder / _TASK)
        changed = list(_differences(orjson.loads((folder / _TASK).read_bytes()), task))
        if changed:
            raise JournalError(f"{folder} tells of a batch that is not this one; changed since: {', '.join(changed)}")
        self.done = list(self._finished())
        self._events = self._open(_EVENTS, self.done[-1].end if self.done else 0)
        self._shards = self._open(_SHARDS, self._told)

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self._events.close()
        self._shards.close()

    def _finished(self) -> Iterator[ShardRecord]:
        """The shards that were told whole; `_told` is where the last of them ends."""
        self._told = 0
        try:
            content = (self.folder / _SHARDS).read_bytes()
        except FileNotFoundError:
            return
        for line in content.splitlines(keepends=True):
            if not line.endswith(b"\n"):
                return
            record = ShardRecord(**orjson.loads(line))
            record.rejects = [Reject(**reject) for reject in record.rejects]  # type: ignore[arg-type]
            self._told += len(line)
            yield record

    def _open(self, name: str, end: int) -> BinaryIO:
        out = (self.folder / name).open("ab")
        out.truncate(end)
        out.seek(end)
        return out

    def add(self, record: ShardRecord, lines: Iterable[bytes]) -> None:
        """One more shard is finished: its events first, then the line that says so."""
        self._events.writelines(lines)
        self._events.flush()
        record.end = self._events.tell()
        self._shards.write(orjson.dumps(asdict(record), option=orjson.OPT_APPEND_NEWLINE))
        self._shards.flush()
        self.done.append(record)

    @property
    def events(self) -> Path:
        """The events of all finished shards, as JSON Lines."""
        return self.folder / _EVENTS

    def counts(self) -> dict[str, object]:
        """The numbers of the whole batch."""
        roots: Counter[str] = Counter()
        for record in self.done:
            roots.update(record.roots)
        return {
            "stories": sum(record.stories for record in self.done),
            "sentences": sum(record.sentences for record in self.done),
            "events": roots.total(),
            "rejects": sum(len(record.rejects) for record in self.done),
            "roots": dict(sorted(roots.items())),
        }

    def remove(self) -> None:
        """Take the folder away: the batch is at its end."""
        shutil.rmtree(self.folder)


def beside(output: str, what: str) -> Path:
    """The file or folder beside an output that tells more of it: `events.jsonl.manifest.json`."""
    target = Path(os.path.realpath(output))
    return target.with_name(f"{target.name}.{what}")
