"""Codes who did what to whom in news text."""

from __future__ import annotations

import os
import sys
from importlib.machinery import EXTENSION_SUFFIXES, SOURCE_SUFFIXES, FileFinder, SourceFileLoader
from pathlib import Path

_HERE = Path(__file__).parent
_LIBRARY = _HERE.with_name(f"coder_road__mypyc{EXTENSION_SUFFIXES[0]}")  # of all that is compiled, by .build/compile.py
_FOLDERS = (_HERE, *(_HERE / name for name in ("words", "dictionary", "language", "coding")))


def _is_outdated() -> bool:
    """Whether sources in a checkout have been edited since they were compiled."""
    try:
        compiled = _LIBRARY.stat().st_mtime
    except OSError:
        return False
    if (_HERE / "dictionaries").is_dir():  # an installed package, in which nobody edits
        return False
    return any(
        file.stat().st_mtime > compiled
        for folder in _FOLDERS
        for file in os.scandir(folder)
        if file.name.endswith(".py") and Path(file.path).with_suffix(EXTENSION_SUFFIXES[0]).exists()
    )


def is_compiled() -> bool:
    """Whether the road from text to events runs as machine code."""
    return _LIBRARY.exists() and not _is_outdated()


if _is_outdated():
    for _folder in map(str, _FOLDERS):
        sys.path_importer_cache[_folder] = FileFinder(_folder, (SourceFileLoader, SOURCE_SUFFIXES))
