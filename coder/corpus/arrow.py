"""Stories in columns -> events in columns (Apache Arrow): what DuckDB, Spark, Ray and parquet files hand over and take.

`code_batch` is the whole coder as one function of a batch. Whoever shares out a corpus among machines needs nothing else of it.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import fields
from functools import cache
from typing import Any

from coder.corpus.json_lines import read_story
from coder.corpus.rejects import Reject
from coder.corpus.source import FIELDS
from coder.model import Event, Story
from coder.pipeline import Coder

try:
    import pyarrow as pa
except ModuleNotFoundError as error:
    raise ModuleNotFoundError("pyarrow is missing; pip install 'cameo-coder[parquet]' brings it", name=error.name) from error

_NEEDED = ("id", "text")
_TEXT, _WHOLE, _REAL = pa.string(), pa.int32(), pa.float64()
_OF_TYPE = {
    "str": _TEXT,
    "int": _WHOLE,
    "float": _REAL,
    "bool": pa.bool_(),
    "list[int]": pa.list_(_WHOLE),
    "list[str]": pa.list_(_TEXT),
}
_NESTED = {
    "attribution": pa.struct([(key, _TEXT) for key in ("code", "text", "kind")]),
    "location": pa.struct(
        [
            *((key, _TEXT) for key in ("name", "text", "country", "region")),
            *((key, _REAL) for key in ("lat", "lon")),
            ("geonames", pa.int64()),
            ("basis", _TEXT),
        ]
    ),
    "counts": pa.map_(_TEXT, pa.struct([("min", pa.int64()), ("max", pa.int64()), ("text", _TEXT)])),
}
# The columns of events: those of the record, in its order.
EVENT_SCHEMA = pa.schema(
    [(field.name, _NESTED.get(field.name) or _OF_TYPE[str(field.type).removesuffix(" | None")]) for field in fields(Event)]
)


def code_batch(
    batch: pa.RecordBatch, *, actors: str = "both", include: Collection[str] = (), dictionaries: Sequence[str] = ()
) -> pa.RecordBatch:
    """The events of the stories of a batch, in their order.

    `batch` has the columns `id` (strings or whole numbers) and `text`, and where known `date` (a date, a time, or a string as in
    JSON Lines), `title`, `url` and `publisher`; others are passed over. The batch that is returned has the keys of the record as
    its columns (EVENT_SCHEMA) and may be empty. `actors` and `include` are as in `Coder.code`, `dictionaries` as for `Coder`;
    that is made once a process.

    A row that cannot be read has no events; how many there were is logged (logger `coder`), with the first. Raises ValueError
    where a column is missing, and DictionaryError.
    """
    missing = [name for name in _NEEDED if name not in batch.schema.names]
    if missing:
        raise ValueError(f"a batch of stories needs the columns id and text; {missing[0]} is not among {batch.schema.names}")
    coder = coder_of(tuple(dictionaries))
    rejects: list[Reject] = []
    events: list[Event] = []
    for read in _stories(batch):
        if isinstance(read, Reject):
            rejects.append(read)
        else:
            events += coder.code(read, actors, include)
    if rejects:
        logging.getLogger("coder").warning("%d problems in a batch of %d stories; first %s", len(rejects), len(batch), rejects[0])
    return event_batch(events)


def event_batch(events: Iterable[Event]) -> pa.RecordBatch:
    """Events as a batch with the columns EVENT_SCHEMA."""
    columns: dict[str, list[Any]] = {name: [] for name in EVENT_SCHEMA.names}
    for event in events:
        for name, column in columns.items():
            column.append(getattr(event, name))
    return pa.RecordBatch.from_pydict(columns, schema=EVENT_SCHEMA)


@cache
def coder_of(dictionaries: tuple[str, ...]) -> Coder:
    """The coder of this process for such dictionary folders."""
    return Coder(dictionaries)


def _stories(batch: pa.RecordBatch) -> Iterator[Story | Reject]:
    """The story of each row; a fault of it is told with the number of the row, from 1."""
    known = batch.select([name for name in FIELDS if name in batch.schema.names])
    for number, row in enumerate(known.to_pylist(), 1):
        if row["id"] is None:
            yield Reject("batch", number, None, "no id; the row is passed over")
            continue
        row["id"] = str(row["id"])
        yield from read_story("batch", number, row["id"], row)
