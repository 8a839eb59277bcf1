"""The lines by which events name what made them (`rules`) -> the entries and patterns that stand there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coder.dictionary.entries import ActorEntry, AgentEntry, LightEntry, OperatorEntry, PatternEntry, VerbEntry
from coder.dictionary.load import Loaded

NamedEntry = ActorEntry | AgentEntry | VerbEntry | OperatorEntry | LightEntry


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A line that events name: that of an entry, or with `pattern` that of one of its patterns; `path` is its file."""

    path: Path
    entry: NamedEntry
    pattern: PatternEntry | None = None

    @property
    def rule(self) -> str:
        """The line as events name it."""
        return str((self.pattern or self.entry).where)


def entry_lines(loaded: Loaded) -> Iterator[EntryLine]:
    """All such lines, in the order of files and lines."""
    for file in loaded.files:
        for entry in file.entries:
            if isinstance(entry, NamedEntry):
                yield EntryLine(file.path, entry)
                for pattern in entry.patterns if isinstance(entry, VerbEntry) else ():
                    yield EntryLine(file.path, entry, pattern)
