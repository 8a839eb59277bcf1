"""Checked entries -> the compiled dictionary that the road reads: one phrase trie, and what each verb and noun can mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from coder.dictionary.adpositions import ADPOSITION
from coder.dictionary.compile_memory import CompileMemory
from coder.dictionary.compiled import Dictionary, Meaning, Trie
from coder.dictionary.compiled_patterns import Argument, Pattern, build_pattern
from coder.dictionary.entries import (
    ADJECTIVAL,
    ActorEntry,
    AgentEntry,
    OperatorEntry,
    PatternEntry,
    SynsetEntry,
    VerbEntry,
)
from coder.dictionary.gazetteer import compile_gazetteer
from coder.dictionary.load import Loaded
from coder.dictionary.pattern import PatternError, PatternText, Slot, parse_pattern
from coder.dictionary.records import Records
from coder.dictionary.word_patterns import WordPatterns
from coder.words.lexicon import Lexicon
from coder.words.tags import ADV, BE, MODAL, VERBAL
from coder.words.tokens import fold_phrase


class _Tables(NamedTuple):
    """The patterns of each verb, noun and word behind "be"."""

    verbs: dict[str, list[Pattern]]
    nouns: dict[str, list[Pattern]]
    predicates: dict[str, list[Pattern]]


def compile_dictionary(loaded: Loaded, lexicon: Lexicon, memory: CompileMemory | None = None) -> Dictionary:
    """Link the entries of all files; entries that `check` complains of are left out, never guessed at.

    A program that compiles over and over gives the same `memory` each time, an empty one at first.
    """
    memory = memory or CompileMemory()
    dictionary = Dictionary(lexicon, loaded.hash)
    dictionary.codes = {entry.code: entry for entry in loaded.codes}
    dictionary.countries = {entry.code: entry for entry in loaded.countries}
    dictionary.roles = {entry.code: entry for entry in loaded.roles}
    dictionary.gazetteer = compile_gazetteer(loaded.places)
    dictionary.synsets = resolve_synsets(loaded.synsets)
    dictionary.members = frozenset().union(*dictionary.synsets.values())
    memory.begin(lexicon, dictionary.synsets)
    meanings: dict[tuple[str, ...], list[Meaning]] = {}
    for pieces, meaning in phrase_meanings(loaded, dictionary, memory):
        if pieces:
            meanings.setdefault(pieces, []).append(meaning)
    dictionary.meanings = Records.of(map(tuple, meanings.values()))
    trie = _trie(meanings)
    dictionary.openings = {piece: number for number, piece in enumerate(trie)}
    dictionary.tries = Records.of(trie.values())
    _add_patterns(dictionary, memory.each("patterns", loaded.verbs, lambda verb: list(_patterns(dictionary, verb))))
    _add_operators(dictionary, loaded.operators)
    for light in loaded.lights:
        for name in (light.name, *(alias.text for alias in light.aliases)):
            dictionary.lights[_verb_name(dictionary, name)] = light
    for discard in loaded.discards:
        pieces = fold_phrase(discard.name)
        dictionary.discards.setdefault(pieces[0], []).append((pieces, discard.scope))
    for phrases in dictionary.verb_phrases.values():
        phrases.sort(key=len, reverse=True)
    return dictionary


def resolve_synsets(entries: Iterable[SynsetEntry]) -> dict[str, frozenset[str]]:
    """Each synset with the members of the synsets it includes; a synset that includes itself is cut there."""
    raw = {entry.name: [member.text for member in entry.members] for entry in entries}

    def members(name: str, seen: frozenset[str]) -> frozenset[str]:
        found: set[str] = set()
        for member in raw.get(name, ()):
            if not member.startswith("<"):
                found.add(" ".join(fold_phrase(member)))
            elif member[1:-1] not in seen:
                found |= members(member[1:-1], seen | {member[1:-1]})
        return frozenset(found)

    return {name: members(name, frozenset([name])) for name in raw}


Phrase = tuple[tuple[str, ...], Meaning]


def phrase_meanings(loaded: Loaded, dictionary: Dictionary, memory: CompileMemory) -> Iterator[Phrase]:
    """The pieces of every phrase with one thing that it can mean, once the synsets of the dictionary are known."""
    lexicon = dictionary.lexicon
    for _, made in memory.each("actors", loaded.actors, lambda actor: list(_names(actor, lexicon))):
        yield from made
    for _, made in memory.each("agents", loaded.agents, lambda agent: list(_role_nouns(agent, lexicon))):
        yield from made
    phrases = {" ".join(fold_phrase(member)) for members in dictionary.synsets.values() for member in members}
    for verb in loaded.verbs:
        phrases.update(" ".join(fold_phrase(noun)) for noun in _noun_names(verb))
    for operator in loaded.operators:
        phrases.update(" ".join(fold_phrase(noun.text)) for noun in operator.nouns)
    for phrase in sorted(phrases):
        if " " in phrase:
            for form in lexicon.noun_forms(phrase):
                yield fold_phrase(form), Meaning("noun", None, phrase, phrase)


def _names(actor: ActorEntry, lexicon: Lexicon) -> Iterator[Phrase]:
    for text, first, last in ((actor.name, None, None), *((a.text, a.first, a.last) for a in actor.aliases)):
        pieces = fold_phrase(text)
        everyday = len(pieces) == 1 and pieces[0] in lexicon.words and actor.kind not in ("country", *ADJECTIVAL)
        shouted = len(pieces) == 1 and text.isupper() and pieces[0] in lexicon.words
        yield pieces, Meaning("actor", actor, " ".join(pieces), text, everyday or shouted, first, last)


def _role_nouns(agent: AgentEntry, lexicon: Lexicon) -> Iterator[Phrase]:
    for text in (agent.name, *(alias.text for alias in agent.aliases)):
        singular = " ".join(fold_phrase(text))
        forms = lexicon.noun_forms(text)[: 1 if agent.plural == "none" else 2]
        if text == agent.name and agent.plural not in (None, "none"):
            forms = [text, str(agent.plural)]
        for form in forms:
            yield fold_phrase(form), Meaning("agent", agent, singular, text)


def _noun_names(entry: VerbEntry) -> list[str]:
    names = [noun.text for noun in entry.nouns]
    return [entry.name, *(alias.text for alias in entry.aliases), *names] if entry.noun else names


def _trie(phrases: Iterable[tuple[str, ...]]) -> Trie:
    """The trie of all phrases, each with its number."""
    trie: Trie = {}
    for number, phrase in enumerate(phrases):
        node = trie
        for piece in phrase:
            node = node.setdefault(piece, {})
        node[""] = number
    return trie


def _add_patterns(dictionary: Dictionary, verbs: Iterable[tuple[VerbEntry, list[Pattern]]]) -> None:
    tables = _Tables({}, {}, {})
    for entry, patterns in verbs:
        _add_verb(dictionary, tables, entry, patterns)
    known = {id(pattern): pattern for table in tables for patterns in table.values() for pattern in patterns}
    numbers = {identity: number for number, identity in enumerate(known)}
    dictionary.patterns = Records.of(known.values())
    dictionary.wanted = frozenset().union(*(words for pattern in known.values() for words in pattern.words))

    def numbered(table: dict[str, list[Pattern]]) -> dict[str, WordPatterns]:
        for patterns in table.values():
            patterns.sort(key=lambda pattern: pattern.specificity, reverse=True)
        return {
            word: WordPatterns(dictionary.patterns, [numbers[id(pattern)] for pattern in patterns])
            for word, patterns in table.items()
        }

    dictionary.verbs, dictionary.nouns, dictionary.predicates = map(numbered, tables)


def _add_verb(dictionary: Dictionary, tables: _Tables, entry: VerbEntry, patterns: list[Pattern]) -> None:
    if not entry.noun:
        for name in (entry.name, *(alias.text for alias in entry.aliases)):
            table, key, more = _place_of(dictionary, tables, name.lower())
            table.setdefault(key, []).extend(_wanting(pattern, more) for pattern in patterns)
    for name in _noun_names(entry):
        tables.nouns.setdefault(" ".join(fold_phrase(name)), []).extend(patterns)


def _place_of(dictionary: Dictionary, tables: _Tables, name: str) -> tuple[dict[str, list[Pattern]], str, tuple[Argument, ...]]:
    """The table and key of a verb, and what its patterns want besides: an adverb ("falsely accuse"), or what stands behind "be".

    Behind "be" stands an adjective, maybe with a preposition for the target ("be angry with"), or a prepositional group ("be on
    alert"); the adjective or the noun is the key.
    """
    first, _, rest = name.partition(" ")
    tags = dictionary.lexicon.words.get(first, (0,))[0]
    if rest and tags == ADV:
        return tables.verbs, _verb_name(dictionary, rest), (Argument(frozenset([first]), None, ()),)
    if rest and tags & BE:
        said, *behind = rest.split()
        if dictionary.lexicon.words.get(said, (0,))[0] & ADPOSITION:
            words = tuple(frozenset([word]) for word in behind[-1:])
            return tables.predicates, (behind or [said])[-1], (Argument(frozenset([said]), None, words),)
        target = tuple(Argument(frozenset([word]), Slot("TARGET"), ()) for word in behind[-1:])
        return tables.predicates, said, (Argument(frozenset([said]), None, ()), *target)
    return tables.verbs, _verb_name(dictionary, name), ()


def _wanting(pattern: Pattern, more: tuple[Argument, ...]) -> Pattern:
    if not more:
        return pattern
    words, *others = pattern.specificity
    return replace(pattern, arguments=(*more, *pattern.arguments), specificity=(words + len(more), *others))


def _verb_name(dictionary: Dictionary, name: str) -> str:
    """The lemma of a verb entry; a multiword verb is noted, so that its words become one."""
    words = name.split()
    if len(words) > 1:
        rest = tuple(word.lower() for word in words[1:])
        known = dictionary.verb_phrases.setdefault(words[0].lower(), [])
        if rest not in known:
            known.append(rest)
    return name.lower()


def _patterns(dictionary: Dictionary, entry: VerbEntry) -> Iterator[Pattern]:
    plain = PatternEntry("VERB", None if entry.code == "none" else entry.code, entry.where, entry.reciprocal, entry.converse)
    for written in entry.patterns:
        try:
            text = parse_pattern(written.text)
        except PatternError:
            continue
        yield build_pattern(dictionary.lexicon, dictionary.synsets, entry, written, text)
    if entry.code is not None or entry.converse is not None:
        yield build_pattern(dictionary.lexicon, dictionary.synsets, entry, plain, PatternText((), ()))


def _add_operators(dictionary: Dictionary, entries: Iterable[OperatorEntry]) -> None:
    for entry in entries:
        for name in (entry.name, *(alias.text for alias in entry.aliases)):
            phrase = dictionary.lexicon.phrases.get(fold_phrase(name))
            mask = phrase or dictionary.lexicon.words.get(name.split()[0], (VERBAL,))[0]
            if mask & MODAL:
                dictionary.modals[name] = entry
            elif mask & VERBAL:
                dictionary.operators[_verb_name(dictionary, name)] = entry
        for noun in entry.nouns:
            dictionary.operator_nouns[" ".join(fold_phrase(noun.text))] = entry
        for adjective in entry.adjectives:
            dictionary.operator_adjectives[adjective.text.lower()] = entry
