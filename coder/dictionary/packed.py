"""The compiled dictionary <-> plain values that `marshal` can write.

What there is most of, phrases with their meanings and the patterns of words, is kept in rows that are read when a sentence asks
for them; codes and other small tables are there at once.
"""

from __future__ import annotations

import copyreg
from typing import Any

from coder.dictionary.columns import pack, unpack
from coder.dictionary.compiled import Dictionary, Meaning
from coder.dictionary.compiled_patterns import Argument, Pattern
from coder.dictionary.entries import (
    ActorEntry,
    AgentEntry,
    Alias,
    Country,
    Dated,
    EventCode,
    Example,
    LightEntry,
    OperatorEntry,
    PatternEntry,
    Role,
    VerbEntry,
)
from coder.dictionary.pattern import Slot
from coder.dictionary.records import Records, rows
from coder.dictionary.word_patterns import WordPatterns
from coder.model import Where
from coder.words.lexicon import Lexicon, freeze, thaw

_ROWS = (Where, Alias, Dated, Example, PatternEntry, ActorEntry, AgentEntry, VerbEntry, Slot, Argument, Pattern, Meaning)
_COLUMNS = {kind.__name__: kind for kind in (Where, Alias, Example, OperatorEntry, LightEntry, EventCode, Country, Role)}
_AT_ONCE = ("operators", "operator_nouns", "operator_adjectives", "modals", "lights", "codes", "countries", "roles")
_PLAIN = ("hash", "openings", "verb_phrases", "discards", "synsets", "members", "wanted", "gazetteer")
_WORDS = ("verbs", "nouns", "predicates")


def pack_dictionary(dictionary: Dictionary) -> Any:
    """The dictionary without its lexicon, which stays the same while dictionaries are edited."""
    named = (meaning.entry for meanings in dictionary.meanings for meaning in meanings if meaning.entry is not None)
    shared = {id(entry): entry for entry in (*named, *(pattern.entry for pattern in dictionary.patterns))}
    numbers = {identity: number for number, identity in enumerate(shared)}
    return (
        {name: getattr(dictionary, name) for name in _PLAIN},
        pack({name: getattr(dictionary, name) for name in _AT_ONCE}),
        {name: {word: patterns.numbers for word, patterns in getattr(dictionary, name).items()} for name in _WORDS},
        rows(dictionary.tries),
        rows(shared.values(), _ROWS),
        rows(dictionary.meanings, _ROWS, numbers),
        rows(dictionary.patterns, _ROWS, numbers),
    )


def unpack_dictionary(packed: Any, lexicon: Lexicon) -> Dictionary:
    """The dictionary that was packed."""
    plain, at_once, words, tries, entries, meanings, patterns = packed
    shared: Records[ActorEntry | AgentEntry | VerbEntry] = Records(entries, _ROWS)
    known: Records[Pattern] = Records(patterns, _ROWS, shared)
    tables: dict[str, Any] = {
        name: {word: WordPatterns(known, numbers) for word, numbers in table.items()} for name, table in words.items()
    }
    return Dictionary(
        lexicon,
        tries=Records(tries),
        meanings=Records(meanings, _ROWS, shared),
        patterns=known,
        **tables,
        **unpack(at_once, _COLUMNS),
        **plain,
    )


def _reduced(dictionary: Dictionary) -> tuple[Any, ...]:
    return _there, (pack_dictionary(dictionary), freeze(dictionary.lexicon))


def _there(packed: Any, lexicon: Any) -> Dictionary:
    return unpack_dictionary(packed, thaw(lexicon))


# To another machine it goes packed, too: pickle cannot fill frozen records that are compiled.
copyreg.pickle(Dictionary, _reduced)
