"""Events -> a table of a format: its rows, and whether a header stands above them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import orjson

from coder.corpus.formats import gdelt, icews, phoenix, polecat
from coder.corpus.formats.actor_parts import ActorCodes
from coder.corpus.formats.fields import plain
from coder.corpus.formats.petrarch import petrarch_row
from coder.corpus.writers import whole_file
from coder.dictionary.compiled import Dictionary
from coder.dictionary.folders import shipped_dictionaries
from coder.dictionary.kept import kept
from coder.model import Event

WRITTEN = ("actual", "planned")  # the other formats have no column for a status


@dataclass(frozen=True, slots=True)
class Table:
    """How a format is written: the names of its columns if they stand above the rows, and the row of an event."""

    row: Callable[[Event], list[Any]]
    header: tuple[str, ...] = ()
    separator: str = "\t"

    def write(self, events: Iterable[Event], output: str, folder: Path | None = None) -> None:
        """Write a file that appears when it is whole; what is unfinished stands in `folder`."""
        with whole_file(output, folder) as out:
            out.writelines(table_lines(events, self))


def table(name: str, dictionary: Dictionary) -> Table:
    """The table of one of the formats that this folder is named for."""
    codes = ActorCodes(dictionary)
    if name == "csv":
        return Table(_record, tuple(field.name for field in fields(Event)), ",")
    if name == "petrarch":
        return Table(petrarch_row)
    if name == "phoenix":
        return Table(lambda event: phoenix.phoenix_row(event, codes, _quads("phoenix")))
    if name == "icews":
        return Table(lambda event: icews.icews_row(event, codes, dictionary.roles), icews.COLUMNS)
    if name == "polecat":
        return Table(lambda event: polecat.polecat_row(event, codes, f"coder {version('cameo-coder')}"), polecat.COLUMNS)
    return Table(lambda event: gdelt.gdelt_row(event, codes, 2 if name == "gdelt2" else 1))


def table_lines(events: Iterable[Event], form: Table) -> Iterator[bytes]:
    """The lines of a table. Between commas values may be quoted; between tabs nothing is, for nothing needs it."""
    buffer = io.StringIO()
    commas = form.separator == ","
    write = csv.writer(
        buffer, delimiter=form.separator, lineterminator="\n", quoting=csv.QUOTE_MINIMAL if commas else csv.QUOTE_NONE
    ).writerow

    def line(row: Iterable[object]) -> bytes:
        buffer.seek(0)
        buffer.truncate()
        write("" if value is None else plain(value) if isinstance(value, str) and not commas else value for value in row)
        return buffer.getvalue().encode()

    if form.header:
        yield line(form.header)
    for event in events:
        if commas or event.status in WRITTEN:
            yield line(form.row(event))


def _record(event: Event) -> list[Any]:
    """Our own record, column by column; lists and mappings as JSON."""
    values = [getattr(event, field.name) for field in fields(Event)]
    return [orjson.dumps(value).decode() if isinstance(value, (list, dict, bool)) else value for value in values]


@cache
def _quads(name: str) -> dict[str, int]:
    file = shipped_dictionaries() / "codes" / "formats.yaml"
    given = kept("formats", [file], lambda: _read(file))
    return {root: int(number) for root, number in given[name].items()}


def _read(file: Any) -> Any:
    import yaml  # takes long to import, and is wanted only where the file has changed

    return yaml.load(file.read_text("utf-8"), Loader=yaml.CBaseLoader)
