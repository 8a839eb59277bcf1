"""Parquet files of stories: one a row, with the columns `text` and, where known, `id`, `date`, `title`, `url` and `publisher`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from coder.corpus.json_lines import read_story
from coder.corpus.rejects import Reject
from coder.corpus.source import FIELDS, Read, Source

_ROWS = 200  # at a time: stories may be long


def read_parquet(source: Source) -> Iterator[Read]:
    """The stories of a file, each with the number of its row; one without an id is called `stem:row`."""
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        yield None, Reject(source.path, None, None, "pyarrow is missing; pip install 'cameo-coder[parquet]' brings it")
        return
    if not source.stream.seekable():
        yield None, Reject(source.path, None, None, "a .parquet file is read from its end, which a pipe does not allow")
        return
    layout = source.layout
    try:
        file = ParquetFile(source.stream)
        there = file.schema_arrow.names
        if layout.name("text") not in there:
            reason = f"no column is called {layout.name('text')}; the columns are {', '.join(there)}"
            yield None, Reject(source.path, None, None, reason)
            return
        source.records = file.metadata.num_rows
        columns = [name for name in map(layout.name, FIELDS) if name in there]
        rows = chain.from_iterable(batch.to_pylist() for batch in file.iter_batches(_ROWS, columns=columns))
        for number, row in enumerate(rows, 1):
            for read in read_story(source.path, number, f"{source.stem}:{number}", _known(row, layout.name("id")), layout):
                yield number, read
    except (ArrowException, OSError) as error:
        yield None, Reject(source.path, None, None, f"not a .parquet file, or a damaged one: {' '.join(str(error).split())}")


def _known(row: dict[str, Any], id_name: str) -> dict[str, Any]:
    """What is known of a story. Whole numbers are as good for ids as any: that is the type of the column, and no slip."""
    known = {name: value for name, value in row.items() if value is not None}
    if isinstance(known.get(id_name), int):
        known[id_name] = str(known[id_name])
    return known
