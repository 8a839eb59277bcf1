"""What a reader of stories is given and what it gives: a file that is open, its stories and rejects, each with its line.

Whoever has files that are not read here writes a function of this kind, `Reader`, and names it in the group `coder.readers` of
the entry points of a package; the name is the suffix of the files, and what `--reader` takes.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from coder.corpus.rejects import Reject
from coder.model import Story

LONGEST = 1 << 24  # characters of a story, bytes of a line: a hundred thousand sentences, and no worker's memory is at risk
OVER_LONG = f"over-long: more than {LONGEST:,} {{}}; passed over"
FIELDS = ("id", "text", "date", "title", "url", "publisher")

Read = tuple[int | None, Story | Reject]
"""What was read, with the line it begins on, None where it is the whole file."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How stories stand in files: `reader` is the kind that all files are, whatever their suffix, None where that tells it;
    `names` has the names of fields that are called otherwise there; with `sentences` a record is one sentence.
    """

    reader: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    sentences: bool = False

    def name(self, of: str) -> str:
        """What a field is called in the files."""
        return self.names.get(of, of)


AS_IT_STANDS = Layout()


@dataclass(slots=True)
class Source:
    """A file that is being read: its path as it is told to users, what stories without an id are called after, and its bytes,
    unpacked. A reader that knows how many records there are sets `records`, and yields the number of a record as its line.
    """

    path: str
    stem: str
    stream: BinaryIO
    layout: Layout = AS_IT_STANDS
    records: int | None = None


Reader = Callable[[Source], Iterator[Read]]


def numbered_lines(stream: BinaryIO) -> Iterator[tuple[int, int, bytes]]:
    """The lines of a stream without a byte order mark, each with its number and the offset of its first byte.

    Of a line of more than LONGEST bytes only LONGEST + 1 are given, and no more than that are ever held.
    """
    number = offset = 0
    while line := stream.readline(LONGEST + 1):
        number += 1
        length = len(line)
        if number == 1 and line.startswith(codecs.BOM_UTF8):
            line = line[len(codecs.BOM_UTF8) :]
        yield number, offset + length - len(line), line
        offset += length
        if length > LONGEST:
            while line and not line.endswith(b"\n"):
                line = stream.readline(LONGEST)
                offset += len(line)
