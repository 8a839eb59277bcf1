"""One story, one event: the stories of `tests/stories/same_event.txt`, to which anybody may add one."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sentence_files import Told, coder, stories

from coder.model import Event, Story

FILE = "stories/same_event.txt"
STORY_DATE = date(2016, 3, 2)
LINK = re.compile(r"none|\d+ \S+ \S+ \S+ is \d+ \S+ \S+ \S+")


def triple(event: Event) -> str:
    return f"{event.sentence} {event.source or '_'} {event.action} {event.target or '_'}"


@pytest.mark.parametrize("told", stories(FILE), ids=str)
def test_mentions_of_one_event_are_linked(told: Told, request: pytest.FixtureRequest) -> None:
    told.may_fail(request)
    assert all(LINK.fullmatch(link) for link in told.expected)
    events = coder().code(Story("told", told.text, STORY_DATE), "any", ("negated", "historical"))
    assert len({event.sentence for event in events}) > 1, "fewer than two sentences are coded"
    by_id = {event.id: event for event in events}
    links = [f"{triple(event)} is {triple(by_id[event.same_as])}" for event in events if event.same_as]
    assert sorted(links) == sorted(link for link in told.expected if link != "none"), "\n".join(map(triple, events))


def test_an_event_that_is_pointed_to_points_to_none() -> None:
    for told in stories(FILE):
        events = coder().code(Story("told", told.text, STORY_DATE), "any")
        fullest = {event.same_as for event in events} - {None}
        assert not any(event.same_as for event in events if event.id in fullest)


def test_only_events_that_are_written_are_pointed_to() -> None:
    text = "Congolese rebels were bombed near the border on Sunday. Rebels from Congo were bombed there by the Ugandan army."
    for level in ("both", "one", "any"):
        written = coder().code(Story("told", text, STORY_DATE), level)
        assert {event.same_as for event in written} - {None} <= {event.id for event in written}
