"""Files that may be packed: what kind of file stands in one, and its bytes as they were before."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, cast

_OPENERS: dict[str, Callable[..., object]] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
# What unpacking raises of a file that is cut short or no such file at all, besides OSError.
DAMAGED = (EOFError, zlib.error, lzma.LZMAError)


def kind_of_file(file: Path) -> str:
    """The suffix that says what a file holds: `.jsonl` of `news.jsonl.gz`."""
    inner = file.with_suffix("") if file.suffix.lower() in _OPENERS else file
    return inner.suffix.lower()


def stem_of_file(file: Path) -> str:
    """The name of a file without its suffixes."""
    return (file.with_suffix("") if file.suffix.lower() in _OPENERS else file).stem


def open_file(file: Path) -> BinaryIO:
    """A file open for reading, unpacked as it is read."""
    opener = _OPENERS.get(file.suffix.lower())
    return file.open("rb") if opener is None else cast(BinaryIO, opener(file, "rb"))
