"""Events out as JSON Lines: one record a line, its keys in the order of `Event`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import orjson


def write_events(events: Iterable[object], path: str | None = None) -> int:
    """Write events (or other records, or lines ready to be written) to `path`, or to standard output without one.

    Returns how many there were.

    A file appears under its name only when it is whole: a run that fails half-way leaves what stood there before.
    """
    count = 0
    with _standard_output() if path is None else whole_file(path) as out:
        for event in events:
            count += 1
            out.write(event if isinstance(event, bytes) else orjson.dumps(event, option=orjson.OPT_APPEND_NEWLINE))
    return count


def is_file(output: str) -> bool:
    """Whether an output is, or will be, a regular file: a pipe keeps nothing, and nothing can stand beside it."""
    target = Path(os.path.realpath(output))
    return target.is_file() or not target.exists()


@contextmanager
def _standard_output() -> Iterator[BinaryIO]:
    sys.stdout.flush()
    yield sys.stdout.buffer
    sys.stdout.buffer.flush()


@contextmanager
def whole_file(path: str, folder: Path | None = None) -> Iterator[BinaryIO]:
    """A file open for writing that takes its name when the block ends well, and is gone when it does not.

    Until then it stands in `folder` (on the same disk), or beside its place.

    What is no regular file (a pipe, /dev/null) is written to directly; a link stays one and the file behind it is replaced.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        with target.open("wb") as out:
            yield out
        return
    part = (folder or target.parent) / f".{target.name}.{os.getpid()}.part"
    try:
        with part.open("xb") as out:
            yield out
        if target.exists():
            import shutil

            shutil.copymode(target, part)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
