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

from coder.dictionary.compile import compile_dictionary
from coder.dictionary.compiled import Dictionary
from coder.dictionary.compiled_patterns import Argument, Pattern
from coder.dictionary.entries import VerbEntry
from coder.dictionary.load import DictionaryFile, Loaded
from coder.dictionary.pattern import Slot
from coder.dictionary.problems import Problem, Severity, shown_path
from coder.dictionary.store import load_lexicon
from coder.maintain.checks.report import report
from coder.model import Where

_PLAIN = "VERB"


class _Pair:
    """Two rivals; the first is tried before the second.

    `tie`: they are as specific as each other; `agree`: it makes no difference which of them wins; `covers`, `covered`: the first
    takes all that the second takes, and the other way round; `meet`: there is something that both take; `settled`: a third one
    of those built alike, which is more specific than they are, takes all of that.
    """

    __slots__ = ("agree", "covered", "covers", "first", "meet", "second", "settled", "tie")

    def __init__(self, first: _Rival, second: _Rival, alike: list[_Rival]) -> None:
        one, other = self.first, self.second = first.pattern, second.pattern
        self.tie = one.specificity == other.specificity
        self.agree = (one.code, one.converse, one.reciprocal) == (other.code, other.converse, other.reciprocal)
        demands = list(_demands(first, second))
        self.covers = all(one >= other for one, other in demands)
        self.covered = all(one <= other for one, other in demands)
        self.meet = all(one & other for one, other in demands)
        self.settled = self.tie and self.meet and not self.agree and any(_settles(rival, first, second) for rival in alike)


class _Rival(NamedTuple):
    """A pattern with its arguments in an order in which those of all patterns built alike can be laid side by side."""

    pattern: Pattern
    key: str
    build: object
    arguments: list[Argument]


class _Rivalry:
    """The patterns of all words, each list in the order in which it is tried, with the pairs of rivals in it."""

    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded
        verbs_only = replace(loaded, actors=(), agents=(), discards=())
        dictionary: Dictionary = compile_dictionary(verbs_only, load_lexicon())
        self._rivals: dict[int, _Rival] = {}
        self._pairs: dict[tuple[int, int], _Pair] = {}
        self.words = [
            (patterns, list(self._among(patterns)))
            for table in (dictionary.verbs, dictionary.nouns, dictionary.predicates)
            for patterns in table.values()
        ]

    def _among(self, patterns: Iterable[Pattern]) -> Iterator[_Pair]:
        alike: defaultdict[object, list[_Rival]] = defaultdict(list)
        for pattern in patterns:
            if pattern.text != _PLAIN:  # two plain codes for one word are a matter of names
                rival = self._rivals.get(id(pattern)) or self._rivals.setdefault(id(pattern), _rival(pattern))
                alike[rival.build].append(rival)
        for group in alike.values():
            for first, second in combinations(group, 2):
                if first.key != second.key:
                    key = id(first.pattern), id(second.pattern)  # the words of an entry share its patterns
                    yield self._pairs.get(key) or self._pairs.setdefault(key, _Pair(first, second, group))


_LAST: list[_Rivalry] = []


def _rivalry(loaded: Loaded) -> _Rivalry:
    """The rivalry in some dictionaries; the last one is kept, since two checks want the same."""
    if not _LAST or _LAST[0].loaded is not loaded:
        _LAST[:] = [_Rivalry(loaded)]
    return _LAST[0]


