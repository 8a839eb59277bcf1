"""Codes who did what to whom in news text."""

from __future__ import annotations

import os
import sys
from importlib.machinery import EXTENSION_SUFFIXES, SOURCE_SUFFIXES, FileFinder, SourceFileLoader
from pathlib import Path

VARIABLE = "CODER_PLAIN"  # in the environment: code with the Python sources, even where they are compiled

_HERE = Path(__file__).parent
_LIBRARY = _HERE.with_name(f"coder_road__mypyc{EXTENSION_SUFFIXES[0]}")  # of all that is compiled, by .build/compile.py
_FOLDERS = (_HERE, *(_HERE / name for name in ("words", "dictionary", "language", "coding")))


def is_compiled() -> bool:
    """Whether the road from text to events runs as machine code: not where its sources have been edited since."""
    if os.environ.get(VARIABLE) or not _LIBRARY.exists():
        return False
    return _is_installed() or not _is_outdated(_LIBRARY.stat().st_mtime)


def _is_installed() -> bool:
    """Whether this is no checkout, so that nobody edits it: the dictionaries lie inside."""
    return (_HERE / "dictionaries").is_dir()


def _is_outdated(compiled: float) -> bool:
    files = (Path(file) for folder in _FOLDERS for file in os.scandir(folder) if file.name.endswith(".py"))
    return any(file.stat().st_mtime > compiled for file in files if file.with_suffix(EXTENSION_SUFFIXES[0]).exists())


if _LIBRARY.exists() and not is_compiled():
    for _folder in map(str, _FOLDERS):
        sys.path_importer_cache[_folder] = FileFinder(_folder, (SourceFileLoader, SOURCE_SUFFIXES))
