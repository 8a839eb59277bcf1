"""Whether names are unique and in order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from coder.dictionary.entries import (
    ActorEntry,
    AgentEntry,
    Alias,
    Country,
    DiscardEntry,
    Entry,
    EventCode,
    LightEntry,
    OperatorEntry,
    PlaceEntry,
    Role,
    SynsetEntry,
    VerbEntry,
)
from coder.dictionary.load import DictionaryFile, Loaded
from coder.dictionary.problems import Problem, shown_path
from coder.maintain.checks.report import report
from coder.maintain.order import entry_order
from coder.model import Where
from coder.words.tokens import fold, fold_phrase

Days = tuple[int | None, int | None]

_ALWAYS: Days = (None, None)
_VERBS = ("verb", "operator", "light verb")


class _Use(NamedTuple):
    """A phrase in one of the places where it stands; phrases compete only within one `kind` and on the same days."""

    phrase: str
    kind: str
    where: Where
    spans: tuple[Days, ...]
    file: DictionaryFile
    entry: Entry


def duplicate_name(loaded: Loaded) -> Iterator[Problem]:
    """A phrase stands in two entries of one kind on the same days, so that it could mean either; or (a warning) twice in one
    entry. Case, diacritics, hyphens and apostrophes do not make phrases different, save that verbs with a hyphen are one word
    that takes its endings ("carpet-bombed"). A word may be both a verb and a noun, and an operator or light verb besides; and a
    verb may stand in the files of two roots, where only one of the entries says what it means without a pattern.
    """
    seen: dict[tuple[str, tuple[str, ...]], list[_Use]] = {}
    for file in loaded.files:
        for entry in file.entries:
            for use in _uses(file, entry):
                others = seen.setdefault((use.kind, _folded(use)), [])
                first = next((other for other in others if _overlap(use, other) and _compete(use.entry, other.entry)), None)
                others.append(use)
                if first is not None:
                    yield from _duplicate(use, first)


def _folded(use: _Use) -> tuple[str, ...]:
    """The phrase as it is looked up: a verb word by word, all others in the pieces between their hyphens."""
    return tuple(fold(word)[0] for word in use.phrase.split()) if use.kind in _VERBS else fold_phrase(use.phrase)


def _duplicate(use: _Use, first: _Use) -> Iterator[Problem]:
    place = f"{shown_path(str(first.file.path))}:{first.where.line}:{first.where.column}"
    if first.entry is use.entry:
        message = f'"{use.phrase}" repeats "{first.phrase}" of this entry ({place})'
        return report(use.file, use.where, message, "duplicate-name", severity="warning")
    message = f'"{use.phrase}" stands for the {use.kind} "{_name(use.entry)}" here, and for "{_name(first.entry)}" in {place}'
    return report(use.file, use.where, message, "duplicate-name")


def unsorted(loaded: Loaded) -> Iterator[Problem]:
    """Entries of a file are not in the order of the alphabet (of the code, in codes/), so that nobody finds them. Case does not
    count. `coder fmt` sorts them.
    """
    for file in loaded.files:
        for before, after in pairwise(file.entries):
            if entry_order(_name(before)) > entry_order(_name(after)):
                message = f'"{_name(after)}" belongs before "{_name(before)}"'
                yield from report(file, after.where, message, "unsorted", severity="warning")


def _name(entry: Entry) -> str:
    return entry.code if isinstance(entry, EventCode | Country | Role) else entry.name


def _uses(file: DictionaryFile, entry: Entry) -> Iterator[_Use]:
    for kind, phrase, where, spans in _phrases(entry):
        yield _Use(phrase, kind, where, spans, file, entry)


def _phrases(entry: Entry) -> Iterator[tuple[str, str, Where, tuple[Days, ...]]]:
    """Kind, phrase, place and days of each phrase of an entry that must be unique."""
    lists: list[tuple[str, tuple[Alias, ...]]] = []
    spans: tuple[Days, ...] = (_ALWAYS,)
    match entry:
        case ActorEntry():
            kind = entry.kind
            lists = [(kind, entry.aliases)]
            if entry.code is None:
                spans = tuple((span.first, span.last) for span in entry.dated)
        case AgentEntry():
            kind = "agent"
            lists = [(kind, entry.aliases)]
        case VerbEntry():
            kind = "noun" if entry.noun else "verb"
            lists = [(kind, entry.aliases), ("noun", entry.nouns)]
        case OperatorEntry():
            kind = "operator"
            lists = [(kind, entry.aliases), ("operator noun", entry.nouns), ("operator adjective", entry.adjectives)]
        case LightEntry():
            kind = "light verb"
            lists = [(kind, entry.aliases)]
        case SynsetEntry():
            kind = "synset"
            lists = [(f"member of <{entry.name}>", entry.members)]
        case PlaceEntry():
            kind = f"place of {entry.country}"
        case DiscardEntry():
            kind = "discard"
        case _:
            return
    yield kind, entry.name, entry.where, spans
    for name, aliases in lists:
        for alias in aliases:
            dated = alias.first is not None or alias.last is not None
            yield name, alias.text, alias.where, ((alias.first, alias.last),) if dated else spans


def _compete(one: Entry, other: Entry) -> bool:
    """Whether two entries with the same phrase say different things of it; two senses of a verb need not."""
    if one is other or not (isinstance(one, VerbEntry) and isinstance(other, VerbEntry)):
        return True
    shared = {pattern.text for pattern in one.patterns} & {pattern.text for pattern in other.patterns}
    return bool(shared) or (one.code is not None and other.code is not None)


def _overlap(one: _Use, other: _Use) -> bool:
    return any(_meet(first, second) for first in one.spans for second in other.spans)


def _meet(one: Days, other: Days) -> bool:
    return not (_before(one, other) or _before(other, one))


def _before(one: Days, other: Days) -> bool:
    return one[1] is not None and other[0] is not None and one[1] < other[0]
