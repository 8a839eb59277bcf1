"""What kinds of files are read, and by which reader: our own, and those that other packages bring in `coder.readers`.

A reader is imported when a file of its kind comes, and other packages are looked for when a kind is not ours: coding one short
article should wait for neither.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from importlib import import_module

from coder.corpus.source import Layout, Reader

GROUP = "coder.readers"
_TAG = 20  # bytes in which the first tag of a page begins


def _own(module: str, name: str) -> Reader:
    reader: Reader = getattr(import_module(f"coder.corpus.{module}"), name)
    return reader


_OURS: dict[str, Callable[[], Reader]] = {
    "txt": partial(_own, "text_pages", "read_text"),
    "jsonl": partial(_own, "json_lines", "read_lines"),
    "csv": partial(_own, "delimited", "read_csv"),
    "tsv": partial(_own, "delimited", "read_tsv"),
    "xml": partial(_own, "petrarch_xml", "read_xml"),
    "parquet": partial(_own, "parquet_stories", "read_parquet"),
    "html": partial(_own, "html_pages", "read_html"),
    "htm": partial(_own, "html_pages", "read_html"),
}


@cache
def kinds() -> Mapping[str, Callable[[], Reader]]:
    """The kinds of files by their names, which are their suffixes too, and what gives their readers; ours win over others."""
    from importlib.metadata import entry_points

    return {**{point.name.lower(): point.load for point in entry_points(group=GROUP)}, **_OURS}


def is_kind(name: str) -> bool:
    """Whether files of a kind can be read."""
    return name in _OURS or name in kinds()


def reader_of(kind: str) -> Reader:
    """The reader of a kind; raises what the import of another package raises."""
    return (_OURS.get(kind) or kinds()[kind])()


def kind_of_content(head: bytes, layout: Layout) -> str:
    """The kind of a text by its first line that is not blank, for standard input has no suffix."""
    start = head.lstrip()
    if start.startswith(b"{"):
        return "jsonl"
    if start[:_TAG].lower().startswith((b"<!doctype html", b"<html")):
        return "html"
    if start.startswith(b"<"):
        return "xml"
    from coder.corpus.delimited import kind_of_header

    line = start.decode("utf-8", "replace").splitlines()[0] if start else ""
    return kind_of_header(line, layout.name("text")) or "txt"
