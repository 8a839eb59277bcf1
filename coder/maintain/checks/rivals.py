"""Whether patterns get into each other's way: those that can never win, and those that tie.

Two patterns of a word are rivals if they are built alike: the same slots, with and without prepositions, and as many words in
each argument. Where one of them takes whatever the other takes, the other can win only if it is the more specific.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

from coder.dictionary.compile import Argument, Dictionary, Pattern, compile_dictionary
from coder.dictionary.entries import VerbEntry
from coder.dictionary.load import DictionaryFile, Loaded
from coder.dictionary.pattern import Slot
from coder.dictionary.problems import Problem, Severity, shown_path
from coder.dictionary.store import load_lexicon
from coder.maintain.checks.report import report
from coder.model import Where

_PLAIN = "VERB"


class _Pair(NamedTuple):
    """Two rivals; the first is tried before the second."""

    first: Pattern
    second: Pattern

    @property
    def tie(self) -> bool:
        return self.first.specificity == self.second.specificity

    @property
    def agree(self) -> bool:
        """Whether it makes no difference which of them wins."""
        one, other = self
        return (one.code, one.converse, one.reciprocal) == (other.code, other.converse, other.reciprocal)


def shadowed_pattern(loaded: Loaded) -> Iterator[Problem]:
    """A pattern can never win, because one that is tried before it takes all that it takes: it is more specific, or as specific
    with the same code. Make it more specific, or delete it.
    """
    files = _files(loaded)
    winning: set[str] = set()
    losing: dict[str, tuple[Pattern, Pattern]] = {}
    for patterns in _by_word(loaded):
        lost: dict[str, Pattern] = {}
        for pair in _rivals(patterns):
            if _covers(*pair) and (pair.agree or not pair.tie):
                lost.setdefault(_key(pair.second), pair.first)
        for pattern in patterns:
            if _key(pattern) in lost:
                losing.setdefault(_key(pattern), (pattern, lost[_key(pattern)]))
            else:
                winning.add(_key(pattern))
    for key, (pattern, winner) in losing.items():
        if key not in winning:  # a verb may have several words, and the pattern may win for one of them
            message = f'"{winner.text}" always wins over this pattern ({_place(files, winner)})'
            yield from report(
                files[id(pattern.entry)], _where(pattern), message, "shadowed-pattern", words=pattern.text, severity="warning"
            )


def ambiguous_pattern(loaded: Loaded) -> Iterator[Problem]:
    """Two patterns of a word are equally specific, take the same words and give different codes, so that nothing tells which of
    them is meant. Write a word out in one of them, or take it out of the other. Where they share only some of their words it is a
    warning.
    """
    files = _files(loaded)
    seen: set[tuple[str, str]] = set()
    for patterns in _by_word(loaded):
        for pair in _rivals(patterns):
            if not pair.tie or pair.agree or not _meets(*pair):
                continue
            later, earlier = sorted(pair, key=lambda pattern: (pattern.entry.where.file, pattern.line), reverse=True)
            if (_key(earlier), _key(later)) in seen:
                continue
            seen.add((_key(earlier), _key(later)))
            shared = ", ".join(_shared_words(*pair)) or "the same phrases"
            message = f'"{earlier.text}" gives {earlier.code or "none"} for the same words: {shared} ({_place(files, earlier)})'
            severity: Severity = "error" if _covers(*pair) or _covers(pair.second, pair.first) else "warning"
            yield from report(
                files[id(later.entry)], _where(later), message, "ambiguous-pattern", words=later.text, severity=severity
            )


def _files(loaded: Loaded) -> dict[int, DictionaryFile]:
    return {id(verb): file for file, verb in loaded.placed(VerbEntry)}


def _by_word(loaded: Loaded) -> Iterator[list[Pattern]]:
    """The patterns of each verb, noun and predicate, in the order in which they are tried."""
    verbs_only = replace(loaded, actors=(), agents=(), discards=())
    dictionary: Dictionary = compile_dictionary(verbs_only, load_lexicon())
    for table in (dictionary.verbs, dictionary.nouns, dictionary.predicates):
        yield from table.values()


def _rivals(patterns: Iterable[Pattern]) -> Iterator[_Pair]:
    alike: defaultdict[object, list[Pattern]] = defaultdict(list)
    for pattern in patterns:
        if pattern.text != _PLAIN:  # two plain codes for one word are a matter of names
            alike[_build(pattern)].append(pattern)
    for group in alike.values():
        for first, second in combinations(group, 2):
            if _key(first) != _key(second):
                yield _Pair(first, second)


def _build(pattern: Pattern) -> object:
    entry = pattern.entry
    arguments = tuple((_slot_name(one.slot), bool(one.prepositions), len(one.words)) for one in _in_order(pattern))
    # TARGET and SOURCE without a preposition of their own take those of the entry.
    return entry.target, entry.source, _slot_name(pattern.subject), len(pattern.subject_words), arguments


def _in_order(pattern: Pattern) -> list[Argument]:
    return sorted(pattern.arguments, key=lambda one: (_slot_name(one.slot), sorted(one.prepositions), len(one.words)))


def _slot_name(slot: Slot | None) -> str:
    return slot.name if slot is not None else ""


def _covers(wide: Pattern, narrow: Pattern) -> bool:
    """Whether a pattern takes all that its rival takes."""
    return all(one >= other for one, other in _demands(wide, narrow))


def _meets(one: Pattern, other: Pattern) -> bool:
    """Whether there is something that both take."""
    return all(first & second for first, second in _demands(one, other))


def _demands(one: Pattern, other: Pattern) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """What two rivals want in the same place: words, prepositions or roles. Where one of them takes any role, both take its."""
    yield from zip(one.subject_words, other.subject_words, strict=True)
    yield _roles(one.subject, other.subject), _roles(other.subject, one.subject)
    for first, second in zip(_in_order(one), _in_order(other), strict=True):
        if first.prepositions:
            yield first.prepositions, second.prepositions
        yield from zip(first.words, second.words, strict=True)
        yield _roles(first.slot, second.slot), _roles(second.slot, first.slot)


def _roles(slot: Slot | None, other: Slot | None) -> frozenset[str]:
    """The roles that a slot takes, of those that it or its rival names; a star stands for all others."""
    named = slot.roles if slot is not None else ()
    return frozenset(named) or frozenset(other.roles if other is not None else ()) | {"*"}


def _shared_words(one: Pattern, other: Pattern) -> list[str]:
    """One word that both take for each place where they want words."""
    return [min(first & second) for first, second in _demands(one, other) if "*" not in first | second]


def _key(pattern: Pattern) -> str:
    return f"{pattern.rule} {pattern.text}"


def _where(pattern: Pattern) -> Where:
    return next(written.where for written in pattern.entry.patterns if written.text == pattern.text)


def _place(files: dict[int, DictionaryFile], pattern: Pattern) -> str:
    return f"{shown_path(str(files[id(pattern.entry)].path))}:{pattern.line}"
