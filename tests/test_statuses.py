"""Whether events have happened, or long ago: the sentences of `tests/statuses`, to which anybody may add a line."""

from __future__ import annotations

import pytest
from sentence_files import ALL, Line, coder, lines

from coder.model import Event, Story


def status(event: Event) -> str:
    return f"{event.action} {event.status}"


@pytest.mark.parametrize("line", lines("statuses"), ids=str)
def test_events_have_their_status(line: Line, request: pytest.FixtureRequest) -> None:
    line.may_fail(request)
    events = coder().code(Story("status", line.sentence, line.story), "any", ALL)
    assert events, "nothing is coded"
    assert tuple(map(status, events)) == line.expected


def test_background_is_not_written_unless_asked_for() -> None:
    story = Story("status", "Egypt attacked Israel in the 1973 war.")
    assert not coder().code(story, "any")
    assert [event.status for event in coder().code(story, "any", ("historical",))] == ["historical"]
