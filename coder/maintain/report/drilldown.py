"""The words of events, for reading: so many are kept, spread over dyads and quad classes, and their sentences found in stories.

A page cannot hold the words of a hundred thousand events. It keeps the first of each dyad and quad class, then the second ones,
and so on, so that every choice a reader makes finds something to read.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from coder.corpus.rejects import Reject
from coder.language.sentences import split_sentences
from coder.maintain.page import pieces
from coder.model import Event, Sentence, Story

Row = tuple[int, ...]
Pieces = list[tuple[str, str]]  # (side, words): source, action or target; "" for the words between


@dataclass(order=True, slots=True)
class _Kept:
    """An event that may be shown. The order is that of a heap whose first is the first to go: the last of the largest dyad."""

    goes: tuple[int, int]
    event: Event = field(compare=False)
    row: Row = field(compare=False)
    sentence: Pieces | None = field(default=None, compare=False)


class Drilldown:
    """The events that are shown word by word, at most `most`."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: list[_Kept] = []
        self._met: Counter[tuple[str | None, str | None, int]] = Counter()
        self._number = 0

    def add(self, event: Event, row: Row) -> None:
        """Take an event, and drop one where there are too many; `row` is where it counts in the digest."""
        group = (event.source, event.target, event.quad_class)
        self._met[group] += 1
        self._number += 1
        heapq.heappush(self._kept, _Kept((-self._met[group], -self._number), event, row))
        if len(self._kept) > self._most:
            heapq.heappop(self._kept)

    def find_sentences(self, stories: Iterable[Story | Reject]) -> Iterable[Reject]:
        """Look for the sentences of the events in the stories they were coded from; gives what is wrong with these."""
        wanted: dict[str, list[_Kept]] = {}
        for kept in self._kept:
            wanted.setdefault(kept.event.story, []).append(kept)
        for story in stories:
            if isinstance(story, Reject):
                yield story
                continue
            found = wanted.get(story.id)
            if not found:
                continue
            sentences = {sentence.number: sentence for sentence in split_sentences(story.text, story.paragraphs, story.sentences)}
            for kept in found:
                kept.sentence = _in_sentence(kept.event, sentences.get(kept.event.sentence))
            if not all(kept.sentence for kept in found):
                reason = f"the story {story.id!r} is not the text that the events were coded from; some sentences are not shown"
                yield Reject("stories", None, story.id, reason)

    @property
    def without_sentence(self) -> int:
        """How many of the events shown have no sentence."""
        return sum(kept.sentence is None for kept in self._kept)

    def as_values(self, renumbered: Callable[[Row], list[int]]) -> list[dict[str, Any]]:
        """The events in the order in which they were read, each with its row as `renumbered` writes it; nothing that is null."""
        ordered = sorted(self._kept, key=lambda kept: -kept.goes[1])
        return [
            {key: value for key, value in _values(kept, renumbered(kept.row)).items() if value not in (None, [], "")}
            for kept in ordered
        ]


def _values(kept: _Kept, row: list[int]) -> dict[str, Any]:
    event = kept.event
    attribution = event.attribution or {}
    return {
        "row": row,
        "story": event.story,
        "sentence": str(event.sentence),
        "title": event.title,
        "publisher": event.publisher,
        "url": event.url,
        "words": kept.sentence or _without_sentence(event),
        "date_text": event.date_text,
        "says": [attribution.get("kind") or "report", attribution.get("text") or attribution.get("code")]
        if attribution
        else None,
        "counts": [_count(kind, count) for kind, count in event.counts.items() if isinstance(count, dict)],
        "where": _where(event),
        "members": event.members,
        "rules": event.rules,
    }


def _in_sentence(event: Event, sentence: Sentence | None) -> Pieces | None:
    """The sentence with the words of the event in it; None if these do not stand where the event says."""
    if sentence is None:
        return None
    marks = []
    before: Pieces = []  # whom a pronoun stands for that an earlier sentence told of
    for side, span, words in _sides(event):
        if not span or words is None:
            continue
        if side != "action" and span[-1] <= sentence.start:
            before += [(side, words), ("", " … ")]
            continue
        start, end = span[0] - sentence.start, span[-1] - sentence.start
        if not 0 <= start <= end <= len(sentence.text) or sentence.text[start:end].split()[:1] != words.split()[:1]:
            return None
        marks.append((start, end, side))
    return before + pieces(sentence.text, marks)


def _without_sentence(event: Event) -> Pieces:
    """The words of the event alone, in their order."""
    sides = [(span[0] if span else 0, side, words) for side, span, words in _sides(event) if words]
    shown: Pieces = []
    for _, side, words in sorted(sides, key=lambda part: part[0]):
        shown += [("", " … "), (side, words)]
    return shown[1:]


def _sides(event: Event) -> tuple[tuple[str, list[int] | None, str | None], ...]:
    return (
        ("source", event.source_span, event.source_text),
        ("action", event.action_span, event.action_text),
        ("target", event.target_span, event.target_text),
    )


def _count(kind: str, count: dict[str, Any]) -> str:
    """How many, in words: "killed: at least 12"."""
    least, most = count.get("min"), count.get("max")
    if isinstance(least, int) and isinstance(most, int):
        return f"{kind}: {least:,}" if least == most else f"{kind}: {least:,}–{most:,}"
    if isinstance(least, int):
        return f"{kind}: at least {least:,}"
    return f"{kind}: at most {most:,}" if isinstance(most, int) else f"{kind}: {count.get('text') or '?'}"


def _where(event: Event) -> str | None:
    location = event.location or {}
    parts = [location.get("name") or location.get("text"), location.get("region"), location.get("country")]
    named = list(dict.fromkeys(str(part) for part in parts if part))
    basis = location.get("basis")
    return ", ".join(named) + (f" ({basis})" if basis else "") if named else None
