"""Whether the words of an entry can turn up at all in what the road makes of a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from coder.dictionary.adpositions import is_preposition, opens_argument
from coder.dictionary.entries import (
    ActorEntry,
    AgentEntry,
    DiscardEntry,
    Entry,
    LightEntry,
    OperatorEntry,
    PatternEntry,
    SynsetEntry,
    VerbEntry,
)
from coder.dictionary.load import Loaded
from coder.dictionary.pattern import PatternError, Words, parse_pattern
from coder.dictionary.problems import Problem
from coder.dictionary.store import load_lexicon
from coder.maintain.checks.report import report
from coder.model import Where
from coder.words.lexicon import Lexicon
from coder.words.tags import ADV, BY, OF, PREP, SUB, TO, VB, VERBAL
from coder.words.tokens import fold_phrase

_ONLY_PREPOSITION = PREP | OF | BY | TO | ADV | SUB


def unreachable(loaded: Loaded) -> Iterator[Problem]:
    """Words that no sentence can ever lead to: a phrase without a letter or digit; a verb that is not written as its lemma
    ("attacked", for which the road looks under "attack"), unless the lemma is a verb too; or a choice in a pattern that mixes
    prepositions with other words ("from|house"), which is read as neither.
    """
    lexicon = load_lexicon()
    known = {verb for file in loaded.files for entry in file.entries for verb, _ in _verbs(entry)}
    for file in loaded.files:
        for entry in file.entries:
            for phrase, where in _phrases(entry):
                if not any(character.isalnum() for piece in fold_phrase(phrase) for character in piece):
                    message = f'"{phrase}" has no letter or digit, so that no sentence can have it'
                    yield from report(file, where, message, "unreachable", words=phrase)
            for verb, where in _verbs(entry):
                lemma = _lemma(verb, lexicon)
                if lemma is not None and not (isinstance(entry, VerbEntry) and lemma in known):
                    message = f'the verb is looked for under its lemma: write "{lemma}", not "{verb.split()[0]}"'
                    yield from report(file, where, message, "unreachable", words=verb)
            if isinstance(entry, VerbEntry):
                for pattern in entry.patterns:
                    for choice, strange in _mixed(pattern, lexicon):
                        message = f'{strange} cannot stand in a choice with prepositions: "{choice}" is never found'
                        yield from report(file, pattern.where, message, "unreachable", words=choice)


def _phrases(entry: Entry) -> Iterator[tuple[str, Where]]:
    """Every phrase by which an entry is found, with its place."""
    if isinstance(entry, ActorEntry | AgentEntry | VerbEntry | OperatorEntry | LightEntry | DiscardEntry):
        yield entry.name, entry.where
    lists = [getattr(entry, name, ()) for name in ("aliases", "nouns", "adjectives")]
    if isinstance(entry, SynsetEntry):
        lists.append(entry.members)
    for alias in chain(*lists):
        yield alias.text, alias.where


def _verbs(entry: Entry) -> Iterator[tuple[str, Where]]:
    if isinstance(entry, OperatorEntry | LightEntry) or (isinstance(entry, VerbEntry) and not entry.noun):
        yield entry.name, entry.where
        for alias in entry.aliases:
            yield alias.text, alias.where


def _lemma(verb: str, lexicon: Lexicon) -> str | None:
    """The lemma under which the road looks for a verb, if it is another than its first word; only for forms of known verbs."""
    first = verb.lower().split()[0]
    mask, _, lemma = lexicon.words.get(first, (0, "", ""))
    return lemma if mask & VERBAL and lemma and lemma != first and not mask & VB else None


def _mixed(pattern: PatternEntry, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """The choices behind VERB that hold a word which can only be a preposition beside others that are none, and these others."""
    try:
        parts = parse_pattern(pattern.text).behind
    except PatternError:
        return
    for part in parts:
        if not isinstance(part, Words) or not any(_must_be_preposition(lemma, lexicon) for lemma in part.lemmas):
            continue
        others = [] if opens_argument(lexicon, part.lemmas) else part.lemmas
        strange = [f'"{lemma}"' for lemma in others if not is_preposition(lexicon, lemma)]
        strange += [f"<{synset}>" for synset in part.synsets]
        if strange:
            choice = next(word for word in pattern.text.split() if set(part.lemmas) <= set(word.split("|")))
            yield choice, " and ".join(strange)


def _must_be_preposition(lemma: str, lexicon: Lexicon) -> bool:
    mask = lexicon.words.get(lemma, (0,))[0]
    return bool(mask) and is_preposition(lexicon, lemma) and not mask & ~_ONLY_PREPOSITION
