"""When events took place: the sentences of `tests/dates`, to which anybody may add a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from coder.model import Event, Story
from coder.pipeline import Coder

FOLDER = Path(__file__).parent / "dates"
STORY, XFAIL = "story:", "xfail:"
ALL = ("negated", "hypothetical", "historical")


@dataclass(frozen=True)
class Line:
    """A sentence, the day of its story, and what is expected of its events."""

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
                dates = tuple(one.strip() for one in expected.split(";"))
                yield Line(f"{file.name}:{number}", story, sentence, dates, cause)


@cache
def coder() -> Coder:
    return Coder()


def dated(event: Event) -> str:
    if event.date_text is None:
        return event.date_precision or "-"
    return f"{event.date} {event.date_precision} {event.date_text}"


@pytest.mark.parametrize("line", list(lines()), ids=str)
def test_events_are_dated(line: Line, request: pytest.FixtureRequest) -> None:
    if line.cause:
        request.applymarker(pytest.mark.xfail(reason=line.cause, strict=True))
    events = coder().code(Story("dates", line.sentence, line.story), "any", ALL)
    assert events, "nothing is coded"
    assert sorted(set(map(dated, events))) == sorted(set(line.expected))
