"""How many: the sentences of `tests/counts`, to which anybody may add a line."""

from __future__ import annotations

import pytest
from sentence_files import Line, coder, lines

from coder.model import Event, Story


def counted(event: Event) -> str:
    told = [
        f"{kind} {_bound(count['min'])} {_bound(count['max'])} {count['text']}"  # type: ignore[index]
        for kind, count in event.counts.items()
    ]
    return ", ".join(told) or "none"


def _bound(number: object) -> str:
    return "-" if number is None else str(number)


@pytest.mark.parametrize("line", lines("counts"), ids=str)
def test_events_are_counted(line: Line, request: pytest.FixtureRequest) -> None:
    line.may_fail(request)
    events = coder().code(Story("counts", line.sentence), "any")
    assert events, "nothing is coded"
    assert tuple(map(counted, events)) == line.expected
