"""Tables of stories, .csv and .tsv: a header with `text` and, where known, `id`, `date`, `title`, `url` and `publisher`."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from coder.corpus.json_lines import read_story
from coder.corpus.rejects import Reject, not_utf8
from coder.model import Story

SEPARATORS = {".csv": ",", ".tsv": "\t"}
_LONGEST = 1 << 27  # characters of a field; the module's own bound, 131,072, is less than a long story


Row = dict[str, str]  # the cells that are not empty, by their columns


def read_table(path: str, stem: str, lines: Iterable[bytes], separator: str) -> Iterator[tuple[int | None, Story | Reject]]:
    """The stories of a table, each with the line on which it ends; one without an id is called `stem:line`."""
    for line, row in read_rows(path, lines, separator, "text"):
        if isinstance(row, Reject):
            yield line, row
            continue
        for read in read_story(path, line, f"{stem}:{line}", row):
            yield line, read


def read_rows(path: str, lines: Iterable[bytes], separator: str, needed: str) -> Iterator[tuple[int, Row | Reject]]:
    """The rows of a table that has a column called `needed`, each with the line on which it ends (1 where there is no line).

    A cell may hold line breaks between quotation marks. A line that is not UTF-8 ends the table, for where its cells end is lost.
    """
    csv.field_size_limit(_LONGEST)
    faults: list[Reject] = []
    rows = csv.DictReader(_text(path, lines, faults), delimiter=separator, strict=True)
    try:
        if rows.fieldnames is None:
            yield 1, faults[0] if faults else Reject(path, None, None, "the file is empty")
            return
        if needed not in rows.fieldnames:
            yield 1, Reject(path, 1, None, f"no column is called {needed}; the columns are {', '.join(rows.fieldnames)}")
            return
        for row in rows:
            yield rows.line_num, {name: cell for name, cell in row.items() if name and cell}
    except csv.Error as error:
        yield rows.line_num, Reject(path, rows.line_num, None, f"not a table: {error}; what follows is not read")
    yield from ((fault.line or 1, fault) for fault in faults)


def _text(path: str, lines: Iterable[bytes], faults: list[Reject]) -> Iterator[str]:
    offset = 0
    for number, line in enumerate(lines, 1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8").replace("\0", "")
        except UnicodeDecodeError as error:
            faults.append(not_utf8(path, number, error, offset))
            return
        offset += len(line)
