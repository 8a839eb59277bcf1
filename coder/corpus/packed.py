"""Files that may be packed: what kind of file stands in one, and its bytes as they were before."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, cast

_ZSTD = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
_OPENERS = {".gz": "gzip", ".bz2": "bz2", ".xz": "lzma", ".zst": _ZSTD}  # modules, imported for a file that is packed so


def damaged() -> tuple[type[Exception], ...]:
    """What unpacking raises of a file that is cut short or no such file at all, besides OSError."""
    import lzma
    import zlib

    return EOFError, zlib.error, lzma.LZMAError, import_module(_ZSTD).ZstdError


def is_packed(file: Path) -> bool:
    """Whether the bytes of a file are to be unpacked."""
    return file.suffix.lower() in _OPENERS


def kind_of_file(file: Path) -> str:
    """What a file holds: `jsonl` of `news.jsonl.gz`."""
    return (file.with_suffix("") if is_packed(file) else file).suffix.lower().removeprefix(".")


def stem_of_file(file: Path) -> str:
    """The name of a file without its suffixes."""
    return (file.with_suffix("") if is_packed(file) else file).stem


def unpacked(file: Path, raw: BinaryIO) -> BinaryIO:
    """The bytes of a file that is open, unpacked as they are read."""
    opener = _OPENERS.get(file.suffix.lower())
    return raw if opener is None else cast(BinaryIO, import_module(opener).open(raw, "rb"))
