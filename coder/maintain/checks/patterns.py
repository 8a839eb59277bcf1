"""Whether patterns can be read and the synsets that they and other synsets name exist."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from coder.dictionary.entries import Alias, PatternEntry, SynsetEntry, VerbEntry
from coder.dictionary.load import DictionaryFile, Loaded
from coder.dictionary.problems import Problem, nearest
from coder.maintain.checks.report import report

_SYNSET = re.compile(r"<([^<>]+)>")


def bad_pattern(loaded: Loaded) -> Iterator[Problem]:
    """A pattern cannot be read. It is made of VERB, SOURCE, TARGET, lemmas, alternatives a|b and <synset>, with role tests as in
    SOURCE:COP|MIL.
    """
    from coder.dictionary.pattern import PatternError, parse_pattern  # builds a parser

    for file, verb in loaded.placed(VerbEntry):
        for pattern in verb.patterns:
            try:
                parse_pattern(pattern.text)
            except PatternError as error:
                yield from report(file, pattern.where, str(error), "bad-pattern", words=pattern.text, offset=error.column)


def unknown_synset(loaded: Loaded) -> Iterator[Problem]:
    """A pattern or a synset names a synset that synsets.yaml does not have."""
    known = {synset.name for synset in loaded.synsets}
    for file, text in _texts(loaded):
        for name in synsets_named([text.text]):
            if name not in known:
                message = f"there is no synset <{name}>{nearest(name, known)}"
                yield from report(file, text.where, message, "unknown-synset", words=f"<{name}>")


def synsets_named(texts: Iterable[str]) -> list[str]:
    """The names of the synsets in some patterns or members, in their order."""
    return list(dict.fromkeys(name for text in texts for name in _SYNSET.findall(text)))


def _texts(loaded: Loaded) -> Iterator[tuple[DictionaryFile, PatternEntry | Alias]]:
    for file, verb in loaded.placed(VerbEntry):
        for pattern in verb.patterns:
            yield file, pattern
    for file, synset in loaded.placed(SynsetEntry):
        for member in synset.members:
            yield file, member
