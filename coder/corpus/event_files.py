"""Event records from files, as `coder code` writes them: paths in, events out one by one, and a reject for each fault.

A path is a .jsonl or .csv file, either of them packed (.gz, .bz2, .xz, .zst), a .parquet file, or `-` for JSON Lines from
standard input. A record may lack what may be null. A fault that leaves the event whole, such as a date that is none, is told and
the event kept without it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import orjson

from coder.corpus.delimited import SEPARATORS, read_rows
from coder.corpus.json_lines import read_records
from coder.corpus.packed import damaged, kind_of_file, unpacked
from coder.corpus.periods import read_period
from coder.corpus.rejects import Reject
from coder.model import Event

if TYPE_CHECKING:
    from pydantic import TypeAdapter

STANDARD_INPUT = "-"
_KINDS = ".jsonl, .csv, .tsv and .parquet"
_NULLABLE = {field.name: None for field in fields(Event) if str(field.type).endswith("| None")}
_STRUCTURED = tuple(field.name for field in fields(Event) if str(field.type).startswith(("list", "dict")))
_NEEDED = "action"  # a table without such a column holds something else

Record = Mapping[str, Any]


def read_events(paths: Sequence[str]) -> Iterator[Event | Reject]:
    """The events of all files, in their order; one whose id came before is rejected, so that nothing counts twice."""
    seen: set[str] = set()
    for path in paths:
        for line, record in _records(path):
            if isinstance(record, Reject):
                yield record
                continue
            for read in _event(path, line, record):
                if isinstance(read, Event):
                    if read.id in seen:
                        yield Reject(path, line, read.story, f"the event {read.id!r} was read before; it is passed over")
                        continue
                    seen.add(read.id)
                yield read


def _records(path: str) -> Iterator[tuple[int, Record | Reject]]:
    """The records of a file, each with its line; in a .parquet file with its number."""
    kind = kind_of_file(Path(path))
    try:
        if path == STANDARD_INPUT:
            yield from _lines(path, sys.stdin.buffer)
        elif kind == "parquet":
            yield from _parquet(path)
        elif kind == "jsonl" or kind in SEPARATORS:
            with Path(path).open("rb") as raw:
                stream = unpacked(Path(path), raw)
                yield from read_rows(path, stream, SEPARATORS[kind], _NEEDED) if kind in SEPARATORS else _lines(path, stream)
        else:
            yield 0, Reject(path, None, None, f"unknown kind of file {Path(path).suffix!r}: events are read from {_KINDS}")
    except damaged() as error:
        yield 0, Reject(path, None, None, f"cannot be unpacked to its end: {error}")
    except OSError as error:
        yield 0, Reject(path, None, None, f"cannot be read: {error.strerror or error}")


def _lines(path: str, stream: BinaryIO) -> Iterator[tuple[int, Record | Reject]]:
    empty = True
    for number, record in read_records(path, stream):
        empty = False
        yield number, record
    if empty:
        yield 0, Reject(path, None, None, "the file is empty")


def _parquet(path: str) -> Iterator[tuple[int, Record | Reject]]:
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        yield 0, Reject(path, None, None, "pyarrow is missing; pip install 'cameo-coder[parquet]' brings it")
        return
    try:
        batches = ParquetFile(path).iter_batches()
        rows = (batch.to_pylist(maps_as_pydicts="lossy") for batch in batches)  # a map with a key twice keeps the last
        yield from enumerate(chain.from_iterable(rows), 1)
    except ArrowException as error:
        yield 0, Reject(path, None, None, f"not a .parquet file: {error}")


def _event(path: str, line: int, record: Record) -> Iterator[Event | Reject]:
    """The event of a record, and before it what is wrong with it."""
    from pydantic import ValidationError

    try:
        event = _shape().validate_python(_NULLABLE | _unfolded(record))
    except ValidationError as error:
        yield Reject(path, line, None, f"not an event: {_told(error)}")
        return
    except orjson.JSONDecodeError as error:
        yield Reject(path, line, None, f"not an event: a list or object is not JSON ({error})")
        return
    if not 0 <= event.quad_class <= 4:
        yield Reject(path, line, event.story, f"not an event: quad_class is {event.quad_class}, not 1 to 4")
        return
    without: dict[str, Any] = {}
    for key in ("date", "story_date"):
        told = getattr(event, key)
        if told is not None and read_period(told) is None:
            without[key] = None
            yield Reject(path, line, event.story, f"{key} is no date: {told[:40]!r}; the event is kept without it")
    if event.location is not None and not _is_point(event.location):
        without["location"] = {**event.location, "lat": None, "lon": None}
        yield Reject(path, line, event.story, "the location has no point on earth; the event is kept without it")
    yield replace(event, **without) if without else event


@cache
def _shape() -> TypeAdapter[Event]:
    """What checks a record against the types of `Event`."""
    from pydantic import TypeAdapter

    return TypeAdapter(Event)


def _unfolded(record: Record) -> dict[str, Any]:
    """A record whose lists and mappings stand no longer as JSON in the cells of a table."""
    unfolded = {key: value for key, value in record.items() if value is not None}
    for key in _STRUCTURED:
        if isinstance(unfolded.get(key), str):
            unfolded[key] = orjson.loads(unfolded[key])
    return unfolded


def _told(error: Any) -> str:
    """The first fault that the check found, in words."""
    fault = error.errors(include_url=False, include_context=False)[0]
    place = ".".join(map(str, fault["loc"]))
    return f"it has no {place}" if fault["type"] == "missing" else f"{place}: {fault['msg'][:1].lower()}{fault['msg'][1:]}"


def _is_point(location: Mapping[str, object]) -> bool:
    """Whether latitude and longitude are those of a place on earth, or both unknown."""
    lat, lon = location.get("lat"), location.get("lon")
    if lat is None and lon is None:
        return True
    return _within(lat, 90) and _within(lon, 180)


def _within(degrees: object, most: int) -> bool:
    return isinstance(degrees, (int, float)) and not isinstance(degrees, bool) and -most <= degrees <= most
