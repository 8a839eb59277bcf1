"""Sentences with what is expected of their events, a line each, as they stand in the folders beside this file.

    story: 2016-03-02
    The sentence. | what is expected of its first event; of its second | xfail: why not yet

A line such as `story:` or `before:` holds for the sentences behind it; `none` takes it back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from coder.pipeline import Coder

HERE = Path(__file__).parent
XFAIL = "xfail:"
ALL = ("negated", "hypothetical", "historical")
_SETTING = re.compile(r"(\w+): *(.*)")
_SETTINGS = ("before", "story")


@dataclass(frozen=True)
class Line:
    """A sentence, what is expected of its events, why it fails so far, and the settings `story` and `before` that hold for it."""

    place: str
    sentence: str
    expected: tuple[str, ...]
    cause: str
    before: str
    story: date | None

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence[:60]}"

    def may_fail(self, request: pytest.FixtureRequest) -> None:
        """Mark the running test as one that fails, if the line says so."""
        if self.cause:
            request.applymarker(pytest.mark.xfail(reason=self.cause, strict=True))


def lines(folder: str) -> list[Line]:
    """The lines of all files of a folder."""
    return [line for file in sorted((HERE / folder).glob("*.txt")) for line in _lines(file)]


def _lines(file: Path) -> Iterator[Line]:
    settings = dict.fromkeys(_SETTINGS, "")
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        setting = _SETTING.fullmatch(line)
        if setting is not None and setting[1] in settings:
            settings[setting[1]] = "" if setting[2] == "none" else setting[2].strip()
        elif line and not line.startswith("#"):
            sentence, expected, *rest = (cell.strip() for cell in line.split(" | "))
            yield Line(
                f"{file.name}:{number}",
                sentence,
                tuple(one.strip() for one in expected.split(";")),
                rest[0].removeprefix(XFAIL).strip() if rest else "",
                settings["before"],
                date.fromisoformat(settings["story"]) if settings["story"] else None,
            )


@dataclass(frozen=True)
class Told:
    """A story behind its `=== title`, what is expected of it, and why it fails so far: `xfail:` in the title."""

    title: str
    cause: str
    text: str
    expected: tuple[str, ...]

    def __str__(self) -> str:
        return self.title

    def may_fail(self, request: pytest.FixtureRequest) -> None:
        """Mark the running test as one that fails, if the title says so."""
        if self.cause:
            request.applymarker(pytest.mark.xfail(reason=self.cause, strict=True))


def stories(file: str) -> list[Told]:
    """The stories of a file; what is expected of one stands behind its last empty line."""
    _, *written = (HERE / file).read_text("utf-8").split("\n=== ")
    return [_told(story) for story in written]


def _told(story: str) -> Told:
    heading, _, body = story.partition("\n\n")
    title, _, cause = heading.partition(f" | {XFAIL} ")
    text, _, expected = body.strip().rpartition("\n\n")
    return Told(title, cause, text, tuple(expected.splitlines()))


@cache
def coder() -> Coder:
    """One coder for all tests."""
    return Coder()
