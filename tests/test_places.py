"""Where events took place: the sentences of `tests/places`, to which anybody may add a line."""

from __future__ import annotations

import pytest
from sentence_files import ALL, Line, coder, lines

from coder.model import Event, Story


def located(event: Event) -> str:
    where = event.location
    return "-" if where is None else ", ".join(str(where[key] or "-") for key in ("name", "region", "country", "basis"))


@pytest.mark.parametrize("line", lines("places"), ids=str)
def test_events_are_located(line: Line, request: pytest.FixtureRequest) -> None:
    line.may_fail(request)
    before = line.before and f"{line.before} "
    events = coder().code(Story("places", before + line.sentence), "any", ALL)
    events = [event for event in events if event.action_span[0] >= len(before)]
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
