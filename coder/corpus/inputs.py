"""Paths as users give them -> the single files they stand for: files, folders, patterns, and `-` for standard input."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from coder.corpus.kinds import is_kind, kinds
from coder.corpus.packed import kind_of_file
from coder.corpus.rejects import Reject
from coder.corpus.source import Layout

STANDARD_INPUT = "-"


def input_files(paths: Sequence[str], layout: Layout) -> list[str]:
    """The single files that `paths` stand for, without those that are not there."""
    return [path for path in expand(paths, layout) if not isinstance(path, Reject)]


def expand(paths: Sequence[str], layout: Layout) -> Iterator[str | Reject]:
    """The single files that `paths` stand for, each once, and a reject for a path that stands for none."""
    read: set[str] = set()
    for path in paths:
        for file in _expand(path, layout):
            if not isinstance(file, Reject):
                place = file if file == STANDARD_INPUT else os.path.realpath(file)
                if place in read:
                    continue
                read.add(place)
            yield file


def _expand(path: str, layout: Layout) -> Sequence[str | Reject]:
    """The files of one path; a name with brackets or stars that exists is a name and no pattern."""
    found: list[str]
    try:
        if path == STANDARD_INPUT:
            return [path]
        if Path(path).is_dir():
            found = [str(file) for file in Path(path).iterdir() if _is_readable(file, layout) and not file.name.startswith(".")]
            reason = f"no {_readable(layout, 'or')} in this folder (below it: {path.rstrip('/')}/**)"
        elif Path(path).exists():
            if _is_of_a_kind(Path(path), layout):
                return [path]
            found = []
            reason = f"unknown kind of file {Path(path).suffix!r}: can read {_suffixes('and')}; --reader says which it is"
        elif glob.has_magic(path):
            # Path.glob refuses absolute patterns, and its ** finds folders only.
            found = [file for file in glob.iglob(path, recursive=True) if _is_readable(Path(file), layout)]  # noqa: PTH207
            reason = f"the pattern matches no {_readable(layout, 'or')}"
        else:
            found, reason = [], "no such file or folder"
    except OSError as error:
        found, reason = [], f"cannot be read: {error.strerror}"
    return sorted(found) or [Reject(path, None, None, reason)]


def _is_of_a_kind(file: Path, layout: Layout) -> bool:
    return layout.reader is not None or is_kind(kind_of_file(file))


def _is_readable(file: Path, layout: Layout) -> bool:
    return _is_of_a_kind(file, layout) and not file.is_dir()


def _readable(layout: Layout, conjunction: str) -> str:
    return f"{_suffixes(conjunction)} file" if layout.reader is None else "file"


def _suffixes(conjunction: str) -> str:
    *most, last = (f".{kind}" for kind in kinds())
    return f"{', '.join(most)} {conjunction} {last}"
