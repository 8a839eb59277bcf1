"""JSON Lines: one story a line, an object with `text` and, where known, `id`, `date`, `title`, `url` and `publisher`.

Lines are read one at a time, so that a file may be larger than memory. A line that cannot be read is told and passed over; a
fault that leaves the text whole, such as a date that is none, is told and the story coded without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, BinaryIO

import orjson

from coder.corpus.rejects import Reject, not_utf8
from coder.corpus.source import AS_IT_STANDS, LONGEST, OVER_LONG, Layout, Read, Source, numbered_lines
from coder.model import Story

_PLACE_IN_JSON = re.compile(r": line \d+ column (\d+) \(char \d+\)$")
_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d{8}")
_DAY_AND_TIME = re.compile(r"(?:\d{4}-\d\d-\d\d|\d{8})[T ]\d\d")


def read_lines(source: Source) -> Iterator[Read]:
    """The stories of a file, each with its line; one without an id is called `stem:line`."""
    empty = True
    for number, record in read_records(source.path, source.stream):
        empty = False
        if isinstance(record, Reject):
            yield number, record
            continue
        for read in read_story(source.path, number, f"{source.stem}:{number}", record, source.layout):
            yield number, read
    if empty:
        yield None, Reject(source.path, None, None, "the file is empty")


def read_records(path: str, stream: BinaryIO) -> Iterator[tuple[int, dict[str, Any] | Reject]]:
    """The objects of a file, whatever they hold, each with its line; blank lines are passed over."""
    for number, offset, line in numbered_lines(stream):
        if len(line) > LONGEST:
            yield number, Reject(path, number, None, OVER_LONG.format("bytes in a line"))
        elif line and not line.isspace():
            yield number, _read_record(path, number, line, offset)


def _read_record(path: str, number: int, line: bytes, offset: int) -> dict[str, Any] | Reject:
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return _not_json(path, number, line, offset, error)
    if not isinstance(record, dict):
        return Reject(path, number, None, f"not an object but {kind_of(record)}: each line must be {{...}}")
    return record


def read_story(
    path: str, number: int, name: str, record: Mapping[str, object], layout: Layout = AS_IT_STANDS
) -> Iterator[Story | Reject]:
    """The story of a record, and before it what is wrong with it; one without an id gets `name`."""
    told_id = record.get(layout.name("id"))
    story = told_id if isinstance(told_id, str) and told_id else str(told_id) if type(told_id) is int else name
    if told_id is not None and not isinstance(told_id, str):
        yield Reject(path, number, story, f"the id is {kind_of(told_id)}, not a string; it is read as {story!r}")
    text_name = layout.name("text")
    text = record.get(text_name)
    if not isinstance(text, str):
        reason = f"the {text_name} is {kind_of(text)}, not a string" if text_name in record else f"no {text_name}"
        yield Reject(path, number, story, reason)
        return
    if not text or text.isspace():
        yield Reject(path, number, story, f"the {text_name} is empty")
        return
    day = None
    told = record.get(layout.name("date"))
    if told is not None and told != "":
        day = read_date(told)
        if day is None:
            yield Reject(path, number, story, f"not a date: {_short(told)}; the story is coded without one")
    title, url, publisher = layout.name("title"), layout.name("url"), layout.name("publisher")
    yield Story(
        story, text, day, _string(record, title), _string(record, url), _string(record, publisher), sentences=layout.sentences
    )


def read_date(told: object) -> date | None:
    """The day of a date, an ISO date (2016-03-01), an ISO date and time, or YYYYMMDD as string or number; None if it is none."""
    if isinstance(told, date):
        return told.date() if isinstance(told, datetime) else told
    if type(told) is int:
        told = str(told)
    if not isinstance(told, str):
        return None
    told = told.strip()
    try:
        if _DAY.fullmatch(told):
            return date.fromisoformat(told)
        # A bare pattern first: fromisoformat also takes forms that are slips of the pen here, such as weeks.
        return datetime.fromisoformat(told).date() if _DAY_AND_TIME.match(told) else None
    except ValueError:
        return None


def _not_json(path: str, number: int, line: bytes, offset: int, error: orjson.JSONDecodeError) -> Reject:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as fault:
        return not_utf8(path, number, fault, offset)
    message = str(error)
    place = _PLACE_IN_JSON.search(message)
    reason = f"not JSON at column {place[1]}: {message[: place.start()]}" if place else f"not JSON: {message}"
    return Reject(path, number, None, reason)


def _string(record: Mapping[str, object], key: str) -> str | None:
    value = record.get(key)
    return value if isinstance(value, str) and value else None


def kind_of(value: object) -> str:
    """What a value of JSON is, in words."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, str):
        return "a string"
    if isinstance(value, list):
        return "a list"
    return "an object" if isinstance(value, dict) else "a number"


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 40 else shown[:37] + "..."
