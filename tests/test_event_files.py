"""Event records read back from files: what was written comes in again, and what is wrong is told with its place."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from coder.cli import main
from coder.corpus.event_files import read_events
from coder.corpus.periods import read_period
from coder.corpus.rejects import Reject
from coder.model import Event, Story
from coder.pipeline import Coder

ARTICLE = Path(__file__).parent / "articles" / "harbour_dispute.txt"


@pytest.fixture(scope="module")
def coded() -> Event:
    return Coder().code(Story("s", "Egypt condemned Israel on Monday."))[0]


def read(path: Path) -> tuple[list[Event], list[str]]:
    """The events of a file, and what is told of it without its folder."""
    events: list[Event] = []
    faults: list[str] = []
    for one in read_events([str(path)]):
        if isinstance(one, Reject):
            faults.append(str(one).removeprefix(f"{path.parent}/"))
        else:
            events.append(one)
    return events, faults


def lines(path: Path, *records: object) -> Path:
    path.write_text("".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in records), "utf-8")
    return path


@pytest.mark.parametrize("name", ["e.jsonl", "e.csv"])
def test_what_is_written_is_read_back(name: str, tmp_path: Path) -> None:
    arguments = ["code", str(ARTICLE), "--actors", "any", "-o", str(tmp_path / name)]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    story = next(one for one in read_stories(ARTICLE) if isinstance(one, Story))
    assert read(tmp_path / name) == (Coder().code(story, "any"), [])


def read_stories(path: Path) -> list[Story | Reject]:
    from coder.corpus.readers import read_stories

    return list(read_stories([str(path)]))


def test_what_may_be_null_may_be_missing(coded: Event, tmp_path: Path) -> None:
    record = {key: value for key, value in asdict(coded).items() if value is not None}
    assert read(lines(tmp_path / "e.jsonl", record)) == ([coded], [])


def test_other_columns_are_passed_over(coded: Event, tmp_path: Path) -> None:
    assert read(lines(tmp_path / "e.jsonl", asdict(coded) | {"weight": 0.5})) == ([coded], [])


def test_a_parquet_file(coded: Event, tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    from coder.corpus.arrow import EVENT_SCHEMA

    full = replace(coded, counts={"killed": {"min": 12, "max": None, "text": "a dozen"}}, location=None)
    parquet.write_table(pyarrow.Table.from_pylist([asdict(full)], schema=EVENT_SCHEMA), tmp_path / "e.parquet")
    assert read(tmp_path / "e.parquet") == ([full], [])


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("{", "not JSON at column 1: unexpected end of data"),
        ("[1]", "not an object but a list: each line must be {...}"),
        ({"text": "a story"}, "not an event: it has no id"),
        (
            {"quad_class": "four"},
            "not an event: quad_class: input should be a valid integer, unable to parse string as an integer",
        ),
        ({"quad_class": 7}, "not an event: quad_class is 7, not 1 to 4"),
        ({"source_span": [1, None]}, "not an event: source_span.1: input should be a valid integer"),
        ({"action": None}, "not an event: it has no action"),
        ({}, "the event {id!r} was read before; it is passed over"),
    ],
)
def test_a_bad_line_is_told_and_the_others_are_read(bad: object, reason: str, coded: Event, tmp_path: Path) -> None:
    first, last = asdict(coded), asdict(coded) | {"id": "last"}
    record = asdict(coded) | bad | ({"id": "x"} if bad else {}) if isinstance(bad, dict) and "text" not in bad else bad
    events, faults = read(lines(tmp_path / "e.jsonl", first, record, last))
    assert [event.id for event in events] == [coded.id, "last"]
    assert faults == [f"e.jsonl:2: {reason.replace('{id!r}', repr(coded.id))}"]


@pytest.mark.parametrize(
    ("fault", "reason", "kept"),
    [
        ({"date": "last May"}, "date is no date: 'last May'", {"date": None}),
        ({"story_date": "2016-02-30"}, "story_date is no date: '2016-02-30'", {"story_date": None}),
        ({"location": {"lat": 91, "lon": 0}}, "the location has no point on earth", {"location": {"lat": None, "lon": None}}),
        ({"location": {"lat": "36", "lon": 0}}, "the location has no point on earth", {"location": {"lat": None, "lon": None}}),
        ({"location": {"lat": 36}}, "the location has no point on earth", {"location": {"lat": None, "lon": None}}),
    ],
)
def test_a_fault_that_leaves_the_event_whole(
    fault: dict[str, Any], reason: str, kept: dict[str, Any], coded: Event, tmp_path: Path
) -> None:
    events, faults = read(lines(tmp_path / "e.jsonl", asdict(coded) | fault))
    assert events == [replace(coded, **kept)]
    assert faults == [f"e.jsonl:1: {reason}; the event is kept without it"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("e.jsonl", b"", "e.jsonl: the file is empty"),
        ("e.csv", b"", "e.csv: the file is empty"),
        ("e.csv", b"id,text\n1,a story\n", "e.csv:1: no column is called action; the columns are id, text"),
        ("e.csv", b'id,action,rules\n1,190,"[', "e.csv:2: not a row of cells: unexpected end of data"),
        ("e.csv", b"id,action,rules\n1,190,[", "e.csv:2: not an event: a list or object is not JSON (unexpected end of data"),
        ("e.doc", b"events", "e.doc: unknown kind of file '.doc'"),
        ("e.jsonl.gz", b"not packed", "e.jsonl.gz: cannot be read"),
        ("none.jsonl", None, "none.jsonl: cannot be read: No such file or directory"),
    ],
)
def test_a_bad_file(name: str, content: bytes | None, told: str, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    events, (fault,) = read(tmp_path / name)
    assert events == []
    assert fault.startswith(told)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2016-03-02", "2016-03-02", "2016-03-02"),
        ("2016-W09", "2016-02-29", "2016-03-06"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2016", "2016-01-01", "2016-12-31"),
    ],
)
def test_a_date_is_as_long_as_it_is_precise(text: str, first: str, last: str) -> None:
    period = read_period(text)
    assert period is not None
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)


@pytest.mark.parametrize("text", ["", "yesterday", "2016-13", "2016-W54", "0000", "2016-3-2", "2016-03-02T10:00"])
def test_what_is_no_date(text: str) -> None:
    assert read_period(text) is None
