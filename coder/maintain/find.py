"""A phrase -> the entries that know it, where each of them stands, and what code it gives on a day; else what comes near.

A phrase is looked for as the road does it: case, diacritics and hyphens do not count, nouns are found by their plurals and verbs
by their forms ("bombs", "carried out").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coder.coding.offices import code_on
from coder.dictionary.entries import (
    ActorEntry,
    AgentEntry,
    Alias,
    DiscardEntry,
    Entry,
    LightEntry,
    OperatorEntry,
    SynsetEntry,
    VerbEntry,
)
from coder.dictionary.folders import shipped_dictionaries
from coder.dictionary.load import Loaded, load_entries
from coder.dictionary.problems import shown_path
from coder.dictionary.store import DictionaryError, load_lexicon
from coder.dictionary.yaml_nodes import Scalar, Tree, parse_yaml
from coder.model import Where
from coder.words.lexicon import Lexicon
from coder.words.tokens import fold_phrase

NEAREST = 10  # near misses shown

Pieces = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A phrase that stands in a dictionary.

    `written` is the phrase, `entry` the name of its entry; `code` is what it gives on the day asked for, None for nothing.
    `near` says in words how it differs from what was looked for; it is empty where it is the very phrase.
    """

    written: str
    kind: str
    entry: str
    path: str
    line: int
    column: int
    code: str | None
    near: str = ""

    def __str__(self) -> str:
        alias = f' "{self.written}" of' if self.written != self.entry else ""
        near = f"  ({self.near})" if self.near else ""
        return (
            f"{shown_path(self.path)}:{self.line}:{self.column}: {self.kind}{alias} {self.entry}: {self.code or 'no code'}{near}"
        )


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase and the forms in which it is found: "noun" and "verb" are inflected, "fixed" stands as it is written."""

    text: str
    form: str
    kind: str
    where: Where
    first: int | None = None
    last: int | None = None
    plural: str | None = None


def find(phrase: str, day: date | None = None, folders: Sequence[str] = ()) -> list[Known]:
    """The places where a phrase is known, in the order of the files; else those of phrases that come near (with `near`).

    Raises `DictionaryError` where the dictionaries in `folders` cannot be used.
    """
    loaded = load_entries(folders)
    errors = [problem for problem in loaded.problems if problem.severity == "error"]
    if errors:
        raise DictionaryError(errors)
    lexicon, wanted = load_lexicon(), fold_phrase(phrase)
    places = [*_places(loaded, day.toordinal() if day else None), *_lexicon_places(shipped_dictionaries() / "lexicon.yaml")]
    return [known for said, known in places if _is_form(wanted, said, lexicon)] or _nearest(wanted, places)


def _places(loaded: Loaded, day: int | None) -> Iterator[tuple[_Phrase, Known]]:
    for file in loaded.files:
        for entry in file.entries:
            for said in _phrases(entry):
                where, name = said.where, getattr(entry, "name", "")
                code = _code(entry, said, day)
                yield said, Known(said.text, said.kind, name, str(file.path), where.line, where.column, code)


def _phrases(entry: Entry) -> Iterator[_Phrase]:
    match entry:
        case ActorEntry():
            kind = entry.kind
            yield _Phrase(entry.name, "fixed", kind, entry.where)
            yield from _each(entry.aliases, "fixed", kind)
        case AgentEntry():
            yield _Phrase(entry.name, "noun", "agent", entry.where, plural=entry.plural)
            yield from _each(entry.aliases, "noun", "agent", "none" if entry.plural == "none" else None)
        case VerbEntry():
            kind = "noun" if entry.noun else "verb"
            yield _Phrase(entry.name, kind, kind, entry.where)
            yield from _each(entry.aliases, kind, kind)
            yield from _each(entry.nouns, "noun", "noun")
        case OperatorEntry():
            yield _Phrase(entry.name, "verb", "operator", entry.where)
            yield from _each(entry.aliases, "verb", "operator")
            yield from _each(entry.nouns, "noun", "operator noun")
            yield from _each(entry.adjectives, "fixed", "operator adjective")
        case LightEntry():
            yield _Phrase(entry.name, "verb", "light verb", entry.where)
            yield from _each(entry.aliases, "verb", "light verb")
        case SynsetEntry():
            yield from _each(entry.members, "noun", "member of the synset")
        case DiscardEntry():
            yield _Phrase(entry.name, "fixed", "discard", entry.where)


def _each(aliases: Sequence[Alias], form: str, kind: str, plural: str | None = None) -> Iterator[_Phrase]:
    for alias in aliases:
        if not alias.text.startswith("<"):  # a synset within a synset
            yield _Phrase(alias.text, form, kind, alias.where, alias.first, alias.last, plural)


def _code(entry: Entry, said: _Phrase, day: int | None) -> str | None:
    match entry:
        case ActorEntry():
            early = day is not None and said.first is not None and day < said.first
            late = day is not None and said.last is not None and day > said.last
            return None if early or late else code_on(entry, day)
        case AgentEntry():
            return entry.code
        case VerbEntry():
            patterns = f"{len(entry.patterns)} patterns" if entry.patterns else ""
            return ", ".join(filter(None, (entry.code, patterns))) or None
        case OperatorEntry():
            return ", ".join(filter(None, (entry.operator, entry.code)))
        case DiscardEntry():
            return f"silences the {entry.scope}"
    return None


def _lexicon_places(file: Path) -> Iterator[tuple[_Phrase, Known]]:
    """The words of the lexicon, each with the section that it stands in as its entry."""
    tree = parse_yaml(file.read_bytes(), file).tree
    for word, section in _leaves(tree, ()):
        where = Where(file.name, word.line, word.column)
        yield (
            _Phrase(str(word), "fixed", "word", where),
            Known(str(word), "word", section, str(file), word.line, word.column, None),
        )


def _leaves(tree: Tree | None, above: tuple[str, ...]) -> Iterator[tuple[Scalar, str]]:
    if isinstance(tree, list):
        for member in tree:
            yield from _leaves(member, above)
    elif isinstance(tree, dict):
        for key, value in tree.items():
            if isinstance(value, Scalar):  # a word that is given its lemma
                yield key, " ".join(above)
            else:
                yield from _leaves(value, (*above, str(key)))
    elif tree is not None:
        yield tree, " ".join(above)


def _is_form(wanted: Pieces, said: _Phrase, lexicon: Lexicon) -> bool:
    pieces = fold_phrase(said.text)
    if wanted == pieces:
        return True
    if not wanted or not pieces:
        return False
    if said.form == "verb":
        return wanted[1:] == pieces[1:] and lexicon.reading(wanted[0], wanted[0])[2] == pieces[0]
    if said.form == "noun" and said.plural != "none":
        return wanted == fold_phrase(said.plural or lexicon.noun_forms(said.text)[1])
    return False


def _nearest(wanted: Pieces, places: Sequence[tuple[_Phrase, Known]]) -> list[Known]:
    """The same words in another order, then the longest known phrases within it, then the shortest that it stands in."""
    found: list[tuple[tuple[int, int], Known]] = []
    for said, known in places:
        pieces = fold_phrase(said.text)
        if not wanted or not pieces:
            continue
        if sorted(pieces) == sorted(wanted):
            rank, near = (0, 0), "the same words in another order"
        elif _stands_in(pieces, wanted):
            rank, near = (1, -len(pieces)), "a shorter phrase"
        elif _stands_in(wanted, pieces):
            rank, near = (2, len(pieces)), "a longer phrase"
        else:
            continue
        fields = (known.written, known.kind, known.entry, known.path, known.line, known.column, known.code)
        found.append((rank, Known(*fields, near)))
    return [known for _, known in sorted(found, key=lambda ranked: ranked[0])[:NEAREST]]


def _stands_in(short: Pieces, long: Pieces) -> bool:
    return any(long[start : start + len(short)] == short for start in range(len(long) - len(short) + 1))
