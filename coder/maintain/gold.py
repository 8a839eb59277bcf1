"""A gold file -> sentences with the events that somebody else found in them.

A gold file is JSON Lines: one object a line with `text`, `events` and, where known, `id`, `date` and `set` (the gold's name). An
event is an object with any of `source`, `target` (actor codes), `code` (CAMEO), `root` (two digits, or a PLOVER name), `quad` (a
number), `source_text`, `target_text`, `alt_codes`, `alt_roots` (right too), `reciprocal` (may come either way round), `optional`
(may be found or not). Other keys are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coder.corpus.batch import Tally
from coder.corpus.json_lines import kind_of, read_records, read_story
from coder.corpus.rejects import Reject
from coder.model import Story

NULL = (None, "", "---")  # how a gold writes that there is no actor, or no code


class GoldError(Exception):
    """A file that cannot be evaluated at all."""


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """An event as the gold has it; what it does not tell is None. `code` is digits only."""

    source: str | None = None
    target: str | None = None
    source_text: str | None = None
    target_text: str | None = None
    code: str | None = None
    root: str | None = None
    quad: int | None = None
    alt_codes: tuple[str, ...] = ()
    alt_roots: tuple[str, ...] = ()
    reciprocal: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldRecord:
    """One line of a gold file."""

    line: int
    story: Story
    events: tuple[GoldEvent, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold file; `name` is the `set` of its first record."""

    path: str
    name: str
    records: tuple[GoldRecord, ...]

    def carries(self, *fields: str) -> bool:
        """Whether any event of the gold has one of these fields."""
        return any(getattr(event, field) not in NULL for record in self.records for event in record.events for field in fields)

    @property
    def is_negative(self) -> bool:
        """Whether nothing in the whole gold is an event."""
        return not any(record.events for record in self.records)


def read_gold(path: str, tally: Tally) -> Gold:
    """Read a gold file; raises GoldError for what is none. A line that cannot be used is told to the tally and passed over."""
    records: list[GoldRecord] = []
    rejects: list[Reject] = []
    name = ""
    seen: set[str] = set()
    for number, read in _lines(path):
        if isinstance(read, Reject):
            rejects.append(read)
            continue
        for key in ("labels", "mentions"):
            if key in read and "events" not in read:
                raise GoldError(f"{path} is a gold of {key}; only golds of events can be evaluated")
        record = _record(path, number, read, rejects)
        if record is None:
            continue
        if record.story.id in seen:
            reason = f"the id {record.story.id!r} was read before; the line is passed over"
            rejects.append(Reject(path, number, record.story.id, reason))
            continue
        seen.add(record.story.id)
        records.append(record)
        name = name or str(read.get("set") or "")
    if not records:
        first = f" ({rejects[0]})" if rejects else ""
        raise GoldError(f'{path} is no gold file: it needs lines such as {{"id": "1", "text": "...", "events": [...]}}{first}')
    for reject in rejects:
        tally.rejected(reject)
    return Gold(path, name, tuple(records))


def _lines(path: str) -> Iterator[tuple[int, dict[str, Any] | Reject]]:
    try:
        with Path(path).open("rb") as stream:
            yield from read_records(path, stream)
    except OSError as error:
        raise GoldError(f"{path} cannot be read: {error.strerror}") from error


def _record(path: str, number: int, read: Mapping[str, Any], rejects: list[Reject]) -> GoldRecord | None:
    """The record of a line; None where it has none. What is wrong with the line is added to the rejects."""
    story: Story | None = None
    for told in read_story(path, number, f"{Path(path).stem}:{number}", read):
        if isinstance(told, Reject):
            rejects.append(told)
        else:
            story = told
    if story is None:
        return None
    try:
        return GoldRecord(number, story, _events(read))
    except ValueError as error:
        rejects.append(Reject(path, number, story.id, str(error)))
        return None


def _events(read: Mapping[str, Any]) -> tuple[GoldEvent, ...]:
    """The events of a line; raises ValueError with what is wrong with them."""
    if "events" not in read:
        raise ValueError("no events; where there are none, write []")
    events = read["events"]
    if not isinstance(events, list):
        raise ValueError(f"the events are {kind_of(events)}, not a list")
    return tuple(_event(number, event) for number, event in enumerate(events, 1))


def _event(number: int, event: object) -> GoldEvent:
    if not isinstance(event, dict):
        raise ValueError(f"event {number} is {kind_of(event)}, not an object")
    values: dict[str, Any] = {}
    for field, (is_right, wanted) in _FIELDS.items():
        value = event.get(field)
        if value in NULL:
            continue
        if not is_right(value):
            raise ValueError(f"event {number}: the {field} is {kind_of(value)}, not {wanted}")
        values[field] = tuple(value) if isinstance(value, list) else value
    if "code" in values:
        values["code"] = digits(values["code"]) or None
    if "alt_codes" in values:
        values["alt_codes"] = tuple(digits(code) for code in values["alt_codes"])
    return GoldEvent(**values)


def digits(code: str) -> str:
    """A CAMEO code without the letters and marks that some golds have in it."""
    return re.sub(r"[^0-9]", "", code)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(member, str) for member in value)


def _is_truth(value: object) -> bool:
    return isinstance(value, bool)


_TEXT, _LIST, _TRUTH = (_is_text, "a string"), (_is_list, "a list of strings"), (_is_truth, "true or false")
_FIELDS: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "source": _TEXT,
    "target": _TEXT,
    "source_text": _TEXT,
    "target_text": _TEXT,
    "code": _TEXT,
    "root": _TEXT,
    "quad": (lambda value: type(value) is int, "a whole number"),
    "alt_codes": _LIST,
    "alt_roots": _LIST,
    "reciprocal": _TRUTH,
    "optional": _TRUTH,
}
