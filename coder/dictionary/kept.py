"""Values that take long to make, kept in the user's cache directory, or in the one that CODER_CACHE names.

Nothing here can do harm: a damaged file is as good as none, and where nothing can be written nothing is kept.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
import time
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import coder

VARIABLE = "CODER_CACHE"

_DIGEST_BYTES = hashlib.sha256().digest_size
_KEPT_SECONDS = 90 * 24 * 3600
_LARGE = 1 << 20  # bytes
_LARGE_ONES = 30


def kept(kind: str, sources: Iterable[Path | bytes], make: Callable[[], Any]) -> Any:
    """What `make` gives, from the cache where it has been made before of the same `sources`: files, or bytes that name a state.

    The value must be one that `marshal` can write. What it is made by (a module, a library) is a source too.
    """
    key = hashlib.sha256(_python())
    for source in sources:
        content = source if isinstance(source, bytes) else source.read_bytes()
        key.update(hashlib.sha256(content).digest())
    name = f"{kind}-{key.hexdigest()[:40]}"
    value = read_kept(name)
    if value is None:
        value = make()
        keep(name, value)
    return value


def read_kept(name: str) -> Any:
    """What was kept under a name, or None."""
    try:
        content = memoryview((_folder() / name).read_bytes())
    except OSError:
        return None
    digest, packed = content[:_DIGEST_BYTES], content[_DIGEST_BYTES:]
    return marshal.loads(packed) if hashlib.sha256(packed).digest() == digest else None


def keep(name: str, value: Any) -> None:
    """Keep a value under a name. Writes to another name first, so that no other process ever sees half a file."""
    folder = _folder()
    if folder in _unwritable:
        return
    packed = marshal.dumps(value)
    unfinished = folder / f"{name}.{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(hashlib.sha256(packed).digest() + packed)
        unfinished.replace(folder / name)
        _prune(folder)
    except OSError:
        _unwritable.add(folder)


_unwritable: set[Path] = set()


def _folder() -> Path:
    named = os.environ.get(VARIABLE)
    return Path(named) if named else _users_own()


@cache
def _users_own() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("coder", appauthor=False)


@cache
def _python() -> bytes:
    """What everything kept depends on: the program's version and the Python that packed it."""
    return f"{getattr(coder, '__version__', '')} {sys.implementation.cache_tag} {marshal.version}".encode()


@cache
def _prune(folder: Path) -> None:
    """Delete, once a run, what was written long ago, and all large files but the latest: every edit leaves one."""
    oldest = time.time() - _KEPT_SECONDS
    with os.scandir(folder) as files:
        written = [(file.stat(), file.path) for file in files if file.is_file()]
    large = sorted((at.st_mtime, file) for at, file in written if at.st_size >= _LARGE)
    for file in {file for at, file in written if at.st_mtime < oldest} | {file for _, file in large[:-_LARGE_ONES]}:
        Path(file).unlink(missing_ok=True)
