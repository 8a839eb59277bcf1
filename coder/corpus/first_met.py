"""Keys -> whether they were met before. Few of them are held in memory, the others in a nameless file that goes with the process.

So a corpus of any size can be watched for what comes twice.
"""

from __future__ import annotations

import errno

_IN_MEMORY = 16_000  # kilobytes


class FirstMet:
    """Remembers the value with which each key came first. Raises OSError where the disk of temporary files is full."""

    def __init__(self) -> None:
        import sqlite3

        self._full = sqlite3.OperationalError
        self._base = sqlite3.connect("", isolation_level=None)  # the empty name stands for a temporary file
        for setting in ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE", f"cache_size=-{_IN_MEMORY}"):
            self._base.execute(f"PRAGMA {setting}")
        self._base.execute("CREATE TABLE met(key PRIMARY KEY, value) WITHOUT ROWID")
        self._base.execute("BEGIN")

    def meet(self, key: int | str, value: str = "") -> str | None:
        """The value with which a key was met first; None if this is the first time."""
        try:
            if self._base.execute("INSERT OR IGNORE INTO met VALUES(?, ?)", (key, value)).rowcount:
                return None
        except self._full as error:
            import tempfile

            raise OSError(errno.ENOSPC, str(error), tempfile.gettempdir()) from error
        found: str = self._base.execute("SELECT value FROM met WHERE key = ?", (key,)).fetchone()[0]
        return found
