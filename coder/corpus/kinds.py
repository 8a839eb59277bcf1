"""What kinds of files are read, and by which reader: our own, and those that other packages bring in `coder.readers`."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from coder.corpus.delimited import SEPARATORS, table_reader
from coder.corpus.html_pages import read_html
from coder.corpus.json_lines import read_lines
from coder.corpus.parquet_stories import read_parquet
from coder.corpus.petrarch_xml import read_xml
from coder.corpus.source import Layout, Reader
from coder.corpus.text_pages import read_text

GROUP = "coder.readers"
_TAG = 20  # bytes in which the first tag of a page begins
_OURS: dict[str, Reader] = {
    "txt": read_text,
    "jsonl": read_lines,
    **{kind: table_reader(kind) for kind in SEPARATORS},
    "xml": read_xml,
    "parquet": read_parquet,
    "html": read_html,
    "htm": read_html,
}


@cache
def kinds() -> Mapping[str, Reader | EntryPoint]:
    """The kinds of files by their names, which are their suffixes too; ours win over those of other packages."""
    return {**{point.name.lower(): point for point in entry_points(group=GROUP)}, **_OURS}


def reader_of(kind: str) -> Reader:
    """The reader of a kind; raises what the import of another package raises."""
    reader = kinds()[kind]
    if isinstance(reader, EntryPoint):
        loaded: Reader = reader.load()
        return loaded
    return reader


def kind_of_content(head: bytes, layout: Layout) -> str:
    """The kind of a text by its first line that is not blank, for standard input has no suffix."""
    start = head.lstrip()
    if start.startswith(b"{"):
        return "jsonl"
    if start[:_TAG].lower().startswith((b"<!doctype html", b"<html")):
        return "html"
    if start.startswith(b"<"):
        return "xml"
    line = start.decode("utf-8", "replace").splitlines()[0] if start else ""
    for kind, separator in SEPARATORS.items():
        if layout.name("text") in next(csv.reader([line], delimiter=separator), []):
            return kind
    return "txt"
