"""Stories from files: paths in, stories out one by one, and between them a reject for each fault of the input.

A path is a file of one of the `kinds`, packed (.gz, .bz2, .xz, .zst) or not, a folder of such files, a pattern such as
`news/**/*.jsonl`, or `-` for standard input. Nothing is held in memory but the story at hand.
"""

from __future__ import annotations

import codecs
import io
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from coder.corpus.course import Course
from coder.corpus.first_met import FirstMet
from coder.corpus.inputs import STANDARD_INPUT, expand
from coder.corpus.kinds import kind_of_content, reader_of
from coder.corpus.packed import damaged, kind_of_file, stem_of_file, unpacked
from coder.corpus.rejects import Reject
from coder.corpus.source import AS_IT_STANDS, LONGEST, OVER_LONG, Layout, Read, Source
from coder.model import Story

_BUFFER = 1 << 16
_HEAD = 1 << 16  # bytes of standard input, at most, that are looked at to see what it is
_TEXTS = ("txt", "jsonl", "csv", "tsv")


def read_stories(paths: Sequence[str], layout: Layout = AS_IT_STANDS, course: Course | None = None) -> Iterator[Story | Reject]:
    """The stories of all paths, in their order; a file that is reached twice is read once, an id that comes twice is rejected.

    How far the reading has come is told to `course`.
    """
    course = course or Course()
    files = list(expand(paths, layout))
    sizes = [_size(file) for file in files]
    course.begin(sizes)
    seen = FirstMet()
    behind = 0  # bytes of the files before
    for file, size in zip(files, sizes, strict=True):
        for position, line, read in _read(file, layout, size):
            course.read(behind + position)
            yield _checked(str(file), line, read, seen) if isinstance(read, Story) else read
        behind += size or 0


def _size(file: str | Reject) -> int | None:
    """Bytes of a file; of a pipe they are not known."""
    try:
        if isinstance(file, Reject):
            return 0
        found = os.fstat(sys.stdin.fileno()) if file == STANDARD_INPUT else Path(file).stat()
    except OSError:
        return None if file == STANDARD_INPUT else 0
    return found.st_size if stat.S_ISREG(found.st_mode) else None


def _checked(path: str, line: int | None, story: Story, seen: FirstMet) -> Story | Reject:
    """A story whose id was not seen before and whose text can be coded, else why it is passed over."""
    if len(story.text) > LONGEST:
        return Reject(path, line, story.id, OVER_LONG.format("characters in a story"))
    for name, value in (("id", story.id), ("text", story.text), ("title", story.title), ("publisher", story.publisher)):
        if value and "\0" in value:
            return Reject(path, line, None, f"the {name} has a NUL character, at {value.index(chr(0))}; the story is passed over")
    # The hash alone: 64 bits are enough to tell the ids of a large corpus apart, and take less room.
    if seen.meet(hash(story.id)) is not None:
        return Reject(path, line, story.id, f"the id {story.id!r} was read before; the story is passed over")
    return story


def _read(file: str | Reject, layout: Layout, size: int | None) -> Iterator[tuple[int, int | None, Story | Reject]]:
    """What a file holds: the position in the file when it was read, the line it stands on, and the story."""
    if isinstance(file, Reject):
        yield 0, None, file
        return
    try:
        if file == STANDARD_INPUT:
            yield from _read_raw(file, "stdin", sys.stdin.buffer, layout, size)
        else:
            with Path(file).open("rb") as raw:
                yield from _read_raw(file, stem_of_file(Path(file)), raw, layout, size)
    except damaged() as error:
        yield 0, None, Reject(file, None, None, f"cannot be unpacked to its end: {error}")
    except OSError as error:
        yield 0, None, Reject(file, None, None, f"cannot be read: {error.strerror or error}")


def _read_raw(
    path: str, stem: str, raw: BinaryIO, layout: Layout, size: int | None
) -> Iterator[tuple[int, int | None, Story | Reject]]:
    if path == STANDARD_INPUT:
        head, stream = _with_head(raw)
        kind = layout.reader or kind_of_content(head, layout)
    else:
        stream = unpacked(Path(path), raw)
        kind = layout.reader or kind_of_file(Path(path))
    source = Source(path, stem, stream, layout)
    for line, read in _read_source(source, kind):
        yield _position(source, line, raw, size), line, read


def _position(source: Source, line: int | None, raw: BinaryIO, size: int | None) -> int:
    """How many bytes of a file are behind a record that was read."""
    if size is None:
        return 0
    return size * (line or 0) // source.records if source.records else raw.tell()


def _read_source(source: Source, kind: str) -> Iterator[Read]:
    if kind in _TEXTS and source.stream.peek(2)[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):  # type: ignore[attr-defined]
        yield None, Reject(source.path, None, None, "the file is UTF-16, not UTF-8")
        return
    try:
        yield from reader_of(kind)(source)
    except OSError:
        raise
    except damaged():
        raise
    except Exception as error:  # what goes wrong in the reader of another package is told, too
        yield None, Reject(source.path, None, None, f"the reader {kind} failed ({error!r}); what follows is not read")


class _Joined(io.RawIOBase):
    """A head that was read already, and the stream that it was read from."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self._head[: len(buffer)] or self._rest.read1(len(buffer))  # type: ignore[attr-defined]
        self._head = self._head[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)


def _with_head(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The first line that is not blank, without a byte order mark, and the whole stream."""
    head = b""
    while line := stream.readline(_HEAD):
        head += line
        if line.removeprefix(codecs.BOM_UTF8).strip() or len(head) > _HEAD:
            break
    return head.removeprefix(codecs.BOM_UTF8).lstrip(), io.BufferedReader(_Joined(head, stream), _BUFFER)
