"""Who says so: the sentences of `tests/attributions`, to which anybody may add a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from coder.model import Event, Story
from coder.pipeline import Coder

FOLDER = Path(__file__).parent / "attributions"
XFAIL = "xfail:"
NOT_ALWAYS_WRITTEN = ("hypothetical", "negated", "historical")


@dataclass(frozen=True)
class Line:
    """A sentence, and who says so for each of its events."""

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


def attributed(event: Event) -> str:
    said = event.attribution
    return f"{said['kind']} {said['code'] or '-'} {said['text'] or '-'}" if said else "none"


@pytest.mark.parametrize("line", list(lines()), ids=str)
def test_events_tell_who_says_so(line: Line, request: pytest.FixtureRequest) -> None:
    if line.cause:
        request.applymarker(pytest.mark.xfail(reason=line.cause, strict=True))
    events = coder().code(Story("said", line.sentence), "any", NOT_ALWAYS_WRITTEN)
    assert events, "nothing is coded"
    assert tuple(map(attributed, events)) == line.expected
