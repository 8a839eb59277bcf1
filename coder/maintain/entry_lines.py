"""The lines by which events name what made them (`rules`) -> the entries and patterns that stand there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coder.dictionary.entries import ActorEntry, AgentEntry, LightEntry, OperatorEntry, PatternEntry, VerbEntry
from coder.dictionary.load import DictionaryFile, Loaded

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
        yield from _lines_of(file)


class RuleLines:
    """The lines of some dictionaries by the words in which events name them; of each file when one of its lines is asked for."""

    def __init__(self, loaded: Loaded) -> None:
        self._files: dict[str, list[DictionaryFile]] = {}
        for file in loaded.files:
            self._files.setdefault(file.name, []).append(file)
        self._lines: dict[str, dict[str, EntryLine]] = {}

    def at(self, rule: str) -> EntryLine | None:
        """The line that an event names, or None where it is no line of these entries."""
        name = rule.rpartition(":")[0]
        lines = self._lines.get(name)
        if lines is None:
            files = self._files.get(name, ())
            lines = self._lines[name] = {line.rule: line for file in files for line in _lines_of(file)}
        return lines.get(rule)


def _lines_of(file: DictionaryFile) -> Iterator[EntryLine]:
    for entry in file.entries:
        if isinstance(entry, NamedEntry):
            yield EntryLine(file.path, entry)
            for pattern in entry.patterns if isinstance(entry, VerbEntry) else ():
                yield EntryLine(file.path, entry, pattern)
