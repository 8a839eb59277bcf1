"""When events took place: the sentences of `tests/dates`, to which anybody may add a line."""

from __future__ import annotations

import pytest
from sentence_files import ALL, Line, coder, lines

from coder.model import Event, Story


def dated(event: Event) -> str:
    if event.date_text is None:
        return event.date_precision or "-"
    return f"{event.date} {event.date_precision} {event.date_text}"


@pytest.mark.parametrize("line", lines("dates"), ids=str)
def test_events_are_dated(line: Line, request: pytest.FixtureRequest) -> None:
    line.may_fail(request)
    events = coder().code(Story("dates", line.sentence, line.story), "any", ALL)
    assert events, "nothing is coded"
    assert sorted(set(map(dated, events))) == sorted(set(line.expected))
