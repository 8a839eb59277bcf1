"""Tables of other coders, read back as their users do: with pandas, with DuckDB, or line by line.

What the columns are and which of them stay empty is held against the lists of `shared/reference` and against the README.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from coder.corpus.formats import gdelt, icews, phoenix, polecat
from coder.corpus.formats.tables import table
from coder.model import Event, Story
from coder.pipeline import Coder

duckdb = pytest.importorskip("duckdb")
pandas = pytest.importorskip("pandas")

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT.parent / "shared" / "reference" / "columns.json"
TEXT = (
    "Egyptian police arrested 14 members of the Muslim Brotherhood in Cairo on Monday. Kurdish rebels in Turkey attacked Iraq. "
    "Namibia praised the United Nations. Germany promised to send food aid to Jordan."
)
# A publisher that means trouble to whoever quotes or splits carelessly.
PUBLISHER = '"The\tHarbour"\nPost'
WHERE = {
    "name": "Cairo",
    "text": "Cairo, Egypt",
    "country": "EGY",
    "region": "Cairo",
    "lat": 30.05,
    "lon": 31.25,
    "geonames": 360630,
}
NAMES: dict[str, tuple[str, ...]] = {
    "petrarch": ("Date", "Source", "Target", "CAMEO", "Issues", "SentenceIDs", "URL", "StorySource"),
    "phoenix": phoenix.COLUMNS,
    "icews": icews.COLUMNS,
    "gdelt": gdelt.columns(1),
    "gdelt2": gdelt.columns(2),
    "polecat": polecat.COLUMNS,
}
HEADED = ("icews", "polecat")
CODES = {
    "petrarch": ("Date", "Source", "Target", "CAMEO"),
    "phoenix": ("Date", "SourceActorFull", "TargetActorFull", "EventCode"),
    "icews": ("Event Date", None, None, "CAMEO Code"),
    "gdelt": ("SQLDATE", "Actor1Code", "Actor2Code", "EventCode"),
    "gdelt2": ("SQLDATE", "Actor1Code", "Actor2Code", "EventCode"),
}


@cache
def coder() -> Coder:
    return Coder()


@cache
def events() -> tuple[Event, ...]:
    story = Story("s", TEXT, date(2016, 3, 16), url="https://example.org/a", publisher=PUBLISHER)
    found = coder().code(story)
    for event in found:
        event.location = dict(WHERE)
    assert [(event.source, event.action, event.target) for event in found] == [
        ("EGYCOP", "173", "IMGMUS"),
        ("TURREBKUR", "190", "IRQ"),
        ("NAM", "051", "IGOUNO"),
        ("DEU", "0333", "JOR"),
    ]
    return tuple(found)


def written(name: str, folder: Path, *others: Event) -> Path:
    path = folder / f"events.{name}"
    form = table(name, coder().dictionary)
    form.write([*events(), *others], str(path))
    return path


def frame(name: str, path: Path) -> Any:
    """A table as users of pandas read it, every column as text: codes begin with zeros."""
    names = {} if name in HEADED else {"header": None, "names": NAMES[name]}
    return pandas.read_csv(path, sep="\t", dtype=str, keep_default_na=False, **names)


@pytest.mark.parametrize("name", NAMES)
def test_pandas(name: str, tmp_path: Path) -> None:
    found = frame(name, written(name, tmp_path))
    assert tuple(found.columns) == NAMES[name]
    assert len(found) == len(events())
    if name in CODES:
        day, *triple = CODES[name]
        assert [re.sub(r"\D", "", told) for told in found[day]] == ["20160314", "20160316", "20160316", "20160316"]
        for column, key in zip(triple, ("source", "target", "action"), strict=True):
            assert column is None or list(found[column]) == [getattr(event, key) for event in events()]
    publishers = [column for column in found.columns if column in ("StorySource", "NewsSources", "Publisher", "Source")]
    assert {told for column in publishers[-1:] for told in found[column]} <= {"'The Harbour' Post"}


@pytest.mark.parametrize("name", NAMES)
def test_whoever_splits_lines_at_tabs_reads_the_same(name: str, tmp_path: Path) -> None:
    path = written(name, tmp_path)
    split = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    rows = split[1:] if name in HEADED else split
    assert rows == frame(name, path).to_numpy().tolist()
    assert {len(row) for row in split} == {len(NAMES[name])}


@pytest.mark.parametrize("name", NAMES)
def test_duckdb_reads_the_same(name: str, tmp_path: Path) -> None:
    path = written(name, tmp_path)
    names = "" if name in HEADED else f", names = {list(NAMES[name])}"
    options = f"delim = '\t', header = {name in HEADED}, all_varchar = true, nullstr = '<none>'"
    query = f"SELECT * FROM read_csv('{path}', {options}{names})"
    assert [list(row) for row in duckdb.sql(query).fetchall()] == frame(name, path).to_numpy().tolist()


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference lists are not there")
@pytest.mark.parametrize(("name", "reference"), [("gdelt", "gdelt1"), ("gdelt2", "gdelt2")])
def test_every_cell_has_the_type_of_its_column(name: str, reference: str, tmp_path: Path) -> None:
    types = {"INTEGER": "BIGINT", "FLOAT": "DOUBLE", "STRING": "VARCHAR"}
    columns = {column: types[kind] for column, kind in json.loads(REFERENCE.read_text("utf-8"))[reference]}
    path = written(name, tmp_path)
    query = f"SELECT * FROM read_csv('{path}', delim = '\t', header = false, columns = {columns})"
    found = duckdb.sql(query)
    assert found.columns == list(columns)
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]
    assert [row["GLOBALEVENTID"] for row in rows] == [int(event.id, 16) & (2**63 - 1) for event in events()]
    assert [row["GoldsteinScale"] for row in rows] == [event.goldstein for event in events()]
    assert {row["ActionGeo_Lat"] for row in rows} == {30.05}


def test_the_numbers_of_icews_and_phoenix_are_numbers(tmp_path: Path) -> None:
    found = pandas.read_csv(written("icews", tmp_path), sep="\t", dtype={"CAMEO Code": str}, parse_dates=["Event Date"])
    assert str(found["Event ID"].dtype) == "int64"
    assert list(found["CAMEO Code"]) == ["173", "190", "051", "0333"]
    assert list(found["Intensity"]) == [event.goldstein for event in events()]
    assert found["Event Date"].dt.month.unique().tolist() == [3]
    phoenix_frame = frame("phoenix", written("phoenix", tmp_path))
    assert list(phoenix_frame["GoldsteinScore"].astype(float)) == [event.goldstein for event in events()]
    assert set(phoenix_frame["QuadClass"].astype(int)) <= {0, 1, 2, 3, 4}


def test_what_polecat_does_not_know_is_none(tmp_path: Path) -> None:
    found = pandas.read_csv(written("polecat", tmp_path), sep="\t", na_values=["None"], dtype={"Quad Code": str})
    assert found["Event Mode"].isna().all()
    assert found["Actor Country"].tolist() == ["EGY", "TUR", "NAM", "DEU"]
    assert found["Latitude"].tolist() == [30.05] * 4


def test_a_url_that_is_not_known_has_no_column_in_petrarch(tmp_path: Path) -> None:
    form = table("petrarch", coder().dictionary)
    without = coder().code(Story("s", "Egypt condemned Israel.", date(2016, 3, 16), publisher="AFP"))
    form.write(without, str(tmp_path / "evts.txt"))
    assert (tmp_path / "evts.txt").read_text("utf-8").rstrip("\n").split("\t") == [
        "20160316", "EGY", "ISR", "111", "", "s_1", "AFP",
    ]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_the_readme_tells_which_columns_stay_empty(name: str, tmp_path: Path) -> None:
    """Whatever is filled in for some event is not in the list, and whatever never is, is."""
    codes = {"source": "TURGOVMILREBKURMUSCHR", "target": "IGOUNO"}  # with parts of every kind
    fuller = replace(events()[0], **codes), replace(events()[0], **dict(zip(codes, reversed(codes.values()), strict=True)))
    found = frame(name, written(name, tmp_path, *fuller))
    empty = {column for column in found.columns if set(found[column]) <= {"", "None"}}
    readme = (ROOT / "README.md").read_text("utf-8")
    (told,) = (row for row in re.findall(r"^\| ([a-z0-9, ]+) \| (`.*) \|$", readme, re.MULTILINE) if name in row[0].split(", "))
    patterns = re.findall(r"`([^`]+)`", told[1].split(";")[0])
    columns = {column for column in found.columns if any(fnmatch(column, pattern) for pattern in patterns)}
    assert columns == empty
