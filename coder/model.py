"""The values that travel the road from a story to its events.

Everything here is a plain record: slotted or frozen, without behaviour to speak of. Offsets are code points of the raw text of
the story; dates are `datetime.date`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Story:
    """One news story as it was read: `text` is the raw text, to which all spans of the events refer.

    `dated` says what tells its date: "given", "dateline" (its own text), or "page" (the clock of the page that it was on).
    `paragraphs` are the parts of it that are to be coded, None where that is all of it; with `sentences` each of them is one
    sentence and is not split.
    """

    id: str
    text: str
    date: date | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    paragraphs: tuple[tuple[int, int], ...] | None = None
    sentences: bool = False
    dated: str = "given"

    def __reduce__(self) -> tuple[Any, ...]:
        """How it goes to another process: pickle cannot fill a frozen record that is compiled."""
        return Story, tuple([getattr(self, own.name) for own in fields(self)])


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a story: `number` counts from 1, `start` and `end` are offsets into the raw text."""

    number: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a dictionary or grammar file: `file` relative to its folder (`verbs/19_fight.yaml`), line and column from 1."""

    file: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor that a story mentions: words, code, offsets in the raw text, first dictionary line, entry, and the reasons."""

    text: str
    code: str
    span: list[int]
    entry: str | None
    name: str | None
    why: list[str]


@dataclass(slots=True)
class Event:
    """One coded event, key for key the record that is written out (see the README for the meaning of each key)."""

    id: str
    story: str
    sentence: int
    act: int
    publisher: str | None
    url: str | None
    title: str | None
    date: str | None
    date_precision: str | None
    date_text: str | None
    story_date: str | None
    source: str | None
    action: str
    target: str | None
    source_text: str | None
    action_text: str
    target_text: str | None
    source_span: list[int] | None
    action_span: list[int]
    target_span: list[int] | None
    source_name: str | None
    target_name: str | None
    members: list[str] | None
    root: str
    name: str
    quad_class: int
    goldstein: float | None
    plover: str | None
    reciprocal: bool
    status: str
    attribution: dict[str, str | None] | None
    location: dict[str, object] | None
    counts: dict[str, object] = field(default_factory=dict)
    same_as: str | None = None
    rules: list[str] = field(default_factory=list)
    dictionary: str = ""
