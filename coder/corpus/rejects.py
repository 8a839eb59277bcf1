"""What could not be read, or not wholly: a value with its place, so that a batch goes on and tells it all at the end."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reject:
    """A fault of the input: `line` counts from 1, None where the fault is the whole file's; `story` is the id if it was read."""

    path: str
    line: int | None
    story: str | None
    reason: str

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {self.reason}"


def not_utf8(path: str, line: int, error: UnicodeDecodeError, offset: int) -> Reject:
    """The reject for bytes that are no UTF-8; `offset` is where the decoded bytes begin in the file, counted from 0."""
    byte = error.object[error.start]
    return Reject(path, line, None, f"not UTF-8: byte 0x{byte:02x} at byte offset {offset + error.start}")
