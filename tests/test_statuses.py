"""Whether events have happened, or long ago: the sentences of `tests/statuses`, to which anybody may add a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from coder.model import Event, Story
from coder.pipeline import Coder

FOLDER = Path(__file__).parent / "statuses"
STORY, XFAIL = "story:", "xfail:"
NOT_ALWAYS_WRITTEN = ("hypothetical", "negated", "historical")


@dataclass(frozen=True)
class Line:
    """A sentence, the day of its story, and the statuses of its events."""

    place: str
    story: date | None
    sentence: str
    expected: tuple[str, ...]
    cause: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence[:60]}"


def lines() -> Iterator[Line]:
    for file in sorted(FOLDER.glob("*.txt")):
        story: date | None = None
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            if line.startswith(STORY):
                named = line.removeprefix(STORY).strip()
                story = None if named == "none" else date.fromisoformat(named)
            elif line and not line.startswith("#"):
                sentence, expected, *rest = (cell.strip() for cell in line.split(" | "))
                cause = rest[0].removeprefix(XFAIL).strip() if rest else ""
                statuses = tuple(one.strip() for one in expected.split(";"))
                yield Line(f"{file.name}:{number}", story, sentence, statuses, cause)


@cache
def coder() -> Coder:
    return Coder()


def status(event: Event) -> str:
    return f"{event.action} {event.status}"


@pytest.mark.parametrize("line", list(lines()), ids=str)
def test_events_have_their_status(line: Line, request: pytest.FixtureRequest) -> None:
    if line.cause:
        request.applymarker(pytest.mark.xfail(reason=line.cause, strict=True))
    events = coder().code(Story("status", line.sentence, line.story), "any", NOT_ALWAYS_WRITTEN)
    assert events, "nothing is coded"
    assert tuple(map(status, events)) == line.expected


def test_background_is_not_written_unless_asked_for() -> None:
    story = Story("status", "Egypt attacked Israel in the 1973 war.")
    assert not coder().code(story, "any")
    assert [event.status for event in coder().code(story, "any", ("historical",))] == ["historical"]
