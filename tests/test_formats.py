"""The tables of other coders: their columns, and that what is written is read back as it was coded."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import fields, replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from coder.cli import main
from coder.corpus.formats import FORMATS, gdelt, icews, phoenix, polecat
from coder.corpus.formats.tables import table, table_lines
from coder.model import Event, Story
from coder.pipeline import Coder

TEXT = "Egyptian police arrested 14 members of the Muslim Brotherhood in Cairo on Monday. Kurdish rebels in Turkey attacked Iraq."
REFERENCE = Path(__file__).resolve().parents[2] / "shared" / "reference" / "columns.json"
COLUMNS = {
    "petrarch": 8,
    "phoenix": 26,
    "icews": 20,
    "gdelt": 58,
    "gdelt2": 61,
    "polecat": 40,
}


@cache
def coder() -> Coder:
    return Coder()


@cache
def events() -> tuple[Event, ...]:
    story = Story("s", TEXT, date(2016, 3, 16), url="https://example.org/a\tb", publisher="The Daily Harbour")
    return tuple(coder().code(story))


def rows(name: str, given: tuple[Event, ...] | None = None) -> list[list[str]]:
    form = table(name, coder().dictionary)
    text = b"".join(table_lines(events() if given is None else given, form)).decode()
    return list(csv.reader(io.StringIO(text), delimiter=form.separator))


def test_there_is_something_to_write() -> None:
    assert [(event.source, event.action, event.target) for event in events()] == [
        ("EGYCOP", "173", "IMGMUS"),
        ("TURREBKUR", "190", "IRQ"),
    ]


@pytest.mark.parametrize("name", COLUMNS)
def test_every_row_has_all_columns(name: str) -> None:
    assert {len(row) for row in rows(name)} == {COLUMNS[name]}


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference lists are not there")
def test_columns_are_those_of_the_reference() -> None:
    reference = json.loads(REFERENCE.read_text("utf-8"))
    assert gdelt.columns(1) == tuple(name for name, _ in reference["gdelt1"])
    assert gdelt.columns(2) == tuple(name for name, _ in reference["gdelt2"])
    assert tuple(reference["polecat"]) == polecat.COLUMNS
    assert tuple(reference["icews_dataverse"]) == icews.COLUMNS
    assert tuple(next(names for name, names in reference.items() if name.startswith("phoenix"))) == phoenix.COLUMNS


def test_petrarch() -> None:
    first, second = rows("petrarch")
    assert first == ["20160314", "EGYCOP", "IMGMUS", "173", "", "s_1", "https://example.org/a b", "The Daily Harbour"]
    assert second[:4] == ["20160316", "TURREBKUR", "IRQ", "190"]
    without = replace(events()[0], url=None, source=None)
    assert rows("petrarch", (without,)) == [["20160314", "---", "IMGMUS", "173", "", "s_1", "The Daily Harbour"]]


def test_phoenix() -> None:
    first, second = (dict(zip(phoenix.COLUMNS, row, strict=True)) for row in rows("phoenix"))
    assert [first[key] for key in ("Date", "Year", "Month", "Day")] == ["20160314", "2016", "3", "14"]
    assert [first[key] for key in ("SourceActorFull", "SourceActorEntity", "SourceActorRole")] == ["EGYCOP", "EGY", "COP"]
    assert [second[key] for key in ("SourceActorRole", "SourceActorAttribute")] == ["REB", "KUR"]
    assert [first[key] for key in ("EventCode", "EventRootCode", "QuadClass", "GoldsteinScore")] == ["173", "17", "4", "-5.0"]
    assert rows("phoenix", (replace(events()[0], action="161", root="16"),))[0][15] == "3"


def test_icews() -> None:
    header, first, _ = rows("icews")
    told = dict(zip(header, first, strict=True))
    assert told["Event Date"] == "2016-03-14"
    assert (told["Source Country"], told["Source Sectors"], told["CAMEO Code"]) == ("Egypt", "Police", "173")
    assert int(told["Event ID"]) < 2**63


@pytest.mark.parametrize(("name", "version", "added"), [("gdelt", 1, "20160316"), ("gdelt2", 2, "20160316000000")])
def test_gdelt(name: str, version: int, added: str) -> None:
    _, second = (dict(zip(gdelt.columns(version), row, strict=True)) for row in rows(name))
    assert [second[f"Actor1{key}"] for key in ("Code", "CountryCode", "EthnicCode", "Type1Code")] == [
        "TURREBKUR",
        "TUR",
        "KUR",
        "REB",
    ]
    assert [second[key] for key in ("SQLDATE", "EventCode", "EventRootCode", "QuadClass")] == ["20160316", "190", "19", "4"]
    assert second["DATEADDED"] == added
    assert second["FractionDate"].startswith("2016.2")


def test_polecat() -> None:
    header, first, _ = rows("polecat")
    told = dict(zip(header, first, strict=True))
    assert (told["Event Type"], told["Actor Country"], told["Actor COW"], told["Primary Actor Sector"]) == (
        "COERCE",
        "EGY",
        "651",
        "COP",
    )
    assert told["Event Mode"] == "None"


def test_csv_has_the_whole_record() -> None:
    header, *written = rows("csv")
    assert header == [field.name for field in fields(Event)]
    for row, event in zip(written, events(), strict=True):
        told = dict(zip(header, row, strict=True))
        assert told["action"] == event.action
        assert json.loads(told["source_span"]) == event.source_span
        assert json.loads(told["counts"]) == event.counts


def test_statuses_that_a_format_cannot_tell_are_left_out() -> None:
    negated = replace(events()[0], status="negated")
    assert rows("petrarch", (negated,)) == []
    assert len(rows("csv", (negated,))) == 2


@pytest.mark.parametrize("name", FORMATS)
def test_the_command_writes_it(name: str, tmp_path: Path) -> None:
    story = tmp_path / "s.jsonl"
    story.write_text(json.dumps({"id": "s", "date": "2016-03-16", "text": TEXT}), "utf-8")
    out = tmp_path / "out"
    assert CliRunner().invoke(main, ["code", str(story), "--format", name, "-o", str(out)]).exit_code == 0
    streamed = CliRunner().invoke(main, ["code", str(story), "--format", name])
    assert out.read_bytes() == streamed.stdout_bytes
    assert len(out.read_text("utf-8").splitlines()) >= 2


def test_every_format_that_has_places_is_told_them() -> None:
    (event,) = coder().code(Story("s", "Turkey attacked Syria near Kobani.", date(2016, 3, 16)))
    header, row = rows("icews", (event,))
    icews_row = dict(zip(header, row, strict=True))
    assert [icews_row[name] for name in ("City", "Province", "Country")] == ["Kobani", "Aleppo", "Syria"]
    header, row = rows("polecat", (event,))
    polecat_row = dict(zip(header, row, strict=True))
    names = ("Placename", "Province", "Country", "GeoNames ID", "Raw Placename")
    assert [polecat_row[name] for name in names] == ["Kobani", "Aleppo", "SYR", "172256", "Kobani"]
    phoenix_row = dict(zip(phoenix.COLUMNS, rows("phoenix", (event,))[0], strict=True))
    assert [phoenix_row[name] for name in ("LocationName", "StateName", "CountryCode")] == ["Kobani", "Aleppo", "SYR"]
    gdelt_row = dict(zip(gdelt.columns(1), rows("gdelt", (event,))[0], strict=True))
    assert [gdelt_row[f"ActionGeo_{name}"] for name in ("FullName", "CountryCode")] == ["Kobani, Aleppo, Syria", "SY"]
    for told in (icews_row["Latitude"], polecat_row["Latitude"], phoenix_row["Lat"], gdelt_row["ActionGeo_Lat"]):
        assert float(told) == pytest.approx(36.89, abs=0.01)
