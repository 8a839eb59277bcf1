"""Files in columns: stories from parquet, events to parquet, to a folder with one a month, and to DuckDB."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from coder.cli import main
from coder.corpus import forms
from coder.corpus.readers import read_stories
from coder.corpus.rejects import Reject
from coder.corpus.source import Layout
from coder.model import Story

pa = pytest.importorskip("pyarrow")
duckdb = pytest.importorskip("duckdb")
parquet = pytest.importorskip("pyarrow.parquet")

STORIES = [
    {"id": "a", "date": "2016-03-16", "text": "Egyptian police arrested 14 Sudanese traders in Cairo on Monday."},
    {"id": "b", "date": "2016-04-02", "text": "Egypt condemned Israel."},
    {"id": "c", "text": "Germany praised Jordan."},
]


def code(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["code", *map(str, arguments), "--workers", "1"])


@pytest.fixture
def story_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(map(json.dumps, STORIES)), "utf-8")
    return path


@pytest.fixture
def records(story_file: Path) -> list[dict[str, Any]]:
    """The events as JSON Lines has them."""
    assert code(story_file, "-o", "events.jsonl").exit_code == 0
    found = [json.loads(line) for line in Path("events.jsonl").read_text("utf-8").splitlines()]
    assert len(found) == 3
    return found


def as_json(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows with their maps as mappings again."""
    return [{**row, "counts": dict(row["counts"])} for row in rows]


def test_stories_from_parquet(tmp_path: Path) -> None:
    days = [date(2016, 3, 2), None, date(2016, 3, 4)]
    columns = {"no": [7, 8, 9], "body": ["Chad left.", "Chad came.", None], "day": days, "other": [[1], [2], [3]]}
    parquet.write_table(pa.table(columns), tmp_path / "n.parquet")
    layout = Layout(names={"id": "no", "text": "body", "date": "day"})
    first, second, fault = read_stories([str(tmp_path)], layout)
    assert (first, second) == (Story("7", "Chad left.", date(2016, 3, 2)), Story("8", "Chad came."))
    assert str(fault) == f"{tmp_path}/n.parquet:3: no body"


def test_times_and_dictionaries_of_words(tmp_path: Path) -> None:
    text = pa.array(["Chad left.", "Chad left."]).dictionary_encode()
    times = [datetime(2016, 3, 2, 23, 30)] * 2
    parquet.write_table(pa.table({"text": text, "date": pa.array(times, pa.timestamp("us"))}), tmp_path / "n.parquet")
    assert [(read.id, read.date) for read in read_stories([str(tmp_path)]) if isinstance(read, Story)] == [
        ("n:1", date(2016, 3, 2)),
        ("n:2", date(2016, 3, 2)),
    ]


@pytest.mark.parametrize("cut", [slice(0, -40), slice(0, 0), slice(50, None)])
def test_a_damaged_file_is_told(tmp_path: Path, cut: slice) -> None:
    parquet.write_table(pa.table({"text": ["Chad left."] * 100}), tmp_path / "n.parquet")
    whole = (tmp_path / "n.parquet").read_bytes()
    (tmp_path / "n.parquet").write_bytes(whole[cut])
    (tmp_path / "o.jsonl").write_text('{"text": "Chad left."}', "utf-8")
    fault, story = read_stories([str(tmp_path)])
    assert isinstance(fault, Reject)
    assert fault.reason.startswith("not a .parquet file, or a damaged one: ")
    assert isinstance(story, Story)


def test_parquet_from_a_pipe_is_told(tmp_path: Path) -> None:
    parquet.write_table(pa.table({"text": ["Chad left."]}), tmp_path / "n.parquet")
    arguments = ["code", "-", "--reader", "parquet", "--workers", "1"]
    result = CliRunner().invoke(main, arguments, input=(tmp_path / "n.parquet").read_bytes())
    assert result.exit_code == 1
    assert result.stderr == "-: a .parquet file is read from its end, which a pipe does not allow\n"


def test_a_parquet_file(records: list[dict[str, Any]], story_file: Path) -> None:
    assert code(story_file, "-o", "events.parquet").exit_code == 0
    assert as_json(parquet.read_table("events.parquet").to_pylist()) == records
    first = Path("events.parquet").read_bytes()
    assert code(story_file, "-o", "events.parquet").exit_code == 0
    assert Path("events.parquet").read_bytes() == first
    assert Path("events.parquet.manifest.json").exists()


def test_a_folder_of_months(records: list[dict[str, Any]], story_file: Path) -> None:
    assert code(story_file, "-o", "months", "--by-month").exit_code == 0
    assert code(story_file, "-o", "months", "--by-month", "--one-a-day").exit_code == 0  # anew, not beside what was there
    assert {folder.name for folder in Path("months").iterdir()} == {
        "month=2016-03",
        "month=2016-04",
        "month=unknown",
    }
    months = "read_parquet('months/**/*.parquet', hive_partitioning = true)"
    found = duckdb.sql(f"SELECT id, month FROM {months}").fetchall()
    assert dict(found) == {record["id"]: (record["date"] or "unknown")[:7] for record in records}
    assert duckdb.sql(f"SELECT count(*) FROM {months} WHERE month = '2016-04'").fetchall() == [(1,)]
    pandas = pytest.importorskip("pandas")
    assert sorted(pandas.read_parquet("months")["id"]) == sorted(record["id"] for record in records)


@pytest.mark.parametrize(
    ("told", "month"),
    [("2016-03-02", "2016-03"), ("2016-03", "2016-03"), ("2016-W09", "2016-02"), ("2016", "unknown"), (None, "unknown")],
)
def test_months(told: str | None, month: str) -> None:
    from coder.corpus.formats.columnar import _month

    assert _month(told) == month


def test_a_folder_with_other_things_in_it_is_left_alone(story_file: Path) -> None:
    Path("mine").mkdir()
    Path("mine", "thesis.txt").write_text("My work of years.", "utf-8")
    result = code(story_file, "-o", "mine", "--by-month")
    assert result.exit_code == 2
    assert "mine cannot be written: it is a folder with other things in it" in result.stderr
    assert Path("mine", "thesis.txt").exists()


def test_a_duckdb_file(records: list[dict[str, Any]], story_file: Path) -> None:
    for _ in range(2):
        assert code(story_file, "-o", "events.duckdb").exit_code == 0
    with duckdb.connect("events.duckdb", read_only=True) as connection:
        found = connection.sql("SELECT * FROM events")
        assert [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()] == records
        assert connection.sql("SELECT counts['arrested'].min FROM events WHERE story = 'a'").fetchall() == [(14,)]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--format", "parquet"], "--format parquet needs a file as --output"),
        (["--format", "duckdb", "-o", "/dev/null"], "--format duckdb needs a file as --output"),
        (["--by-month"], "--format parquet needs a file as --output"),
        (["--by-month", "--format", "csv", "-o", "x"], "--by-month writes parquet, and no other format."),
    ],
)
def test_what_cannot_be_written_so(story_file: Path, arguments: list[str], told: str) -> None:
    result = code(story_file, *arguments)
    assert result.exit_code == 2
    assert told in result.stderr


def test_a_library_that_is_not_there_is_told(story_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "find_spec", lambda name: None)
    result = code(story_file, "-o", "events.duckdb")
    assert result.exit_code == 2
    assert "duckdb is missing; pip install 'cameo-coder[parquet]' brings it" in result.stderr
