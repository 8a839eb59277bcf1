"""`coder coverage`: a corpus is coded, and it is counted what of the dictionaries had a part in it, and what never had.

A code counts once an event. An entry, a pattern, a synset counts once a sentence: an entry where an event names it, where a
pattern of it that codes nothing on purpose fits, or where it is an operator and governs a clause; a synset where one of its
members stands in a sentence with a pattern that names it and fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from coder.coding.sentence import walk
from coder.corpus.batch import Tally
from coder.corpus.source import AS_IT_STANDS, Layout
from coder.dictionary.entries import ActorEntry, AgentEntry, EventCode, SynsetEntry
from coder.dictionary.load import Loaded
from coder.maintain.entry_lines import EntryLine, NamedEntry, entry_lines
from coder.maintain.pattern_synsets import inclusions, synsets_named
from coder.maintain.readings import stories, traced
from coder.model import Story
from coder.pipeline import Coder, Trace

SAMPLES = 2


@dataclass(slots=True)
class Use:
    """How often something was used, and the first few places or sentences where it was."""

    times: int = 0
    samples: list[str] = field(default_factory=list)

    def add(self, sample: str) -> None:
        """Count one more."""
        self.times += 1
        if len(self.samples) < SAMPLES and sample not in self.samples:
            self.samples.append(sample)


@dataclass(frozen=True, slots=True)
class EntryUse:
    """How an entry was used: `own` by its own line, `patterns` by the lines of its patterns."""

    line: EntryLine
    own: Use
    patterns: tuple[tuple[EntryLine, Use], ...]

    @property
    def times(self) -> int:
        """How often the entry was used, by whichever line."""
        return self.own.times + sum(use.times for _, use in self.patterns)


class Coverage:
    """What of the dictionaries has been used so far."""

    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.lines = {line.rule: line for line in entry_lines(loaded)}
        self._codes = {entry.code: Use() for entry in loaded.codes if len(entry.code) > 2}
        self._lines = {rule: Use() for rule in self.lines}
        self._synsets = {entry.name: Use() for entry in loaded.synsets}
        self._included = inclusions(loaded.synsets)
        self.sentences = self.events = 0

    def add(self, trace: Trace, sample: str) -> None:
        """Count what one sentence used; `sample` is shown as a place where it was."""
        self.sentences += 1
        self.events += len(trace.events)
        for event in trace.events:
            if event.action in self._codes:
                self._codes[event.action].add(sample)
        rules = {rule for event in trace.events for rule in event.rules}
        reader = trace.reader
        if reader is not None:
            rules.update(pattern.rule for pattern in reader.matcher.fitted if pattern.code is None)
            rules.update(_governing(trace))
            self._count_synsets(rules, reader.matcher.lemmas, reader.dictionary.synsets, sample)
        for rule in rules & self._lines.keys():
            self._lines[rule].add(sample)

    def _count_synsets(self, rules: Iterable[str], lemmas: set[str], members: dict[str, frozenset[str]], sample: str) -> None:
        patterns = [self.lines[rule].pattern for rule in rules if rule in self.lines]
        for name in synsets_named((pattern.text for pattern in patterns if pattern is not None), self._included):
            if not members[name].isdisjoint(lemmas):
                self._synsets[name].add(sample)

    def codes(self) -> list[tuple[EventCode, Use]]:
        """Every code below the roots, in the order of the codes."""
        return [(entry, self._codes[entry.code]) for entry in self.loaded.codes if entry.code in self._codes]

    def entries(self, everybody: bool = False) -> list[EntryUse]:
        """Every entry of what is done, with `everybody` of actors and agents too, in the order of files and lines."""
        found: dict[int, tuple[EntryLine, list[tuple[EntryLine, Use]]]] = {}
        for rule, line in self.lines.items():
            if isinstance(line.entry, (ActorEntry, AgentEntry)) and not everybody:
                continue
            _, patterns = found.setdefault(id(line.entry), (EntryLine(line.path, line.entry), []))
            if line.pattern is not None:
                patterns.append((line, self._lines[rule]))
        return [
            EntryUse(line, self._lines.get(str(line.entry.where), Use()), tuple(patterns)) for line, patterns in found.values()
        ]

    def synsets(self) -> list[tuple[SynsetEntry, Use]]:
        """Every synset, in the order of the file."""
        return [(entry, self._synsets[entry.name]) for entry in self.loaded.synsets]


def _governing(trace: Trace) -> Iterator[str]:
    """The lines of the operators that govern a clause: many of them ("said that") leave no line in the events."""
    for proposition in walk(trace.propositions):
        if trace.reader is not None and proposition.complements:
            operator = trace.reader.operator(proposition)
            if operator is not None:
                yield str(operator.where)


def cover(coder: Coder, loaded: Loaded, paths: Sequence[str], tally: Tally, layout: Layout = AS_IT_STANDS) -> Coverage:
    """Code a corpus, or without `paths` the examples of the dictionaries themselves, and count what was used."""
    coverage = Coverage(loaded)
    for story, place in _examples(loaded) if not paths else ((story, "") for story in stories(paths, tally, layout)):
        for trace in traced(coder, story, tally):
            coverage.add(trace, place or " ".join(trace.sentence.text.split()))
    return coverage


def _examples(loaded: Loaded) -> Iterator[tuple[Story, str]]:
    """The examples of all entries as stories, each with its place; known failures are none."""
    for file in loaded.files:
        for entry in file.entries:
            for example in entry.examples if isinstance(entry, NamedEntry) else ():
                if not example.todo:
                    day = date.fromisoformat(example.date) if example.date else None
                    yield Story(str(example.where), example.sentence, day), str(example.where)


def as_values(coverage: Coverage, kind: str, everybody: bool = False) -> dict[str, Any]:
    """The counts as values of JSON; `kind` is "code", "entry" or "synset"."""
    if kind == "code":
        rows = [{"code": entry.code, "name": entry.name, **_values(use)} for entry, use in coverage.codes()]
    elif kind == "synset":
        rows = [{"place": str(entry.where), "name": entry.name, **_values(use)} for entry, use in coverage.synsets()]
    else:
        rows = [
            {
                "place": entry.line.rule,
                "name": entry.line.entry.name,
                "times": entry.times,
                "samples": entry.own.samples,
                "patterns": [
                    {"place": line.rule, "pattern": line.pattern.text, **_values(use)}
                    for line, use in entry.patterns
                    if line.pattern is not None
                ],
            }
            for entry in coverage.entries(everybody)
        ]
    return {
        "dictionary": coverage.loaded.hash,
        "sentences": coverage.sentences,
        "events": coverage.events,
        "by": kind,
        "used": sum(1 for row in rows if row["times"]),
        "never": sum(1 for row in rows if not row["times"]),
        "rows": rows,
    }


def _values(use: Use) -> dict[str, Any]:
    return {"times": use.times, "samples": use.samples}
