"""Who says so: the sentences of `tests/attributions`, to which anybody may add a line."""

from __future__ import annotations

import pytest
from sentence_files import ALL, Line, coder, lines

from coder.model import Event, Story


def attributed(event: Event) -> str:
    said = event.attribution
    return f"{said['kind']} {said['code'] or '-'} {said['text'] or '-'}" if said else "none"


@pytest.mark.parametrize("line", lines("attributions"), ids=str)
def test_events_tell_who_says_so(line: Line, request: pytest.FixtureRequest) -> None:
    line.may_fail(request)
    events = coder().code(Story("said", line.sentence), "any", ALL)
    assert events, "nothing is coded"
    assert tuple(map(attributed, events)) == line.expected
