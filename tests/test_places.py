"""Where events took place: the sentences of `tests/places`, to which anybody may add a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from coder.model import Event, Story
from coder.pipeline import Coder

FOLDER = Path(__file__).parent / "places"
BEFORE, XFAIL = "before:", "xfail:"
ALL = ("negated", "hypothetical", "historical")


@dataclass(frozen=True)
class Line:
    """A sentence, the text before it in its story, and the places that are expected of its events."""

    place: str
    before: str
    sentence: str
    expected: tuple[str, ...]
    cause: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence[:60]}"


def lines() -> Iterator[Line]:
    for file in sorted(FOLDER.glob("*.txt")):
        before = ""
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            if line.startswith(BEFORE):
                before = line.removeprefix(BEFORE).strip()
                before = "" if before == "none" else f"{before} "
            elif line and not line.startswith("#"):
                sentence, expected, *rest = (cell.strip() for cell in line.split(" | "))
                cause = rest[0].removeprefix(XFAIL).strip() if rest else ""
                places = tuple(one.strip() for one in expected.split(";"))
                yield Line(f"{file.name}:{number}", before, sentence, places, cause)


@cache
def coder() -> Coder:
    return Coder()


def located(event: Event) -> str:
    where = event.location
    return "-" if where is None else ", ".join(str(where[key] or "-") for key in ("name", "region", "country", "basis"))


@pytest.mark.parametrize("line", list(lines()), ids=str)
def test_events_are_located(line: Line, request: pytest.FixtureRequest) -> None:
    if line.cause:
        request.applymarker(pytest.mark.xfail(reason=line.cause, strict=True))
    events = coder().code(Story("places", line.before + line.sentence), "any", ALL)
    events = [event for event in events if event.action_span[0] >= len(line.before)]
    assert events, "nothing is coded"
    assert tuple(dict.fromkeys(map(located, events))) == line.expected


def location(text: str) -> dict[str, object]:
    found = coder().code(Story("places", text), "any")[0].location
    assert found is not None
    return found


def test_a_known_place_has_its_own_point() -> None:
    found = location("Rebels shelled the army in the city of Aleppo.")
    assert found["geonames"] == 170063
    assert (round(float(str(found["lat"]))), round(float(str(found["lon"])))) == (36, 37)
    assert found["text"] == "the city of Aleppo"


def test_an_unknown_place_has_the_point_of_what_contains_it_and_no_id() -> None:
    region, village = (
        location("Rebels fought the army in Aleppo province."),
        location("Rebels fought the army in Ulbana, Aleppo province."),
    )
    assert (village["name"], village["geonames"]) == ("Ulbana", None)
    assert (village["lat"], village["lon"]) == (region["lat"], region["lon"])


def test_a_place_in_no_known_country_has_no_point() -> None:
    found = location("Rebels fought the army in the village of Ulbana.")
    assert [found[key] for key in ("name", "country", "lat", "lon")] == ["Ulbana", None, None, None]
