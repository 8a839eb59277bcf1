"""`coder compare`: a corpus is coded under two versions of the dictionaries, and what differs is told by the entry behind it.

An event is the same in both by its id, which does not depend on its codes. What is left of a sentence is paired by its actors,
their words or else their codes: the same act in other words ("carried out" for "carried") has changed where its codes have, and
else is as good as before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from coder.coding.events import wanted
from coder.corpus.batch import Tally
from coder.corpus.rejects import Reject
from coder.dictionary.entries import DiscardEntry, EventCode, SynsetEntry, VerbEntry
from coder.dictionary.load import identity
from coder.maintain.entry_changes import EntryChange, Standing, entry_changes
from coder.maintain.entry_lines import EntryLine
from coder.maintain.pattern_synsets import inclusions, synsets_named
from coder.maintain.readings import traced
from coder.maintain.versions import Version
from coder.model import Event, Sentence, Story
from coder.pipeline import ALWAYS_WRITTEN, Trace
from coder.words.tokens import pieces

Kind = Literal["gained", "lost", "changed"]
KINDS: tuple[Kind, ...] = ("gained", "lost", "changed")
Pair = tuple[Event | None, Event | None]


@dataclass(frozen=True, slots=True)
class Difference:
    """An event that differs, in its sentence; `causes` are the changed entries that had a part in it, the likeliest ones."""

    story: str
    sentence: Sentence
    before: Event | None
    after: Event | None
    causes: tuple[EntryChange, ...]

    @property
    def kind(self) -> Kind:
        """Whether the event was gained, lost or changed."""
        return "gained" if self.before is None else "lost" if self.after is None else "changed"


@dataclass(slots=True)
class Comparison:
    """What two versions make of a corpus; `events` are the numbers of events before and after."""

    base: str
    changes: Sequence[EntryChange]
    stories: int = 0
    sentences: int = 0
    events: tuple[int, int] = (0, 0)
    differences: list[Difference] = field(default_factory=list)

    @property
    def kinds(self) -> Counter[str]:
        """How many events were gained, lost and changed."""
        return Counter(difference.kind for difference in self.differences)

    def by_cause(self) -> list[tuple[tuple[EntryChange, ...], list[Difference]]]:
        """The differences by what caused them, the cause of the most first; last those of which no cause was found."""
        groups: defaultdict[tuple[int, ...], list[Difference]] = defaultdict(list)
        for difference in self.differences:
            groups[tuple(map(id, difference.causes))].append(difference)
        found = [(group[0].causes, group) for group in groups.values()]
        return sorted(found, key=lambda item: (not item[0], -len(item[1])))


class Comparer:
    """Codes stories under two versions; `actors` as in `coder code`: which events are looked at."""

    def __init__(self, before: Version, after: Version, actors: str, tally: Tally) -> None:
        self.before = before
        self.after = after
        self.actors = actors
        self.tally = tally
        self._changes = entry_changes(before.loaded, after.loaded)
        self.comparison = Comparison(before.name, list(self._changes.values()))
        self._standing_words = Standing(self._changes.values())
        self._included = inclusions((*before.loaded.synsets, *after.loaded.synsets))

    def add(self, story: Story, before: Sequence[Trace] | None = None) -> list[Trace]:
        """Code one more story; `before` is what the base made of it, if that is known. Returns what the version at hand made."""
        old = before if before is not None else traced(self.before.coder, story, Tally())
        new = traced(self.after.coder, story, self.tally)
        if len(old) < len(new):
            reason = "the program failed on this story with the dictionaries of the base, so that it is not compared"
            self.tally.rejected(Reject(story.id, None, story.id, reason))
        counts = [0, 0]
        for was, now in zip(old, new, strict=True) if len(old) == len(new) else ():
            for side, trace in enumerate((was, now)):
                counts[side] += sum(map(self._is_wanted, trace.events))
            for one, other in event_differences(was.events, now.events):
                if any(event is not None and self._is_wanted(event) for event in (one, other)):
                    causes = tuple(self._causes(one, other, was, now))
                    self.comparison.differences.append(Difference(story.id, now.sentence, one, other, causes))
        self._count(len(new), *counts)
        return new

    def keep(self, traces: Sequence[Trace]) -> None:
        """Count one more story, of which both versions are known to make the same."""
        events = sum(self._is_wanted(event) for trace in traces for event in trace.events)
        self._count(len(traces), events, events)

    def _count(self, sentences: int, before: int, after: int) -> None:
        self.comparison.stories += 1
        self.comparison.sentences += sentences
        self.comparison.events = (self.comparison.events[0] + before, self.comparison.events[1] + after)

    def _is_wanted(self, event: Event) -> bool:
        return event.status in ALWAYS_WRITTEN and wanted(event, self.actors)

    # --- which entry it was

    def _causes(self, before: Event | None, after: Event | None, was: Trace, now: Trace) -> list[EntryChange]:
        """The changed entries behind a difference, from the surest sign of one to the weakest."""
        old, new = _lines(self.before, before), _lines(self.after, after)
        apart = [line for key, line in (old | new).items() if key not in old or key not in new]
        lines = (*old.values(), *new.values())
        standing = self._standing(was, now)
        signs: tuple[Iterable[EntryChange], ...] = (
            (change for change in standing if was.skipped != now.skipped and isinstance(change.entry, DiscardEntry)),
            self._of_lines(apart),
            self._of_lines(lines),
            self._of_synsets(lines, standing),
            self._of_codes(before, after),
            standing,
        )
        for sign in signs:
            found = list({id(change): change for change in sign}.values())
            if found:
                return found
        return []

    def _of_lines(self, lines: Iterable[EntryLine]) -> Iterator[EntryChange]:
        """Entries that the events name."""
        for line in lines:
            change = self._changes.get(identity(line.entry))
            if change is not None:
                yield change

    def _of_synsets(self, lines: Iterable[EntryLine], standing: Sequence[EntryChange]) -> Iterator[EntryChange]:
        """Synsets in the patterns that the events name, if a member that came or went stands in the sentence."""
        patterns = [
            pattern.text
            for line in lines
            if isinstance(line.entry, VerbEntry)
            for pattern in ((line.pattern,) if line.pattern is not None else line.entry.patterns)
        ]
        named = synsets_named(patterns, self._included)
        return (change for change in standing if isinstance(change.entry, SynsetEntry) and change.name in named)

    def _of_codes(self, *events: Event | None) -> Iterator[EntryChange]:
        """Codes that the events have, or whose cells compose them."""
        actions = {event.action for event in events if event is not None}
        for change in self._changes.values():
            for entry in (*change.before, *change.after):
                if isinstance(entry, EventCode) and not actions.isdisjoint((entry.code, *entry.composed.values())):
                    yield change

    def _standing(self, was: Trace, now: Trace) -> list[EntryChange]:
        """Entries by whose words the sentence can have been read otherwise."""
        lemmas = {
            lemma
            for trace, version in ((was, self.before), (now, self.after))
            for word in (trace.reading.words if trace.reading is not None else version.coder.reader.words(trace.sentence.text))
            for lemma in (word.key, word.noun, word.verb)
        }
        return self._standing_words.among(pieces(now.sentence.text), sorted(lemmas))


def _lines(version: Version, event: Event | None) -> dict[tuple[object, ...], EntryLine]:
    """The entries and patterns that an event names, by what stays when lines move."""
    found = [version.lines.at(rule) for rule in (event.rules if event is not None else ())]
    return {(*identity(line.entry), line.pattern and line.pattern.text): line for line in found if line is not None}


def event_differences(before: Sequence[Event], after: Sequence[Event]) -> list[Pair]:
    """The events of a sentence that differ, paired where they are one event."""
    old, new = list(before), list(after)
    pairs: list[Pair] = []
    by_id = _take_pairs(old, new, lambda event: (event.id, *_codes(event))) + _take_pairs(old, new, lambda event: event.id)
    by_words = _take_pairs(old, new, _codes) + _take_pairs(old, new, lambda event: (event.source_text, event.target_text))
    by_words += _take_pairs(old, new, lambda event: (event.source, event.target))
    pairs += [pair for pair in (*by_id, *by_words) if _codes(pair[0]) != _codes(pair[1])]
    pairs += [(event, None) for event in old]
    pairs += [(None, event) for event in new]
    return sorted(pairs, key=lambda pair: (pair[1] or pair[0]).action_span)  # type: ignore[union-attr]


def _codes(event: Event) -> tuple[object, ...]:
    return event.source, event.action, event.target, event.status


def _take_pairs(old: list[Event], new: list[Event], key: Callable[[Event], object]) -> list[tuple[Event, Event]]:
    """Take out the events of both sides that have the same key, one for one."""
    taken: list[tuple[Event, Event]] = []
    for event in list(old):
        other = next((other for other in new if key(other) == key(event)), None)
        if other is not None:
            old.remove(event)
            new.remove(other)
            taken.append((event, other))
    return taken
