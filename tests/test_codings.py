"""Who did what to whom: each case of `tests/codings/*.txt` is a title, a text and the events that it must give.

The files are named after what makes their sentences hard. An event is a line `source words | code | target words`, with `-` for
an actor that is not there and with ` | negated` behind it where it is not actual. Behind the words of an actor, ` = CODE` also
asks for the code of the actor; of "the group" or "his government", only the code tells whom the program took it for. A text of
several sentences is one story. The order of the events does not count. What is only alleged, supposed or asked (hypothetical) is
not listed: it must only not stand there as if it had happened.

To add a case, write title, text and `---`, run `REWRITE_CODINGS=1 pytest tests/test_codings.py`, and correct by hand what is
wrong in what the program wrote. Behind the title ` | xfail: cause` marks a text that is not coded right yet: its events are those
that would be right, and they are never rewritten. The dictionaries are the shipped ones, the story is of 2016-03-02, all actors
count.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from coder.dictionary.folders import SHIPPED
from coder.model import Event, Story
from coder.pipeline import Coder

FOLDER = Path(__file__).with_name("codings")
CASE = re.compile(
    r"^=+\n(?P<title>.+)\n=+\n\n(?P<text>.+(?:\n+(?!---$).+)*)\n\n---\n\n?(?P<expected>(?:(?!=+\n).*\n)*)", re.MULTILINE
)
CODE_OF = re.compile(r"(?:^|\| )(?P<words>[^|\n]+?) = (?P<code>\S+)", re.MULTILINE)
NOBODY = "-"
EXPECTED_FAILURE = " | xfail: "
REWRITE = bool(os.environ.get("REWRITE_CODINGS"))
STORY_DATE = date(2016, 3, 2)
ALSO_WRITTEN = ("negated", "historical")
FEWEST_CASES_A_FILE = 15


@dataclass(frozen=True, slots=True)
class Case:
    """A text with its expected events; `cause` says why it is not coded right yet."""

    file: Path
    title: str
    cause: str
    text: str
    expected: str

    def __str__(self) -> str:
        return f"{self.file.stem}: {self.title}"


def read_cases(file: Path) -> Iterator[Case]:
    text = file.read_text(encoding="utf-8")
    found = list(CASE.finditer(text))
    assert len(found) * 2 == len(re.findall(r"^=+$", text, re.MULTILINE)), f"{file.name}: a case is malformed"
    for case in found:
        title, _, cause = case["title"].partition(EXPECTED_FAILURE)
        yield Case(file, title, cause, case["text"], case["expected"].strip())


@cache
def cases() -> list[Case]:
    return [case for file in sorted(FOLDER.glob("*.txt")) for case in read_cases(file)]


@cache
def coder() -> Coder:
    return Coder([SHIPPED])


def actor(words: str | None, code: str | None, with_code: frozenset[str]) -> str:
    """An actor as the cases have it: its words on one line, with its code where the case asks for it."""
    written = " ".join((words or NOBODY).split())
    return f"{written} = {code or NOBODY}" if written in with_code else written


def line(event: Event, with_code: frozenset[str]) -> str:
    source = actor(event.source_text, event.source, with_code)
    target = actor(event.target_text, event.target, with_code)
    status = "" if event.status == "actual" else f" | {event.status}"
    return f"{source} | {event.action} | {target}{status}"


def code_text(case: Case) -> str:
    """The events of a text, one a line."""
    with_code = frozenset(found["words"] for found in CODE_OF.finditer(case.expected))
    events = coder().code(Story(id="coding", text=case.text, date=STORY_DATE), actors="any", include=ALSO_WRITTEN)
    return "\n".join(line(event, with_code) for event in events)


@pytest.mark.parametrize("case", cases(), ids=str)
def test_coding(case: Case, request: pytest.FixtureRequest) -> None:
    if case.cause:
        request.applymarker(pytest.mark.xfail(reason=case.cause, strict=True))
    given = code_text(case)
    right = sorted(given.splitlines()) == sorted(case.expected.splitlines())
    if REWRITE and not case.cause and not right:
        rewrite(case, given)
        pytest.skip("rewritten")
    assert sorted(given.splitlines()) == sorted(case.expected.splitlines())


def rewrite(case: Case, given: str) -> None:
    def write(found: re.Match[str]) -> str:
        if found["title"] != case.title or found["text"] != case.text:
            return found[0]
        return f"{found[0][: found.start('expected') - found.start()].rstrip()}\n\n{given}\n\n"

    text = CASE.sub(write, case.file.read_text(encoding="utf-8"))
    case.file.write_text(f"{text.rstrip()}\n", encoding="utf-8")


def test_titles_are_unique_and_texts_too() -> None:
    assert len({str(case) for case in cases()}) == len(cases())
    assert len({case.text for case in cases()}) == len(cases())


def test_the_cases_of_a_file_are_many() -> None:
    for file in FOLDER.glob("*.txt"):
        assert len(list(read_cases(file))) >= FEWEST_CASES_A_FILE, file.name