def shadowed_pattern(loaded: Loaded) -> Iterator[Problem]:
    """A pattern can never win, because one that is tried before it takes all that it takes: it is more specific, or as specific
    with the same code. Make it more specific, or delete it.
    """
    files = _files(loaded)
    winning: set[str] = set()
    losing: dict[str, tuple[Pattern, Pattern]] = {}
    for patterns, pairs in _rivalry(loaded).words:
        lost: dict[str, Pattern] = {}
        for pair in pairs:
            if pair.covers and (pair.agree or not pair.tie):
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
    them is meant. Take the words out of one of them, or write them out in a pattern of their own ("VERB tank from TARGET" besides
    "VERB <weapon> from TARGET" and "VERB <troops> from TARGET"). Where they share only some of their words it is a warning.
    """
    files = _files(loaded)
    seen: set[tuple[str, str]] = set()
    for _, pairs in _rivalry(loaded).words:
        for pair in pairs:
            if not pair.tie or pair.agree or not pair.meet or pair.settled:
                continue
            later, earlier = sorted(
                (pair.first, pair.second), key=lambda pattern: (pattern.entry.where.file, pattern.line), reverse=True
            )
            if (_key(earlier), _key(later)) in seen:
                continue
            seen.add((_key(earlier), _key(later)))
            shared = ", ".join(_shared_words(pair)) or "the same phrases"
            message = f'"{earlier.text}" gives {earlier.code or "none"} for the same words: {shared} ({_place(files, earlier)})'
            severity: Severity = "error" if pair.covers or pair.covered else "warning"
            yield from report(
                files[id(later.entry)], _where(later), message, "ambiguous-pattern", words=later.text, severity=severity
            )


def _files(loaded: Loaded) -> dict[int, DictionaryFile]:
    return {id(verb): file for file, verb in loaded.placed(VerbEntry)}


def _rival(pattern: Pattern) -> _Rival:
    arguments = _in_order(pattern)
    shape = tuple((_slot_name(one.slot), bool(one.prepositions), len(one.words)) for one in arguments)
    # TARGET and SOURCE without a preposition of their own take those of the entry.
    entry = pattern.entry
    subject = _slot_name(pattern.subject), pattern.several, len(pattern.subject_words), len(pattern.context)
    build = entry.target, entry.source, subject, shape, tuple(map(len, pattern.together))
    return _Rival(pattern, _key(pattern), build, arguments)


def _in_order(pattern: Pattern) -> list[Argument]:
    return sorted(pattern.arguments, key=lambda one: (_slot_name(one.slot), sorted(one.prepositions), len(one.words)))


def _slot_name(slot: Slot | None) -> str:
    return slot.name if slot is not None else ""


def _settles(third: _Rival, first: _Rival, second: _Rival) -> bool:
    """Whether a pattern wins over two others wherever both fit."""
    if third.pattern.specificity <= first.pattern.specificity:
        return False
    return all(one & other <= its for its, one, other in _demands(third, first, second))


def _demands(*rivals: _Rival) -> Iterator[tuple[frozenset[str], ...]]:
    """What rivals want in the same place: words, prepositions or roles. Where one of them takes any role, it takes theirs."""
    patterns = [rival.pattern for rival in rivals]
    yield from zip(*(pattern.subject_words for pattern in patterns), strict=True)
    yield from zip(*(pattern.context for pattern in patterns), strict=True)
    yield _roles([pattern.subject for pattern in patterns])
    for arguments in zip(*(rival.arguments for rival in rivals), strict=True):
        if arguments[0].prepositions:
            yield tuple([argument.prepositions for argument in arguments])
        yield from zip(*(argument.words for argument in arguments), strict=True)
        yield _roles([argument.slot for argument in arguments])


def _roles(slots: list[Slot | None]) -> tuple[frozenset[str], ...]:
    """The roles that each of some slots takes, of those that any of them names; a star stands for all others."""
    named = [frozenset(slot.roles if slot is not None else ()) for slot in slots]
    every = frozenset({"*"}).union(*named)
    return tuple([roles or every for roles in named])


def _shared_words(pair: _Pair) -> list[str]:
    """One word that both take for each place where they want words."""
    demands = _demands(_rival(pair.first), _rival(pair.second))
    return [min(first & second) for first, second in demands if "*" not in first | second]


def _key(pattern: Pattern) -> str:
    return f"{pattern.rule} {pattern.text}"


def _where(pattern: Pattern) -> Where:
    return next(written.where for written in pattern.entry.patterns if written.text == pattern.text)


def _place(files: dict[int, DictionaryFile], pattern: Pattern) -> str:
    return f"{shown_path(str(files[id(pattern.entry)].path))}:{pattern.line}"
