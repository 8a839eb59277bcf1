"""Tables, .csv and .tsv: a header, and rows of cells. Stories need a column `text` and may have those of JSON Lines."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from coder.corpus.json_lines import read_story
from coder.corpus.rejects import Reject, not_utf8
from coder.corpus.source import LONGEST, OVER_LONG, Read, Source, numbered_lines

SEPARATORS = {"csv": ",", "tsv": "\t"}

Row = dict[str, str]  # the cells that are not empty, by their columns


def read_csv(source: Source) -> Iterator[Read]:
    """The stories of a table whose cells commas separate; a story without an id is called `stem:line`."""
    return _stories(source, SEPARATORS["csv"])


def read_tsv(source: Source) -> Iterator[Read]:
    """The same where tabs separate the cells."""
    return _stories(source, SEPARATORS["tsv"])


def _stories(source: Source, separator: str) -> Iterator[Read]:
    for line, row in read_rows(source.path, source.stream, separator, source.layout.name("text")):
        if isinstance(row, Reject):
            yield row.line, row
            continue
        for story in read_story(source.path, line, f"{source.stem}:{line}", row, source.layout):
            yield line, story


def kind_of_header(line: str, needed: str) -> str | None:
    """The kind of table whose header a line is, if a column is called `needed`."""
    kinds = (kind for kind, separator in SEPARATORS.items() if needed in next(csv.reader([line], delimiter=separator), []))
    return next(kinds, None)


def read_rows(path: str, stream: BinaryIO, separator: str, needed: str) -> Iterator[tuple[int, Row | Reject]]:
    """The rows of a table that has a column called `needed`, each with the line on which it begins (1 where there is no line)."""
    header: list[str] = []
    for line, cells in _Rows(path, stream, separator).read():
        if isinstance(cells, Reject):
            yield line, cells
            if not header:
                return
        elif not header:
            header = cells
            if needed not in header:
                yield line, Reject(path, line, None, f"no column is called {needed}; the columns are {', '.join(header)}")
                return
        elif len(cells) != len(header):
            reason = f"the number of cells is {len(cells)}, that of columns {len(header)}"
            yield line, Reject(path, line, None, reason)
        else:
            yield line, {name: cell for name, cell in zip(header, cells, strict=True) if name and cell}
    if not header:
        yield 1, Reject(path, None, None, "the file is empty")


@dataclass(slots=True)
class _Rows:
    """Rows of cells from lines. A cell may hold line breaks between quotation marks; where these do not fit together, the first
    line of the row alone is given up, or taken as it stands if its tabs tell the cells, and those below it are read again.
    """

    path: str
    stream: BinaryIO
    separator: str
    row: list[tuple[int, int, bytes]] = field(default_factory=list)
    again: deque[tuple[int, int, bytes]] = field(default_factory=deque)
    fault: Reject | None = None
    columns: int = 0

    def read(self) -> Iterator[tuple[int, list[str] | Reject]]:
        """Each row with its first line: its cells, or what is wrong with it."""
        csv.field_size_limit(LONGEST)  # the module's own bound, 131,072 characters, is less than a long story
        lines = numbered_lines(self.stream)
        while True:
            try:
                for cells in csv.reader(self._feed(lines), delimiter=self.separator, strict=True):
                    if cells or self.fault:
                        self.columns = self.columns or len(cells)
                        yield self.row[0][0], self.fault or cells
                    self.row, self.fault = [], None
                return
            except csv.Error as error:
                (first, _, line), *rest = self.row
                plain = line.decode("utf-8", "replace").rstrip("\r\n").split("\t")
                if self.fault is not None and self.fault.line == first:
                    yield first, self.fault
                elif self.separator == "\t" and len(plain) == self.columns:
                    yield first, plain
                else:
                    yield first, Reject(self.path, first, None, f"not a row of cells: {error}")
                self.again.extendleft(reversed(rest))
                self.row, self.fault = [], None

    def _feed(self, lines: Iterator[tuple[int, int, bytes]]) -> Iterator[str]:
        while line := self.again.popleft() if self.again else next(lines, None):
            self.row.append(line)
            number, offset, content = line
            if len(content) > LONGEST:
                self.fault = self.fault or Reject(self.path, number, None, OVER_LONG.format("bytes in a line"))
                content = b"\n"
            try:
                yield content.decode()
            except UnicodeDecodeError as error:
                self.fault = self.fault or not_utf8(self.path, number, error, offset)
                yield content.decode("utf-8", "replace")
