"""What the compiler made of each entry the last time, for a program that compiles the dictionaries over and over.

An entry is known again by being the same object: files that were not edited keep their entries (see `load_entries`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from coder.dictionary.entries import Entry, VerbEntry
from coder.words.lexicon import Lexicon

AnyEntry = TypeVar("AnyEntry", bound=Entry)
Made = TypeVar("Made")


@dataclass(slots=True)
class CompileMemory:
    """What was made of entries, by kind of result; `lexicon` and `synsets` are those that it was made with."""

    lexicon: Lexicon | None = None
    synsets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    _made: dict[str, dict[int, tuple[Entry, Any]]] = field(default_factory=dict)

    def begin(self, lexicon: Lexicon, synsets: Mapping[str, frozenset[str]]) -> None:
        """Forget what would be made otherwise now: everything under another lexicon, and the patterns that name a synset whose
        members have changed.
        """
        names = synsets.keys() | self.synsets.keys()
        changed = [f"<{name}>" for name in names if synsets.get(name) != self.synsets.get(name)]
        if lexicon is not self.lexicon:
            self._made.clear()
        elif changed:
            patterns = self._made.get("patterns", {})
            self._made["patterns"] = {at: known for at, known in patterns.items() if not _names_any(known[0], changed)}
        self.lexicon, self.synsets = lexicon, synsets

    def each(self, result: str, entries: Iterable[AnyEntry], make: Callable[[AnyEntry], Made]) -> list[tuple[AnyEntry, Made]]:
        """The entries, each with what `make` makes of it, or made of it the last time; entries that are gone are forgotten."""
        known = self._made.get(result, {})
        found: dict[int, tuple[Entry, Any]] = {}
        pairs: list[tuple[AnyEntry, Made]] = []
        for entry in entries:
            made = known[id(entry)][1] if id(entry) in known else make(entry)
            found[id(entry)] = entry, made  # the entry is held, so that no other can have its identity
            pairs.append((entry, made))
        self._made[result] = found
        return pairs


def _names_any(entry: Entry, synsets: list[str]) -> bool:
    written = [pattern.text for pattern in entry.patterns] if isinstance(entry, VerbEntry) else []
    return any(synset in text for text in written for synset in synsets)
