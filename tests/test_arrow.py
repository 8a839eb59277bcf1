"""Stories in columns to events in columns: the same events as by any other way, whatever the types of the columns."""

from __future__ import annotations

import logging
import re
from dataclasses import asdict, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow")

from coder.corpus.arrow import EVENT_SCHEMA, code_batch, event_batch  # noqa: E402
from coder.model import Event, Story  # noqa: E402
from coder.pipeline import Coder  # noqa: E402

SENTENCES = (
    "Egypt condemned Israel.",
    "Russia bombed Syria on 3 March 2016, Ankara said; at least 12 Syrian soldiers were killed by Russian jets in Aleppo.",
    "The harbour was quiet on Monday.",
    "Germany promised to send food aid to Jordan, Kenya and Uganda.",
)
STORIES = [Story(str(n), text, date(2016, 3, n + 1), f"Story {n}", None, "Gazette") for n, text in enumerate(SENTENCES)]


def batch_of(stories: list[Story] = STORIES, **columns: Any) -> Any:
    given = {name: [getattr(story, name) for story in stories] for name in ("id", "text", "date", "title", "url", "publisher")}
    return pa.RecordBatch.from_pydict({**given, **columns})


def records(batch: Any) -> list[dict[str, Any]]:
    """The rows of a batch of events as the record has them; Arrow knows mappings as pairs."""
    return [{**row, "counts": dict(row["counts"])} for row in batch.to_pylist()]


def coded(**options: Any) -> list[dict[str, Any]]:
    coder = Coder()
    return [asdict(event) for story in STORIES for event in coder.code(story, **options)]


def test_the_columns_are_the_keys_of_the_record() -> None:
    assert [field.name for field in fields(Event)] == EVENT_SCHEMA.names


def test_events_are_those_of_the_coder() -> None:
    expected = coded()
    assert len(expected) > 3
    assert any(event["counts"] for event in expected)
    batch = code_batch(batch_of())
    assert isinstance(batch, pa.RecordBatch)
    assert batch.schema == EVENT_SCHEMA
    assert records(batch) == expected


def test_options_are_those_of_the_coder() -> None:
    batch = code_batch(batch_of(), actors="any", include=["negated"])
    assert records(batch) == coded(actors="any", include=["negated"])


def test_nothing_of_the_record_is_lost() -> None:
    (event,) = Coder().code(STORIES[0])
    event.attribution = {"code": "EGYGOV", "text": "Cairo", "kind": "report"}
    event.location = {
        "name": "Cairo",
        "text": "in Cairo",
        "country": "EG",
        "region": None,
        "lat": 30.0,
        "lon": 31.2,
        "geonames": 360630,
        "basis": "clause",
    }
    event.counts = {"killed": {"min": 3, "max": None, "text": "at least three"}}
    event.members = ["EGY", "ISR"]
    assert records(event_batch([event])) == [asdict(event)]


@pytest.mark.parametrize(
    "days",
    [
        ["2016-03-01", "20160302", "2016-03-03T10:00:00Z", "2016-03-04"],
        [datetime(2016, 3, n + 1, 22) for n in range(4)],
        pa.array([datetime(2016, 3, n + 1) for n in range(4)], pa.timestamp("ms", "UTC")),
    ],
)
def test_dates_may_be_strings_or_times(days: Any) -> None:
    assert records(code_batch(batch_of(date=days))) == coded()


def test_ids_may_be_numbers_and_texts_long_strings() -> None:
    batch = batch_of(id=[0, 1, 2, 3], text=pa.array(SENTENCES, pa.large_string()), views=[1.5] * 4)
    assert records(code_batch(batch)) == coded()


def test_only_id_and_text_are_needed() -> None:
    batch = pa.RecordBatch.from_pydict({"id": ["a"], "text": ["Egypt condemned Israel."]})
    assert [(row["story"], row["action"], row["date"]) for row in records(code_batch(batch))] == [("a", "111", None)]


def test_a_batch_without_events_keeps_its_columns() -> None:
    batch = code_batch(batch_of(STORIES[2:3]))
    assert (len(batch), batch.schema) == (0, EVENT_SCHEMA)


def test_what_cannot_be_read_is_logged_and_passed_over(caplog: pytest.LogCaptureFixture) -> None:
    batch = batch_of(id=["0", None, "2", "3"], text=["Egypt condemned Israel.", "Egypt condemned Israel.", None, " "])
    with caplog.at_level(logging.WARNING, "coder"):
        assert [row["story"] for row in records(code_batch(batch))] == ["0"]
    assert caplog.messages == ["3 problems in a batch of 4 stories; first batch:2: no id; the row is passed over"]


def test_a_missing_column_is_told() -> None:
    with pytest.raises(ValueError, match="text is not among"):
        code_batch(pa.RecordBatch.from_pydict({"id": ["a"], "body": ["Egypt condemned Israel."]}))


def test_the_readme_shows_it(capsys: pytest.CaptureFixture[str]) -> None:
    readme = Path(__file__).resolve().parent.parent.joinpath("README.md").read_text("utf-8")
    (shown,) = (block for block in re.findall(r"^```python\n(.*?)^```$", readme, re.M | re.S) if "code_batch(stories" in block)
    exec(shown, {})
    assert capsys.readouterr().out == "EGY 111 ISR\n"
