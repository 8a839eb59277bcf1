"""How far a batch has come in its inputs, in bytes as they stand on disk.

Stories are read ahead of those that are coded: the reader marks how far it has come after how many of them, and the position of
the batch is asked for by the number of those that are done with.
"""

from __future__ import annotations

from collections import deque

_MARKS = 1000  # more would not be seen on a bar


class Course:
    """The way through all inputs: `total` bytes, None where it is not known, of which `position` are behind us."""

    def __init__(self) -> None:
        self.total: int | None = None
        self.position = 0
        self._reads = 0
        self._marks: deque[tuple[int, int]] = deque()

    def begin(self, sizes: list[int | None]) -> None:
        """The reading of files of such sizes begins."""
        known = [size for size in sizes if size is not None]
        self.total = sum(known) if len(known) == len(sizes) else None

    def read(self, position: int) -> None:
        """One more story or reject was read; the reading stands at a position."""
        self._reads += 1
        if self.total and position - (self._marks[-1][1] if self._marks else self.position) >= self.total / _MARKS:
            self._marks.append((self._reads, position))

    def done(self, reads: int) -> int:
        """The position when so many stories and rejects are done with."""
        while self._marks and self._marks[0][0] <= reads:
            self.position = self._marks.popleft()[1]
        return self.position
