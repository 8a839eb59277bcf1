"""Stories from files: paths in, stories out one by one, and between them a reject for each fault of the input.

A path is a .txt file (one story), a .jsonl, .csv or .tsv file (one story a line), an .xml file of PETRARCH, any of them packed
(.gz, .bz2, .xz), a folder of such files, a pattern such as `news/**/*.jsonl`, or `-` for standard input. Nothing is held in
memory but the story at hand.
"""

from __future__ import annotations

import codecs
import glob
import os
import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from coder.corpus.delimited import SEPARATORS, read_table
from coder.corpus.first_met import FirstMet
from coder.corpus.json_lines import read_lines
from coder.corpus.packed import DAMAGED, kind_of_file, open_file, stem_of_file
from coder.corpus.petrarch_xml import read_xml
from coder.corpus.rejects import Reject
from coder.corpus.text_pages import read_text
from coder.model import Story

SUFFIXES = (".txt", ".jsonl", ".csv", ".tsv", ".xml")
_READABLE = f"{', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"
STANDARD_INPUT = "-"


def read_stories(paths: Sequence[str]) -> Iterator[Story | Reject]:
    """The stories of all paths, in their order; a file that is reached twice is read once, an id that comes twice is rejected."""
    seen = FirstMet()
    for path in _files(paths):
        if isinstance(path, Reject):
            yield path
            continue
        for line, read in _read_file(path):
            # The hash alone: 64 bits are enough to tell the ids of a large corpus apart, and take less room.
            if isinstance(read, Story) and seen.meet(hash(read.id)) is not None:
                yield Reject(path, line, read.id, f"the id {read.id!r} was read before; the story is passed over")
                continue
            yield read


def input_files(paths: Sequence[str]) -> list[str]:
    """The single files that `paths` stand for, without those that are not there."""
    return [path for path in _files(paths) if not isinstance(path, Reject)]


def _files(paths: Sequence[str]) -> Iterator[str | Reject]:
    """The single files that `paths` stand for."""
    read: set[str] = set()
    for path in paths:
        for file in _expand(path):
            if not isinstance(file, Reject):
                place = file if file == STANDARD_INPUT else os.path.realpath(file)
                if place in read:
                    continue
                read.add(place)
            yield file


def _expand(path: str) -> Sequence[str | Reject]:
    """The files of one path; a name with brackets or stars that exists is a name and no pattern."""
    found: list[str]
    try:
        if path == STANDARD_INPUT:
            return [path]
        if Path(path).is_dir():
            found = [str(file) for file in Path(path).iterdir() if _is_readable(file) and not file.name.startswith(".")]
            reason = f"no {_READABLE} file in this folder (below it: {path.rstrip('/')}/**)"
        elif Path(path).exists():
            found = [path] if kind_of_file(Path(path)) in SUFFIXES else []
            reason = f"unknown kind of file {Path(path).suffix!r}: can read {_READABLE.replace(' or ', ' and ')}"
        elif glob.has_magic(path):
            # Path.glob refuses absolute patterns, and its ** finds folders only.
            found = [file for file in glob.iglob(path, recursive=True) if _is_readable(Path(file))]  # noqa: PTH207
            reason = f"the pattern matches no {_READABLE} file"
        else:
            found, reason = [], "no such file or folder"
    except OSError as error:
        found, reason = [], f"cannot be read: {error.strerror}"
    return sorted(found) or [Reject(path, None, None, reason)]


def _is_readable(file: Path) -> bool:
    return kind_of_file(file) in SUFFIXES and not file.is_dir()


def _read_file(path: str) -> Iterator[tuple[int | None, Story | Reject]]:
    """What a file holds, each with the line it stands on."""
    try:
        if path == STANDARD_INPUT:
            yield from _read_standard_input(sys.stdin.buffer)
        else:
            with open_file(Path(path)) as stream:
                yield from _read_stream(path, stream)
    except DAMAGED as error:
        yield None, Reject(path, None, None, f"cannot be unpacked to its end: {error}")
    except OSError as error:
        yield None, Reject(path, None, None, f"cannot be read: {error.strerror or error}")


def _read_stream(path: str, stream: BinaryIO) -> Iterator[tuple[int | None, Story | Reject]]:
    kind, stem = kind_of_file(Path(path)), stem_of_file(Path(path))
    if kind == ".txt":
        yield None, read_text(path, stream.read(), stem)
    elif kind == ".xml":
        yield from read_xml(path, stream)
    elif kind in SEPARATORS:
        yield from read_table(path, stem, stream, SEPARATORS[kind])
    else:
        yield from read_lines(path, stem, stream)


def _read_standard_input(stream: BinaryIO) -> Iterator[tuple[int | None, Story | Reject]]:
    """JSON Lines where the first character that is not blank is a brace, else one story of plain text."""
    head = []
    for line in stream:
        head.append(line)
        if line.removeprefix(codecs.BOM_UTF8).strip():
            break
    if head and head[-1].removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{"):
        yield from read_lines(STANDARD_INPUT, "stdin", chain(head, stream))
    else:
        yield None, read_text(STANDARD_INPUT, b"".join(head) + stream.read(), "stdin")
