"""Events in columns, typed as in EVENT_SCHEMA: a parquet file, a folder of them with a folder for each month, a DuckDB file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa

from coder.corpus.arrow import EVENT_SCHEMA, event_batch
from coder.corpus.periods import read_period
from coder.corpus.writers import whole_file
from coder.model import Event

_ROWS = 2000  # at a time, and in a row group of one month
_MONTH = pa.schema([("month", pa.string())])


@dataclass(frozen=True, slots=True)
class Parquet:
    """One parquet file."""

    def write(self, events: Iterable[Event], output: str, folder: Path | None = None) -> None:
        """Write the file."""
        from pyarrow.parquet import ParquetWriter

        with whole_file(output, folder) as out, ParquetWriter(out, EVENT_SCHEMA, compression="zstd") as writer:
            for batch in _batches(events):
                writer.write_batch(batch, row_group_size=_ROWS * 50)


@dataclass(frozen=True, slots=True)
class DuckDb:
    """A DuckDB file with one table, `events`."""

    def write(self, events: Iterable[Event], output: str, folder: Path | None = None) -> None:
        """Write the file anew, whatever stood there."""
        import duckdb

        target = Path(os.path.realpath(output))
        with TemporaryDirectory(dir=folder or target.parent, prefix=".") as unfinished:
            path = Path(unfinished) / "events.duckdb"
            try:
                with duckdb.connect(path, config={"threads": 1}) as connection:
                    connection.register("coded", pa.RecordBatchReader.from_batches(EVENT_SCHEMA, _batches(events)))
                    connection.execute("CREATE TABLE events AS SELECT * FROM coded")
            except duckdb.IOException as error:
                raise OSError(0, str(error).splitlines()[0], output) from error
            path.replace(target)


@dataclass(frozen=True, slots=True)
class Months:
    """A folder with one folder a month, `month=2016-03`, as DuckDB, Spark and pandas read them.

    What is dated to a year, or not at all, stands in `month=unknown`; of a month that is null pandas makes an error.
    """

    def write(self, events: Iterable[Event], output: str, folder: Path | None = None) -> None:
        """Write the folder anew; one that holds anything else is left alone, with an OSError."""
        from pyarrow.dataset import partitioning, write_dataset

        target = Path(os.path.realpath(output))
        if target.exists() and not all(inner.name.startswith("month=") for inner in target.iterdir()):
            raise OSError(0, "it is a folder with other things in it", output)
        with TemporaryDirectory(dir=folder or target.parent, prefix=".") as unfinished:
            months = Path(unfinished) / "months"
            months.mkdir()
            schema = pa.unify_schemas([EVENT_SCHEMA, _MONTH])
            write_dataset(
                pa.RecordBatchReader.from_batches(schema, map(_with_month, _batches(events))),
                months,
                format="parquet",
                partitioning=partitioning(_MONTH, flavor="hive"),
                basename_template="events-{i}.parquet",
                use_threads=False,
                min_rows_per_group=_ROWS,
                max_rows_per_group=_ROWS * 50,
                max_partitions=100_000,
            )
            if target.exists():
                shutil.rmtree(target)
            months.replace(target)


def _batches(events: Iterable[Event]) -> Iterator[pa.RecordBatch]:
    ahead = iter(events)
    while some := list(islice(ahead, _ROWS)):
        yield event_batch(some)


def _with_month(batch: pa.RecordBatch) -> pa.RecordBatch:
    return batch.append_column("month", pa.array(map(_month, batch.column("date").to_pylist()), pa.string()))


def _month(told: str | None) -> str:
    """The month of a day, a week (that of its Monday) or a month; that of a year is unknown."""
    period = read_period(told) if told and len(told) > len("2016") else None
    return period.first.isoformat()[: len("2016-03")] if period else "unknown"
