"""Two versions of the dictionaries -> the entries that were added, removed or changed.

An entry is the same in both by its kind and its name, wherever it stands: that a line moved changes nothing. Examples, notes and
places are not part of what an entry says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Literal

from coder.dictionary.entries import (
    ActorEntry,
    AgentEntry,
    DiscardEntry,
    Entry,
    EventCode,
    LightEntry,
    OperatorEntry,
    SynsetEntry,
    VerbEntry,
)
from coder.dictionary.load import DictionaryFile, Loaded, identity
from coder.words.tokens import fold_phrase

_UNSAID = frozenset(("where", "examples", "note", "cells"))


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry that differs between two versions; `before` is empty where it was added, `after` where it was removed.

    A name that stands several times in a version (two actors called so at different times) has all its entries here.
    """

    before: tuple[Entry, ...]
    after: tuple[Entry, ...]

    @property
    def entry(self) -> Entry:
        """The entry as it is now, else as it was."""
        return (self.after or self.before)[0]

    @property
    def kind(self) -> Literal["added", "removed", "changed"]:
        """What happened to the entry."""
        return "changed" if self.before and self.after else "added" if self.after else "removed"

    @property
    def place(self) -> str:
        """Where it stands now, else where it stood."""
        return str(self.entry.where)

    @property
    def name(self) -> str:
        """The name of the entry; for a code its number."""
        return self.entry.code if isinstance(self.entry, EventCode) else self.entry.name


def entry_changes(before: Loaded, after: Loaded) -> dict[tuple[object, ...], EntryChange]:
    """All entries that differ, by their identity, in the order of the files."""
    old, new = _by_identity(_unlike(before, after)), _by_identity(_unlike(after, before))
    changes: dict[tuple[object, ...], EntryChange] = {}
    for key in dict.fromkeys((*old, *new)):
        was, now = old.get(key, []), new.get(key, [])
        if list(map(said, was)) != list(map(said, now)):
            changes[key] = EntryChange(tuple(was), tuple(now))
    return changes


def same_order(before: Loaded, after: Loaded, changes: Iterable[EntryChange]) -> bool:
    """Whether the entries that did not change stand in the same files in the same order."""
    changed = _identities(changes)
    old, new = (
        [(file.name, key) for file in _unlike(*pair) for key in map(identity, file.entries) if key not in changed]
        for pair in ((before, after), (after, before))
    )
    return old == new


def moved_lines(before: Loaded, after: Loaded, changes: Iterable[EntryChange]) -> dict[str, str]:
    """The lines by which events name entries that did not change, but moved: where they stood, and where they stand now."""
    changed = _identities(changes)
    old, new = _by_identity(_unlike(before, after)), _by_identity(_unlike(after, before))
    moved: dict[str, str] = {}
    for key in old.keys() - changed:
        for was, now in zip(old[key], new[key], strict=True):
            moved |= {one: other for one, other in zip(_lines(was), _lines(now), strict=True) if one != other}
    return moved


def _lines(entry: Entry) -> Iterator[str]:
    yield str(entry.where)
    yield from (str(pattern.where) for pattern in (entry.patterns if isinstance(entry, VerbEntry) else ()))


def _identities(changes: Iterable[EntryChange]) -> set[tuple[object, ...]]:
    return {identity(change.entry) for change in changes}


def _unlike(loaded: Loaded, other: Loaded) -> list[DictionaryFile]:
    """The files that are not the same in the other version: most are, and that is soon seen."""
    there: dict[str, list[tuple[Entry, ...]]] = {}
    for file in other.files:
        there.setdefault(file.name, []).append(file.entries)
    return [file for file in loaded.files if file.entries not in there.get(file.name, ())]


def _by_identity(files: Iterable[DictionaryFile]) -> dict[tuple[object, ...], list[Entry]]:
    found: dict[tuple[object, ...], list[Entry]] = {}
    for file in files:
        for entry in file.entries:
            found.setdefault(identity(entry), []).append(entry)
    return found


def said(value: object) -> object:
    """What an entry says, without the places where it says so."""
    if is_dataclass(value):
        return [said(getattr(value, field.name)) for field in fields(value) if field.name not in _UNSAID]
    return [said(member) for member in value] if isinstance(value, tuple) else value


def phrases(change: EntryChange) -> Iterator[str]:
    """The phrases by which an entry is known in a text, before and after; of a synset those members that came or went."""
    if isinstance(change.entry, SynsetEntry):
        yield from sorted({*_members(change.before)} ^ {*_members(change.after)})
        return
    for entry in (*change.before, *change.after):
        yield from _phrases(entry)


def _members(entries: Iterable[Entry]) -> Iterator[str]:
    return (member.text for entry in entries if isinstance(entry, SynsetEntry) for member in entry.members)


def _phrases(entry: Entry) -> Iterator[str]:
    if isinstance(entry, (ActorEntry, AgentEntry, VerbEntry, OperatorEntry, LightEntry, DiscardEntry)):
        yield entry.name
    if isinstance(entry, (ActorEntry, AgentEntry, VerbEntry, OperatorEntry, LightEntry)):
        yield from (alias.text for alias in entry.aliases)
    if isinstance(entry, (VerbEntry, OperatorEntry)):
        yield from (noun.text for noun in entry.nouns)
    if isinstance(entry, OperatorEntry):
        yield from (adjective.text for adjective in entry.adjectives)


class Standing:
    """Finds those of some changed entries by whose words a sentence can have been read otherwise."""

    def __init__(self, changes: Iterable[EntryChange]) -> None:
        self._by_lemma: dict[str, list[EntryChange]] = {}
        self._by_first: dict[str, list[tuple[list[str], EntryChange]]] = {}
        for change in changes:
            for phrase in set(phrases(change)):
                pieces = list(fold_phrase(phrase))
                for lemma in {phrase.lower(), " ".join(pieces)}:
                    self._by_lemma.setdefault(lemma, []).append(change)
                if pieces:
                    self._by_first.setdefault(pieces[0], []).append((pieces, change))

    def among(self, pieces: list[str], lemmas: Iterable[str]) -> list[EntryChange]:
        """The entries that have a phrase among the lemmas of a sentence, or as it is written among its folded pieces."""
        found = [change for lemma in lemmas for change in self._by_lemma.get(lemma, ())]
        for at, piece in enumerate(pieces):
            found += [change for wanted, change in self._by_first.get(piece, ()) if pieces[at : at + len(wanted)] == wanted]
        return list({id(change): change for change in found}.values())
