"""How many: the sentences of `tests/counts`, to which anybody may add a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from coder.model import Event, Story
from coder.pipeline import Coder

FOLDER = Path(__file__).parent / "counts"
XFAIL = "xfail:"


@dataclass(frozen=True)
class Line:
    """A sentence and what is expected of its events."""

    place: str
    sentence: str
    expected: tuple[str, ...]
    cause: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence[:60]}"


def lines() -> Iterator[Line]:
    for file in sorted(FOLDER.glob("*.txt")):
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            if line and not line.startswith("#"):
                sentence, expected, *rest = (cell.strip() for cell in line.split(" | "))
                cause = rest[0].removeprefix(XFAIL).strip() if rest else ""
                yield Line(f"{file.name}:{number}", sentence, tuple(one.strip() for one in expected.split(";")), cause)


@cache
def coder() -> Coder:
    return Coder()


def counted(event: Event) -> str:
    told = [
        f"{kind} {_bound(count['min'])} {_bound(count['max'])} {count['text']}"  # type: ignore[index]
        for kind, count in event.counts.items()
    ]
    return ", ".join(told) or "none"


def _bound(number: object) -> str:
    return "-" if number is None else str(number)


@pytest.mark.parametrize("line", list(lines()), ids=str)
def test_events_are_counted(line: Line, request: pytest.FixtureRequest) -> None:
    if line.cause:
        request.applymarker(pytest.mark.xfail(reason=line.cause, strict=True))
    events = coder().code(Story("counts", line.sentence), "any")
    assert events, "nothing is coded"
    assert tuple(map(counted, events)) == line.expected
