"""What an output can be besides JSON Lines: how all events of a batch are written to it."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from coder.corpus.formats import FORMATS
from coder.dictionary.compiled import Dictionary
from coder.model import Event

FILES_ONLY = ("parquet", "duckdb")  # formats that no pipe can carry
_NEEDED = {"parquet": ("pyarrow",), "duckdb": ("duckdb", "pyarrow")}


class Form(Protocol):
    """A form of output."""

    def write(self, events: Iterable[Event], output: str, folder: Path | None = None) -> None:
        """Write events to `output`, which appears when it is whole; what is unfinished stands in `folder`. Raises OSError."""


def format_of(output: str | None, chosen: str | None, by_month: bool) -> str | None:
    """The format that is asked for, else the one that the suffix of the output tells; None where it is JSON Lines."""
    if chosen is None and by_month:
        return "parquet"
    suffix = Path(output or "").suffix.removeprefix(".")
    return chosen or (suffix if suffix in ("csv", *FILES_ONLY) else None)


def missing(name: str | None) -> str:
    """The library that a format needs and that is not there, or an empty string."""
    return next((library for library in _NEEDED.get(name or "", ()) if find_spec(library) is None), "")


def form_of(name: str | None, by_month: bool, dictionary: Dictionary) -> Form | None:
    """The form of a format; None for JSON Lines, which need none."""
    if name in FORMATS:
        from coder.corpus.formats.tables import table

        return table(name, dictionary)
    if name not in FILES_ONLY:
        return None
    from coder.corpus.formats.columnar import DuckDb, Months, Parquet

    return DuckDb() if name == "duckdb" else Months() if by_month else Parquet()
